/*
 * missed.c - a fee is only for what was missed, and notice only for what was called off.
 */
#include "practice/missed.h"

#include <string.h>

#include "practice/rate.h"
#include "practice/visit.h"
#include "practice/visit_fields.h"

mct_status_t missed_price(
	mct_t *m, const char *date, int64_t minutes, bool late_cancel, int64_t *price)
{
	int64_t whole;
	int64_t percent = setting_number(m, late_cancel ? "noshow.charge_late" : "noshow.charge");
	mct_status_t st = rate_price(m, date, minutes, &whole);

	if (st == MCT_OK)
		*price = (whole * percent + 50) / 100;
	return st;
}

static mct_status_t follow_fee(mct_record_t *r)
{
	struct mct_value price = {.text = ""};
	mct_status_t st;

	if (!r->how.from_people || !record_is_changed(r, MISSED_FEE) || record_is_changed(r, PRICE))
		return MCT_OK;
	if (strcmp(record_text(r, MISSED_FEE), MISSED_WAIVED) == 0) {
		record_put(r, PRICE, &price);
		return MCT_OK;
	}
	if (record_value(r, PRICE)->set || !record_value(r, MINUTES)->set ||
		record_text(r, DATE) == NULL)
		return MCT_OK;
	st = missed_price(r->m, record_text(r, DATE), record_value(r, MINUTES)->integer,
		visit_is(r, "late_cancel"), &price.integer);
	price.set = st == MCT_OK;
	if (price.set)
		record_put(r, PRICE, &price);
	return st == MCT_NOTFOUND ? MCT_OK : st;
}

/* Notice that is long enough makes it no miss at all. */
static void check_notice(mct_record_t *r)
{
	const char *hours = mct_setting(r->m, "noshow.notice");

	if (record_value(r, NOTICE)->set && r->how.from_people && visit_is(r, "late_cancel") &&
		record_value(r, NOTICE)->integer >= 60 * setting_number(r->m, "noshow.notice"))
		problem_add(r->m, MCT_REFUSED, "notice", NULL,
			"then it was called off in time: mct visit edit VISIT --outcome cancelled",
			"%s hours are notice enough (noshow.notice)", hours);
}

mct_status_t missed_check(mct_record_t *r)
{
	bool called_off = visit_is(r, "late_cancel") || visit_is(r, "cancelled");
	bool missed = visit_is(r, "no_show") || visit_is(r, "late_cancel");
	const char *fee = record_text(r, MISSED_FEE);

	if (record_value(r, NOTICE)->set && !called_off && record_text(r, OUTCOME) != NULL)
		problem_add(r->m, MCT_INVALID, "notice", NULL,
			"clear it with --notice \"\", or say --outcome late_cancel",
			"notice is for a session that was called off; this one is %s",
			record_text(r, OUTCOME));
	if (fee != NULL && !missed && record_text(r, OUTCOME) != NULL)
		problem_add(r->m, MCT_INVALID, "missed_fee", fee,
			"clear it with --missed-fee \"\", or say --outcome no_show",
			"\"%s\" is for a session that was missed; this one is %s", fee,
			record_text(r, OUTCOME));
	check_notice(r);
	return fee != NULL && missed ? follow_fee(r) : MCT_OK;
}
