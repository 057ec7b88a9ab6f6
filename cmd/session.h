/*
 * session.h - what checkin, log and book share: whose visit it is, what to mind before
 * it, and questions of one line each.
 */
#ifndef MCT_CMD_SESSION_H
#define MCT_CMD_SESSION_H

#include "run.h"

/* Her visits of a day (YYYY-MM-DD): the first that is booked and the last that is logged, 0 where
 * there is none. With --time those of that time, or the booking that has no time. Exit code. */
struct session {
	int64_t booked, logged;
};
int session_find(struct run *r, int64_t client, const char *day, struct session *out);

/* A visit of hers, not stored yet: loaded when `id` is not 0, else a new one of that day. NULL
 * after a message. */
mct_record_t *session_visit(struct run *r, int64_t client, const char *day, int64_t id);
/* A day that lies ahead, YYYY-MM-DD, and the time that was said with it as HH:MM, or "". Exit code.
 */
struct session_when {
	char day[11], time[6];
};
int session_read_when(struct run *r, const char *text, struct session_when *out);
/* A new visit of hers that is booked for when she was told ("in 4 weeks 14:00"). NULL after a
 * message. */
mct_record_t *session_booking(struct run *r, int64_t client, const char *text);
/* Without minutes, a visit lasts as long as her last one did. Exit code. */
int session_usual_minutes(struct run *r, int64_t client, mct_record_t *visit);

/* Sets a field of a record by its name. */
void session_set(mct_record_t *record, const char *field, const char *text);

/* Health, what to ask and what was promised, on stderr beside the questions. Exit code. */
int session_remind(struct run *r, int64_t client);

/* Asks for a line; *answer is NULL when nothing was typed. False at the end of input and at Ctrl-C.
 */
bool session_ask_text(struct run *r, const char *question, const char **answer);
/* The same, until the answer can be read as that field of the entity; of a choice its beginning is
 * enough. */
bool session_ask_field(struct run *r, const char *entity, const char *field, const char *question,
	const char **answer);
/* The same for a field of the visit: it is added to what was said in r->fields. */
bool session_ask(struct run *r, const char *field, const char *question);
/* Adds a field of the visit to what was said in r->fields, as an option would. False when there is
 * no memory. */
bool session_say(struct run *r, const char *field, const char *text);

/* "Mon 23 Nov 2026" from YYYY-MM-DD. */
void session_add_day(struct buf *out, const char *day);

#endif
