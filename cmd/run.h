/*
 * run.h - one command while it runs: the open file, the parsed options, where the
 * output goes. Commands get this, and answer with an exit code.
 */
#ifndef MCT_CMD_RUN_H
#define MCT_CMD_RUN_H

#include <time.h>

#include "cmd.h"
#include "opt.h"
#include "out.h"
#include "term.h"

struct run {
	const struct cmd *cmd;
	const mct_entity_t *entity; /* of the command; or NULL */
	struct globals globals;
	struct field_values fields;
	mct_t *m;
	struct out out;
	struct term term;
	char *db;     /* path of the practice file; NULL when nothing says where it would be */
	char *typed;  /* the command line, for the history */
	bool writing; /* run_write() has begun */
	bool changed; /* something was, by a command that does not write with run_write() */
	struct timespec begun;
	struct list answers; /* what was typed at questions, each freed with the run */
};

/* Runs a command to its end: parses words, opens the file, begins, runs, commits or rolls back,
 * flushes. */
int run_command(
	const struct cmd *cmd, struct globals *globals, char **words, size_t n, const char *typed);

/* EXIT_DONE when there is a path of a practice file; else a message and an exit code. */
int run_need_db(const struct run *r);

/* Begins the writing transaction of a command that CMD_WRITES, when it has not begun. Called after
 * the last question: nobody waits for a lock while somebody thinks. Exit code. */
int run_write(struct run *r);
/* Takes back what was written since, to ask once more. */
void run_write_undo(struct run *r);

/* Prints what is on the handle to stderr, with all problems, candidates and hints; the exit code
 * that belongs to it. */
int run_fail(struct run *r);
/* The exit code of a status. */
int run_exit_code(mct_status_t status);

/* Prints rows in the form that was asked for and frees them. Exit code. `count` may be NULL. */
int run_rows(struct run *r, mct_rows_t *rows, int64_t *count);
/* Prints one record: a card for eyes, a row for programs. */
int run_record(struct run *r, const mct_entity_t *e, int64_t id);

/* True when the output is for programs: then nothing but rows goes to stdout. */
bool run_for_programs(const struct run *r);
/* A line for the person, on stdout; not when --quiet or for programs. */
void run_say(struct run *r, const char *format, ...) PRINTF_LIKE(2, 3);
/* Whether questions may be asked: a terminal at both ends and no --no-input. */
bool run_may_ask(const struct run *r);
/* A question on stderr, with the cursor behind it. */
void run_show_question(const char *question);
/* Asks and reads a line into buf; false at the end of input, and at Ctrl-C. */
bool run_ask(const char *question, char *buf, size_t size);
/* Asks until the answer is y, yes, n, no or Enter, which means `otherwise`; false at the end of
 * input, and at Ctrl-C. */
bool run_ask_yes(const char *question, bool otherwise, bool *yes);
/* A copy of an answer that lives as long as the run; NULL when there is no memory. */
const char *run_keep_answer(struct run *r, const char *answer);
/* Whether Ctrl-C was typed. Then the command has only to end: whatever its exit code, it is
 * EXIT_INTERRUPTED and nothing is kept. */
bool run_interrupted(void);

/* "dana" -> an id; at a terminal several candidates are a choice. EXIT_DONE, or an exit code after
 * a message. */
int choose(struct run *r, const mct_entity_t *e, const char *who, int64_t *id);
/* The same for a visit: her name stands for what she has booked from today on. An id may be that of
 * any visit. */
int choose_booking(struct run *r, const char *who, int64_t *id);
/* The first record, in the order `sort`, that fits the conditions of `where` (see mct_query); *id
 * is 0 when none does. Asks nobody. Exit code. */
int choose_first(struct run *r, const mct_entity_t *e, const char *const *where, const char *sort,
	int64_t *id);

/* A name for eyes, without what a terminal would obey; borrowed until the next call. */
const char *run_safe(struct run *r, const char *text);

#endif
