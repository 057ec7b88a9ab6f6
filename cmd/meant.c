/*
 * meant.c - a line whose quotes were forgotten, as it was meant. It is only shown,
 * never run.
 */
#include "meant.h"

#include <string.h>

#include "opt.h"

/* Whether what the operand takes may well have blanks in it. */
static bool takes_words(const struct cmd *cmd, const struct opt *o)
{
	if (o->field == NULL)
		return o->choices == NULL;
	switch (mct_field_type(mct_entity_field_named(mct_entity_named(cmd->entity), o->field))) {
	case MCT_TYPE_TEXT:
	case MCT_TYPE_LONG_TEXT:
	case MCT_TYPE_NAME:
	case MCT_TYPE_REF:
	case MCT_TYPE_HOURS:
		return true;
	default:
		return false;
	}
}

/* Whether the operand is somebody's or something's name. */
static bool takes_name(const struct cmd *cmd, const struct opt *o)
{
	mct_type_t type;

	if (o->field == NULL)
		return o->entity != NULL;
	type = mct_field_type(mct_entity_field_named(mct_entity_named(cmd->entity), o->field));
	return type == MCT_TYPE_NAME || type == MCT_TYPE_REF;
}

/* A name that was quoted is complete, and an amount, a day or an e-mail address is no part of one.
 */
static bool may_follow_name(const char *name, const char *word)
{
	return strchr(name, ' ') == NULL && word[strcspn(word, "@0123456789")] == '\0';
}

/* words[from..to) as one word of a command line; false when plain quotes do not make them one. */
static bool add_quoted(struct buf *line, char *const *words, size_t from, size_t to)
{
	bool quotes = to > from + 1 || words[from][0] == '\0' ||
		words[from][strcspn(words[from], " \t\n'&|;<>*?()#~")] != '\0';

	buf_adds(line, quotes ? " \"" : " ");
	for (size_t i = from; i < to; i++) {
		if (words[i][strcspn(words[i], "\"$`\\!\n")] != '\0')
			return false;
		buf_addf(line, "%s%s", i > from ? " " : "", words[i]);
	}
	buf_adds(line, quotes ? "\"" : "");
	return true;
}

bool meant_quotes(const struct cmd *cmd, const struct opt *operand, char *const *words, size_t n,
	size_t last, struct buf *line)
{
	char path[128];
	size_t end = last;

	if (!takes_words(cmd, operand))
		return false;
	buf_addf(line, "try: mct %s", cmd_path(cmd, path));
	for (; end < n && (end == last || words[end][0] != '-'); end++)
		if (end > last && takes_name(cmd, operand) &&
			!may_follow_name(words[last], words[end]))
			return false;
	for (size_t i = 0; i < n; i = i == last ? end : i + 1)
		if (!add_quoted(line, words, i, i == last ? end : i + 1))
			return false;
	return true;
}
