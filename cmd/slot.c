/*
 * slot.c - "mct slot": whom to offer a free hour to, and whose standing slots would be
 * better filled.
 */
#include <string.h>

#include "complain.h"
#include "missed.h"
#include "nouns.h"
#include "row.h"
#include "sink.h"
#include "util/date.h"
#include "util/text.h"

struct slot_args {
	struct list when;
	const char *order;
	int minutes, limit;
	bool review;
};
#define ARG(member) offsetof(struct slot_args, member)

#define SHOWN 6 /* clients that a person is shown, unless she says how many */
#define INDENT 4

static const struct opt opts[] = {
	{.name = "WHEN|VISIT",
		.type = OPT_OPERANDS,
		.offset = ARG(when),
		.help = "such as \"thu 14:00\", or the visit that was given back",
		.entity = "visit"},
	{.name = "minutes",
		.type = OPT_NUMBER,
		.offset = ARG(minutes),
		.value = "N",
		.help = "how long it is; as long as sessions usually are"},
	{.name = "order",
		.type = OPT_TEXT,
		.offset = ARG(order),
		.value = "WORD,...",
		.help = "need, fit, loyalty and value, what matters most first"},
	{.name = "limit",
		.type = OPT_NUMBER,
		.offset = ARG(limit),
		.value = "N",
		.help = "at most so many; 6, and all for programs"},
	{.name = "review",
		.type = OPT_FLAG,
		.offset = ARG(review),
		.help = "which standing slots would be better filled"},
	{0},
};

/* ---- which hour ------------------------------------------------------------------------------ */

struct hour {
	char date[11], time[6];
	int minutes;
	int64_t visit, client; /* that was given back, and whose it was; 0 */
};

static int minutes_of_day(const char *time)
{
	return minute_from_text(time, strlen(time));
}

static int take_visit(const mct_record_t *visit, struct hour *out)
{
	const mct_entity_t *e = mct_record_entity(visit);
	struct mct_value date, time, minutes, client;

	mct_record_get(visit, mct_entity_field_named(e, "date"), &date);
	mct_record_get(visit, mct_entity_field_named(e, "time"), &time);
	mct_record_get(visit, mct_entity_field_named(e, "minutes"), &minutes);
	mct_record_get(visit, mct_entity_field_named(e, "client"), &client);
	if (!time.set)
		return complain(EXIT_NOT_UNDERSTOOD, "say when instead, such as \"thu 14:00\"",
			"nobody wrote down at what time v%lld is", (long long)mct_record_id(visit));
	snprintf(out->date, sizeof out->date, "%s", date.text);
	snprintf(out->time, sizeof out->time, "%s", time.text);
	if (out->minutes == 0)
		out->minutes = (int)minutes.integer;
	out->client = client.integer;
	return EXIT_DONE;
}

static int read_visit(struct run *r, const char *id, struct hour *out)
{
	const mct_entity_t *e = mct_entity_named("visit");
	mct_record_t *visit;
	int code = choose(r, e, id, &out->visit);

	if (code != EXIT_DONE)
		return code;
	if (mct_record_new(r->m, e, &visit) != MCT_OK)
		return run_fail(r);
	code = mct_record_load(visit, out->visit) == MCT_OK ? take_visit(visit, out) : run_fail(r);
	mct_record_free(visit);
	return code;
}

/* "thu 14:00", in one word or in two. */
static int read_hour(struct run *r, const struct slot_args *a, struct hour *out)
{
	struct buf words CLEANUP(buf_free) = {0};

	*out = (struct hour){.minutes = a->minutes};
	list_say(&a->when, &words);
	if (missed_is_visit_id(buf_str(&words)))
		return read_visit(r, buf_str(&words), out);
	if (mct_read_when(r->m, buf_str(&words), out->date, out->time) != MCT_OK)
		return run_fail(r);
	if (out->time[0] == '\0')
		return usage_error(r->cmd, "say the time, too: \"%s 14:00\"", buf_str(&words));
	return EXIT_DONE;
}

/* ---- who has it ------------------------------------------------------------------------------ */

/* What is booked at that time; `id` is "" when nothing is. */
struct taken {
	char id[24];
	struct buf client;
};

static void taken_free(struct taken *t)
{
	buf_free(&t->client);
}

static bool overlaps(mct_rows_t *rows, const struct hour *hour, int minutes)
{
	struct mct_value time, length, outcome;
	int from, to, start = minutes_of_day(hour->time);

	mct_rows_value(rows, MCT_AGENDA_TIME, &time);
	mct_rows_value(rows, MCT_AGENDA_MINUTES, &length);
	mct_rows_value(rows, MCT_AGENDA_OUTCOME, &outcome);
	if (!time.set || strcmp(outcome.text, "booked") != 0)
		return false;
	from = minutes_of_day(time.text);
	to = from + (length.set ? (int)length.integer : 1);
	return from < start + minutes && start < to;
}

