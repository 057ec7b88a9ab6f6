/*
 * transaction.h - how a writing transaction begins, also before there is a history; the
 * rest of it is public (mct.h).
 */
#ifndef MCT_STORE_TRANSACTION_H
#define MCT_STORE_TRANSACTION_H

#include "store/handle.h"

/* Takes the lock. What is then committed outlasts a power cut: that its journal is gone is synced,
 * too. Answers with SQLite's code. */
int begin_to_write(sqlite3 *db);

#endif
