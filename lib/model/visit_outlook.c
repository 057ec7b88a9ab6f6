/*
 * visit_outlook.c - what is expected of one client, as sums of positive terms. The forms
 * with 2F1 (Fader, Hardie & Lee 2005 eq. 10) overflow for clients with many
 * visits (Fader & Hardie 2013, "Overcoming the BG/NBD model's #NUM! error").
 */
#include "model/visit_outlook.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>

#define GONE 1e-12               /* a weight of "still a client" below this is none */
#define NOBODY 1e-6              /* nor is a chance of it below this */
#define NEGLIGIBLE 1e-9          /* what is left out of a sum at its end */
#define LARGE 1e200              /* a weight is made smaller from here on */
#define HORIZON 520.0            /* weeks of a lifetime */
#define RATES 5                  /* rates that stand for all that hers may be */
#define TENTH 1.2815515655446004 /* of a normal: a tenth lies above */

struct visit_outlook visit_outlook_of(const struct visit_model *model)
{
	return (struct visit_outlook){.kernels = kernels_of(model)};
}

/* ---- is she still a client ------------------------------------------------------------------- */

/* Who has booked ahead is a client, however long her silence has been. Where the model has given
 * her up altogether, the silence itself is forgotten. */
static void make_certain(struct visit_outlook *o)
{
	if (o->active <= 0 && o->history.age > o->history.recency) {
		struct history back = o->history;

		back.age = back.recency;
		visit_outlook_look(o, &back, true);
		return;
	}
	for (size_t i = 0; i < o->kernels.count; i++)
		o->weights[i] /= o->active;
	o->active = 1;
}

/* P(active) = I / (I + a/(b+x)); over the grid each k counts by how likely it makes her history. */
void visit_outlook_look(struct visit_outlook *o, const struct history *h, bool certain)
{
	struct kernels *all = &o->kernels;
	double most = -INFINITY, sum = 0;

	o->history = *h;
	o->active = 0;
	kernels_at(all, h->repeats, false);
	for (size_t i = 0; i < all->count; i++) {
		o->weights[i] =
			all->items[i].log_weight + kernel_log_likelihood(all, i, h, &o->silent[i]);
		most = fmax(most, o->weights[i]);
	}
	for (size_t i = 0; i < all->count; i++)
		sum += o->weights[i] = exp(o->weights[i] - most);
	for (size_t i = 0; i < all->count; i++) {
		double chance = o->silent[i] < GONE && all->leaving > 0
			? 0
			: o->silent[i] / (o->silent[i] + all->leaving);

		o->weights[i] *= chance / sum;
		o->active += o->weights[i];
	}
	if (certain)
		make_certain(o);
	else if (o->active < NOBODY)
		o->active = 0;
}

/* ---- visits in a time to come ---------------------------------------------------------------- */

/* Phases end as a Poisson process of a gamma rate. s of them since her last visit and until the end
 * of the time to come: s ~ NB(A, p). Of these a binomial share fell into the silence so far; she is
 * here as if fewer than k did; q = floor(s/k) visits follow. Walks s upwards. */
struct phases {
	double shape, odds; /* A, and 1 - the chance of the negative binomial */
	double share;       /* of the time that has gone by in silence */
	int k;
	double s;
	double chance;     /* P(s), beside P(0) */
	double few, brink; /* P(Bin(s) < k), P(Bin(s) = k - 1) */
};

static void phases_begin(struct phases *p)
{
	p->s = 0;
	p->chance = p->few = 1;
	p->brink = p->k == 1 ? 1 : 0;
}

static void phases_next(struct phases *p)
{
	p->few = fmax(0, p->few - p->share * p->brink);
	p->s++;
	if (p->s > p->k - 1)
		p->brink *= p->s * (1 - p->share) / (p->s - (p->k - 1));
	else if (p->s == p->k - 1)
		p->brink = pow(p->share, p->k - 1);
	p->chance *= (p->shape + p->s - 1) / p->s * p->odds;
}

