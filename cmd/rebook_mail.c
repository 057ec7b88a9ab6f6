/*
 * rebook_mail.c - "mct rebook --mail": once a week and address, however often cron runs it.
 * What could not be handed over is noted in the practice file, so that the next "mct" says
 * so: a mail fault cannot be mailed.
 */
#include "rebook_mail.h"

#include <string.h>

#include "complain.h"
#include "mail.h"
#include "session.h"

int rebook_mail_check(struct run *r, const struct rebook_mail *mail)
{
	const char *alone = mail->from != NULL ? "from"
		: mail->subject != NULL        ? "subject"
		: mail->print                  ? "print"
		: mail->again                  ? "again"
					       : NULL;

	if (mail->to == NULL && alone != NULL)
		return usage_error(r->cmd, "--%s needs --mail ADDRESS", alone);
	if (mail->to != NULL && run_for_programs(r))
		return usage_error(r->cmd, "--mail and --%s cannot go together",
			r->globals.json          ? "json"
				: r->globals.csv ? "csv"
						 : "tsv");
	return EXIT_DONE;
}

/* ---- sending --------------------------------------------------------------------------------- */

/* A transaction of its own, since what became of the mail is kept whatever the exit code. */
static int note(struct run *r, mct_status_t st)
{
	if (st == MCT_OK)
		st = mct_commit(r->m);
	else
		mct_rollback(r->m);
	return st == MCT_OK ? EXIT_DONE : run_fail(r);
}

/* *already: nothing has to be sent. */
static int begin(struct run *r, const mct_weekly_t *w, bool again, int64_t *id, bool *already)
{
	mct_status_t st;

	*already = false;
	mct_rollback(r->m); /* what was read */
	if (mct_begin(r->m, r->typed, MCT_OPEN_WRITE) != MCT_OK)
		return run_fail(r);
	st = mct_mailing_begin(r->m, w, again, id);
	*already = st == MCT_EXISTS;
	if (!*already)
		return note(r, st);
	if (r->term.out_tty)
		run_say(r, "%s; %s", mct_error(r->m)->message, mct_error(r->m)->hint);
	mct_rollback(r->m);
	return EXIT_DONE;
}

/* That it went out counts for more than that it could not be noted. */
static int end(struct run *r, int64_t id, int code, const struct mail_failure *failure)
{
	mct_status_t st = mct_begin(r->m, r->typed, MCT_OPEN_WRITE);

	if (st == MCT_OK)
		st = mct_mailing_end(r->m, id, code == EXIT_DONE ? NULL : buf_str(&failure->why));
	if (note(r, st) != EXIT_DONE && code == EXIT_DONE)
		complain_aside(NULL, "the list was sent, but that could not be noted");
	if (code != EXIT_DONE)
		return complain((enum exit_code)code, failure->hint, "%s; the list was not sent",
			buf_str(&failure->why));
	return EXIT_DONE;
}

static int send(struct run *r, const struct rebook_mail *mail, const mct_weekly_t *w)
{
	struct mail_failure failure = {.hint = NULL};
	const char *to = mct_weekly_part(w, MCT_WEEKLY_TO, NULL), *message;
	size_t length;
	int64_t id;
	bool already;
	int code = begin(r, w, mail->again, &id, &already);

	if (code != EXIT_DONE || already)
		return code;
	message = mct_weekly_part(w, MCT_WEEKLY_MESSAGE, &length);
	code = mail_hand_over(
		mct_weekly_part(w, MCT_WEEKLY_FROM, NULL), to, message, length, &failure);
	code = end(r, id, code, &failure);
	buf_free(&failure.why);
	if (code == EXIT_DONE && r->term.out_tty)
		run_say(r, "Sent to %s: %s", to, mct_weekly_part(w, MCT_WEEKLY_SUBJECT, NULL));
	return code;
}

/* The message as the mail program would get it; of a try, what a person reads of it. */
static int show(struct run *r, const struct rebook_mail *mail, const mct_weekly_t *w)
{
	size_t length;
	const char *message = mct_weekly_part(w, MCT_WEEKLY_MESSAGE, &length);

	if (mail->print)
		buf_add(out_buf(&r->out), message, length);
	else
		run_say(r, "To: %s\nSubject: %s\n\n%s", mct_weekly_part(w, MCT_WEEKLY_TO, NULL),
			mct_weekly_part(w, MCT_WEEKLY_SUBJECT, NULL),
			mct_weekly_part(w, MCT_WEEKLY_TEXT, NULL));
	return EXIT_DONE;
}

int rebook_mail(struct run *r, const struct rebook_mail *mail, const struct mct_rebook_query *query)
{
	const struct mct_weekly_query weekly = {
		.rebook = *query, .to = mail->to, .from = mail->from, .subject = mail->subject};
	mct_weekly_t *w;
	int code = EXIT_DONE;

	if (mct_weekly(r->m, &weekly, &w) != MCT_OK)
		return run_fail(r);
	if (mct_weekly_count(w) > 0)
		code = mail->print || r->globals.dry_run ? show(r, mail, w) : send(r, mail, w);
	else if (r->term.out_tty)
		run_say(r, "Nobody is due, and nothing else: there is nothing to mail.");
	mct_weekly_free(w);
	return code;
}

/* ---- what did not go out --------------------------------------------------------------------- */

static void say_failure(struct run *r, mct_rows_t *rows)
{
	struct buf day CLEANUP(buf_free) = {0};
	struct mct_value to, date, state, failure;

	mct_rows_value(rows, MCT_MAILING_TO, &to);
	mct_rows_value(rows, MCT_MAILING_DATE, &date);
	mct_rows_value(rows, MCT_MAILING_STATE, &state);
	mct_rows_value(rows, MCT_MAILING_FAILURE, &failure);
	if (strcmp(state.text, "failed") != 0)
		return;
	session_add_day(&day, date.text);
	run_say(r, "The list of %s was not sent to %s: %s. Try: mct rebook --mail %s",
		buf_str(&day), run_safe(r, to.text),
		run_safe(r, failure.text),
		run_safe(r, to.text));
}

int rebook_mail_say_failures(struct run *r)
{
	mct_rows_t *rows;
	mct_status_t st;

	if (mct_mailings(r->m, &rows) != MCT_OK)
		return run_fail(r);
	while ((st = mct_rows_next(rows)) == MCT_ROW)
		say_failure(r, rows);
	mct_rows_free(rows);
	return st == MCT_DONE ? EXIT_DONE : run_fail(r);
}
