/*
 * schedule_text.c - the line for cron and the units for systemd, each with its own rules for
 * what a word may hold.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schedule.h"
#include "util/date.h"
#include "util/date_words.h"
#include "util/text.h"

#define MARK "# mct schedule: "

static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/* What the mail of this terminal needs is needed there, too. */
static const char *const variables[] = {"MCT_SENDMAIL", "MCT_CONFIG", "XDG_CONFIG_HOME"};

void schedule_add_when(const struct schedule *s, struct buf *out)
{
	char time[6];

	minute_to_text(s->minute, time);
	buf_addf(out, "%s %s", days[s->weekday], time);
}

static void add_mark(const struct schedule *s, struct buf *out)
{
	buf_adds(out, MARK);
	schedule_add_when(s, out);
	buf_addf(out, " to %s\n", s->to);
}

bool schedule_read(const char *text, struct schedule *out)
{
	const char *mark = strstr(text, MARK);
	char day[8], time[8], to[sizeof out->to];

	if (mark == NULL || sscanf(mark + strlen(MARK), "%7s %7s to %255s", day, time, to) != 3)
		return false;
	out->weekday = weekday_from_word(day, strlen(day));
	out->minute = minute_from_text(time, strlen(time));
	snprintf(out->to, sizeof out->to, "%s", to);
	return out->weekday >= 0 && out->minute != MINUTE_NONE;
}

bool schedule_is_ours(const char *line, size_t length)
{
	return memmem(line, length, MARK, strlen(MARK)) != NULL;
}

/* ---- cron ------------------------------------------------------------------------------------ */

/* crontab(5): a per cent sign ends the command unless it is escaped; the shell comes after that. */
static void add_cron_word(const char *word, struct buf *out)
{
	struct buf quoted CLEANUP(buf_free) = {0};

	text_add_shell_word(&quoted, word);
	for (const char *c = buf_str(&quoted); *c != '\0'; c++)
		buf_addf(out, *c == '%' ? "\\%c" : "%c", *c);
}

void schedule_add_cron(
	const struct schedule *s, const struct schedule_command *command, struct buf *out)
{
	const char *const words[] = {
		command->program, "--db", command->db, "rebook", "--mail", s->to};

	buf_addf(out, "%d %d * * %d ", s->minute % 60, s->minute / 60, (s->weekday + 1) % 7);
	for (size_t i = 0; i < ARRAY_SIZE(variables); i++) {
		const char *value = getenv(variables[i]);

		if (value == NULL || value[0] == '\0')
			continue;
		buf_addf(out, " %s=", variables[i]);
		add_cron_word(value, out);
	}
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		buf_addc(out, ' ');
		add_cron_word(words[i], out);
	}
	buf_adds(out, " ");
	add_mark(s, out);
}

/* ---- systemd --------------------------------------------------------------------------------- */

/* systemd.service(5), systemd.syntax(7): in quotes, and what would be replaced is doubled; in an
 * environment a dollar sign is itself. */
static void add_unit_word(const char *before, const char *word, bool runs, struct buf *out)
{
	buf_addf(out, "\"%s", before);
	for (; *word != '\0'; word++) {
		if (*word == '"' || *word == '\\')
			buf_addc(out, '\\');
		if (*word == '%' || (runs && *word == '$'))
			buf_addc(out, *word);
		buf_addc(out, *word);
	}
	buf_addc(out, '"');
}

void schedule_add_service(
	const struct schedule *s, const struct schedule_command *command, struct buf *out)
{
	const char *const words[] = {
		command->program, "--db", command->db, "rebook", "--mail", s->to};

	add_mark(s, out);
	buf_adds(out,
		"[Unit]\n"
		"Description=The weekly rebooking list of mct, by mail\n"
		"Documentation=man:mct-schedule(1)\n"
		"StartLimitIntervalSec=1d\n"
		"StartLimitBurst=24\n\n"
		"[Service]\n"
		"Type=oneshot\n"
		"# The mail server is away: once more in half an hour.\n"
		"Restart=on-failure\n"
		"RestartPreventExitStatus=1 2 3 4 5 78\n"
		"RestartSec=30min\n");
	for (size_t i = 0; i < ARRAY_SIZE(variables); i++) {
		const char *value = getenv(variables[i]);
		char name[40];

		if (value == NULL || value[0] == '\0')
			continue;
		snprintf(name, sizeof name, "%s=", variables[i]);
		buf_adds(out, "Environment=");
		add_unit_word(name, value, false, out);
		buf_addc(out, '\n');
	}
	buf_adds(out, "ExecStart=");
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		buf_adds(out, i > 0 ? " " : "");
		add_unit_word("", words[i], true, out);
	}
	buf_addc(out, '\n');
}

void schedule_add_timer(const struct schedule *s, struct buf *out)
{
	char time[6];

	minute_to_text(s->minute, time);
	add_mark(s, out);
	buf_addf(out,
		"[Unit]\n"
		"Description=Every week the rebooking list of mct\n"
		"Documentation=man:mct-schedule(1)\n\n"
		"[Timer]\n"
		"OnCalendar=%s *-*-* %s:00\n"
		"# What was missed while the machine was off runs when it is on.\n"
		"Persistent=true\n\n"
		"[Install]\n"
		"WantedBy=timers.target\n",
		days[s->weekday], time);
}
