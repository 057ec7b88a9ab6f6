/*
 * value_story.c - "mct value NAME": how she came, her rhythm drawn year by year beside what
 * she brought, whom she sent, what is expected of her, and how sure that is.
 */
#include "value_story.h"

#include <stdlib.h>
#include <string.h>

#include "missed.h"
#include "row.h"
#include "sink.h"
#include "util/date.h"
#include "util/text.h"
#include "value_strip.h"

#define LEAD 11 /* columns of the word at the left */
#define SENT_MOST 3

struct story {
	struct run *r;
	int64_t client;
	int32_t today;
	struct row figures; /* of mct_worth(); all 0 when she was never here */
	mct_rows_t *worth;
	struct strip strip;
};

static void story_free(struct story *s)
{
	row_free(&s->figures);
	mct_rows_free(s->worth);
	strip_free(&s->strip);
}

/* ---- gathering ------------------------------------------------------------------------------- */

static int32_t day_of(const struct mct_value *v)
{
	return v->set ? date_from_iso(v->text, v->length) : DATE_NONE;
}

static mct_status_t read_figures(struct story *s)
{
	const int64_t clients[] = {s->client, 0};
	const struct mct_worth_query query = {.as_of = s->r->globals.as_of, .clients = clients};
	mct_status_t st = mct_worth(s->r->m, &query, &s->worth);

	if (st != MCT_OK)
		return st;
	st = mct_rows_next(s->worth);
	if (st == MCT_ROW)
		return row_keep(s->r->m, s->worth, &s->figures) ? MCT_OK : MCT_NOMEM;
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void add_line(const struct story *s, const char *lead, const struct buf *text)
{
	struct buf *out = out_buf(&s->r->out);

	buf_adds(out, term_style(&s->r->term, STYLE_DIM));
	buf_addf(out, "%-*s", LEAD, lead);
	buf_adds(out, term_plain(&s->r->term));
	sink_add_wrapped(out, &s->r->term, STYLE_PLAIN, LEAD, buf_str(text), text->len);
}

static void add_day(int32_t day, bool weekday, struct buf *out)
{
	date_to_human(day, weekday, out);
}

static bool has_come(const struct story *s)
{
	return s->figures.width > 0 && row_value(&s->figures, "visits")->integer > 0;
}

static bool is_segment(const struct story *s, const char *segment)
{
	return s->figures.width > 0 &&
		strcmp(row_value(&s->figures, "segment")->text, segment) == 0;
}

static long long count_of(const struct story *s, const char *name)
{
	return (long long)row_value(&s->figures, name)->integer;
}

/* "Dana Whitfield  c1          rank 1, best, 58.0% of all that came in" */
static void add_head(const struct story *s, const mct_record_t *client)
{
	struct buf *out = out_buf(&s->r->out);
	struct buf about CLEANUP(buf_free) = {0};
	struct mct_value name;
	size_t used, width = sink_width(&s->r->term);
	size_t before = out->len;

	mct_record_get(client, mct_entity_field_named(mct_record_entity(client), "name"), &name);
	buf_adds(out, term_style(&s->r->term, STYLE_BOLD));
	text_add_safe(out, name.text, name.length, false);
	buf_adds(out, term_plain(&s->r->term));
	buf_addf(out, "  c%lld", (long long)s->client);
	used = text_width(name.text, name.length) + out->len - before - name.length -
		strlen(term_style(&s->r->term, STYLE_BOLD)) - strlen(term_plain(&s->r->term));
	if (s->figures.width > 0) {
		row_add(&s->figures, "segment", &about);
		buf_addf(&about, ", rank %lld, ", count_of(s, "rank"));
		row_add(&s->figures, "share", &about);
		buf_adds(&about, " of all that came in");
	}
	if (about.len > 0 && used + 2 + about.len <= width)
		buf_pad(out, ' ', width - used - about.len);
	else if (about.len > 0)
		buf_addc(out, '\n');
	buf_add(out, buf_str(&about), about.len);
	buf_adds(out, "\n\n");
}

/* ---- how she came ---------------------------------------------------------------------------- */

/* Who sent her, when that is on record. */
static mct_status_t add_sender(const struct story *s, struct buf *out)
{
	static const char *const columns[] = {"partner", "referrer", NULL};
	char who[40];
	const char *const where[] = {who, "direction=in", NULL};
	const struct mct_query query = {
		.where = where, .columns = columns, .sort = "date,id", .limit = 1};
	struct mct_value partner, referrer;
	mct_rows_t *rows;
	mct_status_t st;

	snprintf(who, sizeof who, "client=c%lld", (long long)s->client);
	st = mct_list(s->r->m, mct_entity_named("referral"), &query, &rows);
	if (st != MCT_OK)
		return st;
	st = mct_rows_next(rows);
	if (st == MCT_ROW) {
		mct_rows_value(rows, 0, &partner);
		mct_rows_value(rows, 1, &referrer);
		buf_adds(out, out->len > 0 ? ", sent by " : "sent by ");
		text_add_safe(out, referrer.text, referrer.length, false);
		if (partner.set)
			buf_adds(out, referrer.set ? " through " : "");
		text_add_safe(out, partner.text, partner.length, false);
	}
	mct_rows_free(rows);
	return st == MCT_DONE || st == MCT_ROW ? MCT_OK : st;
}

static mct_status_t tell_coming(const struct story *s, const mct_record_t *client)
{
	const mct_entity_t *e = mct_record_entity(client);
	struct buf text CLEANUP(buf_free) = {0};
	struct mct_value since, source;
	size_t before;
	mct_status_t st;

	mct_record_get(client, mct_entity_field_named(e, "since"), &since);
	mct_record_get(client, mct_entity_field_named(e, "source"), &source);
	if (since.set)
		add_day(day_of(&since), false, &text);
	else if (has_come(s))
		add_day(day_of(row_value(&s->figures, "first_visit")), false, &text);
	before = text.len;
	st = add_sender(s, &text);
	if (st == MCT_OK && text.len == before && source.set) {
		buf_adds(&text, text.len > 0 ? ", through: " : "through: ");
		text_add_safe(&text, source.text, source.length, false);
	}
	if (st == MCT_OK && text.len > 0)
		add_line(s, "came", &text);
	return st;
}

/* ---- her rhythm ------------------------------------------------------------------------------ */

/* A single visit has no rhythm, and few a vague one. */
static void add_every(const struct story *s, struct buf *out)
{
	int days = s->strip.rhythm.days;

	if (count_of(s, "visits") < 2)
		return;
	buf_adds(out, s->strip.rhythm.own ? ", every " : ", about every ");
	if (days >= 14 && (days + 1) % 7 <= 2)
		buf_addf(out, "%d weeks", (days + 1) / 7);
	else
		buf_addf(out, "%d days", days);
}

static void tell_rhythm(const struct story *s)
{
	struct buf text CLEANUP(buf_free) = {0};
	int32_t due = date_from_iso(s->strip.rhythm.due, strlen(s->strip.rhythm.due));

	if (!has_come(s)) {
		buf_adds(&text, "she has not been here yet");
	} else {
		buf_addf(&text, "%lld visit%s", count_of(s, "visits"),
			count_of(s, "visits") == 1 ? "" : "s");
		add_every(s, &text);
		buf_adds(&text, ", last on ");
		add_day(day_of(row_value(&s->figures, "last_visit")), true, &text);
	}
	if (is_segment(s, "ended") || is_segment(s, "paused")) {
		buf_addf(&text, "; she %s", is_segment(s, "ended") ? "has ended" : "pauses");
	} else if (s->strip.booked != DATE_NONE) {
		buf_adds(&text, ", booked for ");
		add_day(s->strip.booked, true, &text);
	} else if (has_come(s) && s->strip.rhythm.over > 0) {
		buf_adds(&text, ", was due on ");
		add_day(due, true, &text);
	} else if (has_come(s)) {
		buf_adds(&text, ", due on ");
		add_day(due, true, &text);
	}
	add_line(s, "rhythm", &text);
}

static void tell_sum(const struct story *s)
{
	struct buf text CLEANUP(buf_free) = {0};

	row_add(&s->figures, "total", &text);
	buf_adds(&text, " so far, of it ");
	row_add(&s->figures, "tips", &text);
	buf_adds(&text, " in tips");
	if (count_of(s, "fees") > 0) {
		buf_adds(&text, " and ");
		row_add(&s->figures, "fees", &text);
		buf_adds(&text, " for sessions she missed");
	}
	add_line(s, "brought", &text);
	buf_clear(&text);
	if (count_of(s, "no_shows") + count_of(s, "late_cancels") == 0)
		return;
	missed_add_counts(&(struct missed_counts){(int)count_of(s, "no_shows"),
				  (int)count_of(s, "late_cancels"), (int)count_of(s, "charged"),
				  (int)count_of(s, "waived")},
		&text);
	add_line(s, "missed", &text);
}

/* ---- whom she sent --------------------------------------------------------------------------- */

static void add_sent(const struct row *row, struct buf *out)
{
	long long visits = (long long)row_value(row, "visits")->integer;

	buf_adds(out, out->len > 0 ? "; " : "");
	row_add(row, "client", out);
	buf_addf(out, ", %lld visit%s, ", visits, visits == 1 ? "" : "s");
	row_add(row, "total", out);
}

static mct_status_t tell_sent(const struct story *s)
{
	struct buf text CLEANUP(buf_free) = {0};
	mct_rows_t *rows;
	size_t count = 0;
	mct_status_t st = mct_value_sent(s->r->m, s->client, s->r->globals.as_of, &rows);

	if (st != MCT_OK)
		return st;
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		struct row row CLEANUP(row_free) = {.width = 0};

		if (count++ >= SENT_MOST)
			continue;
		if (!row_keep(s->r->m, rows, &row)) {
			st = MCT_NOMEM;
			break;
		}
		add_sent(&row, &text);
	}
	mct_rows_free(rows);
	if (st != MCT_DONE || count == 0)
		return st == MCT_DONE ? MCT_OK : st;
	if (count > SENT_MOST)
		buf_addf(&text, "; and %zu more", count - SENT_MOST);
	if (s->figures.width > 0) {
		buf_adds(&text, ". Together ");
		row_add(&s->figures, "sent_worth", &text);
		buf_adds(&text, ", beside what she brought herself");
	}
	add_line(s, "sent you", &text);
	return MCT_OK;
}

