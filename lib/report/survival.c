/*
 * survival.c - the product-limit estimate, with Greenwood's variance and bounds that stay
 * between 0 and 1.
 */
#include "report/survival.h"

#include <math.h>
#include <stdlib.h>

#define EIGHT_IN_TEN                                                                               \
	1.2815515655446004 /* of the standard normal: between its minus and its plus               \
			    */
#define ONE_IN_TEN 0.1

/* Who was lost comes before whoever was still there at the same time: all of them were at risk. */
static int compare(const void *a, const void *b)
{
	const struct lifetime *x = a, *y = b;

	if (x->time < y->time || x->time > y->time)
		return x->time < y->time ? -1 : 1;
	return y->lost - x->lost;
}

void lifetimes_order(struct lifetime *lifetimes, size_t n)
{
	if (n > 0)
		qsort(lifetimes, n, sizeof *lifetimes, compare);
}

/*
 * The logarithm of minus the logarithm of the share is nearly normal, with Greenwood's sum by the
 * square of the logarithm as its variance (Kalbfleisch & Prentice 1980, section 1.3). Where nobody
 * was lost, or nobody is left, there is no such sum: the bound is then the share at which that
 * would happen once in ten times.
 */
static void set_bounds(struct survival *s, double greenwood)
{
	double away;

	s->low = s->high = s->share;
	if (s->lost == 0) {
		s->low = s->at_risk > 0 ? pow(ONE_IN_TEN, 1 / (double)s->at_risk) : 0;
	} else if (s->share <= 0) {
		s->high = 1 - pow(ONE_IN_TEN, 1 / (double)s->lost);
	} else {
		away = exp(EIGHT_IN_TEN * sqrt(greenwood) / -log(s->share));
		s->low = pow(s->share, away);
		s->high = pow(s->share, 1 / away);
	}
}

/*
 * Kaplan & Meier (1958), eq. 2b: the product over the times t_i of losses up to t of
 * (n_i - d_i) / n_i, where of n_i who were at risk at t_i d_i were lost. Greenwood (1926): the
 * variance of its logarithm is the sum of d_i / (n_i (n_i - d_i)).
 */
struct survival survival_at(const struct lifetime *lifetimes, size_t n, double time)
{
	struct survival s = {.share = 1};
	double greenwood = 0;
	size_t i = 0;

	while (i < n && lifetimes[i].time <= time) {
		double at = lifetimes[i].time, risk = (double)(n - i), lost = 0;

		for (; i < n && lifetimes[i].time <= at; i++)
			lost += lifetimes[i].lost;
		s.lost += (size_t)lost;
		s.share *= (risk - lost) / risk;
		greenwood += lost < risk ? lost / (risk * (risk - lost)) : 0;
	}
	s.at_risk = n - i;
	while (i > 0 && lifetimes[i - 1].time >= time && !lifetimes[i - 1].lost) {
		s.at_risk++;
		i--;
	}
	s.known = s.at_risk > 0 || (n > 0 && s.lost == n);
	set_bounds(&s, greenwood);
	return s;
}
