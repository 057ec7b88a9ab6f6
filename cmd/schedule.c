/*
 * schedule.c - "mct schedule": the weekly mail goes out by itself. What is written, and
 * where, is shown before; at a terminal it asks, elsewhere --yes says it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "complain.h"
#include "nouns.h"
#include "run.h"
#include "schedule.h"
#include "session.h"
#include "util/date.h"
#include "util/date_words.h"
#include "util/json.h"

/* ---- what is there --------------------------------------------------------------------------- */

static void say_as_json(struct run *r, const struct schedule_place *place, const struct schedule *s)
{
	static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
	struct json j = {.out = out_buf(&r->out)};
	char time[6];

	minute_to_text(s->minute, time);
	json_open(&j, '{');
	json_key(&j, "by");
	json_text(&j, place->name);
	json_key(&j, "day");
	json_text(&j, days[s->weekday]);
	json_key(&j, "time");
	json_text(&j, time);
	json_key(&j, "to");
	json_text(&j, s->to);
	json_close(&j, '}');
}

/* The next day of that name, from now on. */
static void add_next(struct run *r, const struct schedule *s, struct buf *out)
{
	const char *today = mct_today(r->m);
	int32_t day = date_from_iso(today, strlen(today));
	int days = (s->weekday - date_weekday(day) + 7) % 7;

	if (days == 0 && s->minute <= mct_minute_now(r->m))
		days = 7;
	date_to_human(day + days, true, out);
}

static void say_found(struct run *r, const struct schedule_place *place, const struct schedule *s)
{
	struct buf when CLEANUP(buf_free) = {0};
	struct buf next CLEANUP(buf_free) = {0};

	schedule_add_when(s, &when);
	add_next(r, s, &next);
	run_say(r, "Every %s the list of the week goes to %s, by %s; next on %s.", buf_str(&when),
		run_safe(r, s->to), place->said, buf_str(&next));
}

/* What became of the last one. */
static int say_last(struct run *r, const struct schedule *s)
{
	struct buf day CLEANUP(buf_free) = {0};
	struct mct_value to, date, time, state;
	mct_rows_t *rows;

	if (mct_mailings(r->m, &rows) != MCT_OK)
		return run_fail(r);
	while (mct_rows_next(rows) == MCT_ROW) {
		mct_rows_value(rows, MCT_MAILING_TO, &to);
		mct_rows_value(rows, MCT_MAILING_DATE, &date);
		mct_rows_value(rows, MCT_MAILING_TIME, &time);
		mct_rows_value(rows, MCT_MAILING_STATE, &state);
		if (strcmp(to.text, s->to) != 0)
			continue;
		session_add_day(&day, date.text);
		run_say(r, "The last one: %s, %s %s.", state.text, buf_str(&day), time.text);
		break;
	}
	mct_rows_free(rows);
	return EXIT_DONE;
}

static int show(struct run *r, void *args)
{
	struct schedule s;
	int found = 0, code = EXIT_DONE;

	(void)args;
	if (r->globals.csv || r->globals.tsv)
		return usage_error(r->cmd, "there is --json for programs");
	if (r->globals.json)
		buf_adds(out_buf(&r->out), "[");
	for (const struct schedule_place *p = schedule_places; code == EXIT_DONE && p->name != NULL;
		p++) {
		if (!p->find(&s))
			continue;
		if (r->globals.json)
			buf_adds(out_buf(&r->out), found > 0 ? ",\n" : "\n");
		found++;
		if (r->globals.json) {
			say_as_json(r, p, &s);
			continue;
		}
		say_found(r, p, &s);
		code = say_last(r, &s);
	}
	if (r->globals.json)
		buf_adds(out_buf(&r->out), found > 0 ? "\n]\n" : "]\n");
	else if (found == 0)
		run_say(r, "Nothing is scheduled. Try: mct schedule weekly mon 07:00 --to ADDRESS");
	return code;
}

/* ---- weekly ---------------------------------------------------------------------------------- */

struct weekly_args {
	const char *day, *time, *to;
	bool cron, systemd, print, yes;
};
#define ARG(member) offsetof(struct weekly_args, member)

static const struct opt weekly_opts[] = {
	{.name = "DAY",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(day),
		.help = "mon to sun"},
	{.name = "TIME",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(time),
		.help = "such as 07:00"},
	{.name = "to",
		.type = OPT_TEXT,
		.flags = OPT_REQUIRED,
		.offset = ARG(to),
		.value = "ADDRESS",
		.help = "to whom the list is mailed"},
	{.name = "systemd",
		.type = OPT_FLAG,
		.offset = ARG(systemd),
		.help = "by a timer of systemd; this where it can be had"},
	{.name = "cron", .type = OPT_FLAG, .offset = ARG(cron), .help = "by your crontab"},
	{.name = "print",
		.type = OPT_FLAG,
		.offset = ARG(print),
		.help = "print what would be written, and write nothing"},
	{.name = "yes", .letter = 'y', .type = OPT_FLAG, .offset = ARG(yes), .help = "do not ask"},
	{0},
};

