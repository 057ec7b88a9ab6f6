/*
 * minimise.c - Broyden, Fletcher, Goldfarb and Shanno's way (GSL's vector_bfgs2) from
 * where it starts until it is near, then Newton's, by second derivatives from
 * differences of slopes; where that gets stuck, Nelder and Mead's (nmsimplex2) first.
 */
#include "model/minimise.h"

#include <float.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <string.h>

#define SLOPE 1e-7 /* of the value over the scale: less is none */
#define STEP 1e-4  /* between the slopes that are compared */
#define NEAR 1e-2  /* a slope from which on second derivatives lead there quickest */
#define MANY 40    /* steps of a way */
#define FEW 15
#define REACH 2 /* who goes further than that from a near start runs away */

struct problem {
	objective_fn *objective;
	const void *data;
	size_t n;
	double scale;
	gsl_vector *x;
};

/* ---- what GSL calls -------------------------------------------------------------------------- */

/* Where it cannot be reckoned, it is high: no minimiser stays there. */
static double value_at(const struct problem *p, const double *x, double *gradient)
{
	double value = p->objective(p->data, x, gradient) / p->scale;

	for (size_t i = 0; gradient != NULL && i < p->n; i++) {
		gradient[i] /= p->scale;
		if (!isfinite(gradient[i]))
			gradient[i] = 0;
	}
	return isfinite(value) ? value : DBL_MAX / 1e10;
}

static double call_f(const gsl_vector *x, void *p)
{
	return value_at(p, x->data, NULL);
}

static void call_fdf(const gsl_vector *x, void *p, double *f, gsl_vector *gradient)
{
	*f = value_at(p, x->data, gradient->data);
}

static void call_df(const gsl_vector *x, void *p, gsl_vector *gradient)
{
	value_at(p, x->data, gradient->data);
}

/* ---- the two ways ---------------------------------------------------------------------------- */

static bool descend(struct problem *p)
{
	gsl_multimin_function_fdf f = {call_f, call_df, call_fdf, p->n, p};
	gsl_multimin_fdfminimizer *way =
		gsl_multimin_fdfminimizer_alloc(gsl_multimin_fdfminimizer_vector_bfgs2, p->n);

	if (way == NULL)
		return false;
	if (gsl_multimin_fdfminimizer_set(way, &f, p->x, 0.1, 0.1) == GSL_SUCCESS)
		for (int i = 0; i < MANY; i++)
			if (gsl_multimin_fdfminimizer_iterate(way) != GSL_SUCCESS ||
				gsl_multimin_test_gradient(way->gradient, NEAR) == GSL_SUCCESS)
				break;
	gsl_vector_memcpy(p->x, way->x);
	gsl_multimin_fdfminimizer_free(way);
	return true;
}

static bool crawl(struct problem *p)
{
	gsl_multimin_function f = {call_f, p->n, p};
	gsl_vector *steps = gsl_vector_alloc(p->n);
	gsl_multimin_fminimizer *way =
		gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, p->n);
	bool made = steps != NULL && way != NULL;

	if (made) {
		gsl_vector_set_all(steps, 0.5);
		if (gsl_multimin_fminimizer_set(way, &f, p->x, steps) == GSL_SUCCESS)
			for (int i = 0; i < 400; i++)
				if (gsl_multimin_fminimizer_iterate(way) != GSL_SUCCESS ||
					gsl_multimin_test_size(way->size, 1e-3) == GSL_SUCCESS)
					break;
		gsl_vector_memcpy(p->x, way->x);
	}
	if (way != NULL)
		gsl_multimin_fminimizer_free(way);
	if (steps != NULL)
		gsl_vector_free(steps);
	return made;
}

/* ---- the bend at the end --------------------------------------------------------------------- */

static double largest(const double *values, size_t n)
{
	double most = 0;

	for (size_t i = 0; i < n; i++)
		most = fmax(most, fabs(values[i]));
	return most;
}

static void second_derivatives(const struct problem *p, gsl_matrix *out)
{
	double up[MINIMISE_MOST], down[MINIMISE_MOST], x[MINIMISE_MOST];

	memcpy(x, p->x->data, p->n * sizeof *x);
	for (size_t i = 0; i < p->n; i++) {
		x[i] = p->x->data[i] + STEP;
		value_at(p, x, up);
		x[i] = p->x->data[i] - STEP;
		value_at(p, x, down);
		x[i] = p->x->data[i];
		for (size_t j = 0; j < p->n; j++)
			gsl_matrix_set(out, i, j, (up[j] - down[j]) / (2 * STEP));
	}
	for (size_t i = 0; i < p->n; i++)
		for (size_t j = 0; j < i; j++) {
			double mean = (gsl_matrix_get(out, i, j) + gsl_matrix_get(out, j, i)) / 2;

			gsl_matrix_set(out, i, j, mean);
			gsl_matrix_set(out, j, i, mean);
		}
}

/* Where Newton's way leads: along each axis of the bend by slope over bend, downhill also where
 * that is bent downwards (Dauphin et al. 2014), and not far where it is hardly bent. */
