/*
 * search.c - "mct search": words found in everything that was written, the best first,
 * each record with its words in context.
 */
#include <string.h>

#include "nouns.h"
#include "sink.h"
#include "util/text.h"
#include "verbs.h"

#define SHOWN 20 /* for eyes, unless they want more */
#define INDENT 4

/* Around a hit as the library hands it out: no text of a record has these on the one line. */
#define HIT_BEGIN '\001'
#define HIT_END '\002'

struct search_args {
	struct list words;
	const char *in, *client, *since;
	int limit;
};
#define ARG(member) offsetof(struct search_args, member)

static const struct opt opts[] = {
	{.name = "WORDS",
		.type = OPT_OPERANDS,
		.flags = OPT_REQUIRED,
		.offset = ARG(words),
		.help = "words, or how they begin; \"in quotes\" as they stand"},
	{.name = "in",
		.type = OPT_TEXT,
		.flags = OPT_KIND,
		.offset = ARG(in),
		.value = "KIND",
		.help = "only in facts, goals, visits ...; notes are those of visits"},
	{.name = "client",
		.type = OPT_TEXT,
		.offset = ARG(client),
		.value = "NAME",
		.help = "only what is about her",
		.entity = "client"},
	{.name = "since",
		.type = OPT_DATE,
		.offset = ARG(since),
		.value = "DATE",
		.help = "from that day on"},
	{.name = "limit",
		.type = OPT_NUMBER,
		.offset = ARG(limit),
		.value = "N",
		.help = "at most so many; 20, for programs all"},
	{0},
};

/* ---- for eyes -------------------------------------------------------------------------------- */

/* A text that is written word by word, its hits shown on the way. */
struct line {
	const struct term *term;
	struct buf *out;
	size_t width, used; /* width 0: never broken */
	bool in_hit;
};

static void show_hit(struct line *line, bool on)
{
	const struct term *term = line->term;

	if (term->colour)
		buf_adds(line->out, on ? term_style(term, STYLE_BOLD) : term_plain(term));
	else
		buf_addc(line->out, on ? '[' : ']');
	line->in_hit = on;
}

/* The width of a word as it will be shown. */
static size_t word_width(const struct line *line, const char *s, size_t n)
{
	struct buf safe CLEANUP(buf_free) = {0};
	size_t marks = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == HIT_BEGIN || s[i] == HIT_END)
			marks++;
		else
			buf_addc(&safe, s[i]);
	}
	return text_width(buf_str(&safe), safe.len) + (line->term->colour ? 0 : marks);
}

static void break_line(struct line *line)
{
	bool bold = line->in_hit && line->term->colour;

	buf_adds(line->out, bold ? term_plain(line->term) : "");
	buf_addc(line->out, '\n');
	buf_pad(line->out, ' ', INDENT);
	buf_adds(line->out, bold ? term_style(line->term, STYLE_BOLD) : "");
	line->used = INDENT;
}

static void add_word(struct line *line, const char *s, size_t n)
{
	size_t width = word_width(line, s, n);

	if (line->width > 0 && line->used > INDENT && line->used + 1 + width > line->width)
		break_line(line);
	if (line->used > INDENT)
		buf_addc(line->out, ' ');
	line->used += width + (line->used > INDENT);
	while (n > 0) {
		size_t plain = 0;

		while (plain < n && s[plain] != HIT_BEGIN && s[plain] != HIT_END)
			plain++;
		text_add_safe(line->out, s, plain, false);
		if (plain < n)
			show_hit(line, s[plain++] == HIT_BEGIN);
		s += plain;
		n -= plain;
	}
}

static void add_text(struct run *r, const char *text)
{
	struct line line = {
		.term = &r->term, .out = out_buf(&r->out), .width = r->term.width, .used = INDENT};

	buf_pad(line.out, ' ', INDENT);
	while (*text != '\0') {
		size_t n = strcspn(text, " ");

		add_word(&line, text, n);
		text += n;
		text += *text == ' ';
	}
	buf_addc(line.out, '\n');
}

