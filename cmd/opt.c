/*
 * opt.c - the option parser. It knows only tables: what an option is called, what
 * it takes and where its value goes.
 */
#include "opt.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "complain.h"
#include "meant.h"
#include "util/text.h"

/* ---- errors ---------------------------------------------------------------------------------- */

int usage_error(const struct cmd *cmd, const char *format, ...)
{
	char path[128], hint[160];
	va_list ap;

	cmd_path(cmd, path);
	snprintf(hint, sizeof hint, "try: mct %s%s-h", path, path[0] != '\0' ? " " : "");
	va_start(ap, format);
	complain_list(EXIT_NOT_UNDERSTOOD, hint, format, ap);
	va_end(ap);
	return EXIT_NOT_UNDERSTOOD;
}

/* All names that could have been meant; `names` has room for `max`. */
static void all_names(const struct parse *p, const char **names, char (*dashed)[64], size_t max)
{
	size_t n = 0;

	for (const struct opt *o = p->cmd != NULL ? p->cmd->opts : NULL;
		o != NULL && o->name != NULL && n + 1 < max; o++)
		if (!opt_is_operand(o))
			names[n++] = o->name;
	for (const struct opt *o = global_opts; o->name != NULL && n + 1 < max; o++)
		names[n++] = o->name;
	for (size_t i = 0;
		p->entity != NULL && mct_entity_field(p->entity, i) != NULL && n + 1 < max; i++)
		if (opt_has_field(p->cmd, mct_entity_field(p->entity, i)))
			names[n++] = opt_field_name(mct_entity_field(p->entity, i), dashed[i]);
	names[n] = NULL;
}

static int unknown_option(const struct parse *p, const char *word, const char *name)
{
	const char *names[128];
	char dashed[64][64];
	const char *near;

	all_names(p, names, dashed, ARRAY_SIZE(names));
	near = text_nearest(name, names);
	if (near != NULL)
		return usage_error(
			p->cmd, "there is no option \"%s\"; did you mean --%s?", word, near);
	return usage_error(p->cmd, "there is no option \"%s\"", word);
}

/* ---- values ---------------------------------------------------------------------------------- */

static void *target(const struct parse *p, const struct opt *o)
{
	return (char *)(opt_is_global(o) ? (void *)p->globals : p->args) + o->offset;
}

bool list_add(struct list *list, const char *text)
{
	const char **grown = realloc(list->items, (list->count + 2) * sizeof *grown);

	if (grown == NULL)
		return false;
	list->items = grown;
	list->items[list->count++] = text;
	list->items[list->count] = NULL;
	return true;
}

void list_free(struct list *list)
{
	free(list->items);
	*list = (struct list){0};
}

void list_say(const struct list *list, struct buf *out)
{
	for (size_t i = 0; i < list->count; i++)
		buf_addf(out, "%s%s", i > 0 ? " " : "", list->items[i]);
}

void list_join(const struct list *list, struct buf *out)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *word = list->items[i];
		bool phrase = strchr(word, ' ') != NULL && strchr(word, '"') == NULL;

		buf_addf(out, "%s%s%s%s", i > 0 ? " " : "", phrase ? "\"" : "", word,
			phrase ? "\"" : "");
	}
}

static int set_number(const struct parse *p, const struct opt *o, const char *text)
{
	char *end;
	long number;

	errno = 0;
	number = strtol(text, &end, 10);
	if (*text == '\0' || *end != '\0' || errno != 0 || number < 0 || number > INT_MAX)
		return usage_error(p->cmd, "--%s takes a whole number, not \"%s\"", o->name, text);
	*(int *)target(p, o) = (int)number;
	return EXIT_DONE;
}

static int set_choice(const struct parse *p, const struct opt *o, const char *text)
{
	const char *near = text_nearest(text, o->choices);

	for (size_t i = 0; o->choices[i] != NULL; i++) {
		if (strcasecmp(o->choices[i], text) == 0) {
			*(const char **)target(p, o) = o->choices[i];
			return EXIT_DONE;
		}
	}
	if (near != NULL)
		return usage_error(p->cmd, "%s%s cannot be \"%s\"; did you mean %s?",
			opt_is_operand(o) ? "" : "--", o->name, text, near);
	return usage_error(p->cmd, "%s%s cannot be \"%s\": %s", opt_is_operand(o) ? "" : "--",
		o->name, text, o->help);
}

static const mct_field_t *option_field(const struct parse *p, const struct opt *o)
{
	return mct_entity_field_named(mct_entity_named(p->cmd->entity), o->field);
}

