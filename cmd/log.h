/*
 * log.h - what mct log is told, with options or at questions: one and the same data, from
 * which everything that is kept is made.
 */
#ifndef MCT_CMD_LOG_H
#define MCT_CMD_LOG_H

#include "run.h"

struct log_args {
	const char *who, *date, *answer, *recommend, *because, *kind, *next;
	struct list said, told, asked, promise, kept, extra, need;
	bool notes, even_so;
};
/* What is stored together, the visit first. */
struct kept {
	mct_record_t *record;
	const char *what; /* was done with it, "Kept"; NULL: it is new */
};

struct log {
	struct run *r;
	struct log_args *args; /* what was said, with options or at questions */
	int64_t client;
	char day[11];
	int64_t booked; /* the visit that is completed; 0: a new one */
	struct kept *kept;
	size_t count;
};

/* Asks for everything, one line each, until the end of input: whatever was answered counts. Exit
 * code. */
int log_ask(struct log *log);
/* Asks when she comes next, until that can be read. False at the end of input. */
bool log_ask_next(struct log *log);
/* Her open recommendation; *id is 0 when there is none, and the newest when there are several. Exit
 * code. */
int log_find_open(struct log *log, int64_t *id);

#endif