static void command_free(struct schedule_command *command)
{
	free(command->program);
	free(command->db);
}

/* A line that breaks would be another line of the crontab. */
static int check_path(const char *path, const char *what)
{
	if (path == NULL)
		return complain(
			EXIT_FAILED, NULL, "cannot tell where %s is: %s", what, strerror(errno));
	if (strpbrk(path, "\n\r") != NULL)
		return complain(EXIT_REFUSED, NULL, "the path of %s has a line break in it", what);
	return EXIT_DONE;
}

static int find_command(const struct run *r, struct schedule_command *out)
{
	int code;

	out->program = realpath("/proc/self/exe", NULL);
	out->db = realpath(r->db, NULL);
	code = check_path(out->program, "mct");
	return code == EXIT_DONE ? check_path(out->db, "your practice file") : code;
}

/* The address is read as the mail will read it. */
static int read_address(struct run *r, const char *to, struct schedule *out)
{
	const struct mct_weekly_query query = {.to = to};
	mct_weekly_t *mail;
	const char *bare;
	size_t length;
	int code = EXIT_DONE;

	if (mct_weekly(r->m, &query, &mail) != MCT_OK)
		return run_fail(r);
	bare = mct_weekly_part(mail, MCT_WEEKLY_TO, &length);
	if (length >= sizeof out->to)
		code = complain(EXIT_NOT_UNDERSTOOD, NULL, "the address is too long");
	else
		memcpy(out->to, bare, length + 1);
	mct_weekly_free(mail);
	return code;
}

static int read_schedule(struct run *r, const struct weekly_args *a, struct schedule *out)
{
	out->weekday = weekday_from_word(a->day, strlen(a->day));
	out->minute = minute_from_text(a->time, strlen(a->time));
	if (out->weekday < 0)
		return complain(EXIT_NOT_UNDERSTOOD, "write it as mon, tue, wed ...",
			"\"%s\" is not a day of the week", a->day);
	if (out->minute == MINUTE_NONE)
		return complain(EXIT_NOT_UNDERSTOOD, "write it as 07:00 or 7am",
			"\"%s\" is not a time of day", a->time);
	if (a->cron && a->systemd)
		return usage_error(r->cmd, "--cron and --systemd cannot go together");
	return read_address(r, a->to, out);
}

/* Everything that would be written, to be put in place by hand. */
static void print_all(struct run *r, const struct weekly_args *a, const struct schedule *s,
	const struct schedule_command *command)
{
	struct buf *out = out_buf(&r->out);

	if (!a->cron) {
		buf_adds(out, "# ~/.config/systemd/user/mct-rebook.service\n");
		schedule_add_service(s, command, out);
		buf_adds(out, "\n# ~/.config/systemd/user/mct-rebook.timer\n");
		schedule_add_timer(s, out);
	}
	if (!a->cron && !a->systemd)
		buf_adds(out, "\n# or, with crontab -e\n");
	if (!a->systemd)
		schedule_add_cron(s, command, out);
}

static const struct schedule_place *choose_place(const struct weekly_args *a)
{
	const char *wanted = a->cron ? "cron" : a->systemd ? "systemd" : NULL;

	for (const struct schedule_place *p = schedule_places; p->name != NULL; p++)
		if ((wanted == NULL || strcmp(wanted, p->name) == 0) && p->works())
			return p;
	return NULL;
}

/* EXIT_DONE when there is a yes; `told` is what will be done. */
static int confirm(struct run *r, bool yes, const struct buf *told, const char *question)
{
	bool answer;

	if (yes || r->globals.dry_run)
		return EXIT_DONE;
	if (!run_may_ask(r))
		return complain(EXIT_REFUSED, "--print shows what it would be",
			"nothing was changed: say --yes");
	complain_line(buf_str(told), 0);
	if (run_ask_yes(question, true, &answer) && answer)
		return EXIT_DONE;
	if (!run_interrupted())
		run_say(r, "Nothing was changed.");
	return EXIT_REFUSED;
}

static void add_plan(struct run *r, const struct schedule_place *place, const struct schedule *s,
	const struct schedule_command *command, struct buf *out)
{
	buf_adds(out, "Every ");
	schedule_add_when(s, out);
	buf_addf(out, " the list of the week goes to %s, by %s. It runs\n", run_safe(r, s->to),
		place->said);
	buf_addf(out, "  %s rebook --mail %s\nand writes\n", run_safe(r, command->program),
		run_safe(r, s->to));
	place->add_written(out);
	buf_truncate(out, out->len - 1);
}