/* ---- what is expected ------------------------------------------------------------------------ */

static const char *rule_in_words(const char *rule)
{
	if (strcmp(rule, "fitted") == 0)
		return "learnt from the visits of your own clients";
	if (strcmp(rule, "held") == 0)
		return "learnt from the visits of your own clients, held by what practices are "
		       "usually like";
	return "judged by her own rhythm and by what practices are usually like: you have too few "
	       "clients to learn from";
}

static void add_bounds(const struct story *s, const char *low, const char *high, struct buf *out)
{
	row_add(&s->figures, low, out);
	buf_adds(out, " to ");
	row_add(&s->figures, high, out);
}

static void tell_outlook(const struct story *s)
{
	struct buf text CLEANUP(buf_free) = {0};

	if (!row_has(&s->figures, "p_active") || is_segment(s, "ended"))
		return;
	buf_addf(&text, "%.1f visits", row_value(&s->figures, "expected_visits")->number);
	if (row_has(&s->figures, "expected_spend")) {
		buf_adds(&text, " and ");
		row_add(&s->figures, "expected_spend", &text);
	}
	buf_adds(&text, " in the next twelve months");
	if (row_has(&s->figures, "lifetime_value")) {
		buf_adds(&text, "; ");
		row_add(&s->figures, "lifetime_value", &text);
		buf_adds(&text, " in ten years, later money counting less");
	}
	add_line(s, "expected", &text);
	buf_clear(&text);
	buf_addf(&text, "%.0f %% that she is still a client. In eight cases of ten it will be ",
		100 * row_value(&s->figures, "p_active")->number);
	add_bounds(s, "visits_low", "visits_high", &text);
	buf_adds(&text, " visits");
	if (row_has(&s->figures, "expected_spend")) {
		buf_adds(&text, " and ");
		add_bounds(s, "spend_low", "spend_high", &text);
	}
	buf_addf(&text, "; %s", rule_in_words(row_value(&s->figures, "rule")->text));
	add_line(s, "how sure", &text);
}

