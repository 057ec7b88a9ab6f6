/*
 * visit_model.c - the customer-base models against what was published, against
 * quadrature, simulation and finite differences, and on histories that would
 * break a careless one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_hyperg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../simulate.h"
#include "util/base.h"
#include "model/visit_outlook.h"

static struct visit_model model_of(enum visit_model_kind kind, double r, double alpha, double a,
	double b, double k, double spread)
{
	return (struct visit_model){
		kind, {log(r), log(alpha), log(a), log(b), log(k), log(spread)}};
}

static void assert_near(double is, double should, double error)
{
	if (!(fabs(is - should) <= error))
		fail_msg("%.9g is not %.9g within %g", is, should, error);
}

/* ---- published values ------------------------------------------------------------------------ */

/* Fader, Hardie & Lee, "Implementing the BG/NBD Model for Customer Base Analysis in Excel" (2005):
 * the parameters of the CDNOW sample, E[X(t)] of a new customer, and the first customer's 39 weeks
 * to come. */
static void the_spreadsheet_of_the_authors(void **state)
{
	static const double weeks[] = {0.1429, 1, 3, 31.8571, 32};
	static const double visits[] = {0.0078, 0.0532, 0.1506, 1.0405, 1.0437};
	const struct visit_model cdnow = model_of(BGNBD, 0.243, 4.414, 0.793, 2.426, 1, 1);
	const struct history fresh = {.weight = 1};
	const struct history first = {.repeats = 2, .recency = 30.43, .age = 38.86, .weight = 1};
	struct visit_outlook o = visit_outlook_of(&cdnow);

	(void)state;
	visit_outlook_look(&o, &fresh, false);
	assert_near(o.active, 1, 0);
	for (size_t i = 0; i < ARRAY_SIZE(weeks); i++)
		assert_near(visit_outlook_visits(&o, weeks[i]).mean, visits[i],
			0.005 * visits[i]); /* the parameters are rounded */
	visit_outlook_look(&o, &first, false);
	assert_near(visit_outlook_visits(&o, 39).mean, 1.226, 0.0005);
}

/* The log-likelihoods of the first customers as the worksheet "BGNBD Estimation" of the same note
 * has them, all with their first purchase on the first day; days by their repeat purchases and the
 * last of these. The parameters are those of the note, 0.243, 4.414, 0.793 and 2.426, before they
 * were rounded.
 */
static void each_customer_is_as_likely_as_in_the_spreadsheet(void **state)
{
	static const struct {
		double repeats, last_day, log_likelihood;
	} customers[] = {{2, 213, -9.4596}, {1, 12, -4.4711}, {0, 0, -0.5538}, {7, 206, -21.8644},
		{1, 35, -4.8651}, {2, 250, -9.5367}, {5, 171, -17.3593}, {10, 239, -27.3144},
		{1, 34, -4.8520}};
	const struct visit_model cdnow =
		model_of(BGNBD, 0.2425945, 4.4136019, 0.7929199, 2.4258881, 1, 1);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(customers); i++) {
		const struct history h = {.repeats = customers[i].repeats,
			.recency = customers[i].last_day / 7,
			.age = 272.0 / 7,
			.weight = 1};

		assert_near(visit_log_likelihood(&cdnow, &h, 1, NULL), customers[i].log_likelihood,
			0.00006);
	}
}

/* Fader, Hardie & Lee (2005) eq. 9 and 10, by GSL's hypergeometric function where that can do it.
 */
static void expectations_are_those_of_the_paper(void **state)
{
	const double r = 0.8, alpha = 5, a = 0.6, b = 1.7;
	const struct visit_model model = model_of(BGNBD, r, alpha, a, b, 1, 1);
	struct visit_outlook o = visit_outlook_of(&model);

	(void)state;
	for (double x = 0; x <= 12; x++)
		for (double silence = 0; silence < 60; silence += 7) {
			const double t = 39, age = 4 * x + silence;
			const struct history h = {x, 4 * x, age, 0, 1};
			double form = gsl_sf_hyperg_2F1(
				r + x, b + x, a + b + x - 1, t / (alpha + age + t));
			double mean = (a + b + x - 1) / (a - 1) *
				(1 - pow((alpha + age) / (alpha + age + t), r + x) * form);

			if (x > 0)
				mean /= 1 +
					a / (b + x - 1) *
						pow((alpha + age) / (alpha + h.recency), r + x);
			visit_outlook_look(&o, &h, false);
			assert_near(visit_outlook_visits(&o, t).mean, mean, 1e-6);
		}
}

