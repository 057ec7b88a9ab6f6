/*
 * events.c - reads the visits in the order of the file, which is how they are read quickest,
 * and then deals them out by client. A group is found by its key in a sorted list.
 */
#include "report/events.h"

#include <stdlib.h>

#include "record/sql.h"
#include "store/statement.h"
#include "util/array.h"
#include "util/base.h"

/* Each grouping: its keys with their names in the order of the keys, then how a visit, or a client,
 * gets its key. Texts that differ in case and accents alone are one. */
static const struct {
	const char *list, *of_visit, *of_client;
} groupings[GROUPINGS] = {
	[GROUP_NONE] = {NULL, "NULL", "NULL"},
	[GROUP_SOURCE] = {"SELECT fold(coalesce(source, '')) AS key, min(source) FROM client"
			  " GROUP BY key ORDER BY key",
		"NULL", "fold(coalesce(client.source, ''))"},
	/* The name follows, as it is told from those of others. */
	[GROUP_PARTNER] = {NULL, "NULL",
		"coalesce((SELECT partner_id FROM referral WHERE client_id = client.id"
		" AND direction = 'in' AND partner_id IS NOT NULL ORDER BY date, id LIMIT 1), '')"},
	[GROUP_SERVICE] = {"SELECT fold(coalesce(service, '')) AS key, min(service) FROM visit"
			   " GROUP BY key ORDER BY key",
		"fold(coalesce(service, ''))", "NULL"},
	[GROUP_THERAPIST] =
		{"SELECT fold(coalesce(therapist, '')) AS key, min(therapist) FROM visit"
		 " GROUP BY key ORDER BY key",
			"fold(coalesce(therapist, ''))", "NULL"},
};

void events_free(struct events *e)
{
	struct groups *const all[] = {&e->groups, &e->therapists};

	for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
		for (size_t j = 0; j < all[i]->count; j++) {
			free(all[i]->items[j].key);
			free(all[i]->items[j].name);
		}
		free(all[i]->items);
	}
	free(e->items);
	free(e->clients);
	suspensions_free(&e->pauses);
	*e = (struct events){.items = NULL};
}

/* ---- groups ---------------------------------------------------------------------------------- */

