/*
 * practice.c - a new practice: the file, its settings and the price of an hour.
 * Either all of it is made or nothing is left on the disk.
 */
#include <strings.h>
#include <sys/stat.h>

#include "practice/rate.h"
#include "record/type.h"
#include "store/draft.h"
#include "store/open.h"
#include "util/money.h"

static bool is_date_order(const char *text)
{
	for (unsigned order = DATE_ORDER_YMD; order <= DATE_ORDER_MDY; order <<= 1)
		if (strcasecmp(text, date_order_name((enum date_order)order)) == 0)
			return true;
	return false;
}

/* The price of an hour has the decimals of the currency that goes with it. */
static void check_rate(mct_t *m, const char *rate, const char *currency)
{
	int digits = money_digits(currency != NULL ? currency : "USD");
	int64_t amount;

	if (digits < 0)
		return;
	m->money_digits = digits;
	if (type_read_money(m, "rate", rate, &amount) != MCT_OK)
		problem_add(
			m, m->error.status, "rate", rate, m->error.hint, "%s", m->error.message);
	m->money_digits = -1;
}

mct_status_t mct_practice_check(mct_t *m, const struct mct_practice *practice)
{
	problems_clear(m);
	if (practice->name != NULL && practice->name[0] == '\0')
		problem_add(m, MCT_INVALID, "practice", "", "leave it out for \"My practice\"",
			"the name of the practice is empty");
	if (practice->currency != NULL && money_digits(practice->currency) < 0)
		problem_add(m, MCT_INVALID, "currency", practice->currency,
			"give its three letters, such as USD, EUR or GBP",
			"currency \"%s\" is not known", practice->currency);
	if (practice->rate != NULL)
		check_rate(m, practice->rate, practice->currency);
	if (practice->date_order != NULL && !is_date_order(practice->date_order))
		problem_add(m, MCT_INVALID, "date_order", practice->date_order,
			"dmy for 23/11, mdy for 11/23, ymd for 2026/11/23",
			"date order \"%s\" is not one", practice->date_order);
	return m->problem_count > 0 ? fail_with_problems(m) : MCT_OK;
}

static mct_status_t settle(mct_t *m, const struct mct_practice *practice)
{
	const struct {
		const char *name, *value;
	} settings[] = {
		{"practice.name", practice->name},
		{"practice.currency", practice->currency},
		{"date.order", practice->date_order},
	};
	mct_status_t st = mct_begin(m, "init", MCT_OPEN_WRITE);

	for (size_t i = 0; st == MCT_OK && i < ARRAY_SIZE(settings); i++)
		if (settings[i].value != NULL)
			st = mct_setting_set(m, settings[i].name, settings[i].value);
	if (st == MCT_OK && practice->rate != NULL)
		st = rate_add(m, practice->rate, handle_today(m));
	return st == MCT_OK ? mct_commit(m) : st;
}

/* All of it in a draft, which then gets the name at once: a machine that stops in between leaves
 * nothing that would stand in the way. */
static mct_status_t make(mct_t *m, const char *path, const struct mct_practice *practice)
{
	struct draft d CLEANUP(draft_drop) = {.fd = -1};
	mct_status_t st = draft_begin(m, path, path_name(path), &d);

	if (st == MCT_OK)
		st = store_fill(m, d.path);
	if (st == MCT_OK)
		st = settle(m, practice);
	store_close(m);
	if (st == MCT_OK)
		st = draft_sync(m, &d);
	return st == MCT_OK ? draft_keep(m, &d) : st;
}

mct_status_t mct_create(mct_t *m, const char *path, const struct mct_practice *practice)
{
	struct stat info;
	mct_status_t st = mct_practice_check(m, practice);

	if (st == MCT_OK && lstat(path, &info) == 0)
		st = fail(m, MCT_EXISTS, "use it as it is, or name another with --db",
			"there is a file \"%s\" already", path);
	if (st == MCT_OK)
		st = folders_make(m, path);
	if (st == MCT_OK)
		st = make(m, path, practice);
	return st == MCT_OK ? mct_open(m, path, MCT_OPEN_WRITE) : st;
}
