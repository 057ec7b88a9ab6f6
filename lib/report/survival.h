/*
 * survival.h - how many stay for how long, where of some it is not known yet: the estimate of
 * Kaplan & Meier (1958), "Nonparametric Estimation from Incomplete Observations", Journal
 * of the American Statistical Association 53, 457-481. Arithmetic on arrays, without SQL.
 */
#ifndef MCT_REPORT_SURVIVAL_H
#define MCT_REPORT_SURVIVAL_H

#include <stdbool.h>
#include <stddef.h>

/* Somebody who was lost after a time, or was still there then and is not known of further. */
struct lifetime {
	double time; /* 0 or more */
	bool lost;
};

struct survival {
	bool known;       /* somebody is known of at that time, or all were lost before */
	size_t at_risk;   /* known of until then, and not lost before */
	size_t lost;      /* until then, that time included */
	double share;     /* who stay longer than that */
	double low, high; /* in eight cases of ten it is between these */
};

/* Orders them by time, which survival_at() needs. */
void lifetimes_order(struct lifetime *lifetimes, size_t n);
struct survival survival_at(const struct lifetime *lifetimes, size_t n, double time);

#endif