static mct_status_t read_groups(mct_t *m, const char *sql, struct groups *out)
{
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	size_t capacity = 0;
	mct_status_t st = statement_prepare(m, sql, &statement);

	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		if (!ARRAY_ROOM(out->items, out->count, capacity))
			return fail_nomem(m);
		out->items[out->count] =
			(struct group){statement_copy(statement, 0), statement_copy(statement, 1)};
		if (out->items[out->count++].key == NULL)
			return fail_nomem(m);
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* Partners by their ids as texts, and whom nobody sent. */
static mct_status_t read_partners(mct_t *m, struct groups *out)
{
	struct buf sql CLEANUP(buf_free) = {0};

	buf_adds(&sql, "SELECT '' AS key, NULL UNION ALL SELECT CAST(partner.id AS TEXT), ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql, " FROM partner JOIN contact USING (id) ORDER BY key");
	return read_groups(m, buf_str(&sql), out);
}

static int compare_keys(const void *a, const void *b)
{
	return strcmp(a, ((const struct group *)b)->key);
}

static uint32_t group_of(const struct groups *g, sqlite3_stmt *statement, int at)
{
	const char *key = (const char *)sqlite3_column_text(statement, at);
	const struct group *found = key != NULL && g->count > 0
		? bsearch(key, g->items, g->count, sizeof *g->items, compare_keys)
		: NULL;

	return found != NULL ? (uint32_t)(found - g->items) : 0;
}

/* ---- clients --------------------------------------------------------------------------------- */

/* A list that was taken over may say what had been before. Of a day gone by it is not known who had
 * ended or paused then. */
static mct_status_t read_clients(mct_t *m, int32_t as_of, enum grouping by, struct events *out)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	char iso[11];
	mct_status_t st;

	buf_addf(&sql,
		"SELECT client.id, (SELECT min(coalesce(first_visit, as_of)) FROM opening_balance"
		"  WHERE client_id = client.id AND visits > 0),"
		" EXISTS (SELECT 1 FROM referral WHERE client_id = client.id"
		"  AND direction = 'in' AND date <= ?1), iif(?2, '', status), %s"
		" FROM client ORDER BY client.id",
		groupings[by].of_client);
	date_to_iso(as_of, iso);
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st == MCT_OK)
		statement_bind(statement, "ti", iso, (int64_t)(as_of < handle_today(m)));
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		const char *status = (const char *)sqlite3_column_text(statement, 3);

		if (!ARRAY_ROOM(out->clients, out->client_count, out->client_capacity))
			return fail_nomem(m);
		out->clients[out->client_count++] = (struct client_facts){
			.id = sqlite3_column_int64(statement, 0),
			.known_before = statement_day(statement, 1, DATE_NONE),
			.referred = sqlite3_column_int(statement, 2) != 0,
			.ended = strcmp(status, "ended") == 0,
			.suspended = strcmp(status, "suspended") == 0,
			.group = group_of(&out->groups, statement, 4),
		};
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- events ---------------------------------------------------------------------------------- */

static const char *const kind_words[] = {[EVENT_VISIT] = "completed",
	[EVENT_NO_SHOW] = "no_show",
	[EVENT_LATE_CANCEL] = "late_cancel",
	[EVENT_CANCELLED] = "cancelled",
	[EVENT_BOOKED] = "booked"};

static enum event_kind kind_of(const char *outcome)
{
	size_t i = 0;

	while (i < EVENT_BOOKED && strcmp(kind_words[i], outcome) != 0)
		i++;
	return (enum event_kind)i;
}

static mct_status_t add_event(mct_t *m, const struct event *event, struct events *out)
{
	if (!ARRAY_ROOM(out->items, out->count, out->capacity))
		return fail_nomem(m);
	out->items[out->count++] = *event;
	return MCT_OK;
}

enum {
	V_CLIENT,
	V_DATE,
	V_OUTCOME,
	V_BOOKED_ON,
	V_MINUTES,
	V_LATE,
	V_PRICE,
	V_TIP,
	V_THERAPIST,
	V_GROUP
};

static struct event event_of(const struct events *e, sqlite3_stmt *row, int32_t as_of)
{
	bool timed = sqlite3_column_type(row, V_LATE) != SQLITE_NULL;
	struct event event = {
		.client = sqlite3_column_int64(row, V_CLIENT),
		.day = statement_day(row, V_DATE, DATE_NONE),
		.booked_on = statement_day(row, V_BOOKED_ON, DATE_NONE),
		.minutes = sqlite3_column_int(row, V_MINUTES),
		.late = timed ? sqlite3_column_int(row, V_LATE) : -1,
		.priced = sqlite3_column_type(row, V_PRICE) != SQLITE_NULL,
		.price = sqlite3_column_int64(row, V_PRICE),
		.tip = sqlite3_column_int64(row, V_TIP),
		.therapist = group_of(&e->therapists, row, V_THERAPIST),
		.group = group_of(&e->groups, row, V_GROUP),
	};

	event.kind = event.day > as_of ? EVENT_BOOKED
				       : kind_of((const char *)sqlite3_column_text(row, V_OUTCOME));
	return event;
}

/*
 * Of a day gone by it is not known what was booked then, but for what says when it was. A booking
 * whose day has passed without a word is nothing.
 */
static mct_status_t read_visits(mct_t *m, int32_t as_of, enum grouping by, struct events *out)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	char iso[11];
	mct_status_t st;

	buf_addf(&sql,
		"SELECT client_id, date, outcome, booked_on, minutes, late_minutes, price, tip,"
		" %s, %s FROM visit NOT INDEXED"
		" WHERE (outcome <> 'booked' AND date <= ?1)"
		" OR (outcome = 'booked' AND date >= ?1 AND NOT ?2)"
		" OR (?2 AND date > ?1 AND booked_on <= ?1)",
		out->therapists.count > 1 ? groupings[GROUP_THERAPIST].of_visit : "NULL",
		groupings[by].of_visit);
	date_to_iso(as_of, iso);
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st == MCT_OK)
		statement_bind(statement, "ti", iso, (int64_t)(as_of < handle_today(m)));
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		struct event event = event_of(out, statement, as_of);

		if (event.booked_on != DATE_NONE && event.booked_on < out->booked_since)
			out->booked_since = event.booked_on;
		st = event.day != DATE_NONE ? add_event(m, &event, out) : MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* Who sent somebody, which is no work of a therapist's nor any service. */
