/*
 * model.c - mct_model(): fits every model there is to the same visits, takes the one that
 * was asked for or that suits them, and puts all to the test on the last part.
 */
#include <math.h>
#include <stdio.h>

#include "record/rows.h"
#include "util/date.h"
#include "util/text.h"
#include "value/holdout.h"

#define CHECK_LEAST 28 /* days that are worth a test */

enum { MODEL, CHOSEN, PARAMETERS, LOG_LIKELIHOOD, AIC, BIC, CHECK_ERROR };
static const char *const chosen_words[] = {"yes", NULL};

static const mct_field_t fields[] = {
	[MODEL] = {.name = "model",
		.title = "Model",
		.help = "what could explain the visits",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[CHOSEN] = {.name = "chosen",
		.title = "Chosen",
		.help = "yes, for the one that is used",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = chosen_words},
	[PARAMETERS] = {.name = "parameters",
		.title = "Parameters",
		.help = "how many numbers were fitted",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[LOG_LIKELIHOOD] = {.name = "log_likelihood",
		.title = "Log-lik.",
		.help = "how likely it makes the visits; more is better",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
	[AIC] = {.name = "aic",
		.title = "AIC",
		.help = "the same with a price on each parameter; less is better",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
	[BIC] = {.name = "bic",
		.title = "BIC",
		.help = "the same with a higher price; less is better",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
	[CHECK_ERROR] = {.name = "check_error",
		.title = "Wrong by",
		.help = "in the test, visits it was wrong by as a share of those that came",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
};

/* All that is found out. */
struct search {
	mct_t *m;
	struct visit_log log;
	struct clientele clientele;
	struct holdout holdout;
	struct clientele_fit fits[VISIT_MODEL_KINDS];
	double errors[VISIT_MODEL_KINDS];
	int32_t check_days;
	bool asked; /* which model was asked for */
	enum visit_model_kind chosen;
};

static void search_free(struct search *s)
{
	visit_log_free(&s->log);
	clientele_free(&s->clientele);
	holdout_free(&s->holdout);
}

/* ---- looking --------------------------------------------------------------------------------- */

static int32_t first_day(const struct visit_log *log, int32_t otherwise)
{
	int32_t first = otherwise;

	for (size_t i = 0; i < log->count; i++)
		if (log->items[i].day < first)
			first = log->items[i].day;
	return first;
}

/* The last third, a year at most, of which the models are told nothing. */
static mct_status_t check(struct search *s, int32_t until)
{
	int32_t days = (until - first_day(&s->log, until)) / 3;
	mct_status_t st;

	days = days < 365 ? days : 365;
	if (days < CHECK_LEAST)
		return MCT_OK;
	st = holdout_read(s->m, &s->log, until - days, until, &s->holdout);
	for (int kind = 0; st == MCT_OK && kind < VISIT_MODEL_KINDS; kind++) {
		struct clientele_fit fit;

		st = clientele_fit(s->m, &s->holdout.clientele, (enum visit_model_kind)kind, &fit);
		if (st != MCT_OK)
			return st;
		holdout_predict(&s->holdout, &fit.visits.model);
		s->errors[kind] = HOLDOUT_ERROR(&s->holdout, expected);
	}
	if (st == MCT_OK && s->holdout.actual > 0)
		s->check_days = days;
	return st;
}

static mct_status_t find(struct search *s, int32_t until)
{
	mct_status_t st = visit_log_read(s->m, until, &s->log);

	if (st == MCT_OK)
		st = clientele_read(s->m, &s->log, until, &s->clientele);
	for (int kind = 0; st == MCT_OK && kind < VISIT_MODEL_KINDS; kind++)
		st = clientele_fit(
			s->m, &s->clientele, (enum visit_model_kind)kind, &s->fits[kind]);
	if (st != MCT_OK)
		return st;
	if (!s->asked)
		s->chosen = clientele_prefers(&s->fits[MIXED], &s->fits[MBGNBD]) ? MBGNBD : MIXED;
	return check(s, until);
}

/* ---- telling --------------------------------------------------------------------------------- */

/* What speaks for the choice, and beside it how the test ended. */
static void add_because(const struct search *s, struct buf *out)
{
	const struct clientele_fit *fit = &s->fits[s->chosen];
	const struct clientele *c = &s->clientele;

	if (s->asked)
		buf_adds(out, "it was asked for");
	else if (fit->rule == RULE_RHYTHM)
		buf_addf(out,
			"%zu clients are too few to learn from: it is taken as practices usually "
			"are",
			c->count);
	else if (fit->rule == RULE_HELD && c->returned < RETURNED_FITTED)
		buf_addf(out,
			"%zu clients with a second visit are few: it allows for the rhythm that "
			"clients of a massage practice usually have, each her own",
			c->returned);
	else if (fit->rule == RULE_HELD)
		buf_adds(out,
			"the visits alone do not settle the parameters: they are held by what is "
			"usual");
	else if (s->chosen == MIXED)
		buf_addf(out,
			"clients have rhythms, more and less even ones: BIC %.1f, against %.1f "
			"without (mbgnbd)",
			fit->visits.bic, s->fits[MBGNBD].visits.bic);
	else
		buf_addf(out, "the visits show no rhythm: BIC %.1f, against %.1f with one (mixed)",
			fit->visits.bic, s->fits[MIXED].visits.bic);
	if (s->check_days > 0 && s->errors[s->chosen] > HOLDOUT_ERROR(&s->holdout, last_year))
		buf_adds(out, "; but in the test \"as last year\" came nearer");
}

/* Of a logarithm's error, that of the number itself. */
static void set_parameters(
	const struct models *models, const struct visit_fit *fit, struct mct_model *out)
{
	out->parameter_count = models->visit_model_parameters(fit->model.kind);
	for (size_t i = 0; i < out->parameter_count; i++) {
		double value = exp(fit->model.logs[i]);

		out->parameters[i] = (struct mct_model_parameter){visit_parameter_names[i], value,
			value * sqrt(fmax(0, fit->covariance[i][i]))};
	}
}

static mct_status_t set_spend(const struct search *s, struct mct_model *out)
{
	struct spend_model spend;
	mct_status_t st = clientele_fit_spend(s->m, &s->clientele, &spend);
	double minor = pow(10, handle_money_digits(s->m)), p, more, gamma;

	if (st != MCT_OK || !isfinite(spend.logs[S_GAMMA]))
		return st;
	p = exp(spend.logs[S_P]);
	more = exp(spend.logs[S_Q]);
	gamma = exp(spend.logs[S_GAMMA]) / minor;
	out->spend[0] = (struct mct_model_parameter){"p", p, p * spend.errors[S_P]};
	out->spend[1] = (struct mct_model_parameter){"q", 1 + more, more * spend.errors[S_Q]};
	out->spend[2] = (struct mct_model_parameter){"gamma", gamma, gamma * spend.errors[S_GAMMA]};
	out->spend_count = 3;
	return MCT_OK;
}

static mct_status_t set_model(const struct search *s, int32_t until, struct mct_model *out)
{
	const struct clientele_fit *fit = &s->fits[s->chosen];
	struct buf because CLEANUP(buf_free) = {0};

	*out = (struct mct_model){.model = visit_model_names[s->chosen],
		.rule = outlook_rule_words[fit->rule],
		.log_likelihood = fit->visits.log_likelihood,
		.aic = fit->visits.aic,
		.bic = fit->visits.bic,
		.clients = (int64_t)s->clientele.fitted,
		.of_clients = (int64_t)s->clientele.count,
		.visits = (int64_t)s->clientele.visits,
		.unit = "weeks",
		.check_days = s->check_days};
	date_to_iso(until, out->until);
	set_parameters(s->clientele.models, &fit->visits, out);
	if (s->check_days > 0) {
		out->check_error = s->errors[s->chosen];
		out->check_last_year = HOLDOUT_ERROR(&s->holdout, last_year);
		out->check_own_rhythm = HOLDOUT_ERROR(&s->holdout, own_rhythm);
	}
	add_because(s, &because);
	snprintf(out->chosen_because, sizeof out->chosen_because, "%s", buf_str(&because));
	return set_spend(s, out);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void set_number(mct_rows_t *rows, size_t column, double number)
{
	const struct mct_value v = {.set = true, .number = number, .text = ""};

	row_set_value(rows, column, &v);
}

static mct_status_t add_candidate(
	const struct search *s, enum visit_model_kind kind, mct_rows_t *rows)
{
	const struct visit_fit *fit = &s->fits[kind].visits;
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	row_set_text(rows, MODEL, visit_model_names[kind]);
	if (kind == s->chosen)
		row_set_text(rows, CHOSEN, chosen_words[0]);
	row_set_integer(
		rows, PARAMETERS, (int64_t)s->clientele.models->visit_model_parameters(kind));
	set_number(rows, LOG_LIKELIHOOD, fit->log_likelihood);
	set_number(rows, AIC, fit->aic);
	set_number(rows, BIC, fit->bic);
	if (s->check_days > 0)
		set_number(rows, CHECK_ERROR, s->errors[kind]);
	return MCT_OK;
}

static mct_status_t add_rule(mct_rows_t *rows, const char *name, double error)
{
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	row_set_text(rows, MODEL, name);
	set_number(rows, CHECK_ERROR, error);
	return MCT_OK;
}

static mct_status_t add_candidates(const struct search *s, mct_rows_t *rows)
{
	mct_status_t st = MCT_OK;

	for (int kind = 0; st == MCT_OK && kind < VISIT_MODEL_KINDS; kind++)
		st = add_candidate(s, (enum visit_model_kind)kind, rows);
	if (st != MCT_OK || s->check_days == 0)
		return st;
	st = add_rule(rows, "as last year", HOLDOUT_ERROR(&s->holdout, last_year));
	if (st == MCT_OK)
		st = add_rule(rows, "own rhythm", HOLDOUT_ERROR(&s->holdout, own_rhythm));
	if (st == MCT_OK)
		st = add_rule(rows, "nobody comes back", 1);
	return st;
}

/* ---- the call -------------------------------------------------------------------------------- */

static mct_status_t read_query(
	struct search *s, const struct mct_model_query *query, int32_t *until)
{
	*until = query->until != NULL ? date_from_iso(query->until, strlen(query->until))
				      : handle_today(s->m);
	if (*until == DATE_NONE)
		return fail(s->m, MCT_INVALID, "write it as 2026-11-23", "\"%s\" is not a date",
			query->until);
	s->asked = query->model != NULL;
	if (!s->asked)
		return MCT_OK;
	for (int kind = 0; kind < VISIT_MODEL_KINDS; kind++)
		if (strcmp(query->model, visit_model_names[kind]) == 0) {
			s->chosen = (enum visit_model_kind)kind;
			return MCT_OK;
		}
	return fail(s->m, MCT_INVALID, "bgnbd, mbgnbd, mbgcnbd or mixed",
		"there is no model \"%s\"", query->model);
}

mct_status_t mct_model(mct_t *m, const struct mct_model_query *query, struct mct_model *model,
	mct_rows_t **candidates)
{
	struct search s CLEANUP(search_free) = {.m = m};
	struct mct_model found;
	mct_rows_t *rows = NULL;
	int32_t until;
	mct_status_t st = read_query(&s, query, &until);

	if (st == MCT_OK)
		st = find(&s, until);
	if (st == MCT_OK)
		st = set_model(&s, until, &found);
	if (st == MCT_OK)
		st = rows_of_table(m, fields, ARRAY_SIZE(fields), &rows);
	if (st == MCT_OK)
		st = add_candidates(&s, rows);
	st = rows_hand_out(rows, st, candidates);
	if (st == MCT_OK)
		*model = found;
	return st;
}
