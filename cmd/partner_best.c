/*
 * partner_best.c - "mct partner best": which partner could fill the practice, and below it
 * the arithmetic of the nearest one, line by line.
 */
#include <string.h>

#include "nouns.h"
#include "run.h"
#include "sink.h"

struct best_args {
	const char *who;
};

static const struct opt opts[] = {
	{.name = "PARTNER",
		.type = OPT_OPERAND,
		.offset = offsetof(struct best_args, who),
		.help = "only this one; without it all, the nearest first",
		.entity = "partner"},
	{0},
};

/* ---- the arithmetic -------------------------------------------------------------------------- */

/* The row whose figures are told, and how full the practice is. */
struct reckoning {
	struct run *r;
	mct_rows_t *rows;
	const struct mct_capacity *c;
};

static struct mct_value value_of(const struct reckoning *k, enum mct_best_column column)
{
	struct mct_value v;

	mct_rows_value(k->rows, column, &v);
	return v;
}

/* "8", "7.5": one decimal where there is one. */
static void add_number(struct buf *out, double number)
{
	int64_t tenths = (int64_t)(number * 10 + 0.5);

	buf_addf(out, tenths % 10 == 0 ? "%.0f" : "%.1f", (double)tenths / 10);
}

/* "34 h 14 min": to the minute, so that it can be reckoned again. */
static void add_hours(struct buf *out, int64_t minutes)
{
	buf_addf(out, "%lld h", (long long)(minutes / 60));
	if (minutes % 60 != 0)
		buf_addf(out, " %lld min", (long long)(minutes % 60));
}

/* "9.58", "9.6", "9": what is reckoned with. */
static void add_exact(struct buf *out, double number)
{
	size_t before = out->len;

	buf_addf(out, "%.2f", number);
	while (out->len > before && out->data[out->len - 1] == '0')
		buf_truncate(out, out->len - 1);
	if (out->len > before && out->data[out->len - 1] == '.')
		buf_truncate(out, out->len - 1);
}

/* "once", "twice", "2.5 times" */
static void add_times(struct buf *out, double times)
{
	struct buf number CLEANUP(buf_free) = {0};

	add_exact(&number, times);
	if (strcmp(buf_str(&number), "1") == 0)
		buf_adds(out, "once");
	else if (strcmp(buf_str(&number), "2") == 0)
		buf_adds(out, "twice");
	else
		buf_addf(out, "%s times", buf_str(&number));
}

#define LABEL_COLUMNS 9

static void say(const struct reckoning *k, const char *label, const struct buf *line)
{
	struct buf *out = out_buf(&k->r->out);

	buf_addf(out, "%-*s ", LABEL_COLUMNS, label);
	sink_add_wrapped(
		out, &k->r->term, STYLE_PLAIN, LABEL_COLUMNS + 1, buf_str(line), line->len);
}

static void say_free(const struct reckoning *k)
{
	const struct mct_capacity *c = k->c;
	struct buf line CLEANUP(buf_free) = {0};

	if (c->work == 0) {
		buf_adds(&line,
			"not known: say when you work, as in: mct config set "
			"practice.hours \"mon-fri 9-17; sat 10-14\"");
		say(k, "free", &line);
		return;
	}
	add_hours(&line, c->work / c->therapists);
	buf_adds(&line, " a week (practice.hours)");
	if (c->therapists > 1)
		buf_addf(&line, " x %lld therapists", (long long)c->therapists);
	buf_adds(&line, " - ");
	if (c->booked > c->given) {
		add_hours(&line, c->booked);
		buf_adds(&line, " booked in the next seven days = ");
	} else {
		add_hours(&line, c->given);
		buf_adds(&line, " of sessions (the mean of ");
		add_number(&line, c->weeks);
		buf_adds(&line, " weeks) = ");
	}
	add_hours(&line, c->free);
	say(k, "free", &line);
}

static void say_needed(const struct reckoning *k)
{
	struct mct_value regulars = value_of(k, MCT_BEST_REGULARS);
	struct buf line CLEANUP(buf_free) = {0};

	if (k->c->regulars > 0) {
		add_number(&line, k->c->regular);
		buf_adds(&line, " min a week, ");
		if (k->c->regulars == 1)
			buf_adds(&line, "as the one who");
		else
			buf_addf(&line, "the middle of the %lld who", (long long)k->c->regulars);
		buf_adds(&line, " came three times or more in a year");
		say(k, "a regular", &line);
	}
	if (!regulars.set)
		return;
	buf_clear(&line);
	add_hours(&line, k->c->free);
	buf_adds(&line, " / ");
	add_number(&line, k->c->regular);
	buf_addf(&line, " min = %lld more who stay", (long long)regulars.integer);
	say(k, "needed", &line);
}

static void say_to_send(const struct reckoning *k)
{
	struct mct_value regulars = value_of(k, MCT_BEST_REGULARS),
			 share = value_of(k, MCT_BEST_STAY_SHARE),
			 needed = value_of(k, MCT_BEST_NEEDED), reach = value_of(k, MCT_BEST_REACH),
			 of_reach = value_of(k, MCT_BEST_SHARE_OF_REACH);
	struct buf line CLEANUP(buf_free) = {0};

	if (!needed.set)
		return;
	buf_addf(&line, "%lld / %.1f%% who stay = %lld to be sent", (long long)regulars.integer,
		100 * share.number, (long long)needed.integer);
	if (of_reach.set && of_reach.number <= 1) {
		buf_adds(&line, ", one in ");
		add_number(&line, 1 / of_reach.number);
		buf_addf(&line, " of their %lld customers", (long long)reach.integer);
	} else if (of_reach.set) {
		buf_addf(&line, ", more than their %lld customers", (long long)reach.integer);
	}
	say(k, "to send", &line);
}

