/*
 * visit_others.c - what else a practice may be like, as far as its visits tell: models
 * drawn around the best fit, as its errors allow.
 */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

#include "model/visit_outlook.h"

/* The lower triangle whose square the covariance is (Cholesky); false when it has none. */
static bool root_of(const struct visit_fit *fit, size_t n, double root[][VISIT_PARAMETERS])
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j <= i; j++) {
			double sum = fit->covariance[i][j];

			for (size_t k = 0; k < j; k++)
				sum -= root[i][k] * root[j][k];
			if (i == j && !(sum > 0))
				return false;
			root[i][j] = i == j ? sqrt(sum) : sum / root[j][j];
		}
	return true;
}

/* GSL aborts where there is no memory, unless it is told not to. The seed is fixed, so that the
 * same practice gives the same answer. */
static gsl_rng *make_random(void)
{
	gsl_error_handler_t *handler = gsl_set_error_handler_off();
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);

	gsl_set_error_handler(handler);
	if (random != NULL)
		gsl_rng_set(random, 5);
	return random;
}

/* Draws are in pairs, one as far on the one side as the other on the other, so that their mean is
 * the best fit. */
bool visit_outlook_others(const struct visit_fit *fit, struct visit_outlook *others, size_t *count)
{
	size_t n = visit_model_smooth(fit->model.kind);
	double root[VISIT_PARAMETERS][VISIT_PARAMETERS] = {{0}}, draw[VISIT_PARAMETERS];
	gsl_rng *random;

	*count = 0;
	if (!root_of(fit, n, root))
		return true;
	random = make_random();
	if (random == NULL)
		return false;
	while (*count < VISIT_OTHERS) {
		struct visit_model above = fit->model, below = fit->model;

		for (size_t i = 0; i < n; i++)
			draw[i] = gsl_ran_gaussian_ziggurat(random, 1);
		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j <= i; j++) {
				above.logs[i] += root[i][j] * draw[j];
				below.logs[i] -= root[i][j] * draw[j];
			}
		others[(*count)++] = visit_outlook_of(&above);
		others[(*count)++] = visit_outlook_of(&below);
	}
	gsl_rng_free(random);
	return true;
}