/* P(n visits would follow if nobody ever left) for all n, as weights; their sum. */
static double weigh_visits(struct phases *p, double *chances, size_t *most)
{
	double middle = p->shape * p->odds / (1 - p->odds), sum = 0;

	for (phases_begin(p); p->few > 0; phases_next(p)) {
		double term = p->chance * p->few;
		size_t n = (size_t)(p->s / p->k);

		if (n > VISITS_A_YEAR)
			break;
		*most = n;
		chances[n] += term;
		sum += term;
		if (p->s > middle && term < NEGLIGIBLE * sum)
			break;
		if (p->chance < LARGE)
			continue;
		for (size_t i = 0; i <= n; i++)
			chances[i] /= LARGE;
		sum /= LARGE;
		p->chance /= LARGE;
	}
	return sum;
}

/* Adds the chances under kernel i, by its weight; up to how many visits. */
static size_t add_kernel(const struct visit_outlook *o, size_t i, double weeks, double *by)
{
	const struct kernel *kernel = &o->kernels.items[i];
	double silence = o->history.age - o->history.recency;
	struct phases p = {.shape = kernel->shape,
		.k = kernel->k,
		.odds = (silence + weeks) / (kernel->alpha + o->history.age + weeks),
		.share = silence / (silence + weeks)};
	double chances[VISITS_A_YEAR + 1] = {0}, sum;
	size_t most = 0;

	sum = weigh_visits(&p, chances, &most);
	for (size_t n = 0; n <= most; n++)
		by[n] += o->weights[i] * chances[n] / sum;
	return most;
}

static struct expected bounds_of(const double *at_least, size_t n, double mean)
{
	struct expected e = {.mean = mean};
	size_t low = 0, high = 0;

	while (low < n && at_least[low + 1] > 0.9)
		low++;
	for (high = low; high < n && at_least[high + 1] > 0.1;)
		high++;
	e.low = (double)low;
	e.high = (double)high;
	return e;
}

/* P(N >= n) = P(active) P(q >= n) E[(1-p)^(n-1)], where p ~ beta(a, stays) for somebody active; the
 * mean is the sum over n. */
struct expected visit_outlook_visits(struct visit_outlook *o, double weeks)
{
	double would[VISITS_A_YEAR + 2] = {0}, remains = 1, mean = 0, above = 0;
	double stays = o->kernels.stays, both = stays + o->kernels.a;
	size_t most = 0;

	for (size_t i = 0; i < o->kernels.count; i++)
		if (o->weights[i] > 1e-5 * o->active && o->active > 0 && weeks > 0) {
			size_t n = add_kernel(o, i, weeks, would);

			most = n > most ? n : most;
		}
	for (size_t n = most; n >= 1; n--)
		would[n] = above += would[n];
	for (size_t n = 1; n <= most; n++) {
		would[n] *= remains;
		mean += would[n];
		remains *= (stays + (double)n - 1) / (both + (double)n - 1);
	}
	return bounds_of(would, most, mean);
}

/* ---- a lifetime ------------------------------------------------------------------------------ */

/* What her rate may be, given that she is active: gamma under each k, taken together as one gamma,
 * which a few rates stand for, each a fifth (Wilson & Hilferty 1931). */
static void rates_of(const struct visit_outlook *o, double *rates)
{
	static const double at[RATES] = {-TENTH, -0.5244005127080407, 0, 0.5244005127080407, TENTH};
	double mean = 0, square = 0, sum = 0, shape;

	for (size_t i = 0; i < o->kernels.count; i++) {
		const struct kernel *kernel = &o->kernels.items[i];
		double age = kernel->k * (kernel->alpha + o->history.age);
		double gone = (kernel->k - 1) / 2.0 *
			fmin(1, (o->history.age - o->history.recency) * kernel->shape / age);
		double one = (kernel->shape + gone) / age;

		mean += o->weights[i] * one;
		square += o->weights[i] * one * (one + 1 / age);
	}
	mean /= o->active;
	shape = 1 / fmax(square / o->active / (mean * mean) - 1, 1e-6);
	for (size_t i = 0; i < RATES; i++) {
		double root = fmax(0.05, 1 - 1 / (9 * shape) + at[i] / (3 * sqrt(shape)));

		rates[i] = root * root * root;
		sum += rates[i];
	}
	for (size_t i = 0; i < RATES; i++)
		rates[i] = fmin(7, rates[i] * mean * RATES / sum); /* every day */
}