static bool newton_step(const struct problem *p, const gsl_matrix *bend, const double *gradient,
	gsl_eigen_symmv_workspace *space, double *step)
{
	double axes[MINIMISE_MOST * MINIMISE_MOST], copied[MINIMISE_MOST * MINIMISE_MOST];
	double bends[MINIMISE_MOST];
	gsl_matrix_view axis = gsl_matrix_view_array(axes, p->n, p->n);
	gsl_matrix_view copy = gsl_matrix_view_array(copied, p->n, p->n);
	gsl_vector_view values = gsl_vector_view_array(bends, p->n);
	bool known;

	gsl_matrix_memcpy(&copy.matrix, bend);
	known = gsl_eigen_symmv(&copy.matrix, &values.vector, &axis.matrix, space) == GSL_SUCCESS;
	memset(step, 0, p->n * sizeof *step);
	for (size_t i = 0; known && i < p->n; i++) {
		double slope = 0, length;

		for (size_t j = 0; j < p->n; j++)
			slope += gsl_matrix_get(&axis.matrix, j, i) * gradient[j];
		length = slope / fmax(fabs(bends[i]), 1e-12);
		length = fmax(-1, fmin(1, length));
		for (size_t j = 0; j < p->n; j++)
			step[j] += gsl_matrix_get(&axis.matrix, j, i) * length;
	}
	return known;
}

/* One of Newton's steps, halved until it leads down; false at the end of the way. */
static bool step_newton(struct problem *p, const gsl_matrix *bend, gsl_eigen_symmv_workspace *space,
	double *value, double *gradient)
{
	double step[MINIMISE_MOST], x[MINIMISE_MOST], slope[MINIMISE_MOST];

	if (!newton_step(p, bend, gradient, space, step))
		return false;
	for (int halvings = 0; halvings < 10; halvings++) {
		double there, part = ldexp(1, -halvings);

		for (size_t i = 0; i < p->n; i++)
			x[i] = p->x->data[i] - part * step[i];
		there = value_at(p, x, slope);
		if (!(there <= *value))
			continue;
		memcpy(p->x->data, x, p->n * sizeof *x);
		memcpy(gradient, slope, p->n * sizeof *slope);
		*value = there;
		return true;
	}
	return false;
}

static void keep_covariance(
	const struct problem *p, gsl_matrix *bend, bool bent, struct minimum *out)
{
	bool usable = bent && gsl_linalg_cholesky_invert(bend) == GSL_SUCCESS;

	for (size_t i = 0; i < p->n; i++)
		for (size_t j = 0; j < p->n; j++) {
			double c = usable ? gsl_matrix_get(bend, i, j) / p->scale : 0;

			usable = usable && isfinite(c);
			out->covariance[i][j] = isfinite(c) ? c : 0;
		}
	out->inside = out->inside && usable;
}

static double way_from(const struct problem *p, const double *start)
{
	double most = 0;

	for (size_t i = 0; i < p->n; i++)
		most = fmax(most, fabs(p->x->data[i] - start[i]));
	return most;
}

static void finish_in(struct problem *p, gsl_matrix *bend, gsl_eigen_symmv_workspace *space,
	const double *start, int steps, double reach, struct minimum *out)
{
	double gradient[MINIMISE_MOST];
	bool bent;

	out->value = value_at(p, p->x->data, gradient);
	second_derivatives(p, bend);
	while (steps-- > 0 && largest(gradient, p->n) > SLOPE && way_from(p, start) <= reach &&
		step_newton(p, bend, space, &out->value, gradient))
		second_derivatives(p, bend);
	bent = gsl_linalg_cholesky_decomp1(bend) == GSL_SUCCESS;
	out->inside = bent && largest(gradient, p->n) < 10 * SLOPE;
	keep_covariance(p, bend, bent, out);
	memcpy(out->x, p->x->data, p->n * sizeof *out->x);
	out->value *= p->scale;
}

/* Up to so many steps, and not further than `reach` from the start. */
static bool finish(
	struct problem *p, const double *start, int steps, double reach, struct minimum *out)
{
	gsl_matrix *bend = gsl_matrix_alloc(p->n, p->n);
	gsl_eigen_symmv_workspace *space = gsl_eigen_symmv_alloc(p->n);
	bool made = bend != NULL && space != NULL;

	if (made)
		finish_in(p, bend, space, start, steps, reach, out);
	gsl_matrix_free(bend);
	gsl_eigen_symmv_free(space);
	return made;
}

static bool solve(struct problem *p, const double *start, bool far, struct minimum *out)
{
	if (!far)
		return finish(p, start, FEW, REACH, out);
	if (!descend(p) || !finish(p, start, MANY, INFINITY, out))
		return false;
	if (out->inside)
		return true;
	memcpy(p->x->data, start, p->n * sizeof *start);
	return crawl(p) && descend(p) && finish(p, start, MANY, INFINITY, out);
}

bool minimise(objective_fn *objective, const void *data, size_t n, double scale, bool far,
	struct minimum *out)
{
	gsl_error_handler_t *handler = gsl_set_error_handler_off();
	struct problem p = {objective, data, n, scale > 0 ? scale : 1, gsl_vector_alloc(n)};
	double start[MINIMISE_MOST];
	bool done = false;

	memcpy(start, out->x, sizeof start);
	memset(out, 0, sizeof *out);
	if (p.x != NULL) {
		memcpy(p.x->data, start, n * sizeof *start);
		done = solve(&p, start, far, out);
		gsl_vector_free(p.x);
	}
	gsl_set_error_handler(handler);
	return done;
}

double fence(double off, double width, double scale, double *slope)
{
	double over = fabs(off) - width, steep = 1000 * (1 + scale);

	if (over <= 0)
		return 0;
	*slope += 2 * steep * over * (off > 0 ? 1 : -1);
	return steep * over * over;
}
