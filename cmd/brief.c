/*
 * brief.c - "mct brief": one card before the session, read in ten seconds. What to
 * say and how much it matters comes from the library; here it is laid out, and
 * cut to one screen by rank. Cautions are never cut.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "run.h"
#include "sink.h"
#include "util/date.h"
#include "util/text.h"

struct brief_args {
	const char *who;
	bool today, full, money;
};
#define ARG(member) offsetof(struct brief_args, member)

static const struct opt opts[] = {
	{.name = "NAME",
		.type = OPT_OPERAND,
		.offset = ARG(who),
		.help = "whose brief",
		.entity = "client"},
	{.name = "today",
		.type = OPT_FLAG,
		.offset = ARG(today),
		.help = "everybody who is booked today, in order"},
	{.name = "full", .type = OPT_FLAG, .offset = ARG(full), .help = "all of it, uncut"},
	{.name = "money", .type = OPT_FLAG, .offset = ARG(money), .help = "also what she paid"},
	{0},
};

#define SCREEN_LINES 24
#define LEAD 13      /* columns of the section's word */
#define NARROW 60    /* below this a day stands behind its text, not at the right */
#define FULL_ONLY 60 /* ranks from here on are for --full */
#define ITEMS_MAX 400

struct item {
	char *section, *label, *text, *when, *date, *id;
	int rank;
};

struct card {
	struct run *r;
	const struct brief_args *args;
	char *client;
	struct item items[ITEMS_MAX];
	size_t count;
	size_t left_out;
	int32_t today;
};

/* ---- gathering ------------------------------------------------------------------------------- */

static char *copy_of(mct_rows_t *rows, size_t column)
{
	struct mct_value v;

	mct_rows_value(rows, column, &v);
	return v.set ? buf_copy_of(v.text, v.length) : NULL;
}

static void card_add(struct card *c, mct_rows_t *rows)
{
	struct mct_value rank;
	struct item *item = &c->items[c->count];

	mct_rows_value(rows, MCT_BRIEF_RANK, &rank);
	if (c->count == ITEMS_MAX || (rank.integer >= FULL_ONLY && !c->args->full)) {
		c->left_out++;
		return;
	}
	*item = (struct item){copy_of(rows, MCT_BRIEF_SECTION), copy_of(rows, MCT_BRIEF_LABEL),
		copy_of(rows, MCT_BRIEF_TEXT), copy_of(rows, MCT_BRIEF_WHEN),
		copy_of(rows, MCT_BRIEF_DATE), copy_of(rows, MCT_BRIEF_ID), (int)rank.integer};
	if (item->section != NULL)
		c->count++;
}

static void card_clear(struct card *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct item *item = &c->items[i];

		free(item->section);
		free(item->label);
		free(item->text);
		free(item->when);
		free(item->date);
		free(item->id);
	}
	free(c->client);
	c->client = NULL;
	c->count = c->left_out = 0;
}

static bool is_section(const struct item *item, const char *section)
{
	return strcmp(item->section, section) == 0;
}

static const struct item *find_section(const struct card *c, const char *section)
{
	for (size_t i = 0; i < c->count; i++)
		if (is_section(&c->items[i], section))
			return &c->items[i];
	return NULL;
}

/* ---- words ----------------------------------------------------------------------------------- */

/* What stands at the left of a section; a caution is marked so that nobody needs colour to see it.
 */
static const char *const leads[][2] = {{"health", "HEALTH"}, {"felt", "! FELT"}, {"she", "SHE"},
	{"money", "MONEY"}, {"ask", "ASK"}, {"promised", "PROMISED"}, {"said", "SAID"},
	{"people", "PEOPLE"}, {"shared", "YOU BOTH"}, {"goal", "GOAL"}, {"need", "NEEDS"},
	{"prefers", "PREFERS"}, {"session", "SESSIONS"}, {"recommended", "RECOMMENDED"},
	{"thanks", "THANKS"}, {"birthday", "BIRTHDAY"}, {"pause", "PAUSE"}, {"topic", "TOPIC"},
	{"wish", "WISHES"}, {"told", "YOU TOLD"}, {"note", "NOTE"}};

