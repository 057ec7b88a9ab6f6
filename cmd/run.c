/*
 * run.c - what every command owes its user, done once: the file opened in the right
 * mode, one transaction, all output flushed and checked, the exit code.
 * Commands do none of that themselves.
 */
#include "run.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "complain.h"
#include "config.h"
#include "paths.h"
#include "sink.h"
#include "usage.h"
#include "util/text.h"

/* ---- talking --------------------------------------------------------------------------------- */

bool run_for_programs(const struct run *r)
{
	return r->globals.json || r->globals.csv || r->globals.tsv;
}

/* A line of one's own breaks is laid out already: only what is too long of it goes on below. */
void run_say(struct run *r, const char *format, ...)
{
	struct buf line CLEANUP(buf_free) = {0};
	struct buf *out = out_buf(&r->out);
	va_list ap;

	if (r->globals.quiet || run_for_programs(r))
		return;
	va_start(ap, format);
	buf_vaddf(&line, format, ap);
	va_end(ap);
	if (r->term.width > 0) {
		sink_add_wrapped(out, &r->term, STYLE_PLAIN,
			strchr(buf_str(&line), '\n') != NULL ? 0 : 2, buf_str(&line), line.len);
	} else {
		buf_add(out, buf_str(&line), line.len);
		buf_addc(out, '\n');
	}
}

const char *run_safe(struct run *r, const char *text)
{
	static struct buf safe[4]; /* as many names as one line says */
	static size_t next;
	struct buf *b = &safe[next++ % ARRAY_SIZE(safe)];

	(void)r;
	buf_clear(b);
	text_add_safe(b, text, strlen(text), false);
	return buf_str(b);
}

bool run_may_ask(const struct run *r)
{
	return r->term.in_tty && r->term.err_tty && !r->globals.no_input && !run_for_programs(r);
}

void run_show_question(const char *question)
{
	struct buf line CLEANUP(buf_free) = {0};
	const struct term term = {.width = term_error_width()};

	sink_add_wrapped(&line, &term, STYLE_PLAIN, 2, question, strlen(question));
	buf_truncate(&line, line.len - 1); /* the answer goes on that line */
	fputs(buf_str(&line), stderr);
	fflush(stderr);
}

bool run_ask(const char *question, char *buf, size_t size)
{
	size_t end;
	int rest;

	run_show_question(question);
	if (fgets(buf, (int)size, stdin) == NULL) {
		fputc('\n', stderr);
		return false;
	}
	end = strcspn(buf, "\n");
	/* What did not fit is no answer to the next question. */
	while (buf[end] == '\0' && (rest = getchar()) != EOF && rest != '\n')
		continue;
	buf[end] = '\0';
	return true;
}

bool run_ask_yes(const char *question, bool otherwise, bool *yes)
{
	static const char *const words[] = {"y", "yes", "n", "no"};
	char answer[16];

	while (run_ask(question, answer, sizeof answer)) {
		*yes = otherwise;
		if (answer[0] == '\0')
			return true;
		for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
			*yes = words[i][0] == 'y';
			if (strcasecmp(answer, words[i]) == 0)
				return true;
		}
		complain_line("type y or n, or Enter", 0);
	}
	return false;
}

const char *run_keep_answer(struct run *r, const char *answer)
{
	char *copy = strdup(answer);

	if (copy == NULL || !list_add(&r->answers, copy)) {
		free(copy);
		return NULL;
	}
	return copy;
}

static void free_answers(struct run *r)
{
	for (size_t i = 0; i < r->answers.count; i++)
		free((char *)r->answers.items[i]);
	list_free(&r->answers);
}

/* ---- the log --------------------------------------------------------------------------------- */

/* What --verbose tells, with the time since the start. Nothing that was typed or is stored goes
 * here, since it may be kept where others read it. */
