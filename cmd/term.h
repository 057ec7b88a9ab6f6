/*
 * term.h - what the terminal can show: width, colour, box and block characters.
 * Asked once at the start from the environment and the descriptors; the
 * rest of cmd/ looks only at this struct.
 */
#ifndef MCT_CMD_TERM_H
#define MCT_CMD_TERM_H

#include <stdbool.h>
#include <stddef.h>

enum term_colour { TERM_COLOUR_AUTO, TERM_COLOUR_ALWAYS, TERM_COLOUR_NEVER };

struct term {
	bool in_tty, out_tty, err_tty;
	bool utf8;     /* the locale's character set is UTF-8: "…" rather than "~" */
	bool colour;   /* on stdout */
	size_t width;  /* columns; 0: no terminal and COLUMNS unset, never cut anything */
	size_t height; /* rows of the terminal; 0 when not a terminal */
};

/*
 * --color beats NO_COLOR beats CLICOLOR_FORCE beats TERM=dumb beats whether stdout is a
 * terminal. COLUMNS beats the terminal's own width.
 */
void term_init(struct term *t, enum term_colour wanted);

/* Columns of the terminal that stderr goes to; 0 when it goes elsewhere. */
size_t term_error_width(void);

/* The few styles there are; "" when !colour. Colour never carries meaning alone. */
enum term_style { STYLE_PLAIN, STYLE_BOLD, STYLE_DIM, STYLE_RED, STYLE_YELLOW, STYLE_GREEN };
const char *term_style(const struct term *t, enum term_style style);
/* Ends any style. */
const char *term_plain(const struct term *t);

#endif