/* ---- the likelihood, another way ------------------------------------------------------------- */

struct integrand {
	double r, alpha, a, b, k;
	const struct history *h;
	bool bg;
};

/* At one rate of visits, with the chance of leaving integrated out by the beta function: Erlang
 * intervals, and either she left after the last visit or fewer than k phases have ended since. */
static double at_rate(double rate, void *data)
{
	const struct integrand *in = data;
	double x = in->h->repeats, phases = in->k * rate;
	double silence = phases * (in->h->age - in->h->recency);
	double stayed = gsl_sf_beta(in->a, in->b + x + !in->bg);
	double left = in->bg && x == 0 ? 0 : gsl_sf_beta(in->a + 1, in->b + x - in->bg);
	double log_density = x * (in->k * log(phases) - gsl_sf_lngamma(in->k)) +
		(in->k - 1) * in->h->log_intervals - phases * in->h->recency +
		in->r * log(in->alpha) + (in->r - 1) * log(rate) - in->alpha * rate -
		gsl_sf_lngamma(in->r);

	if (rate <= 0)
		return 0;
	return exp(log_density) * (stayed * gsl_sf_gamma_inc_Q(in->k, silence) + left) /
		gsl_sf_beta(in->a, in->b);
}

static double by_quadrature(struct integrand *in)
{
	gsl_integration_workspace *space = gsl_integration_workspace_alloc(2000);
	gsl_function f = {at_rate, in};
	double sum, error;

	gsl_integration_qagiu(&f, 0, 0, 1e-9, 2000, space, &sum, &error);
	gsl_integration_workspace_free(space);
	return log(sum);
}

static const struct history examples[] = {
	{0, 0, 0, 0, 1},
	{0, 0, 17, 0, 1},
	{0, 0, 520, 0, 1},
	{1, 4, 4, 1.38629436, 1},
	{1, 4, 60, 1.38629436, 1},
	{7, 28, 30, 9.70, 1},
	{7, 31, 90, 10.1, 1},
	{25, 100, 104, 34, 1},
};

static void the_likelihood_is_the_integral_over_rates_and_chances(void **state)
{
	(void)state;
	for (int k = 1; k <= 4; k++)
		for (size_t i = 0; i < ARRAY_SIZE(examples); i++) {
			struct integrand in = {1.3, 6.1, 0.5, 2.3, k, &examples[i], false};
			const struct visit_model even = model_of(MBGCNBD, 1.3, 6.1, 0.5, 2.3, k, 1);

			assert_near(visit_log_likelihood(&even, &examples[i], 1, NULL),
				by_quadrature(&in), 1e-6);
			if (k == 1) {
				const struct visit_model bg =
					model_of(BGNBD, 1.3, 6.1, 0.5, 2.3, 1, 1);
				const struct visit_model mbg =
					model_of(MBGNBD, 1.3, 6.1, 0.5, 2.3, 1, 1);

				assert_near(visit_log_likelihood(&mbg, &examples[i], 1, NULL),
					by_quadrature(&in), 1e-6);
				in.bg = true;
				assert_near(visit_log_likelihood(&bg, &examples[i], 1, NULL),
					by_quadrature(&in), 1e-6);
			}
		}
}

/* The finite sum against GSL's continued fraction. */
static void the_chance_of_silence_is_the_incomplete_beta_function(void **state)
{
	static const double shapes[] = {0.01, 0.5, 3, 80, 2000};
	static const double zs[] = {0.001, 0.3, 0.9, 0.999, 1};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(shapes); i++)
		for (size_t j = 0; j < ARRAY_SIZE(zs); j++)
			for (int k = 1; k <= 20; k += 3) {
				double should = gsl_sf_beta_inc(shapes[i], k, zs[j]);

				assert_near(chance_of_silence(shapes[i], k, zs[j], NULL, NULL),
					should, 1e-9);
			}
}