static void run_log(const struct run *r, const char *format, ...) PRINTF_LIKE(2, 3);
static void run_log(const struct run *r, const char *format, ...)
{
	struct buf line CLEANUP(buf_free) = {0};
	struct timespec now;
	va_list ap;

	if (!r->globals.verbose)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	buf_addf(&line, "mct: %6.1f ms  ",
		(double)(now.tv_sec - r->begun.tv_sec) * 1e3 +
			(double)(now.tv_nsec - r->begun.tv_nsec) / 1e6);
	va_start(ap, format);
	buf_vaddf(&line, format, ap);
	va_end(ap);
	complain_line(buf_str(&line), 18);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static enum sink_form form_of(const struct run *r)
{
	if (r->globals.json)
		return SINK_JSON;
	if (r->globals.csv)
		return SINK_CSV;
	if (r->globals.tsv)
		return SINK_TSV;
	return (r->cmd->flags & CMD_CARD) != 0 ? SINK_CARD : SINK_TABLE;
}

/* "a,b" -> {"a", "b", NULL} inside `copy`, which is cut up. */
static void split_columns(char *copy, const char **names, size_t max)
{
	size_t n = 0;
	char *rest;

	for (char *name = strtok_r(copy, ",", &rest); name != NULL && n + 1 < max;
		name = strtok_r(NULL, ",", &rest))
		names[n++] = name;
	names[n] = NULL;
}

static int unknown_column(struct run *r, mct_rows_t *rows, const char *unknown)
{
	struct buf hint CLEANUP(buf_free) = {0};
	const char *names[80];
	const char *near;
	size_t n = 0;

	for (; n < mct_rows_width(rows) && n + 1 < ARRAY_SIZE(names); n++)
		names[n] = mct_field_name(mct_rows_column(rows, n));
	names[n] = NULL;
	near = text_nearest(unknown, names);
	if (near != NULL)
		return usage_error(
			r->cmd, "there is no column \"%s\"; did you mean %s?", unknown, near);
	for (size_t i = 0; i < n; i++)
		buf_addf(&hint, "%s%s", i > 0 ? ", " : "the columns are ", names[i]);
	return complain(EXIT_NOT_UNDERSTOOD, buf_str(&hint), "there is no column \"%s\"", unknown);
}

int run_rows(struct run *r, mct_rows_t *rows, int64_t *count)
{
	const char *names[80], *unknown = NULL;
	char *copy CLEANUP(free_pointer) =
		r->globals.columns != NULL ? strdup(r->globals.columns) : NULL;
	struct sink_options options = {.form = form_of(r)};
	int64_t printed = 0;
	int code = EXIT_DONE;
	mct_status_t st;

	if (copy != NULL) {
		split_columns(copy, names, ARRAY_SIZE(names));
		options.columns = names;
	}
	st = sink_rows(r->m, rows, &r->out, &r->term, &options, &printed, &unknown);
	if (unknown != NULL)
		code = unknown_column(r, rows, unknown);
	else if (st != MCT_OK)
		code = run_fail(r);
	mct_rows_free(rows);
	run_log(r, "%lld rows answered", (long long)printed);
	if (count != NULL)
		*count = printed;
	return code;
}

int run_record(struct run *r, const mct_entity_t *e, int64_t id)
{
	const struct mct_query query = {.id = id};
	mct_rows_t *rows;

	if (mct_list(r->m, e, &query, &rows) != MCT_OK)
		return run_fail(r);
	return run_rows(r, rows, NULL);
}

/* ---- the frame ------------------------------------------------------------------------------- */

static mct_t *interrupted_handle;
static volatile sig_atomic_t interrupted;

/* Without SA_RESTART, so that a question that waits for its answer ends too. */
static void on_interrupt(int signal_number)
{
	(void)signal_number;
	interrupted = 1;
	if (interrupted_handle != NULL)
		mct_interrupt(interrupted_handle);
}

bool run_interrupted(void)
{
	return interrupted != 0;
}

static void watch_interrupts(mct_t *m)
{
	struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = SA_RESETHAND};

	interrupted_handle = m;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

static void say_waiting(void *user)
{
	const struct run *r = user;

	if (!r->globals.quiet)
		complain_aside(NULL, "waiting for another program that uses the practice ...");
}

int run_need_db(const struct run *r)
{
	return r->db != NULL ? EXIT_DONE
			     : complain(EXIT_FAILED, "name a file with --db FILE",
				       "you have no home folder to keep the practice in");
}

/* MCT_NOW=2026-11-23 or 2026-11-23T14:00 fixes the clock; --as-of moves the day alone. */
static int set_clock(struct run *r)
{
	const char *now = getenv("MCT_NOW");
	char day[16];

	if (now != NULL && now[0] != '\0') {
		snprintf(day, sizeof day, "%.10s", now);
		if (mct_set_now(r->m, day, strlen(now) > 11 ? now + 11 : NULL) != MCT_OK)
			return run_fail(r);
	}
	return EXIT_DONE;
}

/* --as-of is read like any date a person types, once the practice's date order is known. */
static int set_as_of(struct run *r)
{
	static char iso[11];

	if (r->globals.as_of == NULL)
		return EXIT_DONE;
	if (mct_read_date(r->m, r->globals.as_of, iso) != MCT_OK)
		return run_fail(r);
	r->globals.as_of = iso;
	return EXIT_DONE;
}

/* The clock on the wall is the practice's, wherever this machine thinks that it is. */
static void set_zone(struct run *r)
{
	const char *zone = mct_setting(r->m, "practice.timezone");

	if (zone[0] == '\0')
		return;
	setenv("TZ", zone, 1);
	tzset();
}

static int open_file(struct run *r)
{
	unsigned flags = (r->cmd->flags & CMD_WRITES) != 0 ? MCT_OPEN_WRITE : MCT_OPEN_READ;

	if ((r->cmd->flags & (CMD_READS | CMD_WRITES)) == 0)
		return EXIT_DONE;
	if (r->db == NULL)
		return run_need_db(r);
	run_log(r, "opens %s", r->db);
	if (mct_open(r->m, r->db, flags | (config_shared() ? MCT_OPEN_SHARED : 0)) != MCT_OK ||
		(flags == MCT_OPEN_READ && mct_begin(r->m, r->typed, flags) != MCT_OK))
		return run_fail(r);
	run_log(r, "is open to %s", flags == MCT_OPEN_READ ? "read" : "write");
	set_zone(r);
	return set_as_of(r);
}

int run_write(struct run *r)
{
	if (r->writing)
		return EXIT_DONE;
	if (mct_begin(r->m, r->typed, MCT_OPEN_WRITE) != MCT_OK)
		return run_fail(r);
	run_log(r, "holds the file: nobody else writes now");
	r->writing = true;
	return EXIT_DONE;
}

void run_write_undo(struct run *r)
{
	mct_rollback(r->m);
	r->writing = false;
}

#define CHANGES_SHOWN 20

/* What a try would have changed, as the history would tell it. A program has the command's own
 * rows. */
static int tell_changes(struct run *r)
{
	const struct sink_options options = {.form = SINK_TABLE, .limit = CHANGES_SHOWN};
	const char *unknown;
	mct_rows_t *rows;
	mct_status_t st;
	int64_t count;

	if (r->globals.quiet || run_for_programs(r))
		return EXIT_DONE;
	if (mct_changes(r->m, MCT_FORM_HUMAN, &rows) != MCT_OK)
		return run_fail(r);
	st = sink_rows(r->m, rows, &r->out, &r->term, &options, &count, &unknown);
	if (st == MCT_OK && count == CHANGES_SHOWN && mct_rows_next(rows) == MCT_ROW)
		run_say(r, "... and more");
	mct_rows_free(rows);
	if (st != MCT_OK)
		return run_fail(r);
	run_say(r, "This was a try: nothing was changed.");
	return EXIT_DONE;
}

/* Keeps the change only when the command succeeded; what was said of a change that could not be
 * kept is not said. A reader lets go of the file here, before the output waits for a pager. */
static int finish(struct run *r, int code)
{
	mct_status_t st;

	if (code == EXIT_DONE && buf_refusals() > 0)
		code = complain_no_memory();
	if (r->writing && code == EXIT_DONE && !r->globals.dry_run) {
		if (mct_commit(r->m) == MCT_OK) {
			run_log(r, "the change is on the disk");
			return EXIT_DONE;
		}
		buf_clear(out_buf(&r->out));
		return run_fail(r);
	}
	if (r->writing && code == EXIT_DONE)
		code = tell_changes(r);
	if (r->writing)
		run_log(r, "nothing of it is kept");
	st = mct_rollback(r->m);
	if (st != MCT_OK && code == EXIT_DONE)
		code = run_fail(r);
	return code != EXIT_DONE && run_interrupted() ? EXIT_INTERRUPTED : code;
}

static int close_output(struct run *r, int code)
{
	int error = out_close(&r->out);

	if (error == 0 && buf_refusals() > 0)
		error = ENOMEM;
	if (error == 0)
		return code;
	if (error == EINTR && run_interrupted())
		return code != EXIT_DONE ? code : EXIT_INTERRUPTED;
	complain_of_output(
		error, r->changed || (code == EXIT_DONE && r->writing && !r->globals.dry_run));
	return code != EXIT_DONE ? code : EXIT_FAILED;
}

static int run_opened(struct run *r, const struct parse *p)
{
	int code = set_clock(r);

	if (code == EXIT_DONE)
		code = open_file(r);
	if (code == EXIT_DONE) {
		if ((r->cmd->flags & CMD_WRITES) == 0 && r->term.out_tty && !r->globals.no_pager &&
			!run_for_programs(r))
			out_page(&r->out, config_pager(), r->term.height);
		code = r->cmd->run(r, p->args);
		code = finish(r, code);
	}
	code = close_output(r, code);
	run_log(r, "ends with exit code %d", code);
	return code;
}

/* What only programs ask for is never coloured, and is silent about the configuration. */
static enum term_colour colour_wanted(const struct cmd *cmd, const struct globals *g)
{
	const char *word = (cmd->flags & CMD_HIDDEN) != 0 ? "never"
		: g->color != NULL                        ? g->color
							  : config_get("ui.color");

	if (word != NULL && strcmp(word, "always") == 0)
		return TERM_COLOUR_ALWAYS;
	return word != NULL && strcmp(word, "never") == 0 ? TERM_COLOUR_NEVER : TERM_COLOUR_AUTO;
}

/* Which of two forms is meant is not guessed. */
static int check_forms(const struct run *r)
{
	const struct globals *g = &r->globals;

	if (g->json + g->csv + g->tsv < 2)
		return EXIT_DONE;
	return usage_error(r->cmd, "%s and %s cannot go together", g->json ? "--json" : "--csv",
		g->tsv ? "--tsv" : "--csv");
}

static int run_parsed(struct run *r, const struct parse *p, const char *typed)
{
	int code;

	if (r->globals.help)
		return usage_print(r->cmd);
	code = check_forms(r);
	if (code == EXIT_DONE)
		code = opt_check(p);
	if (code != EXIT_DONE)
		return code;
	if (mct_new(&r->m) != MCT_OK)
		return complain_no_memory();
	watch_interrupts(r->m);
	mct_on_wait(r->m, say_waiting, r);
	term_init(&r->term, colour_wanted(r->cmd, &r->globals));
	out_init(&r->out, STDOUT_FILENO);
	clock_gettime(CLOCK_MONOTONIC, &r->begun);
	r->db = r->globals.db != NULL ? strdup(r->globals.db) : path_practice();
	r->typed = strdup(typed);
	code = r->typed != NULL ? run_opened(r, p) : complain_no_memory();
	interrupted_handle = NULL;
	mct_free(r->m);
	free_answers(r);
	free(r->db);
	free(r->typed);
	return code;
}

int run_command(
	const struct cmd *cmd, struct globals *globals, char **words, size_t n, const char *typed)
{
	struct run r = {.cmd = cmd, .globals = *globals};
	void *args CLEANUP(free_pointer) = calloc(1, cmd->args_size > 0 ? cmd->args_size : 1);
	const mct_entity_t *e = cmd->entity != NULL ? mct_entity_named(cmd->entity) : NULL;
	struct parse p = {
		.cmd = cmd,
		.entity = (cmd->flags & CMD_FIELDS) != 0 ? e : NULL,
		.globals = &r.globals,
		.args = args,
		.fields = &r.fields,
	};
	size_t used;
	int code;

	if (args == NULL)
		return complain_no_memory();
	r.entity = e;
	opt_defaults(&p);
	code = opt_parse(&p, words, n, false, &used);
	if (code == EXIT_DONE)
		code = run_parsed(&r, &p, typed);
	opt_free(&p);
	return code;
}
