/*
 * partner_assess.c - "mct partner assess": several of the four qualities at once, and
 * their picture on the card of a partner.
 */
#include <string.h>

#include "complain.h"
#include "nouns.h"
#include "partner.h"
#include "sink.h"
#include "verbs.h"

#define QUALITIES 4
#define BEST 3

struct assess_args {
	const char *who, *scores[QUALITIES], *because, *date;
};
#define ARG(member) offsetof(struct assess_args, member)

static const char *const qualities[QUALITIES] = {
	"purposeful", "enthusiastic", "respectful", "promoting"};

static const struct opt opts[] = {
	{.name = "PARTNER",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(who),
		.help = "who is assessed",
		.entity = "partner"},
	{.name = "purposeful",
		.type = OPT_TEXT,
		.offset = ARG(scores[0]),
		.value = "N",
		.help = "0 to 3: serves your people, with other services"},
	{.name = "enthusiastic",
		.type = OPT_TEXT,
		.offset = ARG(scores[1]),
		.value = "N",
		.help = "0 to 3: about massage, you and the partnership"},
	{.name = "respectful",
		.type = OPT_TEXT,
		.offset = ARG(scores[2]),
		.value = "N",
		.help = "0 to 3: of you and of the profession"},
	{.name = "promoting",
		.type = OPT_TEXT,
		.offset = ARG(scores[3]),
		.value = "N",
		.help = "0 to 3: works at making the business grow"},
	{.name = "because",
		.type = OPT_TEXT,
		.offset = ARG(because),
		.value = "TEXT",
		.help = "what you saw or heard"},
	{.name = "date",
		.type = OPT_DATE,
		.offset = ARG(date),
		.value = "DATE",
		.help = "the day it was so; today"},
	{0},
};

/* ---- assess ---------------------------------------------------------------------------------- */

/* The assessment of that quality on that day, to be changed; 0 when there is none. */
static int find_assessment(
	struct run *r, int64_t partner, const char *quality, const char *day, int64_t *id)
{
	char who[40], what[40], when[40];
	const char *const where[] = {who, what, when, NULL};

	snprintf(who, sizeof who, "partner=p%lld", (long long)partner);
	snprintf(what, sizeof what, "quality=%s", quality);
	snprintf(when, sizeof when, "date=%s", day);
	return choose_first(r, r->entity, where, NULL, id);
}

static int set_all(struct run *r, const struct assess_args *a, int64_t partner, int quality,
	mct_record_t *record)
{
	char who[32];
	const char *const pairs[] = {"partner", who, "quality", qualities[quality], "score",
		a->scores[quality], "because", a->because, "date", a->date, NULL};
	enum mct_change change;

	snprintf(who, sizeof who, "p%lld", (long long)partner);
	for (const char *const *pair = pairs; *pair != NULL; pair += 2)
		if (pair[1] != NULL)
			mct_record_set(record, mct_entity_field_named(r->entity, pair[0]), pair[1]);
	return run_for_programs(r) ? verb_store(r, record, true, &change)
				   : verb_save(r, record, true);
}

/* A second thought on the same day replaces the first one. */
static int assess_one(
	struct run *r, const struct assess_args *a, int64_t partner, const char *day, int quality)
{
	mct_record_t *record;
	int64_t id;
	int code = find_assessment(r, partner, qualities[quality], day, &id);

	if (code != EXIT_DONE)
		return code;
	if (mct_record_new(r->m, r->entity, &record) != MCT_OK)
		return run_fail(r);
	if (id != 0 && mct_record_load(record, id) != MCT_OK)
		code = run_fail(r);
	if (code == EXIT_DONE)
		code = set_all(r, a, partner, quality, record);
	mct_record_free(record);
	return code;
}

static int show_perp(struct run *r, int64_t partner)
{
	mct_rows_t *rows;

	if (mct_partner_perp(r->m, partner, &rows) != MCT_OK)
		return run_fail(r);
	return run_rows(r, rows, NULL);
}

static int assess(struct run *r, void *args)
{
	const struct assess_args *a = args;
	char day[11];
	int64_t partner;
	int code, said = 0;

	for (int i = 0; i < QUALITIES; i++)
		said += a->scores[i] != NULL;
	if (said == 0)
		return usage_error(r->cmd, "say which quality, such as --purposeful 3");
	if (a->because == NULL)
		return usage_error(r->cmd, "say what you saw, with --because \"...\"");
	code = choose(r, mct_entity_named("partner"), a->who, &partner);
	if (code != EXIT_DONE)
		return code;
	if (mct_read_date(r->m, a->date != NULL ? a->date : "today", day) != MCT_OK)
		return run_fail(r);
	for (int i = 0; code == EXIT_DONE && i < QUALITIES; i++)
		if (a->scores[i] != NULL)
			code = assess_one(r, a, partner, day, i);
	return code == EXIT_DONE && run_for_programs(r) ? show_perp(r, partner) : code;
}