static void say_told(const struct reckoning *k)
{
	struct mct_value reach = value_of(k, MCT_BEST_REACH), times = value_of(k, MCT_BEST_TIMES),
			 told = value_of(k, MCT_BEST_TOLD);
	struct buf line CLEANUP(buf_free) = {0};

	if (!told.set)
		return;
	buf_addf(&line, "%lld customers, ", (long long)reach.integer);
	add_times(&line, times.number);
	buf_addf(&line, " a year = %lld", (long long)told.integer);
	say(k, "told", &line);
}

static void say_come(const struct reckoning *k)
{
	struct mct_value from = value_of(k, MCT_BEST_FROM), sent = value_of(k, MCT_BEST_SENT),
			 since = value_of(k, MCT_BEST_SINCE_YEARS),
			 pace = value_of(k, MCT_BEST_SENT_A_YEAR),
			 each = value_of(k, MCT_BEST_PER_1000);
	struct buf line CLEANUP(buf_free) = {0};

	if (!pace.set)
		return;
	if (strcmp(from.text, "own") == 0) {
		buf_addf(&line, "%lld sent in ", (long long)sent.integer);
		add_exact(&line, since.number);
		buf_adds(&line, " years = ");
		add_exact(&line, pace.number);
		buf_adds(&line, " a year");
		if (each.set)
			buf_addf(&line, ", %.2f of 1000 who are told", each.number);
	} else {
		buf_addf(&line, "nobody yet; %.2f of 1000, as with all your partners, would be ",
			each.number);
		add_exact(&line, pace.number);
		buf_adds(&line, " a year");
	}
	say(k, "come", &line);
}

#define MONTHS 12

static void say_years(const struct reckoning *k)
{
	struct mct_value years = value_of(k, MCT_BEST_YEARS),
			 pace = value_of(k, MCT_BEST_SENT_A_YEAR),
			 needed = value_of(k, MCT_BEST_NEEDED), times = value_of(k, MCT_BEST_TIMES);
	struct buf line CLEANUP(buf_free) = {0};

	if (!years.set)
		return;
	buf_addf(&line, "%lld / ", (long long)needed.integer);
	add_exact(&line, pace.number);
	buf_adds(&line, " a year = ");
	add_number(&line, years.number);
	buf_adds(&line, " years, if those who come keep coming");
	say(k, "it takes", &line);
	if (years.number <= 1)
		return;
	buf_clear(&line);
	buf_adds(&line, "within one year: ");
	add_number(&line, years.number);
	buf_adds(&line, " times as many");
	if (times.set && times.number > 0 && times.number < MONTHS) {
		buf_adds(&line, "; told every month instead of ");
		add_times(&line, times.number);
		buf_adds(&line, " a year: ");
		add_number(&line, years.number * times.number / MONTHS);
		buf_adds(&line, " years, if it brings as many every time");
	}
	say(k, "sooner", &line);
}

static void say_worth(const struct reckoning *k)
{
	struct mct_value each = value_of(k, MCT_BEST_WORTH_EACH);
	struct buf line CLEANUP(buf_free) = {0};
	size_t length;

	if (!each.set)
		return;
	buf_adds(&line,
		mct_value_text(k->r->m, mct_rows_column(k->rows, MCT_BEST_WORTH_EACH), &each,
			MCT_FORM_HUMAN, &length));
	buf_adds(&line, " so far from each who was sent");
	say(k, "worth", &line);
}

static void say_missing(const struct reckoning *k)
{
	struct mct_value missing = value_of(k, MCT_BEST_MISSING);
	struct buf line CLEANUP(buf_free) = {0};

	if (!missing.set)
		return;
	buf_adds(&line, missing.text);
	say(k, "not known", &line);
}

static void tell(const struct reckoning *k)
{
	run_say(k->r, "\nThe arithmetic of %s", run_safe(k->r, value_of(k, MCT_BEST_PARTNER).text));
	say_free(k);
	if (k->c->work > 0 && k->c->free == 0) {
		run_say(k->r, "You are full.");
		return;
	}
	say_needed(k);
	say_to_send(k);
	say_told(k);
	say_come(k);
	say_years(k);
	say_worth(k);
	say_missing(k);
}

/* ---- the command ----------------------------------------------------------------------------- */

/* The arithmetic of the first row. */
static int show_arithmetic(struct run *r, const struct mct_partner_best_query *query)
{
	struct mct_capacity capacity;
	mct_rows_t *rows;

	if (mct_partner_best(r->m, query, &capacity, &rows) != MCT_OK)
		return run_fail(r);
	if (mct_rows_next(rows) == MCT_ROW)
		tell(&(const struct reckoning){r, rows, &capacity});
	mct_rows_free(rows);
	return EXIT_DONE;
}

static int best(struct run *r, void *args)
{
	const struct best_args *a = args;
	struct mct_partner_best_query query = {.as_of = r->globals.as_of};
	struct mct_capacity capacity;
	mct_rows_t *rows;
	int64_t count;
	int code = EXIT_DONE;

	if (a->who != NULL)
		code = choose(r, mct_entity_named("partner"), a->who, &query.partner);
	if (code != EXIT_DONE)
		return code;
	if (mct_partner_best(r->m, &query, &capacity, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r, "There are no partners yet. Look for one with: mct partner find");
	if (code != EXIT_DONE || count == 0 || run_for_programs(r) || r->globals.columns != NULL ||
		r->globals.quiet)
		return code;
	return show_arithmetic(r, &query);
}

static const char *const examples[] = {"partner best", "partner best core", NULL};
const struct cmd cmd_partner_best = {.name = "best",
	.summary = "which partner could fill the practice",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct best_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = best};
