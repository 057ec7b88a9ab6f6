/*
 * models.c - how long a fit takes, and how wrong each rule is on small practices. Prints
 * tables; it is read, it does not pass or fail.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../simulate.h"
#include "practice/rhythm.h"
#include "util/base.h"
#include "model/visit_outlook.h"
#include "value/clientele.h"

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- how long -------------------------------------------------------------------------------- */

/* Like the music shop of the published examples: 39 weeks, of which the first 12 bring customers.
 */
static void gather_shop(struct random *random, struct history *histories, size_t n)
{
	const struct simulated s = {0.525, 6.183, 0.891, 1.614, 1, true};
	double times[1000];

	for (size_t i = 0; i < n; i++) {
		int32_t days[1000], age = 189 + (int32_t)random_below(random, 84);
		size_t visits = simulate_client(random, &s, age / 7.0, times, 1000);

		for (size_t j = 0; j < visits; j++)
			days[j] = (int32_t)floor(times[j] * 7);
		histories[i] = history_of(days, visits, age);
	}
}

static void time_fits(size_t clients)
{
	struct random random = {1};
	struct history *histories = malloc(clients * sizeof *histories);
	struct visit_fit fit;
	size_t n;

	if (histories == NULL)
		return;
	gather_shop(&random, histories, clients);
	n = histories_merge(histories, clients);
	for (int kind = 0; kind < VISIT_MODEL_KINDS; kind++) {
		double start = now();

		visit_fit((enum visit_model_kind)kind, histories, n, &visit_prior_weak, &fit);
		printf("fit of %-8s %8zu clients, %7zu histories %9.3f s\n",
			visit_model_names[kind], clients, n, now() - start);
		fflush(stdout);
	}
	free(histories);
}

/* ---- how wrong ------------------------------------------------------------------------------- */

#define YEAR 365
#define UNTIL (3 * YEAR)

/* A client of a simulated practice, after three years, and what she did in the fourth. */
struct subject {
	struct history history;
	double actual, last_year, own_rhythm;
};

/* Pauses that were written down take no time. */
static void look(struct subject *s, int32_t *days, size_t n, int32_t pause, int32_t back)
{
	struct intervals v = {.count = 0};
	size_t known = 0;
	int32_t until = UNTIL, took = back < UNTIL ? back - pause : UNTIL - pause;

	*s = (struct subject){.actual = 0};
	for (size_t i = 0; i < n; i++) {
		s->actual += days[i] >= UNTIL;
		s->last_year += days[i] < UNTIL && days[i] >= UNTIL - YEAR;
		known += days[i] < UNTIL;
		if (i > 0 && days[i] < UNTIL)
			intervals_add(&v, days[i] - days[i - 1]);
	}
	if (UNTIL - days[known - 1] <= 2 * rhythm_of(&v, 28))
		s->own_rhythm = (double)YEAR / rhythm_of(&v, 28);
	if (back > pause && pause < UNTIL) {
		for (size_t i = 0; i < known; i++)
			if (days[i] >= back)
				days[i] -= took;
		until -= took;
	}
	s->history = history_of(days, known, until);
}

static size_t gather_practice(struct random *r, const struct practice_style *style,
	struct subject *subjects, size_t clients)
{
	int32_t days[4000], pause, back;
	size_t n = 0;

	while (n < clients) {
		int32_t start = (int32_t)random_below(r, UNTIL);
		size_t visits = simulate_practice_client(
			r, style, start, UNTIL + YEAR, days, 4000, &pause, &back);

		if (visits > 0 && days[0] < UNTIL)
			look(&subjects[n++], days, visits, pause, back);
	}
	return n;
}

enum rule { LAST_YEAR, OWN_RHYTHM, BG, MBG, EVEN, MIX, BG_HELD, MIX_HELD, MIX_PRIOR, RULES };
static const char *const rule_names[] = {"as last year", "own rhythm, gone after 2",
	"bgnbd, maximum likelihood", "mbgnbd, maximum likelihood", "mbgcnbd, maximum likelihood",
	"mixed, maximum likelihood", "bgnbd, weak priors", "mixed, weak priors",
	"mixed, prior alone"};

struct score {
	double wrong, bounds, ranked, pairs, inside, bounded;
};

