/*
 * simulate.h - clients by chance, with a fixed seed: exactly as a model says, or as a
 * massage practice has them, which no model is made for. For unit tests and
 * the benchmark.
 */
#ifndef MCT_TESTS_SIMULATE_H
#define MCT_TESTS_SIMULATE_H

#include <math.h>
#include <stdbool.h>

#include "unit/random.h"

/* Above 0 and below 1. */
static inline double random_share(struct random *r)
{
	return ((double)(random_bits(r) >> 11) + 0.5) / 9007199254740992.0;
}

static inline double random_normal(struct random *r)
{
	double away = sqrt(-2 * log(random_share(r)));

	return away * cos(6.283185307179586 * random_share(r));
}

/* Gamma with this shape, of scale 1: Marsaglia & Tsang (2000). */
static inline double random_gamma(struct random *r, double shape)
{
	double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3, c = 1 / sqrt(9 * d), x, v;

	do {
		do {
			x = random_normal(r);
			v = 1 + c * x;
		} while (v <= 0);
		v = v * v * v;
	} while (log(random_share(r)) > x * x / 2 + d - d * v + d * log(v));
	return d * v * (shape < 1 ? pow(random_share(r), 1 / shape) : 1);
}

static inline double random_beta(struct random *r, double a, double b)
{
	double x = random_gamma(r, a), y = random_gamma(r, b);

	return x / (x + y);
}

/* A client as the models have her: the times of her visits in weeks from the first, until `end`;
 * how many, at most `most`. `leaves_at_once`: she may also stay away after the first. */
struct simulated {
	double r, alpha, a, b;
	int k;
	bool leaves_at_once;
};
static inline size_t simulate_client(
	struct random *random, const struct simulated *s, double end, double *times, size_t most)
{
	double rate = random_gamma(random, s->r) / s->alpha;
	double leaving = random_beta(random, s->a, s->b);
	size_t n = 0;
	double at = 0;

	do {
		times[n++] = at;
		if ((n > 1 || s->leaves_at_once) && random_share(random) < leaving)
			break;
		at += random_gamma(random, s->k) / (s->k * rate);
	} while (at <= end && n < most);
	return n;
}

/* What a practice is made of: kinds of client, each with its share, the weeks between visits, how
 * unlike they are in that, how uneven each one's intervals are (both as the deviation of a
 * logarithm), and after how many visits they leave. */
#define PRACTICE_KINDS 4
struct practice_style {
	const char *name;
	struct {
		double share, every, unlike, uneven, stays;
	} kinds[PRACTICE_KINDS];
};

/* Standing appointments, regulars by need, now and then, tried it once or twice. */
static const struct practice_style usual_style = {"as practices usually are",
	{{0.25, 2.5, 0.5, 0.15, 60}, {0.30, 4.5, 0.4, 0.35, 25}, {0.25, 12, 0.6, 0.7, 8},
		{0.20, 5, 0.6, 0.5, 1.3}}};
/* Few come twice, and those without a rhythm. */
static const struct practice_style passing_style = {"of passers-by",
	{{0.05, 2.5, 0.5, 1, 60}, {0.10, 4.5, 0.4, 1, 10}, {0.25, 12, 0.6, 0.7, 8},
		{0.60, 5, 0.6, 0.5, 1.3}}};

/* A client of a practice, moved to a weekday of hers, absent over holidays and illness, and gone
 * some day. Days from `start` to before `end`, in order; how many, at most `most`. A pause of
 * months may be written down: then [*pause, *back) is out of the clock; else both are 0. */
static inline size_t simulate_practice_client(struct random *r, const struct practice_style *style,
	int32_t start, int32_t end, int32_t *days, size_t most, int32_t *pause, int32_t *back)
{
	double dice = random_share(r), every, at = start;
	int32_t from = 0, to = 0, weekday = (int32_t)random_below(r, 6), day;
	size_t kind = 0, n = 0;

	while (kind < PRACTICE_KINDS - 1 && dice > style->kinds[kind].share)
		dice -= style->kinds[kind++].share;
	every = 7 * style->kinds[kind].every * exp(style->kinds[kind].unlike * random_normal(r));
	if (random_share(r) < 0.2) {
		from = start + (int32_t)random_below(r, (unsigned)(end - start));
		to = from + 60 + (int32_t)random_below(r, 150);
	}
	*pause = *back = 0;
	while (at < end && n < most) {
		day = (int32_t)at + (weekday - (int32_t)at % 7 + 7) % 7;
		if (day >= from && day < to) {
			at = to + random_below(r, 14);
			continue;
		}
		if (day % 365 >= 355 || (day % 365 >= 205 && day % 365 < 219)) {
			at += 14;
			continue;
		}
		if (day >= end)
			break;
		if (n == 0 || day > days[n - 1])
			days[n++] = day;
		if (random_share(r) < 1 / style->kinds[kind].stays)
			break;
		at += every * exp(style->kinds[kind].uneven * random_normal(r));
	}
	if (to > from && random_share(r) < 0.5 && n > 0 && from > days[0]) {
		*pause = from;
		*back = to < end ? to : end;
	}
	return n;
}

#endif