static void add_lead(const struct item *item, struct buf *out)
{
	if (is_section(item, "caution")) {
		buf_adds(out, "! ");
		for (const char *s = item->label != NULL ? item->label : "caution"; *s != '\0'; s++)
			buf_addc(out, (char)toupper((unsigned char)*s));
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(leads); i++)
		if (is_section(item, leads[i][0]))
			buf_adds(out, leads[i][1]);
}

/* "said 26 Oct", "due Fri 20 Nov": the weekday where the day is near, the year where it is not this
 * one. */
static void add_day(const struct card *c, const struct item *item, struct buf *out)
{
	int32_t date =
		item->date != NULL ? date_from_iso(item->date, strlen(item->date)) : DATE_NONE;
	struct buf day CLEANUP(buf_free) = {0};
	char year[8];
	int now, then, unused;

	if (date == DATE_NONE)
		return;
	date_split(c->today, &now, &unused, &unused);
	date_split(date, &then, &unused, &unused);
	date_to_human(date, date > c->today - 10 && date < c->today + 10, &day);
	if (item->when != NULL)
		buf_addf(out, "%s ", item->when);
	snprintf(year, sizeof year, " %d", then);
	buf_add(out, buf_str(&day), day.len - (now == then ? strlen(year) : 0));
}

/* Between a label and its text, where the label says who. */
static bool has_lead_label(const struct item *item)
{
	return item->label != NULL && item->label[0] != '\0' && !is_section(item, "caution");
}

static void add_text(const struct item *item, struct buf *out)
{
	if (has_lead_label(item))
		buf_addf(out, "%s: ", item->label);
	buf_adds(out, item->text != NULL ? item->text : "");
}

/* ---- laying out ------------------------------------------------------------------------------ */

static size_t safe_width(const struct buf *b)
{
	return text_width(buf_str(b), b->len);
}

static bool is_warning(const struct item *item)
{
	return is_section(item, "caution") || is_section(item, "felt") ||
		(is_section(item, "health") && item->rank <= 3);
}

/* The text of an item on one line with its day at the right; cautions, and all of the full brief,
 * take the lines that they need. */
static void add_item(const struct card *c, const struct item *item, bool first, struct buf *out)
{
	const struct term *term = &c->r->term;
	enum term_style style = is_warning(item) ? STYLE_BOLD : STYLE_PLAIN;
	size_t width = sink_width(term);
	struct buf lead CLEANUP(buf_free) = {0};
	struct buf raw CLEANUP(buf_free) = {0};
	struct buf text CLEANUP(buf_free) = {0};
	struct buf day CLEANUP(buf_free) = {0};
	size_t room;

	if (first || is_section(item, "caution"))
		add_lead(item, &lead);
	buf_adds(out, term_style(term, is_warning(item) ? STYLE_BOLD : STYLE_DIM));
	buf_add(out, buf_str(&lead), lead.len);
	buf_adds(out, term_plain(term));
	buf_pad(out, ' ', lead.len < LEAD ? LEAD - lead.len : 1);
	add_text(item, &raw);
	add_day(c, item, &day);
	if (width < NARROW && day.len > 0)
		buf_addf(&raw, " (%s)", buf_str(&day));
	text_add_safe(&text, buf_str(&raw), raw.len, true);
	room = width - LEAD - (width >= NARROW && day.len > 0 ? day.len + 2 : 0);
	if (width < NARROW || is_section(item, "caution") || c->args->full) {
		if (width >= NARROW && day.len > 0 && safe_width(&text) > room)
			buf_addf(&text, " (%s)", buf_str(&day));
		if (width < NARROW || safe_width(&text) > room) {
			sink_add_wrapped(out, term, style, LEAD, buf_str(&text), text.len);
			return;
		}
	}
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] == '\n')
			text.data[i] = ' ';
	buf_adds(out, term_style(term, style));
	text_add_fitted(out, buf_str(&text), text.len, room, term->utf8);
	buf_adds(out, style != STYLE_PLAIN ? term_plain(term) : "");
	if (day.len > 0) {
		size_t used = safe_width(&text) < room ? safe_width(&text) : room;

		buf_pad(out, ' ', width - LEAD - used - day.len);
		buf_add(out, buf_str(&day), day.len);
	}
	buf_addc(out, '\n');
}

