/*
 * rhythm_rows.c - mct_rhythms(): what was when with a client, to be drawn on a line of days:
 * of one, or of those who are late by their own rhythm.
 */
#include <stdlib.h>

#include "people/naming.h"
#include "record/rows.h"
#include "report/events.h"
#include "report/span.h"

#define DAYS 364 /* that are looked at where no first day is said */

enum { CLIENT, MARK, FROM, UNTIL, RHYTHM, OVER };
enum mark { MARK_VISIT, MARK_MISSED, MARK_BOOKED, MARK_PAUSE, MARK_LATE };
static const char *const mark_words[] = {"visit", "missed", "booked", "pause", "late", NULL};

static const mct_field_t fields[] = {
	[CLIENT] = {.name = "client",
		.title = "Client",
		.help = "who",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[MARK] = {.name = "mark",
		.title = "What",
		.help = "visit, missed, booked, pause, or late by her own rhythm",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = mark_words},
	[FROM] = {.name = "from",
		.title = "From",
		.help = "the day, or the first of them",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[UNTIL] = {.name = "until",
		.title = "Until",
		.help = "the last of them",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[RHYTHM] = {.name = "rhythm_days",
		.title = "Every",
		.help = "days between her visits",
		.type = MCT_TYPE_DAYS,
		.flags = MCT_FIELD_LISTED},
	[OVER] = {.name = "overdue_days",
		.title = "Over",
		.help = "days past due; negative before, unset where nothing is due",
		.type = MCT_TYPE_DAYS,
		.flags = MCT_FIELD_LISTED},
};

/* Her line, and how late she is on it. */
struct line {
	const struct event *events;
	size_t count;
	int32_t rhythm, over;
	bool waited_for; /* neither booked, nor paused, nor ended */
};

static struct line line_of(const struct numbers_world *world, const struct event *events, size_t n)
{
	int64_t id = events[0].client;
	const struct intervals v = intervals_between(world, events, n);
	struct line line = {.events = events,
		.count = n,
		.rhythm = rhythm_of(&v, world->usual_rhythm),
		.waited_for = !numbers_facts(world, id)->ended &&
			!numbers_paused(world, id, world->as_of)};
	int32_t last = DATE_NONE;

	for (size_t i = 0; i < n; i++) {
		if (events[i].kind == EVENT_BOOKED)
			line.waited_for = false;
		if (events[i].kind == EVENT_VISIT)
			last = events[i].day;
	}
	if (last == DATE_NONE)
		line.waited_for = false;
	else
		line.over = numbers_days(world, id, last, world->as_of) - line.rhythm;
	return line;
}

/* Whoever is lost is late no more. */
static bool is_late(const struct line *line)
{
	return line->waited_for && line->over > 0 &&
		line->rhythm + line->over <= lost_after(line->rhythm);
}

/* The latest in proportion to her rhythm first. */
static int compare_lateness(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int64_t of_x = (int64_t)x->over * y->rhythm, of_y = (int64_t)y->over * x->rhythm;

	if (of_x != of_y)
		return of_x > of_y ? -1 : 1;
	return (x->events[0].client > y->events[0].client) -
		(x->events[0].client < y->events[0].client);
}

/* ---- rows ------------------------------------------------------------------------------------ */

struct strips {
	mct_t *m;
	mct_rows_t *rows;
	int32_t since, as_of;
	struct events events;
	struct numbers_world world;
	struct line *lines;
	size_t count;
};

static void strips_free(struct strips *s)
{
	events_free(&s->events);
	free(s->lines);
}

static mct_status_t add_mark(struct strips *s, const struct line *line, const char *client,
	enum mark mark, int32_t from, int32_t until)
{
	char iso[11];
	mct_status_t st;

	if (until < s->since)
		return MCT_OK;
	st = row_add(s->rows);
	if (st != MCT_OK)
		return st;
	row_set_text(s->rows, CLIENT, client);
	row_set_text(s->rows, MARK, mark_words[mark]);
	date_to_iso(from > s->since ? from : s->since, iso);
	row_set_text(s->rows, FROM, iso);
	date_to_iso(until, iso);
	row_set_text(s->rows, UNTIL, iso);
	row_set_integer(s->rows, RHYTHM, line->rhythm);
	if (line->waited_for)
		row_set_integer(s->rows, OVER, line->over);
	return MCT_OK;
}

static mct_status_t add_pauses(struct strips *s, const struct line *line, const char *client)
{
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < s->events.pauses.count; i++) {
		const struct pause *p = &s->events.pauses.items[i];

		if (p->client == line->events[0].client)
			st = add_mark(s, line, client, MARK_PAUSE, p->since,
				p->until > s->as_of ? s->as_of : p->until - 1);
	}
	return st;
}

static mct_status_t add_line(struct strips *s, const struct line *line, const char *client)
{
	static const enum mark marks[] = {[EVENT_VISIT] = MARK_VISIT,
		[EVENT_NO_SHOW] = MARK_MISSED,
		[EVENT_LATE_CANCEL] = MARK_MISSED,
		[EVENT_BOOKED] = MARK_BOOKED};
	mct_status_t st = add_pauses(s, line, client);

	for (size_t i = 0; st == MCT_OK && i < line->count; i++) {
		const struct event *e = &line->events[i];

		if (e->kind != EVENT_CANCELLED && e->kind != EVENT_REFERRAL)
			st = add_mark(s, line, client, marks[e->kind], e->day, e->day);
	}
	if (st == MCT_OK && line->waited_for && line->over > 0)
		st = add_mark(s, line, client, MARK_LATE, s->as_of - line->over + 1, s->as_of);
	return st;
}

static mct_status_t add_named(struct strips *s, struct naming *naming, const struct line *line)
{
	mct_status_t st = naming_find(naming, line->events[0].client);

	return st == MCT_OK ? add_line(s, line, naming_name(naming)) : st;
}

/* ---- the call -------------------------------------------------------------------------------- */

static mct_status_t find_lines(struct strips *s, int64_t client)
{
	size_t n;

	s->lines = malloc((s->events.count + 1) * sizeof *s->lines);
	if (s->lines == NULL)
		return fail_nomem(s->m);
	for (size_t i = 0; i < s->events.count; i += n) {
		struct line *line = &s->lines[s->count];

		n = events_of_client(&s->events, i);
		*line = line_of(&s->world, s->events.items + i, n);
		s->count += client == 0 ? is_late(line) : s->events.items[i].client == client;
	}
	if (s->count > 0)
		qsort(s->lines, s->count, sizeof *s->lines, compare_lateness);
	return MCT_OK;
}

static mct_status_t fill(struct strips *s, const struct mct_rhythms_query *query)
{
	struct naming naming CLEANUP(naming_end) = {0};
	size_t most;
	mct_status_t st = events_read(s->m, s->as_of, GROUP_NONE, &s->events);

	if (st != MCT_OK)
		return st;
	s->world = events_world(s->m, &s->events, s->as_of);
	st = find_lines(s, query->client);
	if (st == MCT_OK)
		st = naming_begin(s->m, &naming);
	most = query->limit > 0 && (size_t)query->limit < s->count ? (size_t)query->limit
								   : s->count;
	for (size_t i = 0; st == MCT_OK && i < most; i++)
		st = add_named(s, &naming, &s->lines[i]);
	return st;
}

mct_status_t mct_rhythms(mct_t *m, const struct mct_rhythms_query *query, mct_rows_t **out)
{
	struct strips s CLEANUP(strips_free) = {.m = m};
	mct_status_t st = span_last(m, query->as_of, &s.as_of);

	s.since = s.as_of - DAYS;
	if (st == MCT_OK)
		st = span_first(m, query->since, s.as_of, &s.since);
	if (st == MCT_OK)
		st = rows_of_table(m, fields, ARRAY_SIZE(fields), &s.rows);
	if (st == MCT_OK)
		st = fill(&s, query);
	return rows_hand_out(s.rows, st, out);
}
