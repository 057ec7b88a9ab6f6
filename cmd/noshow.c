/*
 * noshow.c - "mct noshow": what is known of the client who missed a session, beside the
 * middle of all clients, and what the practice's own rule says. She decides.
 */
#include <string.h>

#include "missed.h"
#include "nouns.h"
#include "row.h"
#include "sink.h"
#include "util/date.h"
#include "util/text.h"

struct noshow_args {
	const char *who;
};
#define ARG(member) offsetof(struct noshow_args, member)

static const struct opt opts[] = {
	{.name = "NAME|VISIT",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(who),
		.help = "who missed it, or the session's id",
		.entity = "client"},
	{0},
};

/* The client's row and that of the middle of all. */
struct answer {
	struct run *r;
	struct row hers, middle;
};

static void answer_free(struct answer *a)
{
	row_free(&a->hers);
	row_free(&a->middle);
}

/* ---- the table of facts ---------------------------------------------------------------------- */

#define LABEL 15  /* columns of what a line is about */
#define COLUMN 20 /* of what stands for one of the two; less on a narrow screen */
#define NARROW 60

static double number_of(const struct row *row, const char *name)
{
	return row_value(row, name)->number;
}

static long long count_of(const struct row *row, const char *name)
{
	return (long long)row_value(row, name)->integer;
}

static void add_a_year(const struct row *row, struct buf *out)
{
	if (row_has(row, "visits_per_year"))
		buf_addf(out, "%.1f", number_of(row, "visits_per_year"));
	else
		buf_addf(out, "%lld in all", count_of(row, "visits"));
}

static void add_minutes(const struct row *row, struct buf *out)
{
	if (row_has(row, "minutes_a_visit"))
		buf_addf(out, "%lld min", count_of(row, "minutes_a_visit"));
}

static void add_years(const struct row *row, struct buf *out)
{
	if (row_has(row, "years"))
		buf_addf(out, "%.1f years", number_of(row, "years"));
}

static void add_percent(double share, struct buf *out)
{
	buf_addf(out, "%.0f %%", 100 * share);
}

/* Of the one client the visits, of the middle a share. */
static void add_on_time(const struct row *row, struct buf *out)
{
	if (!row_has(row, "on_time"))
		buf_adds(out, "not known");
	else if (row_has(row, "client"))
		buf_addf(out, "%lld of %lld", count_of(row, "visits") - count_of(row, "late"),
			count_of(row, "visits"));
	else
		add_percent(number_of(row, "on_time"), out);
}

static void add_missed(const struct row *row, struct buf *out)
{
	long long missed = count_of(row, "missed"), waived = count_of(row, "waived");

	if (missed == 0)
		buf_adds(out, "never");
	else
		buf_addf(out, "%lld", missed);
	if (waived > 0)
		buf_addf(out, ", %lld let off", waived);
}

static void add_tip(const struct row *row, struct buf *out)
{
	if (row_has(row, "tip") && count_of(row, "tip") == 0)
		buf_adds(out, "never");
	else
		row_add(row, "tip", out);
}

static void add_discounted(const struct row *row, struct buf *out)
{
	if (row_has(row, "discounted"))
		add_percent(number_of(row, "discounted"), out);
}

static void add_sent(const struct row *row, struct buf *out)
{
	buf_addf(out, "%lld", count_of(row, "referrals"));
	if (row_has(row, "client") && count_of(row, "sent_worth") > 0) {
		buf_adds(out, ", ");
		row_add(row, "sent_worth", out);
	}
}

static void add_total(const struct row *row, struct buf *out)
{
	row_add(row, "total", out);
}

static void add_expected(const struct row *row, struct buf *out)
{
	row_add(row, "expected_spend", out);
}

static void add_chance(const struct row *row, struct buf *out)
{
	if (row_has(row, "p_active"))
		add_percent(number_of(row, "p_active"), out);
}

static const struct line {
	const char *label;
	void (*add)(const struct row *row, struct buf *out);
	const char *needs; /* left out where she has none of it */
} lines[] = {
	{"visits a year", add_a_year, NULL},
	{"a visit", add_minutes, NULL},
	{"client for", add_years, NULL},
	{"on time", add_on_time, NULL},
	{"missed before", add_missed, NULL},
	{"tip", add_tip, NULL},
	{"at a discount", add_discounted, "discounted"},
	{"sent you", add_sent, "referrals"},
	{"so far", add_total, NULL},
	{"next 12 months", add_expected, "expected_spend"},
	{"still a client", add_chance, "p_active"},
};

