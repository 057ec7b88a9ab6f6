/*
 * statement.h - prepared statements: kept on the handle by the address of their
 * SQL, bound and stepped with the handle's failures. SQL text stands as a
 * static string next to the code that runs it.
 */
#ifndef MCT_STORE_STATEMENT_H
#define MCT_STORE_STATEMENT_H

#include "store/handle.h"

/* Whether the disk could not be read at some time since the file was opened: what then looks like
 * damage may be none. */
bool disk_has_failed(mct_t *m);

/* The statement for a static SQL text, reset and without bindings; borrowed from the handle. */
mct_status_t statement_get(mct_t *m, const char *sql, sqlite3_stmt **out);
/* A statement of the caller's own, for SQL that was put together; sqlite3_finalize() it. */
mct_status_t statement_prepare(mct_t *m, const char *sql, sqlite3_stmt **out);

/* Steps: MCT_ROW, MCT_DONE or a failure that is on the handle. */
mct_status_t statement_step(mct_t *m, sqlite3_stmt *statement);
/* Steps a statement that answers no rows, and resets it. MCT_OK or a failure. */
mct_status_t statement_run(mct_t *m, sqlite3_stmt *statement);

/* Binds by letters: i int64_t, t const char * (NULL binds NULL; borrowed until the reset), n NULL.
 */
void statement_bind(sqlite3_stmt *statement, const char *types, ...);

/* Binds a copy of the text, which may be freed then; n < 0: to its NUL. Without memory for it the
 * next step fails. */
void statement_bind_copy(sqlite3_stmt *statement, int at, const char *text, int n);

/* The day in a column of the row; `otherwise` when it holds none. */
int32_t statement_day(sqlite3_stmt *row, int at, int32_t otherwise);

/* A copy of the text in a column of the row, to be freed; NULL when it is unset, and without
 * memory. */
char *statement_copy(sqlite3_stmt *row, int at);

/* One integer from a static SQL text with bindings; *out is untouched when there is no row.
 * MCT_ROW, MCT_DONE or a failure. */
mct_status_t query_integer(mct_t *m, int64_t *out, const char *sql, const char *types, ...);

void statements_free(mct_t *m);

void statement_reset(sqlite3_stmt *statement);
/* CLEANUP(statement_done): resets a borrowed statement at scope end. */
void statement_done(sqlite3_stmt **statement);
/* CLEANUP(statement_finish): finalizes one of the caller's own. */
void statement_finish(sqlite3_stmt **statement);

#endif
