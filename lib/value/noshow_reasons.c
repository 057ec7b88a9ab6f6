/*
 * noshow_reasons.c - why the rule lets a client off or charges her, in words.
 */
#include <math.h>
#include <string.h>

#include "practice/rhythm.h"
#include "util/date.h"
#include "util/money.h"
#include "value/noshow.h"

static void add_money(const struct noshow *n, double amount, struct buf *out)
{
	money_to_human(llround(amount), mct_setting(n->m, "practice.currency"), out);
}

static void say_notice(const struct noshow *n, struct buf *out)
{
	buf_addf(out, "she called it off %lld hours before, and %lld are enough",
		(long long)n->notice / 60, (long long)n->rule.notice);
}

static void say_rhythm(double a_year, double years, struct buf *out)
{
	double times = round(a_year * 10) / 10;

	if (times == 1 || times == 2)
		buf_addf(out, "she comes %s a year", times == 1 ? "once" : "twice");
	else
		buf_addf(out, "she comes %.3g times a year", times);
	buf_addf(out, ", for %.1f years", years);
}

static void say_regular(const struct noshow *n, enum noshow_standing standing, struct buf *out)
{
	const struct client_sums *c = sums_of(&n->sums, n->client);
	double a_year = noshow_fact(c, NOSHOW_VISITS_PER_YEAR, n->day);

	if (c->visits == 0)
		buf_adds(out, "she has not been here yet");
	else if (isnan(a_year) || (c->visits < n->rule.regular && a_year >= n->rule.regular))
		buf_addf(out, "she has been here %lld time%s so far", (long long)c->visits,
			c->visits == 1 ? "" : "s");
	else
		say_rhythm(a_year, noshow_fact(c, NOSHOW_YEARS, n->day), out);
	if (standing == SPEAKS_AGAINST_HER)
		buf_addf(out, ", and a regular %lld times a year or more",
			(long long)n->rule.regular);
}

static void say_on_time(const struct noshow *n, enum noshow_standing standing, struct buf *out)
{
	const struct client_sums *c = sums_of(&n->sums, n->client);

	if (standing == SPEAKS_NEITHER_WAY)
		return;
	if (standing == SPEAKS_AGAINST_HER)
		buf_addf(out, "she was late for %lld of %lld visits", (long long)c->late,
			(long long)c->visits);
	else
		buf_addf(out, "she was on time for %lld of %lld visits",
			(long long)(c->visits - c->late), (long long)c->visits);
}

static void add_day(const char *iso, struct buf *out)
{
	date_to_human(date_from_iso(iso, strlen(iso)), false, out);
}

static void say_earlier(const struct noshow *n, struct buf *out)
{
	if (n->earlier == 0) {
		buf_adds(out,
			n->missed == 0 ? "she has never missed one before"
				       : "she has missed none since ");
		if (n->missed > 0)
			add_day(n->since, out);
		return;
	}
	buf_addf(out, "she missed %lld before since ", (long long)n->earlier);
	add_day(n->since, out);
	buf_adds(out, n->earlier > 1 ? ", the last on " : ", on ");
	add_day(n->last, out);
}

static void say_stake(const struct noshow *n, enum noshow_standing standing, struct buf *out)
{
	if (standing == SPEAKS_NEITHER_WAY)
		return;
	buf_adds(out, "the fee of ");
	add_money(n, (double)n->fee, out);
	if (n->expected < 1) {
		buf_adds(out, " stands against nothing that is expected of her");
		return;
	}
	buf_addf(out, " is %.0f %% of the ", 100 * n->verdict.fee_share);
	add_money(n, n->expected, out);
	buf_adds(out, " expected of her in a year");
	if (standing == SPEAKS_AGAINST_HER)
		buf_addf(out, ", more than %lld %%", (long long)n->rule.share);
}

static void say_ground(const struct noshow *n, enum noshow_ground ground,
	enum noshow_standing standing, struct buf *out)
{
	switch (ground) {
	case GROUND_NOTICE:
		say_notice(n, out);
		break;
	case GROUND_REGULAR:
		say_regular(n, standing, out);
		break;
	case GROUND_ON_TIME:
		say_on_time(n, standing, out);
		break;
	case GROUND_EARLIER:
		say_earlier(n, out);
		break;
	default:
		say_stake(n, standing, out);
		break;
	}
}

/* What decided: all that speaks for her, or what speaks against her. */
void noshow_add_reasons(const struct noshow *n, struct buf *out)
{
	enum noshow_standing wanted = n->verdict.waive ? SPEAKS_FOR_HER : SPEAKS_AGAINST_HER;
	bool in_time = n->verdict.grounds[GROUND_NOTICE] == SPEAKS_FOR_HER;

	for (int i = 0; i < (in_time ? GROUND_NOTICE + 1 : NOSHOW_GROUNDS); i++) {
		if (n->verdict.grounds[i] != wanted)
			continue;
		buf_adds(out, out->len > 0 ? "; " : "");
		say_ground(n, (enum noshow_ground)i, wanted, out);
	}
}

void noshow_add_rule(const struct noshow *n, struct buf *out)
{
	const struct noshow_rule *r = &n->rule;
	struct buf within CLEANUP(buf_free) = {0};
	int days = 0;

	days_read(mct_setting(n->m, "noshow.within"), &days);
	days_to_words(days, &within);
	buf_addf(out,
		"let off a regular (%lld visits a year or more, and as many in all) who is late "
		"for at most %lld %% of them, for %lld miss%s in %s, where the fee is at most "
		"%lld %% of what is expected of her in a year; else charge",
		(long long)r->regular, (long long)r->late, (long long)r->free,
		r->free == 1 ? "" : "es", buf_str(&within), (long long)r->share);
}