/* All of her people as one text. */
static void add_people(const struct card *c, size_t from, struct buf *out)
{
	const struct term *term = &c->r->term;
	struct buf all CLEANUP(buf_free) = {0};
	struct buf safe CLEANUP(buf_free) = {0};

	for (size_t i = from; i < c->count && is_section(&c->items[i], "people"); i++)
		buf_addf(&all, "%s%s, %s", i > from ? "; " : "", c->items[i].label,
			c->items[i].text);
	text_add_safe(&safe, buf_str(&all), all.len, false);
	buf_adds(out, term_style(term, STYLE_DIM));
	buf_adds(out, "PEOPLE");
	buf_adds(out, term_plain(term));
	buf_pad(out, ' ', LEAD - strlen("PEOPLE"));
	sink_add_wrapped(out, term, STYLE_PLAIN, LEAD, buf_str(&safe), safe.len);
}

/* "Dana Whitfield  c12                        today 14:00, 60 min" */
static void add_head(const struct card *c, struct buf *out)
{
	const struct item *visit = find_section(c, "visit"), *she = find_section(c, "she");
	const struct term *term = &c->r->term;
	struct buf name CLEANUP(buf_free) = {0};
	struct buf when CLEANUP(buf_free) = {0};
	size_t width = sink_width(term), used;

	text_add_safe(&name, c->client, strlen(c->client), false);
	if (visit != NULL && strcmp(visit->when, "today") == 0)
		buf_adds(&when, "today");
	else if (visit != NULL)
		add_day(c, visit, &when);
	if (visit != NULL)
		buf_addf(&when, "%s%s%s%s", has_lead_label(visit) ? " " : "",
			has_lead_label(visit) ? visit->label : "", visit->text != NULL ? ", " : "",
			visit->text != NULL ? visit->text : "");
	buf_adds(out, term_style(term, STYLE_BOLD));
	buf_add(out, buf_str(&name), name.len);
	buf_adds(out, term_plain(term));
	if (she != NULL && she->id != NULL)
		buf_addf(out, "  %s", she->id);
	used = safe_width(&name) + (she != NULL && she->id != NULL ? strlen(she->id) + 2 : 0);
	if (when.len > 0 && used + 2 + when.len <= width)
		buf_pad(out, ' ', width - used - when.len);
	else if (when.len > 0)
		buf_addc(out, '\n');
	text_add_safe(out, buf_str(&when), when.len, false);
	buf_addc(out, '\n');
}

static size_t count_lines(const struct buf *b)
{
	size_t lines = 0;

	for (size_t i = 0; i < b->len; i++)
		lines += b->data[i] == '\n';
	return lines;
}

/* Everything up to a rank; cautions whatever theirs. */
static void lay_out(const struct card *c, int most, struct buf *out, size_t *left_out)
{
	const char *section = "";
	bool people = false;

	*left_out = c->left_out;
	add_head(c, out);
	for (size_t i = 0; i < c->count; i++) {
		const struct item *item = &c->items[i];

		if (is_section(item, "visit"))
			continue;
		if (item->rank > most && !is_section(item, "caution")) {
			++*left_out;
			continue;
		}
		if (is_section(item, "people")) {
			if (!people)
				add_people(c, i, out);
			people = true;
			continue;
		}
		add_item(c, item, strcmp(section, item->section) != 0, out);
		section = item->section;
	}
}

