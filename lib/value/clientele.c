/*
 * clientele.c - from the log of visits to histories, with pauses taken out of the clock
 * and what is on record of each client, and from histories to a fit.
 */
#include "value/clientele.h"

#include <stdlib.h>

#include "practice/suspension.h"
#include "store/module.h"
#include "store/statement.h"
#include "util/base.h"
#include "util/date.h"

/*
 * Clients with the same history are counted once, and to so many histories the models are fitted.
 * Of more, every so many-th client is taken, in the order in which they became clients: what is
 * expected of a client is then off by a percent or two, as the benchmark shows, which is little
 * beside what nobody can know of her.
 */
#define FITTED_MOST 5000

const char *const visit_model_names[] = {
	[BGNBD] = "bgnbd", [MBGNBD] = "mbgnbd", [MBGCNBD] = "mbgcnbd", [MIXED] = "mixed", NULL};
const char *const visit_parameter_names[] = {[P_R] = "r",
	[P_ALPHA] = "alpha",
	[P_A] = "a",
	[P_B] = "b",
	[P_K] = "k",
	[P_SPREAD] = "spread",
	NULL};
const char *const outlook_rule_words[] = {
	[RULE_FITTED] = "fitted", [RULE_HELD] = "held", [RULE_RHYTHM] = "rhythm", NULL};

void clientele_free(struct clientele *c)
{
	free(c->items);
	free(c->histories);
	*c = (struct clientele){0};
}

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = ((const struct known_client *)b)->id;

	return (x > y) - (x < y);
}

static struct known_client *find(const struct clientele *c, int64_t id)
{
	return c->count > 0 ? bsearch(&id, c->items, c->count, sizeof *c->items, compare_ids)
			    : NULL;
}

const struct known_client *clientele_find(const struct clientele *c, int64_t id)
{
	return find(c, id);
}

void clientele_set_certain(struct clientele *c, int64_t id, bool certain)
{
	struct known_client *k = find(c, id);

	if (k != NULL)
		k->certain = certain;
}

/* ---- histories ------------------------------------------------------------------------------- */

struct reader {
	const struct visit_log *log;
	const struct models *models;
	struct suspensions suspensions;
	int32_t *days; /* of one client, by her own clock */
	size_t capacity;
};

static void reader_free(struct reader *r)
{
	suspensions_free(&r->suspensions);
	free(r->days);
}

/* Her clock: pauses take no time. */
static int32_t own_day(const struct reader *r, const struct known_client *k, int32_t day)
{
	int32_t first = r->log->items[k->first].day;

	return day - suspended_days(&r->suspensions, k->id, first, day);
}

/* Two visits with nothing but a pause between them are a day apart: she came twice. */
static bool read_days(struct reader *r, const struct known_client *k)
{
	int32_t last = DATE_NONE;

	if (k->count > r->capacity) {
		int32_t *grown = realloc(r->days, 2 * k->count * sizeof *grown);

		if (grown == NULL)
			return false;
		r->days = grown;
		r->capacity = 2 * k->count;
	}
	for (size_t i = 0; i < k->count; i++) {
		const struct logged_visit *visit = &r->log->items[k->first + i];

		if (i > 0 && visit->day == last) {
			r->days[i] = r->days[i - 1];
			continue;
		}
		last = visit->day;
		r->days[i] = own_day(r, k, visit->day);
		if (i > 0 && r->days[i] <= r->days[i - 1])
			r->days[i] = r->days[i - 1] + 1;
	}
	return true;
}

static struct spending spending_of(const struct visit_log *log, const struct known_client *k)
{
	struct spending s = {0};
	int64_t sum = 0;
	int32_t last = DATE_NONE;

	for (size_t i = k->first; i < k->first + k->count; i++) {
		if (!log->items[i].priced)
			continue;
		sum += log->items[i].worth;
		s.visits += log->items[i].day != last;
		last = log->items[i].day;
	}
	s.mean = s.visits > 0 ? (double)sum / s.visits : 0;
	return s;
}

static bool read_client(struct reader *r, int32_t day, struct known_client *k)
{
	int32_t until;

	if (!read_days(r, k))
		return false;
	until = own_day(r, k, day);
	if (until < r->days[k->count - 1])
		until = r->days[k->count - 1];
	k->history = r->models->history_of(r->days, k->count, until);
	k->spending = spending_of(r->log, k);
	return true;
}

static size_t count_clients(const struct visit_log *log)
{
	size_t n = 0;

	for (size_t i = 0; i < log->count; i++)
		n += i == 0 || log->items[i].client != log->items[i - 1].client;
	return n;
}

static mct_status_t read_clients(mct_t *m, struct reader *r, struct clientele *c)
{
	const struct visit_log *log = r->log;
	size_t next;

	c->items = malloc((count_clients(log) + 1) * sizeof *c->items);
	if (c->items == NULL)
		return fail_nomem(m);
	for (size_t i = 0; i < log->count; i = next) {
		struct known_client k = {.id = log->items[i].client, .first = i};

		for (next = i; next < log->count && log->items[next].client == k.id; next++)
			k.count += log->items[next].day <= c->day;
		if (k.count == 0)
			continue;
		if (!read_client(r, c->day, &k))
			return fail_nomem(m);
		c->visits += (size_t)k.history.repeats + 1;
		c->returned += k.history.repeats > 0;
		c->items[c->count++] = k;
	}
	return MCT_OK;
}

/* ---- what is on record ----------------------------------------------------------------------- */

