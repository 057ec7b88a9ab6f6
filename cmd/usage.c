/*
 * usage.c - prints help from the command tables. Nothing about a command is written
 * here; what a line says stands in its table.
 */
#include "usage.h"

#include <string.h>

#include "opt.h"
#include "sink.h"
#include "util/buf.h"
#include "util/text.h"

/* Help is read at a terminal of any width, or goes to a file as if to one of 80 columns. */
#define WIDTH_MOST 79
/* Where the summaries begin. */
#define OPTION_COLUMN 28
#define COMMAND_COLUMN 14
#define EXAMPLE_COLUMN 33
#define SUMMARY_LEAST 20 /* narrower, a summary goes below what it is about */

struct help {
	struct buf text;
	struct term term;
};

static struct help help_begin(void)
{
	struct help h = {.text = {0}};

	term_init(&h.term, TERM_COLOUR_NEVER);
	if (h.term.width == 0 || h.term.width > WIDTH_MOST)
		h.term.width = WIDTH_MOST;
	return h;
}

static int help_end(struct help *h)
{
	fputs(buf_str(&h->text), stdout);
	buf_free(&h->text);
	return EXIT_DONE;
}

/* `lead` as it stands, then words that wrap, further lines indented. */
static void add_words(struct help *h, const char *lead, size_t indent, const char *words)
{
	buf_adds(&h->text, lead);
	if (words[0] == '\0')
		buf_addc(&h->text, '\n');
	else
		sink_add_wrapped(&h->text, &h->term, STYLE_PLAIN, indent, words, strlen(words));
}

/* A paragraph: wraps from its own first column, further lines under it. */
static void add_paragraph(struct help *h, size_t indent, size_t further, const char *words)
{
	struct buf line CLEANUP(buf_free) = {0};

	buf_pad(&line, ' ', indent);
	buf_adds(&line, words);
	add_words(h, "", further, buf_str(&line));
}

/* "  left    what it is", in two columns where there is room for them. */
static void add_entry(struct help *h, const char *left, size_t column, const char *summary)
{
	struct buf lead CLEANUP(buf_free) = {0};

	buf_addf(&lead, "  %-*s  ", (int)(column - 4), left);
	if (h->term.width >= lead.len + SUMMARY_LEAST) {
		add_words(h, buf_str(&lead), column, summary);
		return;
	}
	buf_addf(&h->text, "  %s\n", left);
	add_paragraph(h, 6, 6, summary);
}

static void add_examples(struct help *h, const struct cmd *cmd)
{
	for (size_t i = 0; cmd->examples != NULL && cmd->examples[i] != NULL; i++) {
		struct buf line CLEANUP(buf_free) = {0};

		buf_addf(&line, "mct %s", cmd->examples[i]);
		add_paragraph(h, 2, 6, buf_str(&line));
	}
	if (cmd->examples != NULL)
		buf_addc(&h->text, '\n');
}

/* A group without examples of its own shows how one adds and how one looks. */
static void add_group_examples(struct help *h, const struct cmd *group)
{
	if (group->examples != NULL)
		return;
	for (size_t i = 0; i < 2 && group->sub[i] != NULL && group->sub[i]->examples != NULL; i++) {
		struct buf line CLEANUP(buf_free) = {0};

		buf_addf(&line, "mct %s", group->sub[i]->examples[0]);
		add_paragraph(h, 2, 6, buf_str(&line));
	}
	buf_addc(&h->text, '\n');
}

static void add_synopsis(struct help *h, const struct cmd *cmd, const char *path)
{
	struct buf line CLEANUP(buf_free) = {0};

	buf_addf(&line, "usage: mct %s", path);
	for (const struct opt *o = cmd->opts; o != NULL && o->name != NULL; o++) {
		bool required = (o->flags & OPT_REQUIRED) != 0;

		if (opt_is_operand(o))
			buf_addf(&line, " %s%s%s%s", required ? "" : "[", o->name,
				o->type == OPT_OPERANDS ? "..." : "", required ? "" : "]");
	}
	buf_adds(&line, " [options]");
	add_words(h, "", 7, buf_str(&line));
	buf_addc(&h->text, '\n');
}