/* In one place only: two would be one too many. */
static int remove_others(struct run *r, const struct schedule_place *kept)
{
	struct schedule s;
	int code = EXIT_DONE;

	for (const struct schedule_place *p = schedule_places; code == EXIT_DONE && p->name != NULL;
		p++) {
		if (p == kept || !p->find(&s))
			continue;
		code = p->remove();
		if (code == EXIT_DONE)
			run_say(r, "Removed %s.", p->said);
	}
	return code;
}

static int install(struct run *r, const struct weekly_args *a, const struct schedule *s,
	const struct schedule_command *command)
{
	const struct schedule_place *place = choose_place(a);
	struct buf plan CLEANUP(buf_free) = {0};
	int code;

	if (place == NULL)
		return complain(EXIT_FAILED, "--print shows what to put where",
			"there is no %s here that could run it",
			a->cron              ? "cron"
				: a->systemd ? "systemd"
					     : "systemd and no cron");
	add_plan(r, place, s, command, &plan);
	code = confirm(r, a->yes, &plan, "Install it? [Y/n] ");
	if (code != EXIT_DONE || r->globals.dry_run) {
		if (code == EXIT_DONE)
			run_say(r, "%s\nThis was a try: nothing was changed.", buf_str(&plan));
		return code;
	}
	code = place->install(s, command);
	if (code == EXIT_DONE)
		code = remove_others(r, place);
	if (code != EXIT_DONE)
		return code;
	say_found(r, place, s);
	run_say(r, "Try the mail now: mct rebook --mail %s --again", run_safe(r, s->to));
	return EXIT_DONE;
}

static int weekly(struct run *r, void *args)
{
	const struct weekly_args *a = args;
	struct schedule_command command CLEANUP(command_free) = {NULL, NULL};
	struct schedule s;
	int code = read_schedule(r, a, &s);

	if (code == EXIT_DONE)
		code = find_command(r, &command);
	if (code != EXIT_DONE)
		return code;
	if (!a->print)
		return install(r, a, &s, &command);
	print_all(r, a, &s, &command);
	return EXIT_DONE;
}

static const char *const weekly_examples[] = {"schedule weekly mon 07:00 --to ana@willow.example",
	"schedule weekly sun 18:00 --to ana@willow.example --print", NULL};
static const struct cmd schedule_weekly = {.name = "weekly",
	.summary = "the rebooking list by mail, every week",
	.examples = weekly_examples,
	.opts = weekly_opts,
	.args_size = sizeof(struct weekly_args),
	.flags = CMD_READS,
	.run = weekly};

/* ---- off ------------------------------------------------------------------------------------- */

struct off_args {
	bool yes;
};

static const struct opt off_opts[] = {
	{.name = "yes",
		.letter = 'y',
		.type = OPT_FLAG,
		.offset = offsetof(struct off_args, yes),
		.help = "do not ask"},
	{0},
};

static int off(struct run *r, void *args)
{
	const struct off_args *a = args;
	struct buf plan CLEANUP(buf_free) = {0};
	struct schedule s;
	int code;

	for (const struct schedule_place *p = schedule_places; p->name != NULL; p++)
		if (p->find(&s))
			buf_addf(&plan, "%s%s", plan.len > 0 ? " and " : "This removes ", p->said);
	if (plan.len == 0) {
		run_say(r, "Nothing is scheduled.");
		return EXIT_DONE;
	}
	buf_adds(&plan, ".");
	code = confirm(r, a->yes, &plan, "Remove it? [Y/n] ");
	if (code != EXIT_DONE || !r->globals.dry_run)
		return code == EXIT_DONE ? remove_others(r, NULL) : code;
	run_say(r, "%s\nThis was a try: nothing was changed.", buf_str(&plan));
	return EXIT_DONE;
}

static const char *const off_examples[] = {"schedule off", NULL};
static const struct cmd schedule_off = {.name = "off",
	.summary = "no longer",
	.examples = off_examples,
	.opts = off_opts,
	.args_size = sizeof(struct off_args),
	.run = off};

/* ---- the group ------------------------------------------------------------------------------- */

static const char *const examples[] = {"schedule", NULL};
static const struct cmd *const subs[] = {&schedule_weekly, &schedule_off, NULL};

const struct cmd cmd_schedule = {.name = "schedule",
	.summary = "the weekly mail by itself",
	.examples = examples,
	.flags = CMD_READS,
	.sub = subs,
	.run = show};