/* Marks the clients whom a statement names; `certain` or that they have ended. */
static mct_status_t mark(
	mct_t *m, struct clientele *c, const char *sql, const char *day, bool certain)
{
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st == MCT_OK && day != NULL)
		statement_bind(statement, "t", day);
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		struct known_client *k = find(c, sqlite3_column_int64(statement, 0));

		if (k != NULL && certain)
			k->certain = true;
		else if (k != NULL)
			k->ended = true;
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* Of a day gone by it is not known who had ended then; who had booked, only where that was written
 * down. */
static mct_status_t mark_all(mct_t *m, struct clientele *c)
{
	static const char booked[] =
		"SELECT client_id FROM visit WHERE outcome = 'booked' AND date >= ?1";
	static const char had_booked[] =
		"SELECT client_id FROM visit WHERE booked_on <= ?1 AND date > ?1";
	static const char ended[] = "SELECT id FROM client WHERE status = 'ended'";
	char iso[11];
	mct_status_t st;

	date_to_iso(c->day, iso);
	if (c->day < handle_today(m))
		return mark(m, c, had_booked, iso, true);
	st = mark(m, c, booked, iso, true);
	return st == MCT_OK ? mark(m, c, ended, NULL, false) : st;
}

/* ---- whom the models are fitted to ----------------------------------------------------------- */

/* Every so many-th client's, `n` of them, merged. */
static void take_some(struct clientele *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		c->histories[i] = c->items[i * c->count / n].history;
	c->fitted = n;
	c->distinct = c->models->histories_merge(c->histories, n);
}

static mct_status_t take_histories(mct_t *m, struct clientele *c)
{
	c->histories = malloc((c->count + 1) * sizeof *c->histories);
	if (c->histories == NULL)
		return fail_nomem(m);
	take_some(c, c->count);
	if (c->distinct > FITTED_MOST)
		take_some(c, FITTED_MOST);
	return MCT_OK;
}

static mct_status_t load_models(mct_t *m, const struct models **out)
{
	const struct module *module;
	mct_status_t st = module_load(m, "model", sizeof **out, &module);

	if (st == MCT_OK)
		*out = (const struct models *)module;
	return st;
}

mct_status_t clientele_read(
	mct_t *m, const struct visit_log *log, int32_t day, struct clientele *out)
{
	struct reader r CLEANUP(reader_free) = {.log = log};
	mct_status_t st;

	*out = (struct clientele){.day = day};
	st = load_models(m, &out->models);
	r.models = out->models;
	if (st == MCT_OK)
		st = suspensions_load(m, day, &r.suspensions);
	if (st == MCT_OK)
		st = read_clients(m, &r, out);
	if (st == MCT_OK)
		st = mark_all(m, out);
	return st == MCT_OK ? take_histories(m, out) : st;
}

/* ---- fits ------------------------------------------------------------------------------------ */

static enum outlook_rule rule_for(const struct clientele *c)
{
	return c->count < CLIENTS_HELD          ? RULE_RHYTHM
		: c->returned < RETURNED_FITTED ? RULE_HELD
						: RULE_FITTED;
}

/* A fit that ran to a bound, or whose errors cannot be told, is held all the same. */
mct_status_t clientele_fit(
	mct_t *m, const struct clientele *c, enum visit_model_kind kind, struct clientele_fit *out)
{
	const struct history *h = c->histories;
	struct visit_fit free;

	out->rule = rule_for(c);
	if (out->rule == RULE_RHYTHM) {
		c->models->visit_fit_prior(
			kind, h, c->distinct, c->models->visit_prior_weak, &out->visits);
		return MCT_OK;
	}
	if (!c->models->visit_fit(kind, h, c->distinct, c->models->visit_prior_weak, &out->visits))
		return fail_nomem(m);
	if (out->rule == RULE_HELD)
		return MCT_OK;
	if (!c->models->visit_fit_again(
		    &out->visits, h, c->distinct, c->models->visit_prior_open, &free))
		return fail_nomem(m);
	if (free.inside)
		out->visits = free;
	else
		out->rule = RULE_HELD;
	return MCT_OK;
}

/* Where a practice is fitted alone, the simpler model is taken that explains it as well. Of a few
 * clients it cannot be told, and people who come for a massage have a rhythm. */
bool clientele_prefers(const struct clientele_fit *mixed, const struct clientele_fit *other)
{
	return mixed->rule == RULE_FITTED && other->rule == RULE_FITTED &&
		other->visits.model.kind == MBGNBD && other->visits.bic < mixed->visits.bic;
}

mct_status_t clientele_fit_auto(mct_t *m, const struct clientele *c, struct clientele_fit *out)
{
	struct clientele_fit simple;
	mct_status_t st = clientele_fit(m, c, MIXED, out);

	if (st != MCT_OK || out->rule != RULE_FITTED)
		return st;
	st = clientele_fit(m, c, MBGNBD, &simple);
	if (st == MCT_OK && clientele_prefers(out, &simple))
		*out = simple;
	return st;
}

mct_status_t clientele_fit_spend(mct_t *m, const struct clientele *c, struct spend_model *out)
{
	size_t n = c->count < FITTED_MOST ? c->count : FITTED_MOST;
	struct spending *spendings CLEANUP(free_pointer) = malloc((n + 1) * sizeof *spendings);

	if (spendings == NULL)
		return fail_nomem(m);
	for (size_t i = 0; i < n; i++)
		spendings[i] = c->items[i * c->count / n].spending;
	return c->models->spend_fit(spendings, n, out) ? MCT_OK : fail_nomem(m);
}