static bool fit_rule(enum rule rule, const struct history *h, size_t n, struct visit_fit *fit)
{
	static const struct {
		enum visit_model_kind kind;
		const struct visit_prior *prior;
	} how[] = {[BG] = {BGNBD, NULL},
		[MBG] = {MBGNBD, NULL},
		[EVEN] = {MBGCNBD, NULL},
		[MIX] = {MIXED, NULL},
		[BG_HELD] = {BGNBD, &visit_prior_weak},
		[MIX_HELD] = {MIXED, &visit_prior_weak},
		[MIX_PRIOR] = {MIXED, &visit_prior_weak}};
	struct visit_prior none = visit_prior_weak;

	memset(none.precision, 0, sizeof none.precision);
	if (rule == MIX_PRIOR) {
		visit_fit_prior(how[rule].kind, h, n, how[rule].prior, fit);
		fit->inside = true;
		return true;
	}
	return visit_fit(
		how[rule].kind, h, n, how[rule].prior != NULL ? how[rule].prior : &none, fit);
}

/* How often somebody who came had the higher chance, of all pairs with one who did not. */
static void rank(const struct subject *s, const double *chance, size_t n, struct score *score)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			if (s[i].actual > 0 && s[j].actual <= 0) {
				score->pairs++;
				score->ranked += chance[i] > chance[j] ? 1
					: chance[i] >= chance[j]       ? 0.5
								       : 0;
			}
}

static void judge(enum rule rule, const struct subject *s, size_t n, struct score *score)
{
	struct history histories[400];
	double chance[400];
	struct visit_fit fit;
	struct visit_outlook o;
	size_t distinct;

	for (size_t i = 0; i < n; i++)
		histories[i] = s[i].history;
	distinct = histories_merge(histories, n);
	if (rule > OWN_RHYTHM) {
		fit_rule(rule, histories, distinct, &fit);
		o = visit_outlook_of(&fit.model);
		score->bounds += !fit.inside;
	}
	for (size_t i = 0; i < n; i++) {
		struct expected e = {.mean = rule == LAST_YEAR ? s[i].last_year : s[i].own_rhythm};

		chance[i] = e.mean;
		if (rule > OWN_RHYTHM) {
			visit_outlook_look(&o, &s[i].history, false);
			e = visit_outlook_visits(&o, YEAR / 7.0);
			chance[i] = o.active;
			score->inside += s[i].actual >= e.low && s[i].actual <= e.high;
			score->bounded++;
		}
		score->wrong += fabs(e.mean - s[i].actual);
	}
	rank(s, chance, n, score);
}

/* How many practices of each size are tried. */
struct trial {
	size_t clients, practices;
};
#define TRIALS 6

static void small_practices(
	const struct practice_style *style, const struct trial *trials, size_t n)
{
	struct score scores[RULES][TRIALS] = {{{0}}};
	double came[TRIALS] = {0};
	struct random random = {7};

	for (size_t i = 0; i < n; i++)
		for (size_t again = 0; again < trials[i].practices; again++) {
			struct subject subjects[400];
			size_t clients =
				gather_practice(&random, style, subjects, trials[i].clients);

			for (size_t j = 0; j < clients; j++)
				came[i] += subjects[j].actual;
			for (int rule = 0; rule < RULES; rule++)
				judge((enum rule)rule, subjects, clients, &scores[rule][i]);
		}
	printf("\nSimulated practices %s: visits wrong in the next year, as a share of those that came\n"
	       "(how often a fit ran to a bound; area under the curve; how often the number lay\n"
	       "between the bounds of eight in ten)\n%-28s",
		style->name, "");
	for (size_t i = 0; i < n; i++)
		printf(" %9zu clients     ", trials[i].clients);
	for (int rule = 0; rule < RULES; rule++) {
		printf("\n%-28s", rule_names[rule]);
		for (size_t i = 0; i < n; i++) {
			const struct score *s = &scores[rule][i];

			printf(" %5.2f (%2.0f%% %4.2f %2.0f%%)", s->wrong / came[i],
				100 * s->bounds / (double)trials[i].practices, s->ranked / s->pairs,
				s->bounded > 0 ? 100 * s->inside / s->bounded : 0);
		}
	}
	putchar('\n');
}

/* ---- of very many ---------------------------------------------------------------------------- */

#define MANY 20000
#define LOOKED_AT 10 /* every so many-th client is predicted */

