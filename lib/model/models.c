/*
 * models.c - the table that the module exports: the one name of it that the library
 * sees. Everything else in the folder stays inside.
 */
#include "model/models.h"

#include "mct.h"

MCT_API extern const struct models mct_module_model;

const struct models mct_module_model = {
	.module = {MCT_VERSION, sizeof mct_module_model},

	.history_of = history_of,
	.histories_merge = histories_merge,

	.visit_prior_weak = &visit_prior_weak,
	.visit_prior_open = &visit_prior_open,
	.visit_model_parameters = visit_model_parameters,
	.visit_fit = visit_fit,
	.visit_fit_again = visit_fit_again,
	.visit_fit_prior = visit_fit_prior,

	.visit_outlook_of = visit_outlook_of,
	.visit_outlook_others = visit_outlook_others,
	.visit_outlook_look = visit_outlook_look,
	.visit_outlook_visits = visit_outlook_visits,
	.visit_outlook_lifetime = visit_outlook_lifetime,
	.expected_widen = expected_widen,

	.spend_fit = spend_fit,
	.spend_expected = spend_expected,
	.spend_uncertainty = spend_uncertainty,
};
