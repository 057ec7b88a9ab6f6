/*
 * numbers_rows.c - mct_numbers(): the figures of one time, of one month or quarter after the
 * other, or of one group beside the other, as rows.
 */
#include <math.h>
#include <stdlib.h>

#include "record/rows.h"
#include "report/events.h"
#include "report/span.h"
#include "report/unit.h"
#include "util/hours.h"

/* ---- columns --------------------------------------------------------------------------------- */

/* What stands in a column, and which of them. */
enum content { LABEL, COUNT, FIGURE, BASE };
enum label { LABEL_BY, LABEL_FROM, LABEL_UNTIL, LABEL_OPEN };
struct column {
	mct_field_t field;
	enum content content;
	size_t which;
};

static const char *const open_words[] = {"yes", NULL};

#define COLUMN(content, which, column_name, heading, column_type, column_flags, says)              \
	{                                                                                          \
		{.name = column_name,                                                              \
			.title = heading,                                                          \
			.help = says,                                                              \
			.type = column_type,                                                       \
			.flags = column_flags},                                                    \
			content, which                                                             \
	}
/* A figure, and behind it the number of clients that it rests on. */
#define BASE_COLUMN(which, name, column_flags)                                                     \
	COLUMN(BASE, which, name "_of", "Of", MCT_TYPE_COUNT, column_flags,                        \
		"how many clients that rests on")
#define FIGURE_COLUMNS(which, name, heading, column_type, column_flags, says)                      \
	COLUMN(FIGURE, which, name, heading, column_type, column_flags, says),                     \
		BASE_COLUMN(which, name, 0)

#define LISTED MCT_FIELD_LISTED
#define WIDE (MCT_FIELD_LISTED | MCT_FIELD_WIDE)