/* Visits at even distances 1/rate, each there only while she stays. */
struct stream {
	double rate, step, first; /* step: what each next one is worth beside the one before */
	double most;              /* within the horizon; need not be whole */
};

static struct stream stream_of(double rate, double discount)
{
	double decay = log1p(discount) / (365.25 / 7);

	return (struct stream){.rate = rate,
		.step = exp(-decay / rate),
		.first = exp(-decay / rate / 2),
		.most = HORIZON * rate};
}

/* What n visits (a part of one too) are worth. */
static double stream_value(const struct stream *s, double n)
{
	return s->step < 1 - 1e-12 ? s->first * (1 - pow(s->step, n)) / (1 - s->step)
				   : s->first * n;
}

/* How many visits are worth v. */
static double stream_visits(const struct stream *s, double v)
{
	double left = 1 - v / s->first * (1 - s->step);

	if (s->step >= 1 - 1e-12)
		return v / s->first;
	return left > 0 ? log(left) / log(s->step) : INFINITY;
}

/* The mean of what the stream brings and of its visits in the first year, for somebody active. */
static void add_stream(const struct stream *s, double stays, double a, double *value, double *year)
{
	double remains = 1, worth = s->first, in_year = s->rate * 52;

	for (int visit = 1; visit < s->most + 1; visit++) {
		double n = visit, part = fmin(1, s->most - n + 1);

		*value += remains * worth * part;
		*year += remains * fmax(0, fmin(1, in_year - n + 1));
		remains *= (stays + n - 1) / (stays + a + n - 1);
		worth *= s->step;
		if (remains * worth < NEGLIGIBLE && n > in_year)
			break;
	}
}

/* P(at least n more visits) of somebody active: E[(1-p)^(n-1)], for an n between whole ones too;
 * `first` is its logarithm's part that does not depend on n. */
static double remaining(double stays, double a, double first, double n)
{
	return n <= 1
		? 1
		: exp(first + gsl_sf_lngamma(stays + n - 1) - gsl_sf_lngamma(stays + a + n - 1));
}

/* The value that is reached with this chance. */
static double value_reached(
	const struct visit_outlook *o, const struct stream *streams, double chance)
{
	double stays = o->kernels.stays, a = o->kernels.a;
	double first = gsl_sf_lngamma(stays + a) - gsl_sf_lngamma(stays);
	double low = 0, high = 0;

	if (o->active <= chance)
		return 0;
	for (size_t i = 0; i < RATES; i++)
		high = fmax(high, stream_value(&streams[i], streams[i].most));
	for (int halving = 0; halving < 10; halving++) {
		double middle = (low + high) / 2, reached = 0;

		for (size_t i = 0; i < RATES; i++) {
			double n = stream_visits(&streams[i], middle);

			if (n <= streams[i].most)
				reached += remaining(stays, a, first, n) / RATES;
		}
		*(o->active * reached > chance ? &low : &high) = middle;
	}
	return low;
}

/* Beyond the first year all that matters is her rate and how long she stays: visits are taken at
 * even distances, and what that leaves out is made good by the first year, which is exact. */
struct expected visit_outlook_lifetime(const struct visit_outlook *o, double discount, double year)
{
	struct stream streams[RATES];
	double rates[RATES], value = 0, in_year = 0, scale;

	if (!(o->active > 0))
		return (struct expected){0};
	rates_of(o, rates);
	for (size_t i = 0; i < RATES; i++) {
		streams[i] = stream_of(rates[i], discount);
		add_stream(&streams[i], o->kernels.stays, o->kernels.a, &value, &in_year);
	}
	scale = in_year > 0 ? year / (o->active * in_year / RATES) : 1;
	return (struct expected){.mean = scale * o->active * value / RATES,
		.low = scale * value_reached(o, streams, 0.9),
		.high = scale * value_reached(o, streams, 0.1)};
}

struct expected expected_widen(struct expected e, double error)
{
	double below = fmax(0, e.mean - e.low), above = fmax(0, e.high - e.mean);

	/* A bound on the far side of the mean, as of somebody most likely gone, is kept. */
	if (e.low <= e.mean)
		e.low = fmax(0, e.mean - sqrt(below * below + error * error));
	if (e.high >= e.mean)
		e.high = e.mean + sqrt(above * above + error * error);
	return e;
}
