/*
 * form.h - a record as a text to change in one's editor, and back.
 */
#ifndef MCT_CMD_FORM_H
#define MCT_CMD_FORM_H

#include "run.h"

/* Opens the record in the editor until it reads without error or the person gives up. EXIT_DONE
 * with the record's fields set, or an exit code after a message; then nothing is to be saved. */
int form_edit(struct run *r, mct_record_t *record);

#endif
