/*
 * wait.h - how a connection waits while another program has the file.
 */
#ifndef MCT_STORE_WAIT_H
#define MCT_STORE_WAIT_H

#include "store/handle.h"

/* From now on m->db waits, and gives up after five seconds. */
void wait_register(mct_t *m);

#endif
