/*
 * slot_rank.c - the points. They are told in mct-slot(1), number by number.
 */
#include "value/slot_rank.h"

#include <math.h>

/* Points of what is known, of those that could be reached with it. */
struct tally {
	double points, most;
};

static void add(struct tally *t, double most, double share)
{
	if (isnan(share))
		return;
	t->points += most * fmax(0, fmin(1, share));
	t->most += most;
}

static double percent(const struct tally *t)
{
	return t->most > 0 ? 100 * t->points / t->most : 0;
}

/* From half a rhythm on it grows, up to two. */
static double need(const struct slot_client *c)
{
	struct tally t = {0};

	add(&t, 60, c->lost ? 0 : (c->silence - 0.5) / 1.5);
	add(&t, 20, c->goal ? 1 : 0);
	add(&t, 20, c->trouble);
	return percent(&t);
}

static double alike(double ratio)
{
	return ratio > 1 ? 1 / ratio : ratio;
}

/* What she said counts for what she did. */
static double fit(const struct slot_client *c)
{
	struct tally t = {0};

	if (c->wish != WISH_NONE) {
		add(&t, 60, c->wish == WISH_HOLDS ? 1 : 0);
	} else {
		add(&t, 30, c->weekday);
		add(&t, 30, c->hour);
	}
	add(&t, 25, alike(c->minutes));
	add(&t, 15, c->notice <= c->ahead ? 1 : c->ahead / c->notice);
	return percent(&t);
}

static double loyalty(const struct slot_client *c)
{
	struct tally t = {0};

	add(&t, 40, c->years / 3);
	add(&t, 30, c->kept);
	add(&t, 20, c->on_time);
	add(&t, 10, c->referrals ? 1 : 0);
	return percent(&t);
}

struct slot_points slot_points_of(const struct slot_client *c, const double *weights)
{
	struct slot_points p = {
		.parts = {[SLOT_NEED] = need(c),
			[SLOT_FIT] = fit(c),
			[SLOT_LOYALTY] = loyalty(c),
			[SLOT_VALUE] = isnan(c->rank) ? 0 : 100 * c->rank},
	};

	for (int i = 0; i < SLOT_PARTS; i++)
		p.all += weights[i] * p.parts[i];
	return p;
}
