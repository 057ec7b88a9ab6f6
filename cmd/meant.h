/*
 * meant.h - the line that somebody meant who forgot the quotes around a text.
 */
#ifndef MCT_CMD_MEANT_H
#define MCT_CMD_MEANT_H

#include "cmd.h"
#include "util/buf.h"

/* words[last], of `operand`, and the words that follow it belong together: "try: mct client add
 * "Jane Doe" --note x" in line. False when the operand takes no text, or when plain quotes would
 * not do; line is then of no use. */
bool meant_quotes(const struct cmd *cmd, const struct opt *operand, char *const *words, size_t n,
	size_t last, struct buf *line);

#endif