static mct_status_t read_referrals(mct_t *m, int32_t as_of, struct events *out)
{
	static const char sql[] = "SELECT referrer_id, date FROM referral WHERE direction = 'in'"
				  " AND referrer_id IS NOT NULL AND date <= ?1";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	char iso[11];
	mct_status_t st = statement_get(m, sql, &statement);

	date_to_iso(as_of, iso);
	if (st == MCT_OK)
		statement_bind(statement, "t", iso);
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		const struct event event = {.client = sqlite3_column_int64(statement, 0),
			.day = statement_day(statement, 1, DATE_NONE),
			.booked_on = DATE_NONE,
			.kind = EVENT_REFERRAL};

		st = add_event(m, &event, out);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- all of it ------------------------------------------------------------------------------- */

static int compare_grouped(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	return x->group != y->group ? (x->group > y->group) - (x->group < y->group)
				    : event_compare(a, b);
}

/* A client of a group is of that group in all that happened with her. */
static void spread_groups(struct events *e)
{
	size_t at = 0;

	for (size_t i = 0; i < e->count; i++) {
		while (at + 1 < e->client_count && e->clients[at].id < e->items[i].client)
			at++;
		if (at < e->client_count && e->clients[at].id == e->items[i].client)
			e->items[i].group = e->clients[at].group;
	}
}

static void order(struct events *e, enum grouping by)
{
	if (e->count == 0)
		return;
	if (by != GROUP_THERAPIST)
		qsort(e->items, e->count, sizeof *e->items, event_compare);
	if (by == GROUP_SOURCE || by == GROUP_PARTNER)
		spread_groups(e);
	if (by != GROUP_NONE && by != GROUP_SERVICE)
		qsort(e->items, e->count, sizeof *e->items, compare_grouped);
}

mct_status_t events_read(mct_t *m, int32_t as_of, enum grouping by, struct events *out)
{
	bool of_visits = by == GROUP_SERVICE || by == GROUP_THERAPIST;
	bool hours = mct_setting(m, "practice.hours")[0] != '\0';
	mct_status_t st = suspensions_load(m, as_of, &out->pauses);

	out->booked_since = INT32_MAX;
	if (st == MCT_OK && by == GROUP_PARTNER)
		st = read_partners(m, &out->groups);
	else if (st == MCT_OK && by != GROUP_NONE)
		st = read_groups(m, groupings[by].list, &out->groups);
	if (st == MCT_OK && hours)
		st = read_groups(m, groupings[GROUP_THERAPIST].list, &out->therapists);
	if (st == MCT_OK)
		st = read_clients(m, as_of, by, out);
	if (st == MCT_OK)
		st = read_visits(m, as_of, by, out);
	if (st == MCT_OK && !of_visits)
		st = read_referrals(m, as_of, out);
	if (st == MCT_OK)
		order(out, by);
	return st;
}

/* ---- the world ------------------------------------------------------------------------------- */

size_t events_of_client(const struct events *e, size_t first)
{
	size_t next = first;

	while (next < e->count && e->items[next].client == e->items[first].client &&
		e->items[next].group == e->items[first].group)
		next++;
	return next - first;
}

/* As mct-rebook(1): the middle of the rhythms of those who have one, else what the setting says. */
static int32_t usual_rhythm(mct_t *m, const struct events *e, const struct numbers_world *world)
{
	int32_t *rhythms CLEANUP(free_pointer) = malloc((e->count + 1) * sizeof *rhythms);
	size_t found = 0, n;

	for (size_t i = 0; rhythms != NULL && i < e->count; i += n) {
		struct intervals v;

		n = events_of_client(e, i);
		v = intervals_between(world, e->items + i, n);
		if (v.count >= RHYTHM_OWN)
			rhythms[found++] = rhythm_of(&v, 0);
	}
	return rhythm_usual(rhythms, found, mct_setting(m, "rebook.every"));
}

struct numbers_world events_world(mct_t *m, const struct events *e, int32_t as_of)
{
	struct numbers_world world = {.clients = e->clients,
		.client_count = e->client_count,
		.pauses = &e->pauses,
		.as_of = as_of,
		.booked_since = e->booked_since,
		.late_from = (int32_t)setting_number(m, "visit.late")};

	world.usual_rhythm = usual_rhythm(m, e, &world);
	return world;
}