static const char *const examples[] = {
	"partner assess core --purposeful 3 --promoting 1 --because \"full class, no web site\"",
	NULL};
const struct cmd cmd_partner_assess = {.name = "assess",
	.summary = "how they do in the four qualities",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct assess_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "assessment",
	.run = assess};

/* ---- the picture ----------------------------------------------------------------------------- */

enum { P_QUALITY, P_SCORE, P_BEFORE, P_TREND, P_BECAUSE, P_DATE, P_FACTS = 7 };

static void add_bar(const struct run *r, const struct mct_value *score, struct buf *out)
{
	for (int64_t i = 0; i < BEST; i++) {
		if (!score->set)
			buf_addc(out, '.');
		else if (i < score->integer)
			buf_adds(out, r->term.utf8 ? "█" : "#");
		else
			buf_adds(out, r->term.utf8 ? "░" : "-");
	}
}

/* "2 of 3, up from 1: asked for more cards (23 Nov 2026)" */
static void add_reading(struct run *r, mct_rows_t *rows, struct buf *out)
{
	struct mct_value v, trend;
	size_t length;

	mct_rows_value(rows, P_SCORE, &v);
	if (!v.set) {
		buf_adds(out, "not known");
		return;
	}
	buf_addf(out, "%lld of %d", (long long)v.integer, BEST);
	mct_rows_value(rows, P_TREND, &trend);
	mct_rows_value(rows, P_BEFORE, &v);
	if (trend.set && strcmp(trend.text, "same") != 0)
		buf_addf(out, ", %s from %lld", trend.text, (long long)v.integer);
	mct_rows_value(rows, P_BECAUSE, &v);
	buf_addf(out, ": %s", v.text);
	mct_rows_value(rows, P_DATE, &v);
	buf_addf(out, " (%s)",
		mct_value_text(r->m, mct_rows_column(rows, P_DATE), &v, MCT_FORM_HUMAN, &length));
}

#define NAME_COLUMNS 12

static void add_facts(mct_rows_t *rows, struct buf *out)
{
	struct mct_value v;

	mct_rows_value(rows, P_FACTS, &v);
	if (v.set)
		buf_addf(out, "; %s", v.text);
}

/* "enthusiastic  ██░  2 of 3 ..." */
static void add_quality(struct run *r, mct_rows_t *rows, struct buf *out)
{
	struct buf reading CLEANUP(buf_free) = {0};
	struct mct_value quality, score;

	mct_rows_value(rows, P_QUALITY, &quality);
	mct_rows_value(rows, P_SCORE, &score);
	buf_addf(out, "%-*s  ", NAME_COLUMNS, quality.text);
	add_bar(r, &score, out);
	buf_adds(out, "  ");
	add_reading(r, rows, &reading);
	add_facts(rows, &reading);
	sink_add_wrapped(out, &r->term, STYLE_PLAIN, NAME_COLUMNS + BEST + 4, buf_str(&reading),
		reading.len);
}

/* What is 0 or 1 is lacking; what is not known may be. */
static void note_lacking(mct_rows_t *rows, struct buf *lacking)
{
	struct mct_value score, quality;

	mct_rows_value(rows, P_SCORE, &score);
	mct_rows_value(rows, P_QUALITY, &quality);
	if (score.set && score.integer < 2)
		buf_addf(lacking, "%s%s", lacking->len > 0 ? ", " : "", quality.text);
}

int partner_picture(struct run *r, int64_t partner)
{
	struct buf lacking CLEANUP(buf_free) = {0};
	struct buf *out = out_buf(&r->out);
	mct_status_t st;
	mct_rows_t *rows;

	if (run_for_programs(r) || r->globals.columns != NULL)
		return EXIT_DONE;
	if (mct_partner_perp(r->m, partner, &rows) != MCT_OK)
		return run_fail(r);
	buf_addc(out, '\n');
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		add_quality(r, rows, out);
		note_lacking(rows, &lacking);
	}
	mct_rows_free(rows);
	if (st != MCT_DONE)
		return run_fail(r);
	if (lacking.len > 0)
		buf_addf(out, "%-*s  %s\n", NAME_COLUMNS, "lacking", buf_str(&lacking));
	return EXIT_DONE;
}