static void add_option(struct help *h, const struct opt *o)
{
	struct buf left CLEANUP(buf_free) = {0};

	if (o->letter != 0)
		buf_addf(&left, "-%c, ", o->letter);
	buf_addf(&left, "--%s%s%s%s", o->name, o->value != NULL ? " " : "",
		o->value != NULL ? o->value : "", o->type == OPT_LIST ? "..." : "");
	add_entry(h, buf_str(&left), OPTION_COLUMN, o->help);
}

/* Below many options of the command's own the rest is only named: the help is one screen. */
static bool has_many_options(const struct cmd *cmd)
{
	size_t n = 0;

	for (const struct opt *o = cmd->opts; o != NULL && o->name != NULL; o++)
		n += !opt_is_operand(o);
	return n > 8;
}

static void add_fields(struct help *h, const struct cmd *cmd)
{
	const mct_entity_t *e = mct_entity_named(cmd->entity);
	struct buf words CLEANUP(buf_free) = {0};
	char name[64];

	if (has_many_options(cmd)) {
		buf_addf(&words, "The fields of %s %s, each with a value: mct help %s",
			text_article(mct_entity_name(e)), mct_entity_name(e), mct_entity_name(e));
		add_words(h, "", 0, buf_str(&words));
		return;
	}
	for (size_t i = 0; mct_entity_field(e, i) != NULL; i++)
		if (opt_has_field(cmd, mct_entity_field(e, i)))
			buf_addf(&words, "%s--%s", words.len > 0 ? " " : "",
				opt_field_name(mct_entity_field(e, i), name));
	add_words(h, "", 0, "Fields, each with a value:");
	add_paragraph(h, 2, 2, buf_str(&words));
}

/* Whether a global option means anything to this command. */
static bool global_applies(const struct cmd *cmd, const struct opt *o)
{
	if (strcmp(o->name, "dry-run") == 0)
		return (cmd->flags & CMD_WRITES) != 0;
	if (strcmp(o->name, "columns") == 0)
		return (cmd->flags & CMD_ROWS) != 0;
	return true;
}

static void add_globals(struct help *h, const struct cmd *cmd)
{
	struct buf words CLEANUP(buf_free) = {0};

	if (has_many_options(cmd)) {
		add_words(h, "", 0, "Options of every command: mct help");
		return;
	}
	for (const struct opt *o = global_opts; o->name != NULL; o++)
		if (global_applies(cmd, o))
			buf_addf(&words, "%s--%s", words.len > 0 ? " " : "", o->name);
	add_words(h, "", 0, "Options of every command (mct help):");
	add_paragraph(h, 2, 2, buf_str(&words));
}

static void add_heading(struct help *h, const struct cmd *cmd)
{
	for (const struct heading *heading = headings; heading->text != NULL; heading++)
		if (heading->first == cmd)
			buf_addf(
				&h->text, "%s%s\n", heading == headings ? "" : "\n", heading->text);
}

static void add_commands(struct help *h, const struct cmd *const *list)
{
	for (; *list != NULL; list++) {
		add_heading(h, *list);
		if (((*list)->flags & CMD_HIDDEN) == 0)
			add_entry(h, (*list)->name, COMMAND_COLUMN, (*list)->summary);
	}
}

/* The options of one command, below its usage. */
static void add_options(struct help *h, const struct cmd *cmd)
{
	for (const struct opt *o = cmd->opts; o != NULL && o->name != NULL; o++)
		if (!opt_is_operand(o))
			add_option(h, o);
	if ((cmd->flags & CMD_FIELDS) != 0)
		add_fields(h, cmd);
	add_globals(h, cmd);
}