/* ", 23 Nov 2026" where there is one. */
static void add_cell(struct run *r, mct_rows_t *rows, enum mct_search_column column,
	const char *before, const char *after, struct buf *out)
{
	struct mct_value v;
	const char *text;
	size_t length;

	mct_rows_value(rows, column, &v);
	if (!v.set)
		return;
	text = mct_value_text(r->m, mct_rows_column(rows, column), &v, MCT_FORM_HUMAN, &length);
	buf_adds(out, before);
	buf_add(out, text, length);
	buf_adds(out, after);
}

/* "v412  Dana Whitfield, 23 Nov 2026, visit (plan)", and the words below. */
static void add_record(struct run *r, mct_rows_t *rows)
{
	struct buf *out = out_buf(&r->out);
	struct buf head CLEANUP(buf_free) = {0};
	struct mct_value text;

	add_cell(r, rows, MCT_SEARCH_ID, "", "  ", &head);
	add_cell(r, rows, MCT_SEARCH_WHO, "", ", ", &head);
	add_cell(r, rows, MCT_SEARCH_DATE, "", ", ", &head);
	add_cell(r, rows, MCT_SEARCH_KIND, "", "", &head);
	add_cell(r, rows, MCT_SEARCH_FIELD, " (", ")", &head);
	if (r->term.width > 0) {
		sink_add_wrapped(out, &r->term, STYLE_PLAIN, INDENT, buf_str(&head), head.len);
	} else {
		text_add_safe(out, buf_str(&head), head.len, false);
		buf_addc(out, '\n');
	}
	mct_rows_value(rows, MCT_SEARCH_TEXT, &text);
	add_text(r, text.text);
}

static int show(struct run *r, mct_rows_t *rows, int64_t *count)
{
	mct_status_t st;

	for (*count = 0; (st = mct_rows_next(rows)) == MCT_ROW; ++*count) {
		add_record(r, rows);
		out_flush_some(&r->out);
	}
	mct_rows_free(rows);
	return st == MCT_DONE ? EXIT_DONE : run_fail(r);
}

/* ---- the command ----------------------------------------------------------------------------- */

static int read_query(struct run *r, const struct search_args *a, struct mct_search_query *query)
{
	int code = EXIT_DONE;

	if (a->in != NULL) {
		code = verb_kind(r,
			strcmp(a->in, "note") == 0 || strcmp(a->in, "notes") == 0 ? "visits"
										  : a->in);
		query->in = r->entity;
	}
	if (code == EXIT_DONE && a->client != NULL)
		code = choose(r, mct_entity_named("client"), a->client, &query->client);
	return code;
}

static int search(struct run *r, void *args)
{
	const struct search_args *a = args;
	const bool for_eyes = !run_for_programs(r) && r->globals.columns == NULL;
	struct buf text CLEANUP(buf_free) = {0};
	struct mct_search_query query = {.since = a->since,
		.limit = a->limit > 0 || run_for_programs(r) ? a->limit : SHOWN,
		.before = for_eyes ? (const char[]){HIT_BEGIN, '\0'} : NULL,
		.after = for_eyes ? (const char[]){HIT_END, '\0'} : NULL};
	mct_rows_t *rows;
	int64_t found, shown;
	int code = read_query(r, a, &query);

	if (code != EXIT_DONE)
		return code;
	list_join(&a->words, &text);
	query.text = buf_str(&text);
	if (mct_search(r->m, &query, &rows, &found) != MCT_OK)
		return run_fail(r);
	code = for_eyes ? show(r, rows, &shown) : run_rows(r, rows, &shown);
	if (code == EXIT_DONE && found == 0 && r->term.out_tty)
		run_say(r, "Nothing has those words%s.",
			strchr(buf_str(&text), '"') != NULL ? " one after the other" : "");
	else if (code == EXIT_DONE && found > shown)
		run_say(r, "%lld more: --limit %lld shows all.", (long long)(found - shown),
			(long long)found);
	return code;
}

static const char *const examples[] = {"search glut", "search \"left shoulder\" --client dana",
	"search daughter exam --in facts --since \"1 jan\"", NULL};

const struct cmd cmd_search = {.name = "search",
	.summary = "find words in everything that was written",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct search_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = search};
