/*
 * minimise.h - the least point of a smooth function of a few numbers, and how sharply
 * it is bent there: GSL's minimisers, with its habit of aborting switched off.
 * Used to fit models; the numbers are logarithms of parameters.
 */
#ifndef MCT_MODEL_MINIMISE_H
#define MCT_MODEL_MINIMISE_H

#include <stdbool.h>
#include <stddef.h>

#define MINIMISE_MOST 6 /* so many numbers at most */

/* The value at x; its n first derivatives into gradient, unless that is NULL. */
typedef double objective_fn(const void *data, const double *x, double *gradient);

struct minimum {
	double x[MINIMISE_MOST];
	double value;
	double covariance[MINIMISE_MOST][MINIMISE_MOST]; /* the inverse of the second derivatives */
	bool inside; /* the slope is nil there, and it bends upwards in every direction */
};

/* Starts from out->x. `scale` is what the value is about, such as the number of clients: a slope is
 * nil that is small beside it. `far`: the start may be far off, and it is worth the time to search
 * widely; without it little time is spent before it is given up. Whatever happens, every number in
 * *out is finite; false when there was no memory. */
bool minimise(objective_fn *objective, const void *data, size_t n, double scale, bool far,
	struct minimum *out);

/* Nil within `width` of 0 and steep beyond, so that no minimiser runs away where data are flat;
 * `scale` as above. Adds its derivative to *slope. */
double fence(double off, double width, double scale, double *slope);

#endif