static const struct column columns[] = {
	COLUMN(LABEL, LABEL_BY, "by", "By", MCT_TYPE_TEXT, LISTED,
		"the week, month, quarter, source, partner, service or therapist"),
	COLUMN(LABEL, LABEL_FROM, "from", "From", MCT_TYPE_DATE, 0, "the first day"),
	COLUMN(LABEL, LABEL_UNTIL, "until", "Until", MCT_TYPE_DATE, 0, "the last day"),
	{{.name = "open",
		 .title = "Open",
		 .help = "yes, of a week, month or quarter that is not over",
		 .type = MCT_TYPE_CHOICE,
		 .flags = LISTED,
		 .choices = open_words},
		LABEL, LABEL_OPEN},

	COLUMN(COUNT, COUNT_CLIENTS, "clients", "Clients", MCT_TYPE_COUNT, LISTED, "who came"),
	COLUMN(COUNT, COUNT_NEW, "new_clients", "New", MCT_TYPE_COUNT, LISTED,
		"whose first visit ever it was"),
	COLUMN(COUNT, COUNT_RETURNING, "returning_clients", "Back", MCT_TYPE_COUNT, WIDE,
		"who had come before"),
	FIGURE_COLUMNS(FIGURE_RETURNING_SHARE, "returning_share", "Returning", MCT_TYPE_SHARE, 0,
		"returning clients / clients"),

	COLUMN(FIGURE, FIGURE_RETENTION_NEW, "retention_new", "Retention", MCT_TYPE_SHARE, LISTED,
		"of new clients, who came again within 90 days of that first visit"),
	BASE_COLUMN(FIGURE_RETENTION_NEW, "retention_new", LISTED),
	COLUMN(COUNT, COUNT_NEW_OPEN, "new_open", "Too early", MCT_TYPE_COUNT, 0,
		"new clients whose 90 days are not over, who are left out of that"),
	FIGURE_COLUMNS(FIGURE_RETENTION_RETURNING, "retention_returning", "Of the others",
		MCT_TYPE_SHARE, 0,
		"of returning clients, who came again within 90 days of the first visit in it"),
	COLUMN(COUNT, COUNT_RETURNING_OPEN, "returning_open", "Too early", MCT_TYPE_COUNT, 0,
		"returning clients whose 90 days are not over, who are left out of that"),
	FIGURE_COLUMNS(FIGURE_SECOND_VISIT, "second_visit", "Second visit", MCT_TYPE_SHARE, 0,
		"of new clients known for 90 days, who have come again at all"),
	FIGURE_COLUMNS(FIGURE_REBOOKED, "rebooked", "Rebooked", MCT_TYPE_SHARE, LISTED,
		"visits with a later one booked by that day / visits of which that is known"),
	FIGURE_COLUMNS(FIGURE_BOOKED_AHEAD, "booked_ahead", "Booked", MCT_TYPE_SHARE, 0,
		"clients who hold a booking now / clients"),
	FIGURE_COLUMNS(FIGURE_ATTRITION, "attrition", "Attrition", MCT_TYPE_SHARE, WIDE,
		"of those who came in the time before this one, who did not come in it"),
	COLUMN(COUNT, COUNT_WIN_BACKS, "win_backs", "Won back", MCT_TYPE_COUNT, 0,
		"visits after a break of 60 days or more, and of more than two of her rhythms"),

	COLUMN(COUNT, COUNT_VISITS, "visits", "Visits", MCT_TYPE_COUNT, LISTED,
		"sessions that took place"),
	FIGURE_COLUMNS(FIGURE_GAP_DAYS, "gap_days", "Every", MCT_TYPE_DAYS, 0,
		"days between visits: the middle client's middle"),
	FIGURE_COLUMNS(FIGURE_VISITS_PER_YEAR, "visits_per_year", "A year", MCT_TYPE_RATIO, 0,
		"the middle client's: 365.25 / the mean of her days between visits"),

	COLUMN(COUNT, COUNT_PAID, "paid", "Paid", MCT_TYPE_MONEY, WIDE, "prices, without tips"),
	COLUMN(COUNT, COUNT_TIPS, "tips", "Tips", MCT_TYPE_MONEY, 0, "what was given on top"),
	FIGURE_COLUMNS(FIGURE_AVERAGE_TICKET, "average_ticket", "A visit", MCT_TYPE_MONEY, LISTED,
		"prices / visits, without tips"),
	FIGURE_COLUMNS(
		FIGURE_AVERAGE_TIP, "average_tip", "A tip", MCT_TYPE_MONEY, 0, "tips / visits"),
	FIGURE_COLUMNS(FIGURE_TIP_RATE, "tip_rate", "Tip rate", MCT_TYPE_SHARE, 0, "tips / prices"),

	COLUMN(COUNT, COUNT_MINUTES, "minutes", "Min", MCT_TYPE_MINUTES, 0, "minutes of work"),
	FIGURE_COLUMNS(FIGURE_UTILISATION, "utilisation", "Used", MCT_TYPE_SHARE, 0,
		"minutes booked, missed ones too / minutes of the setting practice.hours"),

	FIGURE_COLUMNS(FIGURE_NO_SHOW_RATE, "no_show_rate", "No-show", MCT_TYPE_SHARE, LISTED,
		"no-shows / (visits + no-shows)"),
	FIGURE_COLUMNS(FIGURE_LATE_CANCEL_RATE, "late_cancel_rate", "Late canc.", MCT_TYPE_SHARE, 0,
		"cancelled too late / all that was booked"),
	FIGURE_COLUMNS(FIGURE_LATE_SHARE, "late_share", "Late", MCT_TYPE_SHARE, 0,
		"visits she came late for / visits of which that is known"),

	FIGURE_COLUMNS(FIGURE_REFERRAL_RATE, "referral_rate", "Referred", MCT_TYPE_SHARE, 0,
		"new clients whom somebody sent / new clients"),
	FIGURE_COLUMNS(FIGURE_REFERRALS_PER_CLIENT, "referrals_per_client", "Sent", MCT_TYPE_RATIO,
		0, "referrals that these clients made / clients"),
};

/* ---- a row ----------------------------------------------------------------------------------- */

/* What the figures stand for. */
struct cut {
	const char *by;
	struct numbers_span span;
	bool unit; /* a week, a month or a quarter */
};

static void set_day(mct_rows_t *rows, size_t at, int32_t day)
{
	char iso[11];

	date_to_iso(day, iso);
	row_set_text(rows, at, iso);
}

static void set_label(mct_rows_t *rows, size_t at, const struct cut *cut)
{
	switch ((enum label)columns[at].which) {
	case LABEL_BY:
		row_set_text(rows, at, cut->by);
		break;
	case LABEL_FROM:
		set_day(rows, at, cut->span.from);
		break;
	case LABEL_UNTIL:
		set_day(rows, at, cut->span.until);
		break;
	case LABEL_OPEN:
		if (cut->unit && !cut->span.over)
			row_set_text(rows, at, open_words[0]);
	}
}

