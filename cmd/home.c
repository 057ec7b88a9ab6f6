/*
 * home.c - what "mct" alone says: without a practice the ways in, with one who comes
 * today and how many are due.
 */
#include "home.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "nouns.h"
#include "paths.h"
#include "rebook_mail.h"
#include "run.h"
#include "sink.h"
#include "util/date.h"

static int welcome(void)
{
	static const char *const lines[] = {"No practice here yet. Make one:", "  mct init",
		"Then bring your clients and visits:",
		"  mct import clients clients.csv      (in your spreadsheet: Save as, CSV)",
		"  mct import visits visits.csv", "Help: mct help    Manual: man mct"};
	struct buf out CLEANUP(buf_free) = {0};
	struct term term;

	term_init(&term, TERM_COLOUR_NEVER);
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++)
		sink_add_wrapped(&out, &term, STYLE_PLAIN, 4, lines[i], strlen(lines[i]));
	fputs(buf_str(&out), stdout);
	return EXIT_DONE;
}

/* The visits booked for today, by the hour. */
static int say_today(struct run *r)
{
	static const char *const columns[] = {"time", "minutes", "client", "service", NULL};
	const char *const where[] = {"outcome=booked", NULL};
	const char *today = r->globals.as_of != NULL ? r->globals.as_of : mct_today(r->m);
	const struct mct_query query = {
		.where = where, .since = today, .until = today, .columns = columns, .sort = "time"};
	mct_rows_t *rows;
	int64_t count = 0;
	int code;

	if (mct_list(r->m, mct_entity_named("visit"), &query, &rows) != MCT_OK)
		return run_fail(r);
	run_say(r, "\nTODAY");
	code = run_rows(r, rows, &count);
	if (count == 0)
		run_say(r, "nobody is booked");
	return code;
}

static int say_due(struct run *r)
{
	const struct mct_rebook_query query = {.as_of = r->globals.as_of,
		.weeks = 1,
		.statuses = "slipping,overdue,returning,new,due"};
	mct_rows_t *rows;
	int64_t due = 0;

	if (mct_rebook(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	while (mct_rows_next(rows) == MCT_ROW)
		due++;
	mct_rows_free(rows);
	run_say(r, "\n%lld due for rebooking: mct rebook", (long long)due);
	return EXIT_DONE;
}

/* A booking whose day has passed is neither income nor a miss until somebody says which. */
static int say_unlogged(struct run *r)
{
	static const char *const columns[] = {"id", NULL};
	static const char *const where[] = {"outcome=booked", NULL};
	const struct mct_query query = {.where = where, .until = "yesterday", .columns = columns};
	mct_rows_t *rows;
	int count = 0;

	if (mct_list(r->m, mct_entity_named("visit"), &query, &rows) != MCT_OK)
		return run_fail(r);
	while (mct_rows_next(rows) == MCT_ROW)
		count++;
	mct_rows_free(rows);
	if (count > 0)
		run_say(r,
			"%d booking%s not logged: mct visit list --status booked --until yesterday",
			count, count == 1 ? " was" : "s were");
	return EXIT_DONE;
}

/* The first of what is due beside that, and how much more there is; nothing when nothing is. */
static int say_owed(struct run *r)
{
	const struct mct_due_query query = {.as_of = r->globals.as_of};
	struct buf first CLEANUP(buf_free) = {0};
	struct mct_value who, what;
	mct_rows_t *rows;
	int more = -1;

	if (mct_due(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	for (; mct_rows_next(rows) == MCT_ROW; more++) {
		if (more >= 0)
			continue;
		mct_rows_value(rows, MCT_DUE_WHO, &who);
		mct_rows_value(rows, MCT_DUE_WHAT, &what);
		buf_addf(&first, "%s%s%s", who.text, who.set ? ": " : "", what.text);
	}
	mct_rows_free(rows);
	if (more == 0)
		run_say(r, "%s: mct due", run_safe(r, buf_str(&first)));
	else if (more > 0)
		run_say(r, "%s, and %d more: mct due", run_safe(r, buf_str(&first)), more);
	return EXIT_DONE;
}

static int home(struct run *r, void *args)
{
	struct buf line CLEANUP(buf_free) = {0};
	const char *today = r->globals.as_of != NULL ? r->globals.as_of : mct_today(r->m);
	int code;

	(void)args;
	date_to_human(date_from_iso(today, strlen(today)), true, &line);
	run_say(r, "%s  %s", buf_str(&line), run_safe(r, mct_setting(r->m, "practice.name")));
	code = say_today(r);
	if (code == EXIT_DONE)
		code = say_due(r);
	if (code == EXIT_DONE)
		code = say_unlogged(r);
	if (code == EXIT_DONE)
		code = say_owed(r);
	return code == EXIT_DONE ? rebook_mail_say_failures(r) : code;
}

static const struct cmd cmd_home = {
	.name = "", .summary = "the day at a glance", .flags = CMD_READS, .run = home};

int home_screen(struct globals *globals, const char *typed)
{
	char *db CLEANUP(free_pointer) =
		globals->db != NULL ? strdup(globals->db) : path_practice();

	if (db == NULL || access(db, F_OK) != 0)
		return welcome();
	return run_command(&cmd_home, globals, NULL, 0, typed);
}
