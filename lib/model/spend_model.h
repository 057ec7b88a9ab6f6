/*
 * spend_model.h - the gamma-gamma model of what a visit brings (Fader & Hardie 2013, "The
 * Gamma-Gamma Model of Monetary Value", brucehardie.com/notes/025): each client
 * has her own mean, around which her visits vary. On arrays, without SQL.
 */
#ifndef MCT_MODEL_SPEND_MODEL_H
#define MCT_MODEL_SPEND_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "model/minimise.h"

/* What a client has spent: so many visits whose price is known, and the mean of one. */
struct spending {
	double visits, mean;
};

/* The logarithms of p, of q - 1, so that there is a mean over clients, and of gamma. */
enum spend_parameter { S_P, S_Q, S_GAMMA, SPEND_PARAMETERS };
struct spend_model {
	double logs[SPEND_PARAMETERS];
	double errors[SPEND_PARAMETERS]; /* standard errors of these */
};

double spend_log_likelihood(const struct spend_model *model, const struct spending *spendings,
	size_t n, double *gradient);

/* Clients with no known price, or whose visits were free, say nothing and are left out. Weak priors
 * hold it where prices hardly differ. False when there was no memory. With nobody to learn from all
 * means are 0. */
bool spend_fit(const struct spending *spendings, size_t n, struct spend_model *out);

/* What a visit of hers is expected to bring, and the standard deviation of the mean of her next so
 * many visits, as a share of that. */
double spend_expected(const struct spend_model *model, const struct spending *s);
double spend_uncertainty(const struct spend_model *model, const struct spending *s, double visits);

#endif