static void set_figure(mct_rows_t *rows, size_t at, double value)
{
	struct mct_value v = {.set = true, .number = value, .text = ""};

	if (isnan(value))
		return;
	v.integer = llround(value);
	row_set_value(rows, at, &v);
}

/* Who sent whom is not counted by service or therapist. */
static bool is_told(const struct column *c, enum grouping by)
{
	return c->content < FIGURE || c->which != FIGURE_REFERRALS_PER_CLIENT ||
		(by != GROUP_SERVICE && by != GROUP_THERAPIST);
}

static mct_status_t add_row(
	mct_rows_t *rows, enum grouping by, const struct cut *cut, const struct numbers *n)
{
	mct_status_t st = row_add(rows);

	for (size_t i = 0; st == MCT_OK && i < ARRAY_SIZE(columns); i++) {
		size_t which = columns[i].which;

		if (columns[i].content == LABEL)
			set_label(rows, i, cut);
		else if (columns[i].content == COUNT)
			row_set_integer(rows, i, n->counts[which]);
		else if (is_told(&columns[i], by) && columns[i].content == FIGURE)
			set_figure(rows, i, n->figures[which].value);
		else if (is_told(&columns[i], by))
			row_set_integer(rows, i, n->figures[which].of);
	}
	return st;
}

/* ---- times and groups ------------------------------------------------------------------------ */

struct report {
	mct_t *m;
	mct_rows_t *rows;
	enum grouping by;
	enum unit unit;
	int32_t since, as_of;
	struct events events;
	struct numbers_world world;
};

static void report_free(struct report *r)
{
	events_free(&r->events);
}

/* Those who worked in the span, each with the hours of the setting. */
static double open_minutes(const struct report *r, const struct numbers_span *span)
{
	size_t count = r->events.therapists.count, n = 0;
	bool *worked CLEANUP(free_pointer) = calloc(count + 1, sizeof *worked);
	int week[7];

	if (worked == NULL || !hours_read_week(mct_setting(r->m, "practice.hours"), week))
		return 0;
	for (size_t i = 0; i < r->events.count; i++) {
		const struct event *e = &r->events.items[i];

		if (e->kind <= EVENT_NO_SHOW && e->day >= span->from && e->day <= span->until)
			worked[e->therapist] = true;
	}
	for (size_t i = 0; i < count; i++)
		n += worked[i];
	if (r->by == GROUP_THERAPIST)
		n = 1;
	return (double)n * minutes_between(week, span->from, span->until);
}

/* Events [first, first + n) to the day of reckoning. */
static mct_status_t report_cut(struct report *r, struct cut *cut, size_t first, size_t n)
{
	struct numbers numbers;

	cut->span.over = cut->span.until <= r->as_of;
	if (!cut->span.over)
		cut->span.until = r->as_of;
	cut->span.open_minutes = open_minutes(r, &cut->span);
	if (!numbers_of(&r->world, r->events.items + first, n, &cut->span, &numbers))
		return fail_nomem(r->m);
	if (r->by != GROUP_NONE && numbers.counts[COUNT_CLIENTS] == 0 &&
		numbers.figures[FIGURE_LATE_CANCEL_RATE].of == 0)
		return MCT_OK;
	return add_row(r->rows, r->by, cut, &numbers);
}

/* Compared with the unit before; the first one, where it begins late, with as many days. */
static mct_status_t report_units(struct report *r)
{
	mct_status_t st = MCT_OK;

	for (int32_t from = r->since, next; st == MCT_OK && from <= r->as_of; from = next) {
		int32_t begin = unit_begin(r->unit, from);
		struct cut cut = {.unit = true};
		char name[32];

		next = unit_after(r->unit, begin, 1);
		cut.span = (struct numbers_span){
			from, next - 1, from - (next - from), from - 1, false, EVERY_GROUP, 0};
		if (from == begin)
			cut.span.before_from = unit_after(r->unit, begin, -1);
		unit_name(r->unit, begin, name);
		cut.by = name;
		st = report_cut(r, &cut, 0, r->events.count);
	}
	return st;
}

