/*
 * visit_likelihood.c - how likely histories are under a customer-base model, in
 * logarithms, with the derivatives. All four models are sums of the one for a
 * whole k, whose incomplete beta function is a finite sum of positive terms.
 */
#include <float.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>
#include <math.h>
#include <string.h>

#include "util/base.h"
#include "model/visit_model.h"

/* By half and half as even again; an interval with 20 phases differs by a fifth or so. */
static const int grid[VISIT_GRID] = {1, 2, 3, 4, 6, 9, 13, 20};

size_t visit_model_parameters(enum visit_model_kind kind)
{
	static const size_t counts[] = {
		[BGNBD] = 4, [MBGNBD] = 4, [MBGCNBD] = 5, [MIXED] = VISIT_PARAMETERS};

	return counts[kind];
}

size_t visit_model_smooth(enum visit_model_kind kind)
{
	return kind == MIXED ? VISIT_PARAMETERS : 4;
}

/* ---- the parts of a model -------------------------------------------------------------------- */

/* w_i is in proportion to exp(-(ln k_i - centre)^2 / (2 spread^2)). */
static void weigh_grid(struct kernels *all, double centre, double spread)
{
	double most = -DBL_MAX, sum = 0, by_centre = 0, by_spread = 0;

	for (size_t i = 0; i < all->count; i++) {
		struct kernel *kernel = &all->items[i];
		double off = (log(kernel->k) - centre) / spread;

		kernel->log_weight = -off * off / 2;
		kernel->by_centre = off / spread;
		kernel->by_spread = off * off;
		most = fmax(most, kernel->log_weight);
	}
	for (size_t i = 0; i < all->count; i++)
		sum += exp(all->items[i].log_weight - most);
	for (size_t i = 0; i < all->count; i++) {
		struct kernel *kernel = &all->items[i];
		double weight = exp(kernel->log_weight - most) / sum;

		kernel->log_weight -= most + log(sum);
		by_centre += weight * kernel->by_centre;
		by_spread += weight * kernel->by_spread;
	}
	for (size_t i = 0; i < all->count; i++) {
		all->items[i].by_centre -= by_centre;
		all->items[i].by_spread -= by_spread;
	}
}

struct kernels kernels_of(const struct visit_model *model)
{
	struct kernels all = {.kind = model->kind,
		.r = exp(model->logs[P_R]),
		.a = exp(model->logs[P_A]),
		.b = exp(model->logs[P_B]),
		.count = model->kind == MIXED ? VISIT_GRID : 1,
		.repeats = -1};

	for (size_t i = 0; i < all.count; i++) {
		struct kernel *kernel = &all.items[i];

		kernel->k = model->kind == MIXED ? grid[i]
			: model->kind == MBGCNBD ? (int)lround(exp(model->logs[P_K]))
						 : 1;
		kernel->log_alpha = model->logs[P_ALPHA] - log(kernel->k);
		kernel->alpha = exp(kernel->log_alpha);
	}
	if (model->kind == MIXED)
		weigh_grid(&all, model->logs[P_K], exp(model->logs[P_SPREAD]));
	return all;
}

static double log_beta(double a, double b)
{
	return gsl_sf_lngamma(a) + gsl_sf_lngamma(b) - gsl_sf_lngamma(a + b);
}

void kernels_at(struct kernels *all, double x, bool slopes)
{
	bool bg = all->kind == BGNBD;
	double a = all->a, b = all->b, r = all->r;

	if (all->repeats == x)
		return;
	all->repeats = x;
	all->stays = bg ? b + x : b + x + 1;
	all->leaving = !bg ? a / (b + x) : x > 0 ? a / (b + x - 1) : 0;
	all->log_betas = log_beta(a, all->stays) - log_beta(a, b);
	if (slopes) {
		double both = gsl_sf_psi(a + b) - gsl_sf_psi(a + all->stays);

		all->by_a = both;
		all->by_b = both + gsl_sf_psi(all->stays) - gsl_sf_psi(b);
	}
	for (size_t i = 0; i < all->count; i++) {
		struct kernel *kernel = &all->items[i];

		kernel->shape = r + kernel->k * x;
		kernel->log_gamma = gsl_sf_lngamma(kernel->shape);
		kernel->psi = slopes ? gsl_sf_psi(kernel->shape) - gsl_sf_psi(r) : 0;
		kernel->fixed = all->log_betas + kernel->log_gamma - gsl_sf_lngamma(r) +
			r * kernel->log_alpha - x * gsl_sf_lngamma(kernel->k);
	}
}

/* I_z(A, k) = z^A * sum over j < k of (A)_j / j! * (1-z)^j: Abramowitz & Stegun 26.5.6, for whole
 * k. */
