/*
 * models.h - the customer-base models, as the module libmct-model.so that they are: with
 * them comes GSL, whose loading alone takes as long as many a command. The folder
 * model/ is arithmetic on arrays; the functions are described where they are declared.
 */
#ifndef MCT_MODEL_MODELS_H
#define MCT_MODEL_MODELS_H

#include "model/spend_model.h"
#include "model/visit_outlook.h"
#include "util/module.h"

struct models {
	struct module module;

	__typeof__(history_of) *history_of;
	__typeof__(histories_merge) *histories_merge;

	const struct visit_prior *visit_prior_weak, *visit_prior_open;
	__typeof__(visit_model_parameters) *visit_model_parameters;
	__typeof__(visit_fit) *visit_fit;
	__typeof__(visit_fit_again) *visit_fit_again;
	__typeof__(visit_fit_prior) *visit_fit_prior;

	__typeof__(visit_outlook_of) *visit_outlook_of;
	__typeof__(visit_outlook_others) *visit_outlook_others;
	__typeof__(visit_outlook_look) *visit_outlook_look;
	__typeof__(visit_outlook_visits) *visit_outlook_visits;
	__typeof__(visit_outlook_lifetime) *visit_outlook_lifetime;
	__typeof__(expected_widen) *expected_widen;

	__typeof__(spend_fit) *spend_fit;
	__typeof__(spend_expected) *spend_expected;
	__typeof__(spend_uncertainty) *spend_uncertainty;
};

#endif