static const char *group_name(const struct report *r, size_t group)
{
	const char *name = r->events.groups.items[group].name;

	if (name != NULL && name[0] != '\0')
		return name;
	return r->by == GROUP_PARTNER ? "no partner" : "not said";
}

/* As many days before are what it is compared with. */
static struct numbers_span whole_span(const struct report *r, uint32_t group)
{
	int32_t days = r->as_of - r->since + 1;

	return (struct numbers_span){
		r->since, r->as_of, r->since - days, r->since - 1, true, group, 0};
}

/* A service is a part of what happened with a client; any other group has clients of its own. */
static mct_status_t report_groups(struct report *r)
{
	mct_status_t st = MCT_OK;
	size_t first = 0, next;

	for (size_t group = 0; st == MCT_OK && group < r->events.groups.count; group++) {
		struct cut cut = {.by = group_name(r, group)};
		bool part = r->by == GROUP_SERVICE;

		cut.span = whole_span(r, part ? (uint32_t)group : EVERY_GROUP);
		for (next = first;
			next < r->events.count && (part || r->events.items[next].group == group);
			next++)
			;
		st = report_cut(r, &cut, first, next - first);
		first = part ? 0 : next;
	}
	return st == MCT_OK ? rows_sort(r->rows, "row", "-visits,by") : st;
}

static mct_status_t report_whole(struct report *r)
{
	struct cut cut = {.by = "all", .span = whole_span(r, EVERY_GROUP)};

	return report_cut(r, &cut, 0, r->events.count);
}

/* ---- the call -------------------------------------------------------------------------------- */

/* What it may be told by; where no first day is said, so many units or months are looked at. */
static const struct {
	const char *word;
	enum grouping by;
	enum unit unit;
	int units;
} ways[] = {{"week", GROUP_NONE, UNIT_WEEK, 12}, {"month", GROUP_NONE, UNIT_MONTH, 12},
	{"quarter", GROUP_NONE, UNIT_QUARTER, 8}, {"source", GROUP_SOURCE, UNIT_NONE, 0},
	{"partner", GROUP_PARTNER, UNIT_NONE, 0}, {"service", GROUP_SERVICE, UNIT_NONE, 0},
	{"therapist", GROUP_THERAPIST, UNIT_NONE, 0}};

static mct_status_t read_query(struct report *r, const struct mct_numbers_query *query)
{
	size_t way = 0;
	mct_status_t st = span_last(r->m, query->as_of, &r->as_of);

	if (st != MCT_OK)
		return st;
	while (query->by != NULL && way < ARRAY_SIZE(ways) &&
		strcmp(ways[way].word, query->by) != 0)
		way++;
	if (way == ARRAY_SIZE(ways))
		return fail(r->m, MCT_INVALID,
			"week, month, quarter, source, partner, service or therapist",
			"numbers cannot be told by \"%s\"", query->by);
	r->since = date_add_months(r->as_of, -12) + 1;
	if (query->by != NULL) {
		r->by = ways[way].by;
		r->unit = ways[way].unit;
	}
	if (r->unit != UNIT_NONE)
		r->since = unit_after(r->unit, unit_begin(r->unit, r->as_of), 1 - ways[way].units);
	return span_first(r->m, query->since, r->as_of, &r->since);
}

static mct_status_t report_all(struct report *r)
{
	mct_status_t st = events_read(r->m, r->as_of, r->by, &r->events);

	if (st != MCT_OK)
		return st;
	r->world = events_world(r->m, &r->events, r->as_of);
	st = r->unit != UNIT_NONE     ? report_units(r)
		: r->by != GROUP_NONE ? report_groups(r)
				      : report_whole(r);
	return st;
}

mct_status_t mct_numbers(mct_t *m, const struct mct_numbers_query *query, mct_rows_t **out)
{
	struct report r CLEANUP(report_free) = {.m = m};
	const mct_field_t *shown[ARRAY_SIZE(columns)];
	mct_status_t st = read_query(&r, query);

	for (size_t i = 0; i < ARRAY_SIZE(columns); i++)
		shown[i] = &columns[i].field;
	if (st == MCT_OK)
		st = rows_of_list(m, shown, ARRAY_SIZE(shown), &r.rows);
	if (st == MCT_OK)
		st = report_all(&r);
	return rows_hand_out(r.rows, st, out);
}