static void the_slope_is_that_of_finite_differences(void **state)
{
	static const double step = 1e-5;
	double slopes[VISIT_PARAMETERS];

	(void)state;
	for (int kind = 0; kind < VISIT_MODEL_KINDS; kind++) {
		const struct visit_model model =
			model_of((enum visit_model_kind)kind, 0.8, 5, 0.6, 1.7, 5, 0.7);

		visit_log_likelihood(&model, examples, ARRAY_SIZE(examples), slopes);
		for (size_t i = 0; i < visit_model_smooth(model.kind); i++) {
			struct visit_model up = model, down = model;
			double slope;

			up.logs[i] += step;
			down.logs[i] -= step;
			slope = (visit_log_likelihood(&up, examples, ARRAY_SIZE(examples), NULL) -
					visit_log_likelihood(
						&down, examples, ARRAY_SIZE(examples), NULL)) /
				(2 * step);
			assert_near(slopes[i], slope, 1e-6 * (1 + fabs(slope)));
		}
	}
}

/* ---- simulated clients ----------------------------------------------------------------------- */

#define CLIENTS 6000
#define UNTIL 130.0

struct crowd {
	struct history histories[CLIENTS];
	double after[CLIENTS]; /* visits in the 52 weeks after */
};

/* Half as even a rhythm as the next: k is drawn from a few. */
static void gather(struct crowd *crowd, uint64_t seed, bool bg, const int *ks, size_t kinds)
{
	struct random random = {seed};

	for (size_t i = 0; i < CLIENTS; i++) {
		const struct simulated s = {.r = 1.2,
			.alpha = 6,
			.a = 0.7,
			.b = 2.5,
			.k = ks[i % kinds],
			.leaves_at_once = !bg};
		double times[4000], began = 60 * random_share(&random);
		size_t n = simulate_client(&random, &s, UNTIL - began + 52, times, 4000);
		struct history *h = &crowd->histories[i];

		*h = (struct history){.age = UNTIL - began, .weight = 1};
		crowd->after[i] = 0;
		for (size_t j = 1; j < n; j++) {
			if (times[j] > h->age) {
				crowd->after[i] += times[j] <= h->age + 52;
				continue;
			}
			h->repeats++;
			h->recency = times[j];
			h->log_intervals += log(times[j] - times[j - 1]);
		}
	}
}

static const int no_rhythm[] = {1}, one_rhythm[] = {4}, rhythms[] = {2, 4, 4, 6, 9, 20};

/* Within four standard errors. */
static void assert_recovered(const struct visit_fit *fit)
{
	static const double should[] = {1.2, 6, 0.7, 2.5};

	assert_true(fit->inside);
	for (size_t i = 0; i < ARRAY_SIZE(should); i++) {
		double error = sqrt(fit->covariance[i][i]);

		assert_true(error > 0.005 && error < 0.5);
		assert_near(fit->model.logs[i], log(should[i]), 4 * error);
	}
}

static void known_parameters_are_found_again(void **state)
{
	struct crowd *crowd = malloc(sizeof *crowd);
	struct visit_fit fit;

	(void)state;
	assert_non_null(crowd);
	gather(crowd, 11, true, no_rhythm, 1);
	assert_true(visit_fit(BGNBD, crowd->histories, CLIENTS, &visit_prior_open, &fit));
	assert_recovered(&fit);
	gather(crowd, 12, false, no_rhythm, 1);
	assert_true(visit_fit(MBGNBD, crowd->histories, CLIENTS, &visit_prior_open, &fit));
	assert_recovered(&fit);
	gather(crowd, 13, false, one_rhythm, 1);
	assert_true(visit_fit(MBGCNBD, crowd->histories, 2000, &visit_prior_open, &fit));
	assert_recovered(&fit);
	assert_near(exp(fit.model.logs[P_K]), 4, 1e-9);
	gather(crowd, 14, false, rhythms, ARRAY_SIZE(rhythms));
	assert_true(visit_fit(MIXED, crowd->histories, 2000, &visit_prior_open, &fit));
	assert_recovered(&fit);
	assert_near(exp(fit.model.logs[P_K]), 5, 1);
	free(crowd);
}

/* Clients are sorted by what is expected of them; in each tenth the sum of what came is within four
 * standard errors, and the bounds hold for about eight of ten. */
struct tenth {
	double expected, came, square, below, above, n;
};

static void check_tenth(const struct tenth *t)
{
	double error = sqrt(t->square);

	assert_near(t->came, t->expected, 4 * error + 1e-9);
	assert_true(t->below <= 0.1 * t->n + 4 * sqrt(0.09 * t->n));
	assert_true(t->above <= 0.1 * t->n + 4 * sqrt(0.09 * t->n));
}

