/*
 * spend_model.c - the gamma-gamma model against what was published, quadrature, finite
 * differences and simulation, and where every visit has the same price.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_sf_gamma.h>

#include "../simulate.h"
#include "util/base.h"
#include "model/spend_model.h"

static void assert_near(double is, double should, double error)
{
	if (!(fabs(is - should) <= error))
		fail_msg("%.9g is not %.9g within %g", is, should, error);
}

static struct spend_model model_of(double p, double q, double gamma)
{
	return (struct spend_model){.logs = {log(p), log(q - 1), log(gamma)}};
}

/* Fader & Hardie (2013): the CDNOW customers spend 35 dollars at a time; one of whom nothing is
 * known is expected to as well, and one with many purchases as she always has. */
static void the_mean_of_the_paper(void **state)
{
	const struct spend_model cdnow = model_of(6.25, 3.74, 15.44);
	const struct spending unknown = {0, 0}, faithful = {500, 80};
	/* The first customers of the sample: so many repeat purchases, their mean, and what the
	 * next one is expected to come to, as the documentation of Python's lifetimes has it. */
	static const struct {
		struct spending s;
		double next;
	} customers[] = {{{2, 22.35}, 24.66}, {{1, 11.77}, 18.91}, {{7, 73.74}, 71.46}};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(customers); i++)
		assert_near(spend_expected(&cdnow, &customers[i].s), customers[i].next, 0.03);
	assert_near(spend_expected(&cdnow, &unknown), 35.2, 0.1);
	assert_near(spend_expected(&cdnow, &faithful), 80, 0.1);
	assert_true(
		spend_uncertainty(&cdnow, &faithful, 10) < spend_uncertainty(&cdnow, &unknown, 10));
}

struct integrand {
	double p, q, gamma;
	struct spending s;
};

/* The mean of x visits is gamma(px, nu x). */
static double at_nu(double nu, void *data)
{
	const struct integrand *in = data;
	double px = in->p * in->s.visits, scale = nu * in->s.visits;

	if (nu <= 0)
		return 0;
	return exp(px * log(scale) + (px - 1) * log(in->s.mean) - scale * in->s.mean -
		gsl_sf_lngamma(px) + in->q * log(in->gamma) + (in->q - 1) * log(nu) -
		in->gamma * nu - gsl_sf_lngamma(in->q));
}

static void the_likelihood_is_the_integral_over_means(void **state)
{
	static const struct spending examples[] = {{1, 30}, {4, 80}, {20, 95.5}};
	const struct spend_model model = model_of(6, 4, 50);
	gsl_integration_workspace *space = gsl_integration_workspace_alloc(2000);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(examples); i++) {
		struct integrand in = {6, 4, 50, examples[i]};
		gsl_function f = {at_nu, &in};
		double sum, error;

		gsl_integration_qagiu(&f, 0, 0, 1e-9, 2000, space, &sum, &error);
		assert_near(spend_log_likelihood(&model, &examples[i], 1, NULL), log(sum), 1e-6);
	}
	gsl_integration_workspace_free(space);
}

#define CLIENTS 3000
static void simulate(struct random *r, double p, double q, double gamma, struct spending *out)
{
	for (size_t i = 0; i < CLIENTS; i++) {
		double nu = random_gamma(r, q) / gamma;

		out[i].visits = random_between(r, 1, 12);
		out[i].mean = random_gamma(r, p * out[i].visits) / nu / out[i].visits;
	}
}

static void the_slope_is_that_of_finite_differences(void **state)
{
	struct random r = {3};
	struct spending spendings[CLIENTS];
	const struct spend_model model = model_of(7, 5, 40);
	double slopes[SPEND_PARAMETERS];

	(void)state;
	simulate(&r, 6, 4, 50, spendings);
	spend_log_likelihood(&model, spendings, CLIENTS, slopes);
	for (size_t i = 0; i < SPEND_PARAMETERS; i++) {
		struct spend_model up = model, down = model;

		up.logs[i] += 1e-5;
		down.logs[i] -= 1e-5;
		assert_near(slopes[i],
			(spend_log_likelihood(&up, spendings, CLIENTS, NULL) -
				spend_log_likelihood(&down, spendings, CLIENTS, NULL)) /
				2e-5,
			1e-3);
	}
}

static void known_parameters_are_found_again(void **state)
{
	struct random r = {4};
	struct spending spendings[CLIENTS];
	struct spend_model fit;

	(void)state;
	simulate(&r, 6, 4, 50, spendings);
	assert_true(spend_fit(spendings, CLIENTS, &fit));
	assert_near(fit.logs[S_P], log(6), 0.2);
	assert_near(fit.logs[S_Q], log(3), 0.2);
	assert_near(fit.logs[S_GAMMA], log(50), 0.4);
}

static void one_price_for_all_and_none_at_all(void **state)
{
	struct spending spendings[CLIENTS];
	const struct spending unknown = {0, 0}, dear = {3, 200};
	struct spend_model fit;

	(void)state;
	for (size_t i = 0; i < CLIENTS; i++)
		spendings[i] = (struct spending){(double)(1 + i % 9), 8500};
	for (size_t n = 0; n <= CLIENTS; n = n < 3 ? n + 1 : n * 10) {
		assert_true(spend_fit(spendings, n, &fit));
		assert_near(spend_expected(&fit, n > 0 ? &spendings[0] : &unknown),
			n > 0 ? 8500 : 0, 850);
		assert_true(isfinite(spend_uncertainty(&fit, &unknown, 0)));
		assert_true(isfinite(spend_expected(&fit, &dear)));
	}
	spendings[0] = (struct spending){5, 0};
	assert_true(spend_fit(spendings, 1, &fit));
	assert_near(spend_expected(&fit, &spendings[0]), 0, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_mean_of_the_paper),
		cmocka_unit_test(the_likelihood_is_the_integral_over_means),
		cmocka_unit_test(the_slope_is_that_of_finite_differences),
		cmocka_unit_test(known_parameters_are_found_again),
		cmocka_unit_test(one_price_for_all_and_none_at_all),
	};

	gsl_set_error_handler_off();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
