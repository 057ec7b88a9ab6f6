/*
 * main.c - finds the command: global options, aliases, the tables, mct-<name>
 * programs on PATH, and for everything else the nearest guess.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "complain.h"
#include "config.h"
#include "home.h"
#include "paths.h"
#include "run.h"
#include "usage.h"
#include "util/text.h"

static const struct cmd *command_named(const struct cmd *const *list, const char *name)
{
	for (; *list != NULL; list++)
		if (strcmp((*list)->name, name) == 0)
			return *list;
	return NULL;
}

/* ---- the history's line ---------------------------------------------------------------------- */

/* What was typed, with quotes where a word needs them. */
static char *typed_line(char **words, size_t n)
{
	struct buf line = {0};

	buf_adds(&line, "mct");
	for (size_t i = 0; i < n; i++) {
		buf_addc(&line, ' ');
		text_add_shell_word(&line, words[i]);
	}
	return buf_take(&line);
}

/* ---- aliases --------------------------------------------------------------------------------- */

#define WORDS_MAX 1024

struct words {
	char *items[WORDS_MAX];
	size_t count;
	char *copy; /* memory of an alias's words */
};

static const char *alias_named(const char *name)
{
	const char *alias, *expansion;

	for (unsigned i = 0; config_alias(i, &alias, &expansion); i++)
		if (strcmp(alias, name) == 0)
			return expansion;
	return NULL;
}

/* Puts the alias's words in place of the first word; they are parted at blanks, "..." keeps them
 * together. */
static void expand_alias(struct words *w)
{
	const char *expansion = w->count > 0 && command_named(commands, w->items[0]) == NULL
		? alias_named(w->items[0])
		: NULL;
	struct words out = {.count = 0};

	if (expansion == NULL)
		return;
	out.copy = strdup(expansion);
	for (char *at = out.copy; at != NULL && out.count + w->count < WORDS_MAX;) {
		char stop = ' ';

		at += strspn(at, " \t");
		if (*at == '\0')
			break;
		if (*at == '"' || *at == '\'')
			stop = *at++;
		out.items[out.count++] = at;
		at = strchr(at, stop);
		if (at != NULL)
			*at++ = '\0';
	}
	for (size_t i = 1; i < w->count && out.count < WORDS_MAX; i++)
		out.items[out.count++] = w->items[i];
	*w = out;
}

/* ---- mct-<name> ------------------------------------------------------------------------------ */

/* Replaces this process when there is such a program; comes back when there is none. */
static void try_external(const struct words *w, const struct globals *g)
{
	struct buf name CLEANUP(buf_free) = {0};
	char *arguments[WORDS_MAX + 1];
	char *db;

	if (w->items[0][strcspn(w->items[0], "/")] != '\0')
		return;
	buf_addf(&name, "mct-%s", w->items[0]);
	arguments[0] = name.data;
	for (size_t i = 1; i < w->count; i++)
		arguments[i] = w->items[i];
	arguments[w->count] = NULL;
	db = g->db != NULL ? strdup(g->db) : path_practice();
	if (db != NULL)
		setenv("MCT_DB", db, 1);
	free(db);
	setenv("MCT_COMMAND", w->items[0], 1);
	setenv("MCT_VERSION", mct_version(), 1);
	execvp(buf_str(&name), arguments);
	if (errno != ENOENT && errno != ENOTDIR)
		fprintf(stderr, "mct: cannot run %s: %s\n", buf_str(&name), strerror(errno));
}

/* Whether "--json" is among the words. Asked before they are parsed: what is wrong with them is
 * told as the program that typed them can read it. */
static bool wants_json(char *const *words, size_t n)
{
	for (size_t i = 0; i < n && strcmp(words[i], "--") != 0; i++)
		if (strcmp(words[i], "--json") == 0)
			return true;
	return false;
}

/* ---- dispatch -------------------------------------------------------------------------------- */

static int print_version(void)
{
	printf("mct %s\n"
	       "License GPL-3.0-or-later; this is free software, without any warranty.\n",
		mct_version());
	return EXIT_DONE;
}

/* Goes down the groups as far as words name commands; a group that runs itself takes the rest. */
static int dispatch(struct words *w, struct globals *g, const char *typed)
{
	const struct cmd *const *list = commands;
	const struct cmd *cmd = NULL;
	size_t at = 0;

	while (at < w->count && (cmd == NULL || cmd->sub != NULL)) {
		const struct cmd *next;

		next = command_named(list, w->items[at]);
		if (next == NULL && cmd != NULL && cmd->run != NULL)
			break;
		if (w->items[at][0] == '-') {
			const struct parse p = {.cmd = NULL, .globals = g};
			size_t used;
			int code = opt_parse(&p, w->items + at, w->count - at, true, &used);

			if (code != EXIT_DONE)
				return code;
			at += used;
			continue;
		}
		if (next == NULL && cmd == NULL)
			try_external(w, g);
		if (next == NULL)
			return usage_unknown(cmd, list, w->items[at],
				at + 1 < w->count ? w->items[at + 1] : NULL);
		cmd = next;
		list = cmd->sub;
		at++;
	}
	if (g->version)
		return print_version();
	if (cmd == NULL)
		return g->help ? usage_all() : home_screen(g, typed);
	if (cmd->run == NULL)
		return usage_print(cmd);
	return run_command(cmd, g, w->items + at, w->count - at, typed);
}

/* What help and the version left in stdout. Nobody misses what nobody reads on. */
static int end_output(int code)
{
	int error;

	errno = 0;
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return code;
	error = errno != 0 ? errno : EIO;
	if (code != EXIT_DONE || error == EPIPE)
		return code;
	return complain_of_output(error, false);
}

int main(int argc, char **argv)
{
	struct words words = {.count = 0};
	struct globals globals = {0};
	const struct parse p = {.cmd = NULL, .globals = &globals};
	char *typed;
	size_t used, n = (size_t)(argc > 0 ? argc - 1 : 0);
	int code;

	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a limit of file size is told as a failed write */
	complain_as_json(wants_json(argv + 1, n));
	code = opt_parse(&p, argv + 1, n, true, &used);
	if (code != EXIT_DONE)
		return code;
	if (n - used > WORDS_MAX)
		return usage_error(NULL, "there are more than %d words", WORDS_MAX);
	for (size_t i = used; i < n; i++)
		words.items[words.count++] = argv[i + 1];
	typed = typed_line(argv + 1, n);
	expand_alias(&words);
	complain_as_json(globals.json || wants_json(words.items, words.count));
	code = typed != NULL ? end_output(dispatch(&words, &globals, typed)) : complain_no_memory();
	code = complain_at_last(code);
	free(words.copy);
	free(typed);
	config_free();
	return code;
}