static void expectations_come_true(enum visit_model_kind kind, const struct crowd *crowd, double k)
{
	const struct visit_model model = model_of(kind, 1.2, 6, 0.7, 2.5, k, 0.001);
	struct visit_outlook o = visit_outlook_of(&model);
	struct tenth tenths[10] = {{0}};

	for (size_t i = 0; i < CLIENTS; i++) {
		struct expected e;
		struct tenth *t;

		visit_outlook_look(&o, &crowd->histories[i], false);
		e = visit_outlook_visits(&o, 52);
		assert_true(e.low <= e.high && e.mean >= 0);
		assert_true(o.active >= 0 && o.active <= 1);
		t = &tenths[e.mean >= 9 ? 9 : (size_t)e.mean];
		t->n++;
		t->expected += e.mean;
		t->came += crowd->after[i];
		t->square += (crowd->after[i] - e.mean) * (crowd->after[i] - e.mean);
		t->below += crowd->after[i] < e.low;
		t->above += crowd->after[i] > e.high;
	}
	for (size_t i = 0; i < ARRAY_SIZE(tenths); i++)
		check_tenth(&tenths[i]);
}

static void what_is_expected_comes_true(void **state)
{
	struct crowd *crowd = malloc(sizeof *crowd);

	(void)state;
	assert_non_null(crowd);
	gather(crowd, 21, true, no_rhythm, 1);
	expectations_come_true(BGNBD, crowd, 1);
	gather(crowd, 22, false, no_rhythm, 1);
	expectations_come_true(MBGNBD, crowd, 1);
	gather(crowd, 23, false, one_rhythm, 1);
	expectations_come_true(MBGCNBD, crowd, 4);
	expectations_come_true(MIXED, crowd, 4);
	free(crowd);
}

/* A lifetime against clients whose lives are played out: those who start now. */
static void a_lifetime_is_the_sum_of_discounted_visits(void **state)
{
	static const double discount = 0.1;
	const struct visit_model model = model_of(MBGCNBD, 1.2, 6, 0.7, 2.5, 4, 1);
	const struct simulated s = {1.2, 6, 0.7, 2.5, 4, true};
	const struct history fresh = {.weight = 1};
	struct visit_outlook o = visit_outlook_of(&model);
	struct random random = {31};
	double sum = 0, square = 0, times[8000], below = 0, above = 0, n = 20000;
	struct expected e;

	(void)state;
	visit_outlook_look(&o, &fresh, false);
	e = visit_outlook_lifetime(&o, discount, visit_outlook_visits(&o, 52).mean);
	for (int i = 0; i < n; i++) {
		size_t visits = simulate_client(&random, &s, 520, times, 8000);
		double value = 0;

		for (size_t j = 1; j < visits; j++)
			value += exp(-log1p(discount) * times[j] / (365.25 / 7));
		sum += value;
		square += value * value;
		below += value < e.low;
		above += value > e.high;
	}
	assert_near(e.mean, sum / n, 0.05 * sum / n + 4 * sqrt(square) / n);
	assert_near(below / n, 0.05, 0.05);
	assert_near(above / n, 0.1, 0.02);
}

/* ---- what else it may be ----------------------------------------------------------------------
 */

/* Of the same kind, and as far on the one side of the fit as on the other. */
static void others_lie_on_both_sides_of_the_fit(void **state)
{
	struct crowd *crowd = calloc(1, sizeof *crowd);
	struct visit_outlook others[VISIT_OTHERS];
	struct visit_fit fit;
	size_t count;

	(void)state;
	assert_non_null(crowd);
	gather(crowd, 4, false, no_rhythm, 1);
	assert_true(visit_fit(MBGNBD, crowd->histories, 400, &visit_prior_open, &fit));
	assert_true(visit_outlook_others(&fit, others, &count));
	assert_int_equal(count, VISIT_OTHERS);
	for (size_t i = 0; i < VISIT_OTHERS; i++) {
		double off = log(others[i].kernels.r) - fit.model.logs[P_R];

		assert_int_equal(others[i].kernels.kind, MBGNBD);
		assert_true(fabs(off) < 5 * sqrt(fit.covariance[P_R][P_R]) && off != 0);
		if (i % 2 == 1)
			assert_near(off, fit.model.logs[P_R] - log(others[i - 1].kernels.r), 1e-9);
	}
	fit = (struct visit_fit){.model = fit.model};
	assert_true(visit_outlook_others(&fit, others, &count));
	assert_int_equal(count, 0);
	free(crowd);
}

