/*
 * holdout.c - what came after a day, and what each rule had said of it.
 */
#include "value/holdout.h"

#include <math.h>
#include <stdlib.h>

#include "practice/rhythm.h"
#include "util/base.h"
#include "util/date.h"

#define GONE_AFTER 2 /* rhythms without a visit */

static double visit_days(
	const struct visit_log *log, size_t first, int64_t client, int32_t from, int32_t to)
{
	double days = 0;
	int32_t last = DATE_NONE;

	for (size_t i = first; i < log->count && log->items[i].client == client; i++) {
		int32_t day = log->items[i].day;

		if (day > from && day <= to && day != last)
			days++;
		last = day;
	}
	return days;
}

static struct intervals intervals_of(const struct visit_log *log, const struct known_client *k)
{
	struct intervals v = {.count = 0};

	for (size_t i = k->first + 1; i < k->first + k->count; i++)
		if (log->items[i].day > log->items[i - 1].day)
			intervals_add(&v, log->items[i].day - log->items[i - 1].day);
	return v;
}

/* The middle rhythm of those who have one of their own. */
static int32_t usual_rhythm(const struct visit_log *log, const struct clientele *c)
{
	int32_t *rhythms CLEANUP(free_pointer) = malloc((c->count + 1) * sizeof *rhythms);
	size_t n = 0;

	for (size_t i = 0; rhythms != NULL && i < c->count; i++) {
		struct intervals v = intervals_of(log, &c->items[i]);

		if (v.count >= RHYTHM_OWN)
			rhythms[n++] = rhythm_of(&v, 0);
	}
	return rhythm_usual(rhythms, n, "4w");
}

mct_status_t holdout_read(
	mct_t *m, const struct visit_log *log, int32_t day, int32_t until, struct holdout *out)
{
	struct clientele *c = &out->clientele;
	int32_t days = until - day, usual;
	mct_status_t st = clientele_read(m, log, day, c);

	out->until = until;
	out->actual = 0;
	out->items = st == MCT_OK ? calloc(c->count + 1, sizeof *out->items) : NULL;
	if (out->items == NULL)
		return st == MCT_OK ? fail_nomem(m) : st;
	usual = usual_rhythm(log, c);
	for (size_t i = 0; i < c->count; i++) {
		const struct known_client *k = &c->items[i];
		struct intervals v = intervals_of(log, k);
		int32_t rhythm = rhythm_of(&v, usual);
		int32_t silence = day - log->items[k->first + k->count - 1].day;
		struct held_client *held = &out->items[i];

		held->id = k->id;
		held->actual = visit_days(log, k->first, k->id, day, until);
		held->last_year = visit_days(log, k->first, k->id, day - days, day);
		held->own_rhythm = silence > GONE_AFTER * rhythm ? 0 : (double)days / rhythm;
		out->actual += held->actual;
	}
	return MCT_OK;
}

void holdout_free(struct holdout *h)
{
	clientele_free(&h->clientele);
	free(h->items);
	h->items = NULL;
}

void holdout_predict(struct holdout *h, const struct visit_model *model)
{
	const struct models *models = h->clientele.models;
	struct visit_outlook o = models->visit_outlook_of(model);
	double weeks = (h->until - h->clientele.day) / 7.0;

	for (size_t i = 0; i < h->clientele.count; i++) {
		const struct known_client *k = &h->clientele.items[i];

		models->visit_outlook_look(&o, &k->history, k->certain);
		h->items[i].active = o.active;
		h->items[i].expected = models->visit_outlook_visits(&o, weeks).mean;
	}
}

double holdout_error(const struct holdout *h, size_t which)
{
	double wrong = 0;

	for (size_t i = 0; i < h->clientele.count; i++) {
		const char *held = (const char *)&h->items[i];

		wrong += fabs(*(const double *)(const void *)(held + which) - h->items[i].actual);
	}
	return h->actual > 0 ? wrong / h->actual : 0;
}
