/*
 * visit_model.h - customer-base models of the days on which clients come ("buy till you
 * die"): each comes at her own rate, and after each visit may stay away for good.
 * What they say of a client, and how well they fit, on arrays, without SQL.
 *
 * Rates are gamma(r, alpha) visits a week, the chances of leaving beta(a, b) over clients.
 *   BGNBD    visits by chance alone; she may leave from the second on: Fader, Hardie & Lee (2005),
 *            Marketing Science 24(2), 275-284
 *   MBGNBD   also after the first: Batislam, Denizel & Filiztekin (2007), International Journal of
 *            Research in Marketing 24(3), 201-209; Hoppe & Wagner (2007), Marketing - Journal of
 *            Research and Management 3(2), 75-90
 *   MBGCNBD  and at even intervals, Erlang with k phases: Platzer & Reutterer (2016), Marketing
 *            Science 35(5), 779-799; Reutterer, Platzer & Schroeder (2021), International Journal
 *            of Research in Marketing 38(1), 194-215
 *   MIXED    and k differs by client, log-normal over a grid with a centre and a spread
 */
#ifndef MCT_MODEL_VISIT_MODEL_H
#define MCT_MODEL_VISIT_MODEL_H

#include "model/history.h"
#include "model/minimise.h"

enum visit_model_kind { BGNBD, MBGNBD, MBGCNBD, MIXED, VISIT_MODEL_KINDS };

/* K is the centre of MIXED and the one k of MBGCNBD. */
enum visit_parameter { P_R, P_ALPHA, P_A, P_B, P_K, P_SPREAD, VISIT_PARAMETERS };

struct visit_model {
	enum visit_model_kind kind;
	double logs[VISIT_PARAMETERS]; /* the logarithms of the parameters */
};

/* How many parameters the kind has, and how many of these are fitted on a continuous scale: of
 * MBGCNBD k is whole. They are the first so many. */
size_t visit_model_parameters(enum visit_model_kind kind);
size_t visit_model_smooth(enum visit_model_kind kind);

/* The log-likelihood of the histories, and its derivatives by the logarithms of the parameters
 * unless `gradient` is NULL. Quicker when the histories are ordered by repeats. */
double visit_log_likelihood(const struct visit_model *model, const struct history *histories,
	size_t n, double *gradient);

/* ---- fitting --------------------------------------------------------------------------------- */

/* What practices are like, on the logarithms: normal with these means and precisions; a precision
 * of 0 says nothing. */
struct visit_prior {
	double mean[VISIT_PARAMETERS], precision[VISIT_PARAMETERS];
};
extern const struct visit_prior visit_prior_weak; /* of simulated practices */
/* Says nothing but of the spread and the centre of k, which hardly any data tell alone. */
extern const struct visit_prior visit_prior_open;

struct visit_fit {
	struct visit_model model;
	double covariance[VISIT_PARAMETERS][VISIT_PARAMETERS]; /* of the logarithms */
	double log_likelihood, aic, bic, clients;
	bool inside; /* an optimum in the midst of what is possible, with errors that hold */
};

/* The parameters under which the histories (merged) are likeliest, with what the prior says taken
 * in. MBGCNBD tries whole k one after the other. False when there was no memory. */
bool visit_fit(enum visit_model_kind kind, const struct history *histories, size_t n,
	const struct visit_prior *prior, struct visit_fit *out);
/* The same from a fit that is near, with another prior; k of MBGCNBD stays. */
bool visit_fit_again(const struct visit_fit *near, const struct history *histories, size_t n,
	const struct visit_prior *prior, struct visit_fit *out);
/* Nothing fitted: the prior alone, with its own uncertainty. */
void visit_fit_prior(enum visit_model_kind kind, const struct history *histories, size_t n,
	const struct visit_prior *prior, struct visit_fit *out);

/* ---- the inside, for what reckons of a client ------------------------------------------------ */

#define VISIT_GRID 8

/* A model with one k, at a number of repeats. */
struct kernel {
	int k;
	double log_weight, by_centre, by_spread; /* of this k, and its derivatives */
	double alpha, log_alpha;                 /* alpha/k: the rate of phases */
	double shape;                            /* A = r + kx */
	double log_gamma, psi, fixed;            /* of A; what depends on x alone */
};

struct kernels {
	enum visit_model_kind kind;
	double r, a, b;
	size_t count;
	struct kernel items[VISIT_GRID];
	double repeats; /* for which the rest holds; below 0 for none yet */
	double stays;   /* what a chance of leaving was drawn with besides a: b + x + 1, or b + x */
	double leaving; /* a/(b+x), a/(b+x-1) or 0: the weight of "she left after the last" */
	double log_betas; /* ln B(a, stays) - ln B(a, b) */
	double by_a, by_b;
};
struct kernels kernels_of(const struct visit_model *model);
void kernels_at(struct kernels *all, double repeats, bool slopes);
/* ln of the likelihood of one history under kernel i, of the repeats that kernels_at() was told;
 * the weight of "she is still a client" into *active. */
double kernel_log_likelihood(
	const struct kernels *all, size_t i, const struct history *h, double *active);
/* I_z(A, k), the regularised incomplete beta function for a whole k: the chance of fewer than k
 * failures before the A-th success. by_shape and by_z are its derivatives, or NULL. */
double chance_of_silence(double shape, int k, double z, double *by_shape, double *by_z);

#endif