/* ---- what would break a careless one --------------------------------------------------------- */

static void assert_sane(const struct visit_model *model, const struct history *h, bool certain)
{
	struct visit_outlook o = visit_outlook_of(model);
	struct expected visits, life;

	visit_outlook_look(&o, h, certain);
	visits = visit_outlook_visits(&o, 52);
	life = visit_outlook_lifetime(&o, 0.1, visits.mean);
	assert_true(isfinite(visit_log_likelihood(model, h, 1, NULL)));
	assert_true(o.active >= 0 && o.active <= 1);
	assert_true(!certain || o.active == 1);
	assert_true(visits.mean >= 0 && visits.mean <= VISITS_A_YEAR);
	assert_true(visits.low >= 0 && visits.high <= VISITS_A_YEAR && visits.low <= visits.high);
	assert_true(isfinite(life.mean) && isfinite(life.low) && isfinite(life.high));
	assert_true(life.mean >= 0 && life.low >= 0 && life.low <= life.high);
}

static const struct history oddities[] = {
	{0, 0, 0, 0, 1},                       /* her first visit is today */
	{0, 0, 3000, 0, 1},                    /* once, sixty years ago */
	{1, 520, 520, 6.25, 1},                /* a gap of ten years */
	{1, 1.0 / 7, 1040, -1.95, 1},          /* twice in two days, twenty years ago */
	{364, 52, 52, -708.3, 1},              /* every day for a year: no gap */
	{3650, 521.4, 521.4, -7102.6, 1},      /* and for ten */
	{3650, 521.4, 900, -7102.6, 1},        /* and then never again */
	{520, 520, 520, 0, 1},                 /* every week, to the day */
	{40, 520, 521, 40 * 2.56494935746, 1}, /* every thirteen weeks */
};

static void nothing_is_ever_not_a_number(void **state)
{
	static const double sizes[] = {0.01, 1, 60};

	(void)state;
	for (int kind = 0; kind < VISIT_MODEL_KINDS; kind++)
		for (size_t at = 0; at < 81; at++) {
			const struct visit_model model = model_of((enum visit_model_kind)kind,
				sizes[at % 3], sizes[at / 3 % 3], sizes[at / 9 % 3],
				sizes[at / 27 % 3], 5, 0.7);

			for (size_t i = 0; i < ARRAY_SIZE(oddities); i++) {
				assert_sane(&model, &oddities[i], false);
				assert_sane(&model, &oddities[i], true);
			}
		}
}

static void every_fit_ends_with_numbers(void **state)
{
	struct visit_fit fit;

	(void)state;
	for (int kind = 0; kind < VISIT_MODEL_KINDS; kind++)
		for (size_t n = 0; n <= ARRAY_SIZE(oddities); n++)
			for (int open = 0; open < 2; open++) {
				assert_true(visit_fit((enum visit_model_kind)kind, oddities, n,
					open ? &visit_prior_open : &visit_prior_weak, &fit));
				assert_true(isfinite(fit.log_likelihood) && isfinite(fit.bic));
				for (size_t i = 0; i < VISIT_PARAMETERS; i++)
					assert_true(isfinite(exp(fit.model.logs[i])) &&
						isfinite(fit.covariance[i][i]));
			}
}

/* All came once; all came on one day; one client alone; two who came every day. Nothing much can be
 * told, and it is told in numbers. */
static void practices_that_tell_nothing_have_a_fit_too(void **state)
{
	static const struct history practices[][2] = {
		{{0, 0, 40, 0, 100}, {0, 0, 80, 0, 100}},
		{{0, 0, 0, 0, 500}, {0, 0, 0, 0, 1}},
		{{5, 20, 21, 6.93, 1}, {5, 20, 21, 6.93, 0}},
		{{364, 52, 52, -708.3, 1}, {1000, 142.857, 143, -1945.9, 1}},
	};

	(void)state;
	for (int kind = 0; kind < VISIT_MODEL_KINDS; kind++)
		for (size_t i = 0; i < ARRAY_SIZE(practices); i++)
			for (int open = 0; open < 2; open++) {
				struct visit_fit fit;

				assert_true(visit_fit((enum visit_model_kind)kind, practices[i], 2,
					open ? &visit_prior_open : &visit_prior_weak, &fit));
				assert_true(isfinite(fit.log_likelihood));
				assert_true(open || fit.inside);
				for (size_t j = 0; j < 2; j++)
					assert_sane(&fit.model, &practices[i][j], false);
			}
}

