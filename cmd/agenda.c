/*
 * agenda.c - "mct agenda": what the days ahead hold, and which hours of them are free.
 * What a stored visit runs into is told by the commands that store one.
 */
#include "agenda.h"

#include <string.h>

#include "complain.h"
#include "nouns.h"
#include "session.h"
#include "util/date.h"

#define DAYS_AHEAD 7

struct agenda_args {
	struct list when;
	const char *therapist;
	bool free;
	int minutes;
};
#define ARG(member) offsetof(struct agenda_args, member)

static const struct opt opts[] = {
	{.name = "WHEN",
		.type = OPT_OPERANDS,
		.offset = ARG(when),
		.help = "today, week, next week or a day; the next seven days"},
	{.name = "free",
		.type = OPT_FLAG,
		.offset = ARG(free),
		.help = "the hours of work that are free"},
	{.name = "minutes",
		.type = OPT_NUMBER,
		.offset = ARG(minutes),
		.value = "N",
		.help = "with --free: at least so long; 30",
		.fallback = "30"},
	{.name = "therapist",
		.type = OPT_TEXT,
		.offset = ARG(therapist),
		.value = "NAME",
		.help = "only hers, and what is nobody's in particular"},
	{0},
};

struct days {
	char from[11], until[11];
};

static void set_days(struct days *days, int32_t from, int count)
{
	date_to_iso(from, days->from);
	date_to_iso(from + count - 1, days->until);
}

/* A day is the next one of that name; one that is over has to be written out. */
static int read_day(struct run *r, const char *when, struct days *out)
{
	char time[6];

	if (mct_read_when(r->m, when, out->from, time) != MCT_OK &&
		mct_read_date(r->m, when, out->from) != MCT_OK)
		return run_fail(r);
	memcpy(out->until, out->from, sizeof out->until);
	return EXIT_DONE;
}

static int read_days(struct run *r, const char *when, struct days *out)
{
	const char *iso = r->globals.as_of != NULL ? r->globals.as_of : mct_today(r->m);
	int32_t today = date_from_iso(iso, strlen(iso));
	int32_t monday = today - date_weekday(today);

	if (when[0] == '\0')
		set_days(out, today, DAYS_AHEAD);
	else if (strcmp(when, "today") == 0)
		set_days(out, today, 1);
	else if (strcmp(when, "week") == 0 || strcmp(when, "this week") == 0)
		set_days(out, monday, 7);
	else if (strcmp(when, "next week") == 0)
		set_days(out, monday + 7, 7);
	else
		return read_day(r, when, out);
	return EXIT_DONE;
}

/* Nothing there is told with the days that were looked at. */
static void say_nothing(struct run *r, const struct agenda_args *a, const struct days *days)
{
	struct buf line CLEANUP(buf_free) = {0};

	session_add_day(&line, days->from);
	if (strcmp(days->from, days->until) != 0) {
		buf_adds(&line, " to ");
		session_add_day(&line, days->until);
	}
	run_say(r, "%s: %s.", buf_str(&line), a->free ? "nothing is free" : "nothing is booked");
}

static int agenda(struct run *r, void *args)
{
	const struct agenda_args *a = args;
	struct mct_agenda_query query = {.therapist = a->therapist, .minutes = a->minutes};
	struct buf when CLEANUP(buf_free) = {0};
	struct days days;
	mct_rows_t *rows;
	mct_status_t st;
	int64_t count;
	int code;

	list_say(&a->when, &when);
	code = read_days(r, buf_str(&when), &days);
	if (code != EXIT_DONE)
		return code;
	query.from = days.from;
	query.until = days.until;
	if (a->free && mct_setting(r->m, "practice.hours")[0] == '\0')
		complain_aside("say when with: mct config set practice.hours \"mon-fri 9-17\"",
			"you are taken to work " MCT_HOURS_ASSUMED);
	st = a->free ? mct_free_hours(r->m, &query, &rows) : mct_agenda(r->m, &query, &rows);
	if (st != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		say_nothing(r, a, &days);
	return code;
}

int agenda_say_remark(struct run *r, int64_t visit)
{
	const struct mct_agenda_query query = {.visit = visit};
	struct mct_value remark;
	mct_rows_t *rows;

	if (run_for_programs(r))
		return EXIT_DONE;
	if (mct_agenda(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	if (mct_rows_next(rows) == MCT_ROW) {
		mct_rows_value(rows, MCT_AGENDA_REMARK, &remark);
		if (remark.set)
			run_say(r, "  %s", run_safe(r, remark.text));
	}
	mct_rows_free(rows);
	return EXIT_DONE;
}

static const char *const examples[] = {"agenda", "agenda today", "agenda next week --free", NULL};

const struct cmd cmd_agenda = {.name = "agenda",
	.summary = "what the days ahead hold",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct agenda_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = agenda};