static int set_field(const struct parse *p, const mct_field_t *f, const char *text)
{
	if (p->fields->count == ARRAY_SIZE(p->fields->items))
		return usage_error(p->cmd, "there are too many options");
	p->fields->items[p->fields->count++] = (struct field_value){f, text};
	return EXIT_DONE;
}

static int set_value(const struct parse *p, const struct opt *o, const char *text)
{
	if (p->cmd != NULL && o->field != NULL)
		return set_field(p, option_field(p, o), text);
	switch (o->type) {
	case OPT_FLAG:
		*(bool *)target(p, o) = true;
		return EXIT_DONE;
	case OPT_NUMBER:
		return set_number(p, o, text);
	case OPT_CHOICE:
		return set_choice(p, o, text);
	case OPT_OPERAND:
		if (o->choices != NULL)
			return set_choice(p, o, text);
		*(const char **)target(p, o) = text;
		return EXIT_DONE;
	case OPT_LIST:
	case OPT_OPERANDS:
		return list_add(target(p, o), text) ? EXIT_DONE : EXIT_FAILED;
	default:
		*(const char **)target(p, o) = text;
		return EXIT_DONE;
	}
}

/* ---- words ----------------------------------------------------------------------------------- */

static int needs_value(const struct parse *p, const char *name)
{
	const char *example = p->cmd != NULL ? cmd_example(p->cmd, name) : NULL;
	struct buf hint CLEANUP(buf_free) = {0};

	if (example == NULL)
		return usage_error(p->cmd, "--%s needs a value", name);
	buf_addf(&hint, "for example: mct %s", example);
	return complain(EXIT_NOT_UNDERSTOOD, buf_str(&hint), "--%s needs a value", name);
}

/* What "--name" or "--name=value" is to the command: an option, or a field of its entity. */
struct long_option {
	char name[64];
	const struct opt *option;
	const mct_field_t *field;
};

static bool find_long(const struct parse *p, const char *word, struct long_option *out)
{
	snprintf(out->name, sizeof out->name, "%.*s", (int)strcspn(word + 2, "="), word + 2);
	out->option = p->cmd != NULL ? opt_find(p->cmd->opts, out->name, 0) : NULL;
	out->field = out->option == NULL && p->entity != NULL
		? mct_entity_field_named(p->entity, out->name)
		: NULL;
	if (out->field != NULL && (p->cmd == NULL || !opt_has_field(p->cmd, out->field)))
		out->field = NULL;
	if (out->option == NULL && out->field == NULL)
		out->option = opt_find(global_opts, out->name, 0);
	return out->option != NULL || out->field != NULL;
}

/* Whether a word is an option rather than the value of the one before it. */
static bool is_option(const struct parse *p, const char *word)
{
	struct long_option o = {.option = NULL};

	return word[0] == '-' && word[1] == '-' && word[2] != '\0' && find_long(p, word, &o);
}

/* --name, --name=value, --name value; *i moves past what was used. */
static int parse_long(const struct parse *p, char **words, size_t n, size_t *i)
{
	const char *word = words[*i], *equals = strchr(word, '=');
	const char *text = equals != NULL ? equals + 1 : NULL;
	struct long_option o = {.option = NULL};

	if (!find_long(p, word, &o))
		return unknown_option(p, word, o.name);
	if (o.field == NULL && o.option->type == OPT_FLAG)
		return text == NULL ? set_value(p, o.option, NULL)
				    : usage_error(p->cmd, "--%s takes no value", o.name);
	if (text == NULL && (*i + 1 == n || is_option(p, words[*i + 1])))
		return needs_value(p, o.name);
	if (text == NULL)
		text = words[++*i];
	return o.field != NULL ? set_field(p, o.field, text) : set_value(p, o.option, text);
}

/* -q, -qn, -oVALUE, -o VALUE. */
static int parse_short(const struct parse *p, char **words, size_t n, size_t *i)
{
	const char *word = words[*i];

	for (const char *c = word + 1; *c != '\0'; c++) {
		const struct opt *o = p->cmd != NULL ? opt_find(p->cmd->opts, NULL, *c) : NULL;
		int code;

		if (o == NULL)
			o = opt_find(global_opts, NULL, *c);
		if (o == NULL)
			return usage_error(p->cmd, "there is no option \"-%c\"", *c);
		if (o->type != OPT_FLAG) {
			if (c[1] != '\0')
				return set_value(p, o, c + 1);
			return *i + 1 < n ? set_value(p, o, words[++*i])
					  : usage_error(p->cmd, "-%c needs a value", *c);
		}
		code = set_value(p, o, NULL);
		if (code != EXIT_DONE)
			return code;
	}
	return EXIT_DONE;
}