/* ---- histories ------------------------------------------------------------------------------- */

static void a_history_counts_days_once_and_none_ahead(void **state)
{
	static const int32_t days[] = {700, 700, 707, 721, 721, 721, 800, 900};
	struct history h = history_of(days, ARRAY_SIZE(days), 721);

	(void)state;
	assert_near(h.repeats, 2, 0);
	assert_near(h.recency, 3, 0);
	assert_near(h.age, 3, 0);
	assert_near(h.log_intervals, log(2), 1e-12);
	h = history_of(days, ARRAY_SIZE(days), 735);
	assert_near(h.recency, 3, 0);
	assert_near(h.age, 5, 0);
	h = history_of(days, 1, 600);
	assert_near(h.repeats + h.recency + h.age + h.log_intervals, 0, 0);
}

/* A thousand sessions in a year are at most 365 days on which she came; ten years of silence are
 * one interval; of what lies ahead nothing is known. */
static void odd_lives_have_histories(void **state)
{
	static const int32_t gap[] = {0, 3653}, ahead[] = {100, 500};
	int32_t days[1000];
	struct history h;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(days); i++)
		days[i] = (int32_t)(i * 365 / ARRAY_SIZE(days));
	h = history_of(days, ARRAY_SIZE(days), 364);
	assert_near(h.repeats, 364, 0);
	assert_near(h.recency, 52, 0);
	assert_near(h.log_intervals, 364 * log(1 / 7.0), 1e-9);
	h = history_of(gap, 2, 3653);
	assert_near(h.repeats, 1, 0);
	assert_near(h.log_intervals, log(3653 / 7.0), 1e-12);
	h = history_of(ahead, 2, 100);
	assert_near(h.repeats + h.recency + h.age, 0, 0);
}

static void equal_histories_count_once_with_their_weight(void **state)
{
	struct crowd *crowd = malloc(sizeof *crowd);
	const struct visit_model model = model_of(MIXED, 1, 6, 0.7, 2.5, 5, 0.7);
	struct random random = {5};
	double apart, together;
	size_t n;

	(void)state;
	assert_non_null(crowd);
	for (size_t i = 0; i < CLIENTS; i++) {
		const int32_t days[] = {
			0, 7 * random_between(&random, 0, 3), 7 * random_between(&random, 4, 6)};

		crowd->histories[i] = history_of(days, 3, random_between(&random, 40, 50));
	}
	apart = visit_log_likelihood(&model, crowd->histories, CLIENTS, NULL);
	n = histories_merge(crowd->histories, CLIENTS);
	together = visit_log_likelihood(&model, crowd->histories, n, NULL);
	assert_true(n > 20 && n <= 4 * 3 * 11);
	assert_near(together, apart, 1e-6 * fabs(apart));
	free(crowd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_spreadsheet_of_the_authors),
		cmocka_unit_test(each_customer_is_as_likely_as_in_the_spreadsheet),
		cmocka_unit_test(expectations_are_those_of_the_paper),
		cmocka_unit_test(the_likelihood_is_the_integral_over_rates_and_chances),
		cmocka_unit_test(the_chance_of_silence_is_the_incomplete_beta_function),
		cmocka_unit_test(the_slope_is_that_of_finite_differences),
		cmocka_unit_test(known_parameters_are_found_again),
		cmocka_unit_test(what_is_expected_comes_true),
		cmocka_unit_test(a_lifetime_is_the_sum_of_discounted_visits),
		cmocka_unit_test(others_lie_on_both_sides_of_the_fit),
		cmocka_unit_test(nothing_is_ever_not_a_number),
		cmocka_unit_test(every_fit_ends_with_numbers),
		cmocka_unit_test(practices_that_tell_nothing_have_a_fit_too),
		cmocka_unit_test(a_history_counts_days_once_and_none_ahead),
		cmocka_unit_test(odd_lives_have_histories),
		cmocka_unit_test(equal_histories_count_once_with_their_weight),
	};

	gsl_set_error_handler_off();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