/* ---- the story ------------------------------------------------------------------------------- */

static mct_status_t tell(struct story *s, const mct_record_t *client)
{
	mct_status_t st;

	add_head(s, client);
	st = tell_coming(s, client);
	if (st != MCT_OK)
		return st;
	tell_rhythm(s);
	strip_draw(&s->strip, s->r);
	if (s->figures.width > 0)
		tell_sum(s);
	st = tell_sent(s);
	if (st == MCT_OK && s->figures.width > 0)
		tell_outlook(s);
	return st;
}

/* From her first visit to today; of one who has ended, to her last. */
static mct_status_t gather(struct story *s)
{
	int32_t first = DATE_NONE, last = s->today;
	mct_status_t st = read_figures(s);

	if (st != MCT_OK)
		return st;
	if (s->figures.width > 0) {
		first = day_of(row_value(&s->figures, "first_visit"));
		if (is_segment(s, "ended"))
			last = day_of(row_value(&s->figures, "last_visit"));
	}
	return strip_read(&s->strip, s->r, s->client, first, last, s->today);
}

int value_story(struct run *r, int64_t client)
{
	const char *today = r->globals.as_of != NULL ? r->globals.as_of : mct_today(r->m);
	struct story s CLEANUP(story_free) = {
		.r = r, .client = client, .today = date_from_iso(today, strlen(today))};
	mct_record_t *record;
	mct_status_t st = mct_record_new(r->m, mct_entity_named("client"), &record);

	if (st != MCT_OK)
		return run_fail(r);
	st = mct_record_load(record, client);
	if (st == MCT_OK)
		st = gather(&s);
	if (st == MCT_OK)
		st = tell(&s, record);
	mct_record_free(record);
	return st == MCT_OK ? EXIT_DONE : run_fail(r);
}
