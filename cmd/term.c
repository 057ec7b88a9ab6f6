/*
 * term.c - asks the environment and the terminal, once.
 */
#include "term.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0';
}

static bool wants_colour(const struct term *t, enum term_colour wanted)
{
	const char *terminal = getenv("TERM");

	if (wanted != TERM_COLOUR_AUTO)
		return wanted == TERM_COLOUR_ALWAYS;
	if (is_set("NO_COLOR"))
		return false;
	if (is_set("CLICOLOR_FORCE") && strcmp(getenv("CLICOLOR_FORCE"), "0") != 0)
		return true;
	return t->out_tty && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

static void find_size(struct term *t)
{
	struct winsize size;
	int columns = is_set("COLUMNS") ? atoi(getenv("COLUMNS")) : 0;

	if (t->out_tty && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
		t->width = size.ws_col > 0 ? size.ws_col : 80;
		t->height = size.ws_row > 0 ? size.ws_row : 24;
	}
	if (columns > 0 && columns < 10000)
		t->width = (size_t)columns;
}

void term_init(struct term *t, enum term_colour wanted)
{
	*t = (struct term){
		.in_tty = isatty(STDIN_FILENO) == 1,
		.out_tty = isatty(STDOUT_FILENO) == 1,
		.err_tty = isatty(STDERR_FILENO) == 1,
		.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
	};
	t->colour = wants_colour(t, wanted);
	find_size(t);
}

const char *term_style(const struct term *t, enum term_style style)
{
	static const char *const codes[] = {
		[STYLE_PLAIN] = "", [STYLE_BOLD] = "\033[1m", [STYLE_DIM] = "\033[2m", [STYLE_RED] = "\033[1;31m",
		[STYLE_YELLOW] = "\033[33m", [STYLE_GREEN] = "\033[32m",
	};

	return t->colour ? codes[style] : "";
}

const char *term_plain(const struct term *t)
{
	return t->colour ? "\033[0m" : "";
}