int usage_print(const struct cmd *cmd)
{
	struct help h = help_begin();
	struct buf line CLEANUP(buf_free) = {0};
	char path[128];

	cmd_path(cmd, path);
	buf_addf(&line, "mct %s - %s", path, cmd->summary);
	add_words(&h, "", 2, buf_str(&line));
	buf_addc(&h.text, '\n');
	add_examples(&h, cmd);
	if (cmd->run != NULL) {
		add_synopsis(&h, cmd, path);
		if (cmd->sub != NULL) {
			add_commands(&h, cmd->sub);
			buf_addc(&h.text, '\n');
		}
		add_options(&h, cmd);
		return help_end(&h);
	}
	add_group_examples(&h, cmd);
	buf_addf(&h.text, "usage: mct %s COMMAND ...\n\n", path);
	add_commands(&h, cmd->sub);
	buf_clear(&line);
	buf_addf(&line, "More: mct %s COMMAND -h, or the manual: mct help %s", path, path);
	buf_addc(&h.text, '\n');
	add_words(&h, "", 2, buf_str(&line));
	return help_end(&h);
}

int usage_all(void)
{
	static const char *const examples[][2] = {
		{"mct rebook", "who is due, by her own rhythm"},
		{"mct client show dana", "one client's card"},
		{"mct import visits visits.csv", "a spreadsheet in"},
	};
	struct help h = help_begin();

	add_words(&h, "", 2,
		"mct - the memory and the arithmetic of a massage therapist's connections");
	buf_addc(&h.text, '\n');
	for (size_t i = 0; i < ARRAY_SIZE(examples); i++)
		add_entry(&h, examples[i][0], EXAMPLE_COLUMN, examples[i][1]);
	buf_adds(&h.text, "\nusage: mct [options] COMMAND ...\n\n");
	add_commands(&h, commands);
	buf_adds(&h.text, "\nOptions of every command:\n");
	for (const struct opt *o = global_opts; o->name != NULL; o++)
		add_option(&h, o);
	buf_addc(&h.text, '\n');
	add_words(&h, "", 2, "More: mct COMMAND -h, or the manual: mct help COMMAND");
	return help_end(&h);
}

static const struct cmd *sub_named(const struct cmd *group, const char *name)
{
	for (size_t i = 0; group->sub != NULL && group->sub[i] != NULL; i++)
		if (strcmp(group->sub[i]->name, name) == 0)
			return group->sub[i];
	return NULL;
}

/* "mct list visits" has its words the wrong way round, "mct remember dana" lacks the first: the
 * group that has such a command, that of the next word if it can be. */
static const struct cmd *group_with(const char *word, const char *next)
{
	const mct_entity_t *of = next != NULL ? mct_entity_named(next) : NULL;
	const struct cmd *best = NULL;

	if (of == NULL)
		of = mct_entity_named("client");
	for (size_t i = 0; commands[i] != NULL; i++) {
		const struct cmd *group = commands[i];

		if (sub_named(group, word) != NULL &&
			(best == NULL ||
				(group->entity != NULL && mct_entity_named(group->entity) == of)))
			best = group;
	}
	return best;
}

int usage_unknown(
	const struct cmd *group, const struct cmd *const *list, const char *word, const char *next)
{
	const char *names[64];
	const struct cmd *other;
	const char *near;
	size_t n = 0;

	for (; list[n] != NULL && n + 1 < ARRAY_SIZE(names); n++)
		names[n] = list[n]->name;
	names[n] = NULL;
	other = group == NULL ? group_with(word, next) : NULL;
	if (other != NULL)
		return usage_error(NULL,
			"\"%s\" is not a command by itself; say of what, as in: mct %s %s", word,
			other->name, word);
	near = text_nearest(word, names);
	if (near != NULL)
		return usage_error(group, "\"%s\" is not a command; did you mean %s?", word, near);
	return usage_error(group, "\"%s\" is not a command", word);
}