static int find_taken(struct run *r, const struct hour *hour, int minutes, struct taken *out)
{
	const struct mct_agenda_query query = {.from = hour->date, .until = hour->date};
	struct mct_value v;
	mct_rows_t *rows;
	mct_status_t st;

	if (mct_agenda(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	while ((st = mct_rows_next(rows)) == MCT_ROW && out->id[0] == '\0') {
		if (!overlaps(rows, hour, minutes))
			continue;
		mct_rows_value(rows, MCT_AGENDA_ID, &v);
		snprintf(out->id, sizeof out->id, "%s", v.text);
		mct_rows_value(rows, MCT_AGENDA_CLIENT, &v);
		text_add_safe(&out->client, v.text, v.length, false);
	}
	mct_rows_free(rows);
	return st == MCT_DONE || st == MCT_ROW ? EXIT_DONE : run_fail(r);
}

/* ---- for people ------------------------------------------------------------------------------ */

struct page {
	struct run *r;
	const struct hour *hour;
	const struct mct_slot *slot;
	const char *order;
	const struct taken *taken;
};

static void add_paragraph(const struct page *p, enum term_style style, size_t indent,
	const struct buf *text, struct buf *out)
{
	buf_pad(out, ' ', indent);
	buf_adds(out, term_style(&p->r->term, style));
	sink_add_wrapped(out, &p->r->term, style, indent, buf_str(text), text->len);
}

static void add_head(const struct page *p, struct buf *out)
{
	struct buf text CLEANUP(buf_free) = {0};

	buf_adds(&text, p->taken->id[0] == '\0' ? "Free: " : "");
	date_to_human(date_from_iso(p->hour->date, strlen(p->hour->date)), true, &text);
	buf_addf(&text, " %s, %d min", p->hour->time, p->slot->minutes);
	if (p->taken->id[0] != '\0')
		buf_addf(&text, ". It is still booked: %s (%s)", buf_str(&p->taken->client),
			p->taken->id);
	add_paragraph(p, STYLE_PLAIN, 0, &text, out);
	buf_clear(&text);
	buf_adds(&text, "By ");
	for (const char *c = p->order; *c != '\0'; c++)
		buf_addf(&text, *c == ',' && c[1] != ' ' ? "%c " : "%c", *c);
	buf_adds(&text, ": the first counts most.");
	add_paragraph(p, STYLE_DIM, 0, &text, out);
}

/* " 1  Tom Okafor  555-0118", and below it why. */
static void add_candidate(const struct page *p, const struct row *row, struct buf *out)
{
	struct buf text CLEANUP(buf_free) = {0};

	if (row_value(row, "rank")->integer == 1)
		buf_addc(out, '\n');
	buf_addf(out, "%2lld  ", (long long)row_value(row, "rank")->integer);
	row_add(row, "client", &text);
	if (row_has(row, "phone"))
		buf_adds(&text, "  ");
	row_add(row, "phone", &text);
	buf_adds(out, term_style(&p->r->term, STYLE_BOLD));
	sink_add_wrapped(out, &p->r->term, STYLE_BOLD, INDENT, buf_str(&text), text.len);
	buf_clear(&text);
	row_add(row, "why", &text);
	add_paragraph(p, STYLE_PLAIN, INDENT, &text, out);
}

static void add_left_out(const struct page *p, const struct row *row, struct buf *out)
{
	struct buf text CLEANUP(buf_free) = {0};

	row_add(row, "client", &text);
	buf_addc(&text, ' ');
	row_add(row, "left_out", &text);
	add_paragraph(p, STYLE_PLAIN, INDENT, &text, out);
}

/* What to type for the first of them. */
static void add_next(const struct page *p, const struct buf *first, struct buf *out)
{
	struct buf text CLEANUP(buf_free) = {0};

	buf_adds(&text, "Take one: mct book ");
	text_add_shell_word(&text, buf_str(first));
	buf_addf(&text, " \"%s %s\" --minutes %d", p->hour->date, p->hour->time, p->slot->minutes);
	buf_addc(out, '\n');
	add_paragraph(p, STYLE_PLAIN, 0, &text, out);
}

static int show_rows(const struct page *p, mct_rows_t *rows)
{
	struct buf *out = out_buf(&p->r->out);
	struct buf first CLEANUP(buf_free) = {0};
	int64_t left_out = 0;
	mct_status_t st;

	add_head(p, out);
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		struct row row CLEANUP(row_free) = {.width = 0};

		if (!row_keep(p->r->m, rows, &row))
			return run_fail(p->r);
		if (row_has(&row, "rank")) {
			if (first.len == 0)
				row_add(&row, "client", &first);
			add_candidate(p, &row, out);
			continue;
		}
		if (left_out++ == 0)
			buf_adds(out, "\nLeft out\n");
		add_left_out(p, &row, out);
	}
	if (p->slot->left_out > left_out)
		buf_addf(out, "%*sand %lld more: --limit %lld\n", INDENT, "",
			(long long)(p->slot->left_out - left_out), (long long)p->slot->left_out);
	if (first.len > 0)
		add_next(p, &first, out);
	else
		buf_adds(out, "\nThere is nobody to offer it to.\n");
	return st == MCT_DONE ? EXIT_DONE : run_fail(p->r);
}

/* ---- for programs ---------------------------------------------------------------------------- */

static void add_key(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_text(j, text[0] != '\0' ? text : NULL);
}

static int add_object(const struct page *p, mct_rows_t *rows)
{
	struct json j = {.out = out_buf(&p->r->out)};
	bool candidates = true;
	mct_status_t st;

	json_open(&j, '{');
	add_key(&j, "date", p->hour->date);
	add_key(&j, "time", p->hour->time);
	json_key(&j, "minutes");
	json_int(&j, p->slot->minutes);
	add_key(&j, "order", p->order);
	add_key(&j, "taken", p->taken->id);
	json_key(&j, "candidates");
	json_open(&j, '[');
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		struct row row CLEANUP(row_free) = {.width = 0};

		if (!row_keep(p->r->m, rows, &row))
			return run_fail(p->r);
		if (candidates && !row_has(&row, "rank")) {
			json_close(&j, ']');
			json_key(&j, "left_out");
			json_open(&j, '[');
			candidates = false;
		}
		json_open(&j, '{');
		row_add_json(&row, 0, row.width, &j);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	if (candidates) {
		json_key(&j, "left_out");
		json_open(&j, '[');
		json_close(&j, ']');
	}
	json_close(&j, '}');
	buf_addc(j.out, '\n');
	return st == MCT_DONE ? EXIT_DONE : run_fail(p->r);
}

/* ---- the two questions ----------------------------------------------------------------------- */

static int offer(struct run *r, const struct slot_args *a)
{
	struct taken taken CLEANUP(taken_free) = {.id = ""};
	struct mct_slot slot;
	struct hour hour;
	struct page page = {r, &hour, &slot, NULL, &taken};
	struct mct_slot_query query = {.date = hour.date,
		.time = hour.time,
		.order = a->order,
		.limit = a->limit,
		.as_of = r->globals.as_of};
	mct_rows_t *rows;
	int code = read_hour(r, a, &hour);

	if (code != EXIT_DONE)
		return code;
	if (query.limit == 0 && !run_for_programs(r))
		query.limit = SHOWN;
	query.minutes = hour.minutes;
	query.freed_by = hour.client;
	if (mct_slot(r->m, &query, &slot, &rows) != MCT_OK)
		return run_fail(r);
	if (r->globals.csv || r->globals.tsv || r->globals.columns != NULL)
		return run_rows(r, rows, NULL);
	page.order = a->order != NULL ? a->order : mct_setting(r->m, "slot.order");
	code = find_taken(r, &hour, slot.minutes, &taken);
	if (code == EXIT_DONE)
		code = r->globals.json ? add_object(&page, rows) : show_rows(&page, rows);
	mct_rows_free(rows);
	return code;
}

static int review(struct run *r)
{
	struct mct_value gain = {.set = true, .text = ""};
	const mct_field_t *money;
	mct_rows_t *rows;
	int64_t count;
	size_t length;
	int code;

	if (mct_slot_review(r->m, r->globals.as_of, &gain.integer, &rows) != MCT_OK)
		return run_fail(r);
	money = mct_rows_column(rows, mct_rows_width(rows) - 1);
	code = run_rows(r, rows, &count);
	if (code != EXIT_DONE)
		return code;
	if (count == 0)
		run_say(r, "No standing slot would be better filled by somebody you know.");
	else
		run_say(r,
			"\nTogether %s more in a year, as far as these clients would not come "
			"at another time.",
			mct_value_text(r->m, money, &gain, MCT_FORM_HUMAN, &length));
	return EXIT_DONE;
}

static int slot(struct run *r, void *args)
{
	const struct slot_args *a = args;

	if (a->review && (a->when.count > 0 || a->minutes > 0 || a->order != NULL))
		return usage_error(r->cmd, "with --review go no time, --minutes and --order");
	if (!a->review && a->when.count == 0)
		return usage_error(r->cmd, "say when it is, such as \"thu 14:00\", or --review");
	return a->review ? review(r) : offer(r, a);
}

static const char *const examples[] = {"slot \"thu 14:00\"", "slot v431 --minutes 90",
	"slot \"thu 14:00\" --order fit,need --limit 3", "slot --review", NULL};

const struct cmd cmd_slot = {.name = "slot",
	.summary = "whom to offer a free hour to",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct slot_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = slot};