static bool is_shown(const struct row *hers, const char *needs)
{
	const struct mct_value *v = needs != NULL ? row_value(hers, needs) : NULL;

	return v == NULL || v->integer != 0 || v->number > 0;
}

static void add_cell(
	const struct term *term, const struct buf *cell, size_t columns, bool last, struct buf *out)
{
	size_t width = text_width(buf_str(cell), cell->len);

	text_add_fitted(out, buf_str(cell), cell->len, columns - !last, term->utf8);
	if (!last)
		buf_pad(out, ' ', width < columns ? columns - width : 1);
}

static void add_heading(const struct answer *a, size_t columns, struct buf *out)
{
	struct buf name CLEANUP(buf_free) = {0};
	struct buf middle CLEANUP(buf_free) = {0};

	row_add(&a->hers, "client", &name);
	buf_adds(&middle, columns < COLUMN ? "the middle" : "the middle of all");
	buf_adds(out, term_style(&a->r->term, STYLE_DIM));
	buf_pad(out, ' ', LABEL);
	add_cell(&a->r->term, &name, columns, false, out);
	add_cell(&a->r->term, &middle, columns, true, out);
	buf_adds(out, term_plain(&a->r->term));
	buf_addc(out, '\n');
}

static void add_facts(const struct answer *a, struct buf *out)
{
	size_t width = sink_width(&a->r->term);
	size_t columns = width < NARROW && width > LABEL + 4 ? (width - LABEL) / 2 : COLUMN;

	add_heading(a, columns, out);
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		struct buf hers CLEANUP(buf_free) = {0};
		struct buf middle CLEANUP(buf_free) = {0};

		if (!is_shown(&a->hers, lines[i].needs))
			continue;
		lines[i].add(&a->hers, &hers);
		lines[i].add(&a->middle, &middle);
		buf_addf(out, "%-*s", LABEL, lines[i].label);
		add_cell(&a->r->term, &hers, columns, middle.len == 0, out);
		if (middle.len > 0)
			add_cell(&a->r->term, &middle, columns, true, out);
		buf_addc(out, '\n');
	}
}

/* ---- what stands around it ------------------------------------------------------------------- */

static void add_wrapped(
	const struct answer *a, const struct buf *text, enum term_style style, struct buf *out)
{
	buf_adds(out, term_style(&a->r->term, style));
	sink_add_wrapped(out, &a->r->term, style, 0, buf_str(text), text->len);
}

static void add_when(const struct row *row, struct buf *out)
{
	const struct mct_value *date = row_value(row, "date");

	date_to_human(date_from_iso(date->text, date->length), true, out);
	if (row_has(row, "time"))
		buf_addf(out, " %s", row_value(row, "time")->text);
}

/* "Rick Barlow missed v431, Mon 23 Nov 2026 16:30, 30 min" */
static void add_head(const struct answer *a, struct buf *out)
{
	const char *outcome = row_value(&a->hers, "outcome")->text;

	row_add(&a->hers, "client", out);
	if (!row_has(&a->hers, "visit")) {
		buf_adds(out, ", if she missed a session");
	} else {
		buf_addf(out, "%s %s, ",
			strcmp(outcome, "late_cancel") == 0       ? " called off too late"
				: strcmp(outcome, "no_show") == 0 ? " missed"
								  : ", if she misses",
			row_value(&a->hers, "visit")->text);
		add_when(&a->hers, out);
	}
	if (row_has(&a->hers, "minutes"))
		buf_addf(out, "%s %lld min", row_has(&a->hers, "visit") ? "," : " of",
			count_of(&a->hers, "minutes"));
	if (row_has(&a->hers, "notice"))
		buf_addf(out, ", %lld min before", count_of(&a->hers, "notice"));
}

/* "The rule says CHARGE $40.00: she was late for 4 of 6 visits; ..." */
static void add_verdict(const struct answer *a, struct buf *out)
{
	bool waive = strcmp(row_value(&a->hers, "suggestion")->text, "waive") == 0;

	buf_adds(out, waive ? "The rule says WAIVE" : "The rule says CHARGE");
	if (row_has(&a->hers, "fee"))
		buf_addc(out, ' ');
	row_add(&a->hers, "fee", out);
	buf_adds(out, ": ");
	row_add(&a->hers, "because", out);
	buf_addc(out, '.');
}

