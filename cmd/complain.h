/*
 * complain.h - what went wrong, on stderr: a line with its hint for a person, one JSON
 * object for a program. Everything that fails in cmd/ is told through here.
 */
#ifndef MCT_CMD_COMPLAIN_H
#define MCT_CMD_COMPLAIN_H

#include <stdarg.h>

#include "cmd.h"

/* Said before the words are parsed, so that what is wrong with them is told as JSON too. */
void complain_as_json(bool json);

/* "mct: " and the message; below it the hint, which may be NULL. Both are made safe for the
 * terminal. Returns `code`. */
int complain(enum exit_code code, const char *hint, const char *format, ...) PRINTF_LIKE(3, 4);
int complain_list(enum exit_code code, const char *hint, const char *format, va_list ap);

/* The same for what does not end the command. Not said to a program that reads JSON: it expects one
 * object, and that when something failed. */
void complain_aside(const char *hint, const char *format, ...) PRINTF_LIKE(2, 3);

/* What was to go to stdout did not get there; `changed`: a change of the practice was made all the
 * same. EXIT_FAILED. */
int complain_of_output(int error, bool changed);

/* EXIT_FAILED. */
int complain_no_memory(void);
/* For the end of every command: one that failed without a word had no memory for it, and that is
 * said. Returns `code`. */
int complain_at_last(int code);

/* A line on stderr as it is, made safe; at a terminal it breaks at words, further lines indented.
 */
void complain_line(const char *text, size_t indent);

/* complain() for what is on the handle, with all problems and candidates. Returns the exit code
 * that belongs to it. */
int complain_of(mct_t *m);
/* The same, with more that is wrong: n problems which a person was told before, and a program is
 * told now. */
int complain_of_more(mct_t *m, const struct mct_error *more, size_t n);

#endif
