/*
 * spend_model.c - gamma-gamma: z_j ~ gamma(p, nu) for each visit, nu ~ gamma(q, gamma) over
 * clients; what is known of a client is x, the number of visits, and z, their mean.
 */
#include "model/spend_model.h"

#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FENCE 6 /* p of 8,000: prices that differ by one in a hundred differ no more */

/* Prices of one client differ by a fifth or so, and their means as much between clients; a factor
 * of seven either way is usual. gamma goes by the mean of all. */
static const double usual[] = {[S_P] = 3, [S_Q] = 2.7, [S_GAMMA] = -0.3};
#define PRECISION 0.25

/* Fader & Hardie (2013) eq. 1a:
 *   ln f = ln Gamma(px+q) - ln Gamma(px) - ln Gamma(q) + q ln gamma + (px-1) ln z + px ln x
 *          - (px+q) ln(gamma + xz) */
double spend_log_likelihood(const struct spend_model *model, const struct spending *spendings,
	size_t n, double *gradient)
{
	double p = exp(model->logs[S_P]), more = exp(model->logs[S_Q]), q = 1 + more;
	double gamma = exp(model->logs[S_GAMMA]), sum = 0;
	double of_q = gsl_sf_lngamma(q), slope_q = gsl_sf_psi(q);

	if (gradient != NULL)
		memset(gradient, 0, SPEND_PARAMETERS * sizeof *gradient);
	for (size_t i = 0; i < n; i++) {
		double x = spendings[i].visits, z = spendings[i].mean, px = p * x;
		double all = log(gamma + x * z), both;

		sum += gsl_sf_lngamma(px + q) - gsl_sf_lngamma(px) - of_q +
			q * model->logs[S_GAMMA] + (px - 1) * log(z) + px * log(x) - (px + q) * all;
		if (gradient == NULL)
			continue;
		both = gsl_sf_psi(px + q);
		gradient[S_P] += px * (both - gsl_sf_psi(px) + log(x * z) - all);
		gradient[S_Q] += more * (both - slope_q + model->logs[S_GAMMA] - all);
		gradient[S_GAMMA] += q - (px + q) * gamma / (gamma + x * z);
	}
	return sum;
}

struct task {
	const struct spending *spendings;
	size_t n;
	double middle; /* ln of the mean of all */
};

static double centre(const struct task *t, size_t i)
{
	return usual[i] + (i == S_GAMMA ? t->middle : 0);
}

static double objective(const void *data, const double *x, double *gradient)
{
	const struct task *t = data;
	struct spend_model model;
	double slopes[SPEND_PARAMETERS], value;

	memcpy(model.logs, x, sizeof model.logs);
	value = -spend_log_likelihood(&model, t->spendings, t->n, gradient != NULL ? slopes : NULL);
	for (size_t i = 0; i < SPEND_PARAMETERS; i++) {
		double off = x[i] - centre(t, i), slope = PRECISION * off;

		value += slope * off / 2 + fence(off, FENCE, (double)t->n, &slope);
		if (gradient != NULL)
			gradient[i] = slope - slopes[i];
	}
	return value;
}

bool spend_fit(const struct spending *spendings, size_t n, struct spend_model *out)
{
	struct spending *known = malloc((n + 1) * sizeof *known);
	struct task t = {.spendings = known};
	struct minimum minimum = {.value = 0};
	double sum = 0, visits = 0;
	bool fitted;

	if (known == NULL)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (spendings[i].visits <= 0 || spendings[i].mean <= 0)
			continue;
		known[t.n++] = spendings[i];
		visits += spendings[i].visits;
		sum += spendings[i].visits * spendings[i].mean;
	}
	t.middle = t.n > 0 ? log(sum / visits) : -INFINITY;
	for (size_t i = 0; i < SPEND_PARAMETERS; i++)
		minimum.x[i] = centre(&t, i);
	fitted = t.n == 0 || minimise(objective, &t, SPEND_PARAMETERS, (double)t.n, true, &minimum);
	memcpy(out->logs, minimum.x, sizeof out->logs);
	for (size_t i = 0; i < SPEND_PARAMETERS; i++)
		out->errors[i] = fabs(minimum.x[i] - centre(&t, i)) < FENCE
			? sqrt(fmax(0, minimum.covariance[i][i]))
			: 0; /* at the fence it is not told by the data */
	free(known);
	return fitted;
}

/* Fader & Hardie (2013) eq. 5: E(M) = p (gamma + xz) / (px + q - 1). */
double spend_expected(const struct spend_model *model, const struct spending *s)
{
	double p = exp(model->logs[S_P]);

	return p * (exp(model->logs[S_GAMMA]) + s->visits * s->mean) /
		(p * s->visits + exp(model->logs[S_Q]));
}

/* Her own mean is p/nu, with nu ~ gamma(px + q, gamma + xz); around it p is the shape of a visit.
 */
double spend_uncertainty(const struct spend_model *model, const struct spending *s, double visits)
{
	double p = exp(model->logs[S_P]), shape = p * s->visits + exp(model->logs[S_Q]);

	return sqrt(1 / fmax(shape - 1, 1) + 1 / (p * fmax(visits, 1)));
}