/* What charging costs when it drives her away. */
static void add_stake(const struct answer *a, struct buf *out)
{
	double share = number_of(&a->hers, "fee_share");

	if (!row_has(&a->hers, "fee_share") || share <= 0 || share >= 1)
		return;
	buf_addf(out,
		"Charging costs more than it brings as soon as it makes her %.0f %% likelier to "
		"stay away.",
		100 * share);
}

static void add_decision(const struct answer *a, struct buf *out)
{
	const char *decided = row_value(&a->hers, "missed_fee")->text;

	if (row_has(&a->hers, "missed_fee")) {
		buf_addf(out, "You decided: %s", decided);
		if (row_has(&a->hers, "missed_because"))
			buf_adds(out, ", because ");
		row_add(&a->hers, "missed_because", out);
	} else {
		buf_addf(out,
			"You decide: mct visit no-show %s --waive | --charge --because \"...\"",
			row_has(&a->hers, "visit") ? row_value(&a->hers, "visit")->text : "VISIT");
	}
}

static void add_answer(const struct answer *a, struct buf *out)
{
	struct buf head CLEANUP(buf_free) = {0};
	struct buf rule CLEANUP(buf_free) = {0};
	struct buf verdict CLEANUP(buf_free) = {0};
	struct buf stake CLEANUP(buf_free) = {0};
	struct buf decision CLEANUP(buf_free) = {0};

	add_head(a, &head);
	add_wrapped(a, &head, STYLE_PLAIN, out);
	buf_addc(out, '\n');
	add_facts(a, out);
	buf_addc(out, '\n');
	buf_adds(&rule, "Your rule: ");
	row_add(&a->hers, "practice_rule", &rule);
	buf_addc(&rule, '.');
	add_wrapped(a, &rule, STYLE_DIM, out);
	add_verdict(a, &verdict);
	add_wrapped(a, &verdict, STYLE_BOLD, out);
	add_stake(a, &stake);
	if (stake.len > 0)
		add_wrapped(a, &stake, STYLE_PLAIN, out);
	add_decision(a, &decision);
	add_wrapped(a, &decision, STYLE_PLAIN, out);
}

/* ---- for programs ---------------------------------------------------------------------------- */

/* What decides, then the facts twice: hers, and those of the middle. */
static void add_object(const struct answer *a, struct buf *out)
{
	struct json j = {.out = out};
	size_t facts = row_column(&a->hers, "visits");

	json_open(&j, '{');
	row_add_json(&a->hers, 0, facts, &j);
	json_key(&j, "facts");
	json_open(&j, '{');
	row_add_json(&a->hers, facts, a->hers.width, &j);
	json_close(&j, '}');
	json_key(&j, "middle");
	json_open(&j, '{');
	row_add_json(&a->middle, facts, a->middle.width, &j);
	json_close(&j, '}');
	json_close(&j, '}');
	buf_addc(out, '\n');
}

/* ---- the command ----------------------------------------------------------------------------- */

static int show(struct run *r, mct_rows_t *rows)
{
	struct answer a CLEANUP(answer_free) = {.r = r};
	int code = EXIT_DONE;

	if (mct_rows_next(rows) != MCT_ROW || !row_keep(r->m, rows, &a.hers) ||
		mct_rows_next(rows) != MCT_ROW || !row_keep(r->m, rows, &a.middle))
		code = run_fail(r);
	else if (r->globals.json)
		add_object(&a, out_buf(&r->out));
	else
		add_answer(&a, out_buf(&r->out));
	mct_rows_free(rows);
	return code;
}

static int noshow(struct run *r, void *args)
{
	const struct noshow_args *a = args;
	struct mct_noshow_query query = {.as_of = r->globals.as_of};
	const char *day = query.as_of != NULL ? query.as_of : mct_today(r->m);
	mct_rows_t *rows;
	int code = missed_find(r, a->who, day, false, &query.client, &query.visit);

	if (code != EXIT_DONE)
		return code;
	if (mct_noshow(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	if (r->globals.csv || r->globals.tsv || r->globals.columns != NULL)
		return run_rows(r, rows, NULL);
	return show(r, rows);
}

static const char *const examples[] = {"noshow rick", "noshow v431 --json", NULL};

const struct cmd cmd_noshow = {.name = "noshow",
	.summary = "she did not come: charge her, or let her off?",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct noshow_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = noshow};