static int compare_ranks(const void *a, const void *b)
{
	return *(const int *)b - *(const int *)a;
}

/* Drops what matters least, one rank after the other, until the card fits the screen. */
static void print_card(struct card *c)
{
	struct buf *out = out_buf(&c->r->out);
	struct buf text CLEANUP(buf_free) = {0};
	int ranks[ITEMS_MAX] = {0}, most = INT32_MAX;
	size_t n = 0, left_out, room = SCREEN_LINES - 1;

	for (size_t i = 0; i < c->count; i++)
		ranks[n++] = c->items[i].rank;
	qsort(ranks, n, sizeof *ranks, compare_ranks);
	lay_out(c, most, &text, &left_out);
	for (size_t i = 0; i < n && !c->args->full && count_lines(&text) > room - (left_out > 0);
		i++) {
		most = ranks[i] - 1;
		buf_clear(&text);
		lay_out(c, most, &text, &left_out);
	}
	buf_add(out, buf_str(&text), text.len);
	if (left_out > 0)
		buf_addf(out, "%zu more: mct brief %s --full\n", left_out,
			find_section(c, "she") != NULL ? find_section(c, "she")->id : "NAME");
}

/* ---- the command ----------------------------------------------------------------------------- */

/* A card each, as the client changes from row to row. */
static mct_status_t print_cards(struct card *c, mct_rows_t *rows, size_t *cards)
{
	mct_status_t st;

	*cards = 0;
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		char *client = copy_of(rows, MCT_BRIEF_CLIENT);

		if (c->client != NULL && client != NULL && strcmp(client, c->client) != 0) {
			print_card(c);
			buf_addc(out_buf(&c->r->out), '\n');
			card_clear(c);
		}
		*cards += c->client == NULL;
		free(c->client);
		c->client = client;
		card_add(c, rows);
	}
	if (c->client != NULL)
		print_card(c);
	return st == MCT_DONE ? MCT_OK : st;
}

static int show_cards(struct run *r, const struct brief_args *a, mct_rows_t *rows)
{
	const char *today = r->globals.as_of != NULL ? r->globals.as_of : mct_today(r->m);
	struct card *c = calloc(1, sizeof *c);
	size_t cards = 0;
	mct_status_t st = MCT_NOMEM;

	if (c != NULL) {
		c->r = r;
		c->args = a;
		c->today = date_from_iso(today, strlen(today));
		st = print_cards(c, rows, &cards);
		card_clear(c);
		free(c);
	}
	mct_rows_free(rows);
	if (st == MCT_OK && cards == 0 && r->globals.as_of == NULL) {
		run_say(r, "Nobody is booked today.");
	} else if (st == MCT_OK && cards == 0) {
		struct buf day CLEANUP(buf_free) = {0};

		date_to_human(date_from_iso(today, strlen(today)), true, &day);
		run_say(r, "Nobody is booked on %s.", buf_str(&day));
	}
	return st == MCT_OK ? EXIT_DONE : run_fail(r);
}

static int brief(struct run *r, void *args)
{
	const struct brief_args *a = args;
	struct mct_brief_query query = {.as_of = r->globals.as_of, .money = a->money};
	mct_rows_t *rows;
	int code = EXIT_DONE;

	if (a->who != NULL && a->today)
		return usage_error(
			r->cmd, "a name and --today cannot go together: say one of the two");
	if (a->who == NULL && !a->today)
		return usage_error(r->cmd, "say whose brief, or --today");
	if (a->who != NULL)
		code = choose(r, mct_entity_named("client"), a->who, &query.client);
	if (code != EXIT_DONE)
		return code;
	if (mct_brief(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	if (run_for_programs(r) || r->globals.columns != NULL)
		return run_rows(r, rows, NULL);
	return show_cards(r, a, rows);
}

static const char *const examples[] = {"brief dana", "brief --today", "brief dana --full", NULL};

const struct cmd cmd_brief = {.name = "brief",
	.summary = "one card before the session",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct brief_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = brief};
