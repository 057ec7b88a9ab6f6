/*
 * handle.h - the inside of mct_t: the open file, the last failure, the clock, and
 * what the floors above keep on it. Every file of lib/ may include it;
 * nobody outside lib/ does.
 */
#ifndef MCT_STORE_HANDLE_H
#define MCT_STORE_HANDLE_H

#ifndef SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_SESSION
#endif
#ifndef SQLITE_ENABLE_PREUPDATE_HOOK
#define SQLITE_ENABLE_PREUPDATE_HOOK
#endif
#include <sqlite3.h>

#include "mct.h"
#include "util/buf.h"
#include "util/date.h"

#define PROBLEMS_MAX 64

/* A failure and the memory of its strings. */
struct problem {
	struct mct_error error;
	struct buf text;
};

struct clock {
	int32_t today; /* DATE_NONE until asked */
	int minute;
	bool is_set; /* by mct_set_now(): then a moment is a time of that clock */
	char iso[11];
};

/* A prepared statement, found again by the address of its SQL text. */
struct prepared {
	const char *sql;
	sqlite3_stmt *statement;
};
#define PREPARED_MAX 64

/* A setting that was read. */
struct setting_value {
	bool known;
	struct buf text;
};
#define SETTINGS_MAX 64

struct journal;

struct mct {
	sqlite3 *db;
	char *path;
	unsigned open_flags;
	bool in_transaction;
	int64_t transaction;     /* number of the last one begun on this handle, from 1 */
	struct journal *journal; /* NULL outside a writing transaction */

	struct mct_error error;
	struct problem last;
	struct problem problems[PROBLEMS_MAX];
	size_t problem_count; /* may pass PROBLEMS_MAX: the rest is counted, not kept */

	struct clock clock;
	volatile int interrupted;
	mct_wait_fn *on_wait; /* mct_on_wait() */
	void *on_wait_user;
	int waited; /* milliseconds, in the wait that goes on or was last */
	int broken;             /* SQLite's code for why nothing more goes; see handle_break() */
	unsigned long refusals; /* buf_refusals() when it was SQLITE_OK */

	struct prepared prepared[PREPARED_MAX];
	size_t prepared_count;
	struct setting_value settings[SETTINGS_MAX];
	int money_digits; /* of the currency; -1 until asked, and after a setting changed */

	struct buf scratch; /* mct_value_text() */
	void *floors[2];    /* kept by the floors above, freed through free_floor */
	void (*free_floor[2])(void *);
};
enum { FLOOR_RECORD, FLOOR_PEOPLE };

/* Sets the handle's failure and returns `status`. `hint` may be NULL. The message is lower case,
 * has no full stop and quotes its subject. */
mct_status_t fail(mct_t *m, mct_status_t status, const char *hint, const char *format, ...)
	PRINTF_LIKE(4, 5);
mct_status_t fail_nomem(mct_t *m);
/* The same for a failure of SQLite on m->db; `doing` completes "cannot ...". */
mct_status_t fail_sqlite(mct_t *m, int code, const char *doing);

/* MCT_OK, or the failure of what mct_interrupt() or handle_break() was called on. */
mct_status_t handle_go_on(mct_t *m);
/* For what must answer something and cannot say that it failed, such as a setting: from now on,
 * until the transaction ends, nothing is read or kept. `code` is SQLite's. The want of memory does
 * it by itself. */
void handle_break(mct_t *m, int code);
bool handle_is_broken(mct_t *m);
/* What was wrong is over: a transaction or a file has ended. */
void handle_mend(mct_t *m);

/* Notes one more thing that is wrong with the record at hand. `value` and `hint` may be NULL. */
void problem_add(mct_t *m, mct_status_t status, const char *field, const char *value,
	const char *hint, const char *format, ...) PRINTF_LIKE(6, 7);
void problems_clear(mct_t *m);
/* Makes the first problem the handle's failure and returns its status. */
mct_status_t fail_with_problems(mct_t *m);
/* The same for the first problem since there were `before`, which are all that stay: for a value
 * that is read beside a record. */
mct_status_t fail_with_problem_since(mct_t *m, size_t before);

/* MCT_OK inside a writing transaction, else MCT_MISUSE: nothing is stored that the history does not
 * know of. */
mct_status_t handle_writing(mct_t *m, const char *call);

int32_t handle_today(mct_t *m);
/* Seconds since 1970-01-01 UTC by the handle's clock when it was set, else the system's. */
int64_t handle_moment(mct_t *m);
/* The day, and the minute of it, at which a moment was, by the same clock. */
void handle_wall_clock(const mct_t *m, int64_t moment, int32_t *day, int *minute);
/* What was read of the settings no longer holds: another file, or a rollback. */
void settings_forget(mct_t *m);
/* Decimals of the practice's currency. */
int handle_money_digits(mct_t *m);
enum date_order handle_date_order(mct_t *m);
/* MCT_REFUSED when there are amounts, which stand in `currency`. */
mct_status_t setting_check_currency_free(mct_t *m, const char *currency);
/* Whether what is stored is something that mct_setting_set() would take. */
bool setting_is_sound(mct_t *m, const struct mct_setting *s);
/* A setting that its table checks to be a whole number. */
int64_t setting_number(mct_t *m, const char *name);
/* The words of the setting slot.order; NULL-terminated. */
extern const char *const setting_slot_parts[];

#endif
