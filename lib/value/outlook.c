/*
 * outlook.c - expected visits, expected spend and lifetime value of each client. The
 * bounds take in both what is not known of her and what is not known of the
 * practice; the two are independent, and their squares are added.
 */
#include "value/outlook.h"

#include <math.h>
#include <stdlib.h>

#define WEEKS 52.178571428571431 /* in a year of 365.25 days */
#define TENTH 1.2815515655446004 /* of a normal: a tenth lies above */
#define MONEY_MOST 9e15          /* what fits in an amount */
/* From so many clients on, what is not known of the practice is little beside what is not known of
 * a client. */
#define CLIENTS_ENOUGH 1000

const mct_field_t outlook_fields[OUTLOOK_COLUMNS] = {
	[OUTLOOK_ACTIVE] = {.name = "p_active",
		.title = "Still",
		.help = "the chance that she is still a client",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[OUTLOOK_VISITS] = {.name = "expected_visits",
		.title = "Next year",
		.help = "visits to expect in the next twelve months",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[OUTLOOK_VISITS_LOW] = {.name = "visits_low",
		.title = "from",
		.help = "in eight cases of ten at least so many",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[OUTLOOK_VISITS_HIGH] = {.name = "visits_high",
		.title = "to",
		.help = "in eight cases of ten at most so many",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[OUTLOOK_SPEND] = {.name = "expected_spend",
		.title = "Will bring",
		.help = "paid and tips to expect in the next twelve months",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[OUTLOOK_SPEND_LOW] = {.name = "spend_low",
		.title = "from",
		.help = "in eight cases of ten at least so much",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[OUTLOOK_SPEND_HIGH] = {.name = "spend_high",
		.title = "to",
		.help = "in eight cases of ten at most so much",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[OUTLOOK_LIFETIME] = {.name = "lifetime_value",
		.title = "In ten years",
		.help = "paid and tips to expect in ten years, later money counting less",
		.type = MCT_TYPE_MONEY},
	[OUTLOOK_LIFETIME_LOW] = {.name = "lifetime_low",
		.title = "from",
		.help = "in eight cases of ten at least so much",
		.type = MCT_TYPE_MONEY},
	[OUTLOOK_LIFETIME_HIGH] = {.name = "lifetime_high",
		.title = "to",
		.help = "in eight cases of ten at most so much",
		.type = MCT_TYPE_MONEY},
	[OUTLOOK_RULE] = {.name = "rule",
		.title = "By",
		.help = "what the expectation rests on",
		.type = MCT_TYPE_CHOICE,
		.choices = outlook_rule_words},
};

/* ---- the practice ---------------------------------------------------------------------------- */

mct_status_t outlook_make(mct_t *m, const struct visit_log *log, int32_t day, struct outlook *out)
{
	mct_status_t st = clientele_read(m, log, day, &out->clientele);
	const struct models *models;

	out->discount = (double)setting_number(m, "value.discount") / 100;
	if (st == MCT_OK)
		st = clientele_fit_auto(m, &out->clientele, &out->fit);
	if (st == MCT_OK)
		st = clientele_fit_spend(m, &out->clientele, &out->spend);
	if (st != MCT_OK)
		return st;
	out->known = calloc(out->clientele.count + 1, sizeof *out->known);
	if (out->known == NULL)
		return fail_nomem(m);
	models = out->clientele.models;
	out->best = models->visit_outlook_of(&out->fit.visits.model);
	out->other_count = 0;
	return out->clientele.count > CLIENTS_ENOUGH ||
			models->visit_outlook_others(
				&out->fit.visits, out->others, &out->other_count)
		? MCT_OK
		: fail_nomem(m);
}

void outlook_free(struct outlook *o)
{
	clientele_free(&o->clientele);
	free(o->known);
}

/* ---- one client ------------------------------------------------------------------------------ */

struct figures {
	double active;
	struct expected visits, lifetime; /* in visits */
};

static struct figures look(
	const struct outlook *o, struct visit_outlook *by, const struct known_client *k)
{
	const struct models *models = o->clientele.models;
	struct figures f;

	models->visit_outlook_look(by, &k->history, k->certain);
	f.active = by->active;
	f.visits = models->visit_outlook_visits(by, WEEKS);
	f.lifetime = models->visit_outlook_lifetime(by, o->discount, f.visits.mean);
	return f;
}

/* By the best fit, what is the longest to reckon and asked for more than once. */
static const struct outlook_known *best_of(struct outlook *o, const struct known_client *k)
{
	struct outlook_known *known = &o->known[k - o->clientele.items];

	if (known->reckoned)
		return known;
	o->clientele.models->visit_outlook_look(&o->best, &k->history, k->certain);
	known->active = o->best.active;
	known->visits = o->clientele.models->visit_outlook_visits(&o->best, WEEKS);
	known->reckoned = true;
	return known;
}

static struct figures look_at_best(struct outlook *o, const struct known_client *k)
{
	const struct models *models = o->clientele.models;
	const struct outlook_known *known = best_of(o, k);
	struct figures f = {.active = known->active, .visits = known->visits};

	models->visit_outlook_look(&o->best, &k->history, k->certain);
	f.lifetime = models->visit_outlook_lifetime(&o->best, o->discount, f.visits.mean);
	return f;
}

static double deviation(double sum, double square, size_t n)
{
	double mean = n > 0 ? sum / (double)n : 0;

	return n > 0 ? sqrt(fmax(0, square / (double)n - mean * mean)) : 0;
}

/* By the best fit, with bounds as wide as the others make them. */
static struct figures figures_of(struct outlook *o, const struct known_client *k)
{
	const struct models *models = o->clientele.models;
	struct figures f = look_at_best(o, k), other;
	double visits[2] = {0}, lifetime[2] = {0};

	for (size_t i = 0; i < o->other_count; i++) {
		other = look(o, &o->others[i], k);
		visits[0] += other.visits.mean;
		visits[1] += other.visits.mean * other.visits.mean;
		lifetime[0] += other.lifetime.mean;
		lifetime[1] += other.lifetime.mean * other.lifetime.mean;
	}
	f.visits = models->expected_widen(
		f.visits, TENTH * deviation(visits[0], visits[1], o->other_count));
	f.visits.high = fmin(f.visits.high, VISITS_A_YEAR);
	f.lifetime = models->expected_widen(
		f.lifetime, TENTH * deviation(lifetime[0], lifetime[1], o->other_count));
	return f;
}

static struct expected in_money(const struct outlook *o, const struct known_client *k,
	struct expected visits, double how_many)
{
	const struct models *models = o->clientele.models;
	double each = models->spend_expected(&o->spend, &k->spending);
	double error = TENTH * models->spend_uncertainty(&o->spend, &k->spending, how_many);

	visits.mean *= each;
	visits.low *= each;
	visits.high *= each;
	return models->expected_widen(visits, visits.mean * error);
}

struct outlook_means outlook_expect(struct outlook *o, int64_t client)
{
	const struct known_client *k = clientele_find(&o->clientele, client);
	struct outlook_means means = {NAN, NAN, NAN};
	double each;

	if (k == NULL)
		return means;
	each = o->clientele.models->spend_expected(&o->spend, &k->spending);
	means.active = means.visits = 0;
	if (!k->ended) {
		means.active = best_of(o, k)->active;
		means.visits = best_of(o, k)->visits.mean;
	}
	if (each > 0)
		means.spend = means.visits * each;
	return means;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void set_ratio(mct_rows_t *rows, size_t column, double ratio)
{
	const struct mct_value v = {.set = true, .number = ratio, .text = ""};

	row_set_value(rows, column, &v);
}

static void set_money(mct_rows_t *rows, size_t column, struct expected e)
{
	const double amounts[] = {e.mean, e.low, e.high};

	for (size_t i = 0; i < ARRAY_SIZE(amounts); i++)
		row_set_integer(rows, column + i, llround(fmin(amounts[i], MONEY_MOST)));
}

void outlook_set(struct outlook *o, int64_t client, mct_rows_t *rows, size_t at)
{
	const struct known_client *k = clientele_find(&o->clientele, client);
	struct figures f = {0};

	if (k == NULL)
		return;
	if (!k->ended)
		f = figures_of(o, k);
	set_ratio(rows, at + OUTLOOK_ACTIVE, f.active);
	set_ratio(rows, at + OUTLOOK_VISITS, f.visits.mean);
	row_set_integer(rows, at + OUTLOOK_VISITS_LOW, (int64_t)floor(f.visits.low));
	row_set_integer(rows, at + OUTLOOK_VISITS_HIGH, (int64_t)ceil(f.visits.high));
	row_set_text(rows, at + OUTLOOK_RULE, outlook_rule_words[o->fit.rule]);
	if (o->clientele.models->spend_expected(&o->spend, &k->spending) <= 0)
		return;
	set_money(rows, at + OUTLOOK_SPEND, in_money(o, k, f.visits, f.visits.mean));
	set_money(rows, at + OUTLOOK_LIFETIME, in_money(o, k, f.lifetime, f.lifetime.mean));
}
