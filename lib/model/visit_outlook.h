/*
 * visit_outlook.h - what a customer-base model expects of one client, from her history:
 * whether she is still a client, how many visits in a time to come, and what
 * these are worth when later money is worth less.
 */
#ifndef MCT_MODEL_VISIT_OUTLOOK_H
#define MCT_MODEL_VISIT_OUTLOOK_H

#include <stdbool.h>

#include "model/visit_model.h"

#define VISITS_A_YEAR 366 /* visit days in a year at most */

/* A quantity with the bounds that it keeps to in eight cases of ten. */
struct expected {
	double mean, low, high;
};

/* Reckons for client after client by one model; start with visit_outlook_of(). */
struct visit_outlook {
	struct kernels kernels;
	double weights[VISIT_GRID]; /* of each k, for the client being looked at */
	double silent[VISIT_GRID];  /* the weight of "still a client" under each */
	double active;              /* P(still a client) */
	struct history history;
};
struct visit_outlook visit_outlook_of(const struct visit_model *model);

/* Models around a fit that are possible as well, as its errors allow: an even number, in pairs on
 * either side of it, *count of them; none when its errors are not known. False without memory. */
#define VISIT_OTHERS 16
bool visit_outlook_others(const struct visit_fit *fit, struct visit_outlook *others, size_t *count);

/* Looks at a client. `certain`: she is known to be one still, since she has booked. */
void visit_outlook_look(struct visit_outlook *o, const struct history *h, bool certain);

/* Her visit days in the next so many weeks, a year at most. The bounds are of the number that will
 * be, not of its mean. */
struct expected visit_outlook_visits(struct visit_outlook *o, double weeks);

/* Her visits in the next ten years, each counted for less by `discount` a year (0.1 for 10 %).
 * `year`: what visit_outlook_visits() expects in 52 weeks, with which the first year agrees. */
struct expected visit_outlook_lifetime(const struct visit_outlook *o, double discount, double year);

/* The bounds of a quantity that another, independent error is added to: `error` is the half width
 * of eight in ten of that one. */
struct expected expected_widen(struct expected e, double error);

#endif