/* What a fit to every so many-th client of a large practice says, beside one to all of them. */
static void fit_some(const struct subject *subjects, size_t n, double *by_all)
{
	struct history *histories = malloc(n * sizeof *histories);
	struct visit_fit fit;
	struct visit_outlook o;
	double start = now(), wrong = 0, came = 0, away = 0, sum = 0;
	size_t distinct;

	if (histories == NULL)
		return;
	for (size_t i = 0; i < n; i++)
		histories[i] = subjects[i * MANY / n].history;
	distinct = histories_merge(histories, n);
	visit_fit(MIXED, histories, distinct, &visit_prior_weak, &fit);
	visit_fit_again(&fit, histories, distinct, &visit_prior_open, &fit);
	o = visit_outlook_of(&fit.model);
	printf("%8zu %10zu %9.3f s", n, distinct, now() - start);
	for (size_t i = 0; i < MANY; i += LOOKED_AT) {
		double mean;

		visit_outlook_look(&o, &subjects[i].history, false);
		mean = visit_outlook_visits(&o, YEAR / 7.0).mean;
		by_all[i] = n == MANY ? mean : by_all[i];
		wrong += fabs(mean - subjects[i].actual);
		came += subjects[i].actual;
		away += fabs(mean - by_all[i]);
		sum += by_all[i];
	}
	printf(" %8.3f %9.2f %%\n", wrong / came, 100 * away / sum);
	free(histories);
}

static void very_many(void)
{
	static const size_t some[] = {MANY, 10000, 5000, 2500, 1250};
	struct subject *subjects = malloc(MANY * sizeof *subjects);
	double *by_all = calloc(MANY, sizeof *by_all);
	struct random random = {7};

	if (subjects != NULL && by_all != NULL) {
		gather_practice(&random, &usual_style, subjects, MANY);
		printf("\nOf a practice of %d clients every so many-th is fitted to (error in the next\n"
		       "year; how far what is expected of a client is from what all of them say)\n"
		       " clients  histories        time    error       away\n",
			MANY);
		for (size_t i = 0; i < ARRAY_SIZE(some); i++)
			fit_some(subjects, some[i], by_all);
	}
	free(subjects);
	free(by_all);
}

/* Where the weak priors come from: the middle of what is fitted to practices of 400, and how far
 * the practices are apart. */
static void usual_practice(void)
{
	double sum[VISIT_PARAMETERS] = {0}, square[VISIT_PARAMETERS] = {0}, n = 20;
	struct random random = {11};

	for (int again = 0; again < n; again++) {
		struct subject subjects[400];
		struct history histories[400];
		struct visit_fit fit;
		size_t count = gather_practice(&random, &usual_style, subjects, 400);

		for (size_t i = 0; i < count; i++)
			histories[i] = subjects[i].history;
		count = histories_merge(histories, count);
		visit_fit(MIXED, histories, count, &visit_prior_open, &fit);
		for (size_t i = 0; i < VISIT_PARAMETERS; i++) {
			sum[i] += fit.model.logs[i];
			square[i] += fit.model.logs[i] * fit.model.logs[i];
		}
	}
	printf("\nLogarithms of the parameters in simulated practices (and what the priors say):\n");
	for (size_t i = 0; i < VISIT_PARAMETERS; i++)
		printf("%-8s %6.2f, apart by %4.2f (%5.2f, %4.2f)\n", visit_parameter_names[i],
			sum[i] / n, sqrt(fmax(0, square[i] / n - sum[i] / n * (sum[i] / n))),
			visit_prior_weak.mean[i], 1 / sqrt(visit_prior_weak.precision[i]));
}

/* models [MOST]: fits of up to so many clients, and practices of usual sizes; models small: the
 * smallest ones. */
int main(int argc, char **argv)
{
	static const struct trial usual[] = {
		{5, 600}, {25, 160}, {50, 80}, {100, 40}, {200, 20}, {400, 10}};
	static const struct trial small[] = {{10, 400}, {20, 200}, {40, 100}, {80, 50}, {160, 25}};
	size_t most = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 1000000;

	if (argc > 1 && strcmp(argv[1], "small") == 0) {
		small_practices(&usual_style, small, ARRAY_SIZE(small));
		small_practices(&passing_style, small, ARRAY_SIZE(small));
		return 0;
	}
	for (size_t clients = 2357; clients <= most; clients = clients < 20000 ? 23570
			: clients < 1000000                                    ? 1000000
									       : most + 1)
		time_fits(clients);
	very_many();
	usual_practice();
	small_practices(&usual_style, usual, ARRAY_SIZE(usual));
	small_practices(&passing_style, usual, ARRAY_SIZE(usual));
	return 0;
}
