/*
 * schedule.h - the weekly mail by itself: what is written for cron and for systemd, and
 * where.
 */
#ifndef MCT_CMD_SCHEDULE_H
#define MCT_CMD_SCHEDULE_H

#include <stdbool.h>

#include "util/buf.h"

/* Every week on that weekday (0 Monday) at that minute of the day. */
struct schedule {
	int weekday, minute;
	char to[256]; /* a bare address */
};

/* ---- what is written ------------------------------------------------------------------------- */

/* What runs: the program and the practice file, both by their whole path, on one line each. */
struct schedule_command {
	char *program, *db;
};

/* The line of a crontab, with its end; by its mark it is found again. */
void schedule_add_cron(
	const struct schedule *s, const struct schedule_command *command, struct buf *out);
/* The two files of a systemd user timer. */
void schedule_add_service(
	const struct schedule *s, const struct schedule_command *command, struct buf *out);
void schedule_add_timer(const struct schedule *s, struct buf *out);
/* Finds the mark that stands in each of them; false when there is none. */
bool schedule_read(const char *text, struct schedule *out);
/* Whether a line of a crontab is ours. */
bool schedule_is_ours(const char *line, size_t length);

/* "Mon 07:00" */
void schedule_add_when(const struct schedule *s, struct buf *out);

/* ---- where ----------------------------------------------------------------------------------- */

struct schedule_place {
	const char *name, *said; /* "cron", "a line of your crontab" */
	/* Whether it can be used here. */
	bool (*works)(void);
	/* What is installed there; false: nothing. */
	bool (*find)(struct schedule *out);
	/* What would be written, a line each. */
	void (*add_written)(struct buf *out);
	/* Exit codes, after a message. */
	int (*install)(const struct schedule *s, const struct schedule_command *command);
	int (*remove)(void);
};
/* The better one first; ended by a NULL name. */
extern const struct schedule_place schedule_places[];

#endif