double chance_of_silence(double shape, int k, double z, double *by_shape, double *by_z)
{
	double term = 1, sum = 1, drift = 0, by = 0;
	double log_z = log(z), power = shape * log_z < -700 ? 0 : exp(shape * log_z);

	for (int j = 1; j < k; j++) {
		drift += 1 / (shape + j - 1);
		term *= (shape + j - 1) / j * (1 - z);
		sum += term;
		by += term * drift;
	}
	if (by_shape != NULL)
		*by_shape = power * (log_z * sum + by);
	if (by_z != NULL)
		*by_z = power / z * (shape + k - 1) * term;
	return fmin(power * sum, 1);
}

/* With A = r + kx and z = (alpha + t_x)/(alpha + T):
 *   ln L = (k-1) L - x ln Gamma(k) + ln B(a, b+x+1) - ln B(a, b) + ln Gamma(A) - ln Gamma(r)
 *          + r ln alpha - A ln(alpha + t_x) + ln( I_z(A, k) + a/(b+x) )
 * Platzer & Reutterer (2016) eq. 5 with the gap integrated; k = 1 is Batislam et al. (2007) eq. 4;
 * with B(a, b+x) and a/(b+x-1), for x > 0, it is Fader, Hardie & Lee (2005) eq. 6. */
double kernel_log_likelihood(
	const struct kernels *all, size_t i, const struct history *h, double *active)
{
	const struct kernel *kernel = &all->items[i];
	double z = (kernel->alpha + h->recency) / (kernel->alpha + h->age);
	double known = (kernel->k - 1) * h->log_intervals + kernel->fixed -
		kernel->shape * log(kernel->alpha + h->recency);

	*active = chance_of_silence(kernel->shape, kernel->k, z, NULL, NULL);
	if (all->leaving > 0)
		return known + log(*active + all->leaving);
	*active = 1; /* nothing else is possible */
	return known + kernel->shape * log(z);
}

/* ---- the sum and its slope ------------------------------------------------------------------- */

/* The same with its derivatives, by the logarithms. */
static double kernel_slopes(
	const struct kernels *all, size_t i, const struct history *h, double *slopes)
{
	const struct kernel *kernel = &all->items[i];
	double alpha = kernel->alpha, to = alpha + h->recency, age = alpha + h->age;
	double z = to / age, by_shape, by_z, silence, both, at_to;

	silence = chance_of_silence(kernel->shape, kernel->k, z, &by_shape, &by_z);
	if (all->leaving <= 0) { /* only z^r is left, with no visit after the first */
		silence = 1;
		by_shape = log(z);
		by_z = kernel->shape / z;
	}
	both = silence + all->leaving;
	at_to = log(to);
	slopes[P_R] = all->r * (kernel->psi + kernel->log_alpha - at_to + by_shape / both);
	slopes[P_ALPHA] = all->r - kernel->shape * alpha / to +
		alpha * by_z * (h->age - h->recency) / (age * age) / both;
	slopes[P_A] = all->a * all->by_a + all->leaving / both;
	slopes[P_B] = all->b * all->by_b;
	if (all->leaving > 0)
		slopes[P_B] -= all->b * all->leaving * all->leaving / all->a / both;
	slopes[P_K] = kernel->by_centre;
	slopes[P_SPREAD] = kernel->by_spread;
	return (kernel->k - 1) * h->log_intervals + kernel->fixed - kernel->shape * at_to +
		(all->leaving > 0 ? log(both) : kernel->shape * log(z));
}

/* The logarithm of a sum of exponentials, and each one's share of it. */
static double add_exponentials(double *logs, size_t n)
{
	double most = logs[0], sum;

	for (size_t i = 1; i < n; i++)
		most = fmax(most, logs[i]);
	sum = logs[0] = exp(logs[0] - most);
	for (size_t i = 1; i < n; i++)
		sum += logs[i] = exp(logs[i] - most);
	for (size_t i = 0; i < n; i++)
		logs[i] /= sum;
	return most + log(sum);
}

static double one_history(struct kernels *all, const struct history *h, double *gradient)
{
	double slopes[VISIT_GRID][VISIT_PARAMETERS], logs[VISIT_GRID] = {0}, active, sum;

	kernels_at(all, h->repeats, gradient != NULL);
	for (size_t i = 0; i < all->count; i++)
		logs[i] = all->items[i].log_weight +
			(gradient != NULL ? kernel_slopes(all, i, h, slopes[i])
					  : kernel_log_likelihood(all, i, h, &active));
	sum = add_exponentials(logs, all->count);
	for (size_t i = 0; gradient != NULL && i < all->count; i++)
		for (size_t j = 0; j < VISIT_PARAMETERS; j++)
			gradient[j] += h->weight * logs[i] * slopes[i][j];
	return h->weight * sum;
}

double visit_log_likelihood(const struct visit_model *model, const struct history *histories,
	size_t n, double *gradient)
{
	struct kernels all = kernels_of(model);
	double sum = 0;

	if (gradient != NULL)
		memset(gradient, 0, VISIT_PARAMETERS * sizeof *gradient);
	for (size_t i = 0; i < n; i++)
		sum += one_history(&all, &histories[i], gradient);
	return sum;
}
