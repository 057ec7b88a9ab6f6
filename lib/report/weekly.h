/*
 * weekly.h - what the mail of a week says, gathered once and then written as text and as
 * HTML: whom to call, and what else is due.
 */
#ifndef MCT_REPORT_WEEKLY_H
#define MCT_REPORT_WEEKLY_H

#include "record/rows.h"

/* In the order of the mail. */
enum weekly_section {
	WEEKLY_REBOOK,
	WEEKLY_RETURN,
	WEEKLY_BIRTHDAY,
	WEEKLY_ASK,
	WEEKLY_THANKS,
	WEEKLY_PARTNER,
	WEEKLY_PROMISE,
	WEEKLY_TASK,
	WEEKLY_EVENT,
	WEEKLY_TOUCH,
	WEEKLY_SECTIONS
};

/* Texts are one line each, without what could pass for anything else; NULL: nothing to say. */
struct weekly_entry {
	enum weekly_section section;
	int64_t client;    /* 0: it is not about one */
	const char *color; /* of a rebooking: how late she is, as HTML has it; or NULL */
	char *who;         /* NULL: what the practice itself has to do */
	char *head;        /* "slipping, 24 days over"; "turns 46 on Fri 27 Nov 2026" */
	char *visits;      /* "last on Fri 16 Oct 2026, every 2 weeks" */
	char *say;         /* what to say to her */
	char *mind;        /* her cautions, where health may stand in mail */
	char *reach;       /* how she wants to be reached: "text" */
	char *phone, *email;
};

struct weekly {
	mct_t *m;
	int32_t as_of, monday;
	char *practice;
	struct weekly_entry *items; /* in the order of the sections */
	size_t count, capacity;
	size_t clients;   /* how many of them are of the rebooking list */
	size_t to_rebook; /* how many of those do not pause */
};

/* The heading of a section: "Coming back". */
const char *weekly_title(enum weekly_section section);
/* "To rebook, week of Mon 23 Nov 2026": what stands above it all. */
void weekly_add_title(const struct weekly *w, struct buf *out);

/* Gathers all of it, the list from `rows` of mct_rebook(), which are read to their end. Free with
 * weekly_free(), also after a failure. */
mct_status_t weekly_read(mct_t *m, mct_rows_t *rows, int32_t as_of, struct weekly *out);
void weekly_free(struct weekly *w);

void weekly_add_text(const struct weekly *w, struct buf *out);
void weekly_add_html(const struct weekly *w, struct buf *out);

#endif
