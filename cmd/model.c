/*
 * model.c - "mct value model": which customer-base model explains the visits, with its
 * parameters, and how all did in a test.
 */
#include <stdio.h>
#include <string.h>

#include "nouns.h"
#include "run.h"
#include "sink.h"
#include "util/date.h"
#include "util/json.h"

struct model_args {
	const char *model, *until;
};
#define ARG(member) offsetof(struct model_args, member)

#define AUTO "auto"
static const char *const models[] = {AUTO, "bgnbd", "mbgnbd", "mbgcnbd", "mixed", NULL};

static const struct opt opts[] = {
	{.name = "model",
		.type = OPT_CHOICE,
		.offset = ARG(model),
		.value = "WORD",
		.help = "this one; auto: what suits the visits",
		.choices = models},
	{.name = "until",
		.type = OPT_DATE,
		.offset = ARG(until),
		.value = "DATE",
		.help = "learn from the visits to the end of that day"},
	{0},
};

/* ---- for programs ---------------------------------------------------------------------------- */

/* To seven digits, which are more than any of it is known to. */
static void add_number(struct json *j, const char *key, double number)
{
	char digits[40];

	snprintf(digits, sizeof digits, "%.7g", number);
	json_key(j, key);
	json_number(j, digits);
}

static void add_parameters(struct json *j, const char *key,
	const struct mct_model_parameter *parameters, size_t count, bool errors)
{
	json_key(j, key);
	json_open(j, '{');
	for (size_t i = 0; i < count; i++) {
		const struct mct_model_parameter *p = &parameters[i];

		if (errors && p->error <= 0) {
			json_key(j, p->name);
			json_null(j);
		} else {
			add_number(j, p->name, errors ? p->error : p->value);
		}
	}
	json_close(j, '}');
}

static void add_count(struct json *j, const char *key, int64_t count)
{
	json_key(j, key);
	json_int(j, count);
}

static void add_check(struct json *j, const struct mct_model *model)
{
	json_key(j, "check");
	if (model->check_days == 0) {
		json_null(j);
		return;
	}
	json_open(j, '{');
	add_count(j, "days", model->check_days);
	add_number(j, "error", model->check_error);
	add_number(j, "last_year", model->check_last_year);
	add_number(j, "own_rhythm", model->check_own_rhythm);
	json_close(j, '}');
}

static void add_text(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_text(j, text);
}

static void add_candidate(struct run *r, struct json *j, const mct_rows_t *rows)
{
	json_open(j, '{');
	for (size_t i = 0; i < mct_rows_width(rows); i++) {
		const mct_field_t *f = mct_rows_column(rows, i);
		struct mct_value v;

		mct_rows_value(rows, i, &v);
		if (!v.set)
			continue;
		json_key(j, mct_field_name(f));
		sink_json_value(r->m, j, f, &v);
	}
	json_close(j, '}');
}

static void add_candidates(struct run *r, struct json *j, mct_rows_t *rows)
{
	json_key(j, "candidates");
	json_open(j, '[');
	while (mct_rows_next(rows) == MCT_ROW)
		add_candidate(r, j, rows);
	json_close(j, ']');
}

static void add_model(
	struct run *r, struct buf *out, const struct mct_model *model, mct_rows_t *candidates)
{
	struct json j = {.out = out};

	json_open(&j, '{');
	add_text(&j, "model", model->model);
	add_parameters(&j, "params", model->parameters, model->parameter_count, false);
	add_parameters(&j, "standard_errors", model->parameters, model->parameter_count, true);
	add_number(&j, "log_likelihood", model->log_likelihood);
	add_number(&j, "aic", model->aic);
	add_number(&j, "bic", model->bic);
	add_count(&j, "clients", model->clients);
	add_count(&j, "of_clients", model->of_clients);
	add_count(&j, "visits", model->visits);
	add_text(&j, "until", model->until);
	add_text(&j, "unit", model->unit);
	add_text(&j, "rule", model->rule);
	add_text(&j, "chosen_because", model->chosen_because);
	add_parameters(&j, "spend", model->spend, model->spend_count, false);
	add_parameters(&j, "spend_standard_errors", model->spend, model->spend_count, true);
	add_check(&j, model);
	add_candidates(r, &j, candidates);
	json_close(&j, '}');
	buf_addc(out, '\n');
}

/* ---- for people ------------------------------------------------------------------------------ */

static void say_parameters(
	struct run *r, const struct mct_model_parameter *parameters, size_t count, const char *of)
{
	struct buf line CLEANUP(buf_free) = {0};

	for (size_t i = 0; i < count; i++) {
		buf_addf(&line, "%s%s %.3f", i > 0 ? ", " : "", parameters[i].name,
			parameters[i].value);
		if (parameters[i].error > 0)
			buf_addf(&line, " (%.3f)", parameters[i].error);
	}
	if (count > 0)
		run_say(r, "%s, with standard errors: %s.", of, buf_str(&line));
}

static void say_check(struct run *r, const struct mct_model *model)
{
	if (model->check_days == 0) {
		run_say(r, "There are too few days of visits to put it to the test.");
		return;
	}
	run_say(r,
		"The test: fitted without the last %lld days, and held against them. It was wrong "
		"by %.0f %% of the visits that came; \"as last year\" by %.0f %%, each one's own "
		"rhythm by %.0f %%.",
		(long long)model->check_days, 100 * model->check_error,
		100 * model->check_last_year, 100 * model->check_own_rhythm);
}

static int say_model(struct run *r, const struct mct_model *model, mct_rows_t *candidates)
{
	struct buf until CLEANUP(buf_free) = {0};

	run_say(r, "Model %s (%s), since %s.", model->model, model->rule, model->chosen_because);
	date_to_human(date_from_iso(model->until, strlen(model->until)), false, &until);
	run_say(r, "Learnt from %lld of %lld clients, %lld visit days until %s; time is in %s.",
		(long long)model->clients, (long long)model->of_clients, (long long)model->visits,
		buf_str(&until), model->unit);
	say_parameters(r, model->parameters, model->parameter_count, "Visits");
	say_parameters(r, model->spend, model->spend_count, "Spend of a visit");
	say_check(r, model);
	if (!run_for_programs(r))
		buf_addc(out_buf(&r->out), '\n');
	return run_rows(r, candidates, NULL);
}

static int show(struct run *r, void *args)
{
	const struct model_args *a = args;
	struct mct_model_query query = {.until = r->globals.as_of};
	struct mct_model model;
	mct_rows_t *candidates;
	char iso[11];

	if (a->model != NULL && strcmp(a->model, AUTO) != 0)
		query.model = a->model;
	if (a->until != NULL) {
		if (mct_read_date(r->m, a->until, iso) != MCT_OK)
			return run_fail(r);
		query.until = iso;
	}
	if (mct_model(r->m, &query, &model, &candidates) != MCT_OK)
		return run_fail(r);
	if (!r->globals.json)
		return say_model(r, &model, candidates);
	add_model(r, out_buf(&r->out), &model, candidates);
	mct_rows_free(candidates);
	return EXIT_DONE;
}

static const char *const examples[] = {
	"value model", "value model --until \"31 dec\"", "value model --model mbgnbd --json", NULL};

const struct cmd cmd_value_model = {.name = "model",
	.summary = "what is learnt of the practice, and how well that does",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct model_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = show};
