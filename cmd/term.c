/*
 * term.c - asks the environment and the terminal, once, and keeps the escape codes.
 * A variable that is set but empty counts as unset; a width that makes no
 * sense is passed over.
 */
#include "term.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "util/base.h"

/* Of a terminal that does not know its own size. */
#define USUAL_WIDTH 80
#define USUAL_HEIGHT 24
#define WIDTH_MAX 10000

/* The variable's value, or NULL when it is unset or empty. */
static const char *variable(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? value : NULL;
}

static bool wants_colour(const struct term *t, enum term_colour wanted)
{
	const char *force = variable("CLICOLOR_FORCE"), *terminal = variable("TERM");

	if (wanted != TERM_COLOUR_AUTO)
		return wanted == TERM_COLOUR_ALWAYS;
	if (variable("NO_COLOR") != NULL)
		return false;
	if (force != NULL && strcmp(force, "0") != 0)
		return true;
	return t->out_tty && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

/* COLUMNS, or 0 when it is no width. */
static size_t asked_width(void)
{
	const char *columns = variable("COLUMNS");
	char *end;
	long width;

	if (columns == NULL)
		return 0;
	width = strtol(columns, &end, 10);
	return *end == '\0' && width > 0 && width < WIDTH_MAX ? (size_t)width : 0;
}

static void find_size(struct term *t)
{
	struct winsize size = {0};
	size_t asked = asked_width();

	if (t->out_tty) {
		ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
		t->width = size.ws_col > 0 ? size.ws_col : USUAL_WIDTH;
		t->height = size.ws_row > 0 ? size.ws_row : USUAL_HEIGHT;
	}
	if (asked > 0)
		t->width = asked;
}

/* By the words that name the locale, not by the C library: loading a locale takes longer than
 * finding a client, and over ssh or in cron it may not even be installed. */
static bool is_utf8_locale(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *locale = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(names) && locale == NULL; i++)
		locale = variable(names[i]);
	return locale != NULL &&
		(strcasestr(locale, "utf-8") != NULL || strcasestr(locale, "utf8") != NULL);
}

void term_init(struct term *t, enum term_colour wanted)
{
	*t = (struct term){
		.in_tty = isatty(STDIN_FILENO) == 1,
		.out_tty = isatty(STDOUT_FILENO) == 1,
		.err_tty = isatty(STDERR_FILENO) == 1,
		.utf8 = is_utf8_locale(),
	};
	t->colour = wants_colour(t, wanted);
	find_size(t);
}

size_t term_error_width(void)
{
	struct winsize size = {0};

	if (isatty(STDERR_FILENO) != 1)
		return 0;
	if (asked_width() > 0)
		return asked_width();
	ioctl(STDERR_FILENO, TIOCGWINSZ, &size);
	return size.ws_col > 0 ? size.ws_col : USUAL_WIDTH;
}

const char *term_style(const struct term *t, enum term_style style)
{
	static const char *const codes[] = {
		[STYLE_PLAIN] = "",
		[STYLE_BOLD] = "\033[1m",
		[STYLE_DIM] = "\033[2m",
		[STYLE_RED] = "\033[1;31m",
		[STYLE_YELLOW] = "\033[33m",
		[STYLE_GREEN] = "\033[32m",
	};

	return t->colour ? codes[style] : "";
}

const char *term_plain(const struct term *t)
{
	return t->colour ? "\033[0m" : "";
}
