/*
 * visit_fit.c - finds the parameters under which the histories are likeliest, held by
 * what practices are like where that is asked for.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/visit_model.h"

#define FENCE 9   /* a parameter e^9 times as large as usual, or as small, is out of bounds */
#define K_MOST 40 /* the most even rhythm that is tried */

/* The middle of what was fitted to simulated practices of some hundred clients (tests/simulate.h);
 * a practice may well differ from it by a factor of three. */
const struct visit_prior visit_prior_weak = {
	.mean = {0.4, 1.9, -0.7, 1.0, 2.0, -0.2},
	.precision = {1, 1, 1, 1, 1, 1},
};
const struct visit_prior visit_prior_open = {
	.mean = {0.4, 1.9, -0.7, 1.0, 2.0, -0.2},
	.precision = {0, 0, 0, 0, 1, 1},
};

struct task {
	struct visit_model model;
	const struct visit_prior *prior;
	const struct history *histories;
	size_t n;
	double clients;
};

/* The negative logarithm of the posterior density, but for a constant. */
static double objective(const void *data, const double *x, double *gradient)
{
	const struct task *t = data;
	struct visit_model model = t->model;
	size_t smooth = visit_model_smooth(model.kind);
	double slopes[VISIT_PARAMETERS], slope, value;

	memcpy(model.logs, x, smooth * sizeof *x);
	value = -visit_log_likelihood(&model, t->histories, t->n, gradient != NULL ? slopes : NULL);
	for (size_t i = 0; i < smooth; i++) {
		double off = x[i] - t->prior->mean[i];

		slope = t->prior->precision[i] * off;
		value += slope * off / 2 + fence(off, FENCE, t->clients, &slope);
		if (gradient != NULL)
			gradient[i] = slope - slopes[i];
	}
	return value;
}

static void judge(const struct history *histories, size_t n, struct visit_fit *fit)
{
	double parameters = (double)visit_model_parameters(fit->model.kind);

	fit->clients = 0;
	for (size_t i = 0; i < n; i++)
		fit->clients += histories[i].weight;
	fit->log_likelihood = visit_log_likelihood(&fit->model, histories, n, NULL);
	fit->aic = 2 * parameters - 2 * fit->log_likelihood;
	fit->bic = parameters * log(fmax(fit->clients, 1)) - 2 * fit->log_likelihood;
}

static bool fit_smooth(struct task *t, bool far, struct visit_fit *out)
{
	size_t smooth = visit_model_smooth(t->model.kind);
	struct minimum minimum = {.value = 0};

	memcpy(minimum.x, t->model.logs, sizeof t->model.logs);
	*out = (struct visit_fit){.model = t->model};
	judge(t->histories, t->n, out);
	t->clients = out->clients;
	if (!minimise(objective, t, smooth, t->clients, far, &minimum))
		return false;
	memcpy(out->model.logs, minimum.x, smooth * sizeof *minimum.x);
	for (size_t i = 0; i < smooth; i++)
		for (size_t j = 0; j < smooth; j++)
			out->covariance[i][j] = minimum.covariance[i][j];
	out->inside = minimum.inside;
	for (size_t i = 0; i < smooth; i++)
		if (fabs(out->model.logs[i] - t->prior->mean[i]) > FENCE - 1)
			out->inside = false;
	judge(t->histories, t->n, out);
	return true;
}

/* Of very many histories a part is fitted first, which leads near. */
static bool fit_far(struct task *t, struct visit_fit *out)
{
	static const size_t part = 300;
	struct history *histories;
	struct task first = *t;
	bool fitted;

	if (t->n < 4 * part)
		return fit_smooth(t, true, out);
	histories = malloc(part * sizeof *histories);
	if (histories == NULL)
		return false;
	for (size_t i = 0; i < part; i++)
		histories[i] = t->histories[i * t->n / part];
	first.histories = histories;
	first.n = part;
	fitted = fit_smooth(&first, true, out);
	free(histories);
	if (!fitted)
		return false;
	t->model = out->model;
	return fit_smooth(t, false, out) && (out->inside || fit_smooth(t, true, out));
}

/* Platzer & Reutterer (2016): k upwards as long as that is likelier. */
static bool fit_whole(struct task *t, struct visit_fit *out)
{
	struct visit_fit next;

	t->model.logs[P_K] = 0;
	if (!fit_far(t, out))
		return false;
	for (int k = 2; k <= K_MOST; k++) {
		memcpy(t->model.logs, out->model.logs, sizeof t->model.logs);
		t->model.logs[P_K] = log(k);
		if (!fit_smooth(t, true, &next))
			return false;
		if (next.log_likelihood <= out->log_likelihood)
			break;
		*out = next;
	}
	return true;
}

/* A first guess: the rate of all visits by all weeks; the rest as it is elsewhere. */
static void guess(struct task *t)
{
	double visits = 0, weeks = 0;

	memcpy(t->model.logs, t->prior->mean, sizeof t->model.logs);
	for (size_t i = 0; i < t->n; i++) {
		visits += t->histories[i].weight * t->histories[i].repeats;
		weeks += t->histories[i].weight * t->histories[i].age;
	}
	if (visits > 0 && weeks > 0)
		t->model.logs[P_ALPHA] = log(weeks / visits) - 0.5;
}

bool visit_fit(enum visit_model_kind kind, const struct history *histories, size_t n,
	const struct visit_prior *prior, struct visit_fit *out)
{
	struct task t = {.model = {.kind = kind}, .prior = prior, .histories = histories, .n = n};

	guess(&t);
	return kind == MBGCNBD ? fit_whole(&t, out) : fit_far(&t, out);
}

bool visit_fit_again(const struct visit_fit *near, const struct history *histories, size_t n,
	const struct visit_prior *prior, struct visit_fit *out)
{
	struct task t = {.model = near->model, .prior = prior, .histories = histories, .n = n};

	return fit_smooth(&t, false, out);
}

void visit_fit_prior(enum visit_model_kind kind, const struct history *histories, size_t n,
	const struct visit_prior *prior, struct visit_fit *out)
{
	*out = (struct visit_fit){.model = {.kind = kind}};
	memcpy(out->model.logs, prior->mean, sizeof out->model.logs);
	if (kind == MBGCNBD)
		out->model.logs[P_K] = log(round(exp(prior->mean[P_K])));
	for (size_t i = 0; i < visit_model_smooth(kind); i++)
		out->covariance[i][i] = prior->precision[i] > 0 ? 1 / prior->precision[i] : 0;
	judge(histories, n, out);
}