static bool has_field(const struct parse *p, const mct_field_t *f)
{
	for (size_t i = 0; i < p->fields->count; i++)
		if (p->fields->items[i].field == f)
			return true;
	return false;
}

/* words[i] has no place among the operands, of which `operand` was the last: words[last]. */
static int too_many(const struct parse *p, char *const *words, size_t n, size_t i,
	const struct opt *operand, size_t last)
{
	struct buf line CLEANUP(buf_free) = {0};

	if (operand != NULL && last + 1 == i &&
		meant_quotes(p->cmd, operand, words, n, last, &line))
		return complain(EXIT_NOT_UNDERSTOOD, buf_str(&line),
			"\"%s\" is one word too many: what belongs together stands in quotes",
			words[i]);
	return usage_error(p->cmd, "\"%s\" is one word too many", words[i]);
}

int opt_parse(const struct parse *p, char **words, size_t n, bool stop_at_operand, size_t *used)
{
	bool words_only = p->cmd != NULL && (p->cmd->flags & CMD_WORDS) != 0;
	bool options = !words_only;
	const struct opt *operand = NULL;
	size_t place = 0, last = 0, i = 0;

	if (words_only && n > 0 && strcmp(words[0], "--") == 0)
		i++;
	for (; i < n; i++) {
		const char *word = words[i];
		const struct opt *next;
		int code;

		if (options && strcmp(word, "--") == 0) {
			options = false;
			continue;
		}
		if (options && word[0] == '-' && word[1] == '-') {
			code = parse_long(p, words, n, &i);
		} else if (options && word[0] == '-' && word[1] != '\0') {
			code = parse_short(p, words, n, &i);
		} else {
			if (stop_at_operand)
				break;
			if (getenv("POSIXLY_CORRECT") != NULL)
				options = false;
			next = opt_operand(p->cmd, place++);
			if (next == NULL)
				return too_many(p, words, n, i, operand, last);
			operand = next;
			last = i;
			code = set_value(p, operand, word);
		}
		if (code != EXIT_DONE)
			return code;
	}
	*used = i;
	return EXIT_DONE;
}

void opt_defaults(const struct parse *p)
{
	for (const struct opt *o = p->cmd->opts; o != NULL && o->name != NULL; o++)
		if (o->type == OPT_NUMBER && o->fallback != NULL)
			*(int *)target(p, o) = (int)strtol(o->fallback, NULL, 10);
}

/* What it is and a whole line that has it: that is sooner understood than a list of options. */
static int missing(const struct parse *p, const struct opt *o)
{
	const char *example = opt_is_operand(o) && p->cmd->examples != NULL
		? p->cmd->examples[0]
		: cmd_example(p->cmd, o->name);
	struct buf hint CLEANUP(buf_free) = {0};

	if (example == NULL)
		return usage_error(
			p->cmd, "%s%s is missing", opt_is_operand(o) ? "" : "--", o->name);
	buf_addf(&hint, "for example: mct %s", example);
	return complain(EXIT_NOT_UNDERSTOOD, buf_str(&hint), "%s%s is missing: %s",
		opt_is_operand(o) ? "" : "--", o->name, o->help);
}

static bool is_given(const struct parse *p, const struct opt *o)
{
	if (o->field != NULL)
		return has_field(p, option_field(p, o));
	if (o->type == OPT_OPERANDS || o->type == OPT_LIST)
		return ((struct list *)target(p, o))->count > 0;
	return *(const char **)target(p, o) != NULL;
}

/* One word where a kind and a file may stand: the kind is said before a file, or not at all. */
static int settle_kind(const struct parse *p, const struct opt *kind, const struct opt *file)
{
	const char **word = (const char **)target(p, kind);

	if (*word == NULL || mct_entity_named(*word) != NULL)
		return missing(p, file);
	*(const char **)target(p, file) = *word;
	*word = NULL;
	return EXIT_DONE;
}

int opt_check(const struct parse *p)
{
	const struct opt *kind = NULL;

	for (const struct opt *o = p->cmd->opts; o != NULL && o->name != NULL; o++) {
		int code = EXIT_DONE;

		if ((o->flags & OPT_KIND) != 0)
			kind = o;
		if ((o->flags & OPT_REQUIRED) != 0 && !is_given(p, o))
			code = kind != NULL && kind != o ? settle_kind(p, kind, o) : missing(p, o);
		if (code != EXIT_DONE)
			return code;
	}
	return EXIT_DONE;
}

void opt_free(const struct parse *p)
{
	for (const struct opt *o = p->cmd->opts; o != NULL && o->name != NULL; o++)
		if (o->type == OPT_LIST || o->type == OPT_OPERANDS)
			list_free(target(p, o));
}
