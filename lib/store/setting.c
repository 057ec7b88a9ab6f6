/*
 * setting.c - the practice's settings: one table declares each with its default,
 * its check and its help; the file holds only what differs.
 * They live in the practice file, so that a copy of it is complete.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "store/history.h"
#include "store/statement.h"
#include "util/hours.h"
#include "util/money.h"
#include "util/ranking.h"
#include "util/text.h"

typedef mct_status_t check_fn(mct_t *m, const struct mct_setting *s, const char *value);

static mct_status_t refuse(
	mct_t *m, const struct mct_setting *s, const char *value, const char *hint)
{
	return fail(m, MCT_INVALID, hint, "%s cannot be \"%s\"", s->name, value);
}

static mct_status_t check_text(mct_t *m, const struct mct_setting *s, const char *value)
{
	return value[0] != '\0' ? MCT_OK : refuse(m, s, value, "leave it out for the default");
}

static mct_status_t check_currency(mct_t *m, const struct mct_setting *s, const char *value)
{
	return money_digits(value) >= 0
		? MCT_OK
		: refuse(m, s, value, "give its three letters, such as USD, EUR or GBP");
}

/* Amounts are kept as whole minor units of the one currency: in another they would be other sums.
 */
mct_status_t setting_check_currency_free(mct_t *m, const char *currency)
{
	static const char sql[] = "SELECT 1 FROM visit WHERE price IS NOT NULL OR tip IS NOT NULL "
				  "OR discount IS NOT NULL "
				  "UNION ALL SELECT 1 FROM rate "
				  "UNION ALL SELECT 1 FROM opening_balance "
				  "UNION ALL SELECT 1 FROM recommendation WHERE earned IS NOT NULL "
				  "UNION ALL SELECT 1 FROM event WHERE cost IS NOT NULL LIMIT 1";
	int64_t one;
	mct_status_t st = query_integer(m, &one, sql, "");

	if (st == MCT_ROW)
		return fail(m, MCT_REFUSED,
			"make another practice for another currency: mct init --db",
			"there are amounts in %s already", currency);
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t check_new_currency(mct_t *m, const struct mct_setting *s, const char *value)
{
	mct_status_t st = check_currency(m, s, value);

	if (st != MCT_OK || strcasecmp(value, mct_setting(m, s->name)) == 0)
		return st;
	return setting_check_currency_free(m, mct_setting(m, s->name));
}

static mct_status_t check_order(mct_t *m, const struct mct_setting *s, const char *value)
{
	bool known =
		strcmp(value, "dmy") == 0 || strcmp(value, "mdy") == 0 || strcmp(value, "ymd") == 0;

	return known ? MCT_OK : refuse(m, s, value, "dmy, mdy or ymd");
}

static mct_status_t check_days(mct_t *m, const struct mct_setting *s, const char *value)
{
	int days;

	return days_read(value, &days) && days > 0
		? MCT_OK
		: refuse(m, s, value, "write a length of time such as 4w or 30d");
}

static mct_status_t check_days_or_never(mct_t *m, const struct mct_setting *s, const char *value)
{
	int days;

	return strcmp(value, "never") == 0 || (days_read(value, &days) && days > 0)
		? MCT_OK
		: refuse(m, s, value, "write a length of time such as 1w or 10d, or never");
}

static mct_status_t check_number(mct_t *m, const struct mct_setting *s, const char *value)
{
	char *end;
	long number = strtol(value, &end, 10);

	return *value != '\0' && *end == '\0' && number >= 0 && number < 100000
		? MCT_OK
		: refuse(m, s, value, "write a whole number");
}

static mct_status_t check_percent(mct_t *m, const struct mct_setting *s, const char *value)
{
	mct_status_t st = check_number(m, s, value);

	return st != MCT_OK || strtol(value, NULL, 10) <= 100
		? st
		: refuse(m, s, value, "write a whole number from 0 to 100");
}

static mct_status_t check_keep(mct_t *m, const struct mct_setting *s, const char *value)
{
	struct history_keep keep;

	return history_keep_read(value, &keep)
		? MCT_OK
		: refuse(m, s, value, "write a length of time such as 1y, or a size such as 100MB");
}

static mct_status_t check_yes_or_no(mct_t *m, const struct mct_setting *s, const char *value)
{
	return strcmp(value, "yes") == 0 || strcmp(value, "no") == 0
		? MCT_OK
		: refuse(m, s, value, "yes or no");
}

static mct_status_t check_best(mct_t *m, const struct mct_setting *s, const char *value)
{
	return strcmp(value, "0") == 0 || strcmp(value, "10") == 0
		? MCT_OK
		: refuse(m, s, value, "0 when you ask for pain, 10 when you ask for well-being");
}

/* The C library takes what it does not know for UTC, without a word. */
static mct_status_t check_zone(mct_t *m, const struct mct_setting *s, const char *value)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789_+-/";
	struct buf path CLEANUP(buf_free) = {0};
	struct stat info;

	buf_addf(&path, "/usr/share/zoneinfo/%s", value);
	return value[0] != '\0' && value[0] != '/' && value[strspn(value, letters)] == '\0' &&
			stat(buf_str(&path), &info) == 0 && S_ISREG(info.st_mode)
		? MCT_OK
		: refuse(m, s, value, "write it as Europe/Berlin or America/New_York");
}

static mct_status_t check_hours(mct_t *m, const struct mct_setting *s, const char *value)
{
	int minutes[7];

	return hours_read_week(value, minutes)
		? MCT_OK
		: refuse(m, s, value, "write times of the week, as in mon-fri 9-17; sat 9-12");
}

const char *const setting_slot_parts[] = {"need", "fit", "loyalty", "value", NULL};

static mct_status_t check_slot_order(mct_t *m, const struct mct_setting *s, const char *value)
{
	double weights[ARRAY_SIZE(setting_slot_parts)];

	return ranking_read(value, setting_slot_parts, weights)
		? MCT_OK
		: refuse(m, s, value, "need, fit, loyalty and value in your order, by commas");
}

static const struct setting {
	struct mct_setting public;
	check_fn *check;
} settings[] = {
	{{"practice.name", "My practice", "the name of the practice"}, check_text},
	{{"practice.currency", "USD", "the one currency of the practice, ISO 4217"},
		check_new_currency},
	{{"date.order", "", "how 3/4/2026 is read: dmy, mdy or ymd; asked when needed"},
		check_order},
	{{"rebook.every", "4w", "the rhythm assumed while nobody's visits tell a better one"},
		check_days},
	{{"visit.late", "5", "from how many minutes on a visit counts as late"}, check_number},
	{{"client.of_age", "18", "the age from which a client gives consent herself"},
		check_number},
	{{"health.review", "26w", "how long a review of a client's health holds"}, check_days},
	{{"request.answer", "30d", "how soon a request for one's own data is to be answered"},
		check_days},
	{{"recommend.open", "1", "how many recommendations may be open with one client"},
		check_number},
	{{"recommend.year", "6", "how many recommendations a client is given in a year at most"},
		check_number},
	{{"feel.best", "0", "the end of feel_before and feel_after that is best: 0 or 10"},
		check_best},
	{{"practice.hours", "", "when one of you works in an ordinary week, kept apart by ;"},
		check_hours},
	{{"practice.me", "", "yourself as you stand in the book: a name or an id"}, check_text},
	{{"practice.timezone", "", "where it is, such as Europe/Berlin; else this machine's"},
		check_zone},
	{{"practice.market", "", "whom you want to serve, in words kept apart by ;"}, check_text},
	{{"practice.services", "", "what you do, in words kept apart by ;"}, check_text},
	{{"partner.touch", "8w", "how long a partner may be without a contact"}, check_days},
	{{"partner.renew", "8w", "how long before it runs out an agreement is due"}, check_days},
	{{"value.discount", "10", "by how many percent a year later money counts less"},
		check_number},
	{{"noshow.regular", "6", "visits a year, and in all, from which a client is a regular"},
		check_number},
	{{"noshow.late", "33", "percent of her visits a client may be late for and be on time"},
		check_percent},
	{{"noshow.free", "1", "how many misses a regular is let off in noshow.within"},
		check_number},
	{{"noshow.within", "1y", "for how long a miss counts against the next one"}, check_days},
	{{"noshow.share", "25",
		 "percent of what is expected of her in a year that a fee may be to be let off"},
		check_percent},
	{{"noshow.charge", "100", "percent of the price that a no-show costs"}, check_percent},
	{{"noshow.charge_late", "50", "percent of the price that a late cancellation costs"},
		check_percent},
	{{"noshow.notice", "24", "hours before which a cancellation is in time"}, check_number},
	{{"slot.order", "need,fit,loyalty,value",
		 "what decides whom a free hour is offered to first"},
		check_slot_order},
	{{"agreement.template", "", "what an agreement is drafted from, in your own words"},
		check_text},
	{{"mail.from", "", "from whom the weekly mail is; else from whom it is to"}, check_text},
	{{"mail.notes", "no", "whether health notes may stand in the weekly mail: yes or no"},
		check_yes_or_no},
	{{"history.keep", "1y", "how long, or how much, of the history is kept: 1y, 100MB"},
		check_keep},
	{{"backup.every", "1w",
		 "how old the last backup may be before mct check says so, or never"},
		check_days_or_never},
	{{"ideal.client", "", "your ideal client, in your own words"}, check_text},
};
_Static_assert(ARRAY_SIZE(settings) <= SETTINGS_MAX, "SETTINGS_MAX is too small");

const struct mct_setting *mct_setting_at(size_t i)
{
	return i < ARRAY_SIZE(settings) ? &settings[i].public : NULL;
}

static size_t setting_index(const char *name)
{
	size_t i = 0;

	while (i < ARRAY_SIZE(settings) && strcmp(settings[i].public.name, name) != 0)
		i++;
	return i;
}

/* What the practice says, over the default that stands there. */
static mct_status_t setting_read(mct_t *m, const char *name, struct buf *text)
{
	static const char sql[] = "SELECT value FROM setting WHERE name = ?";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &statement);
	const char *value;

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "t", name);
	st = statement_step(m, statement);
	if (st != MCT_ROW)
		return st;
	value = (const char *)sqlite3_column_text(statement, 0);
	buf_clear(text);
	if (value != NULL)
		buf_adds(text, value);
	return value != NULL && !text->failed ? st : fail_nomem(m);
}

/* A default that stands in for a value that cannot be read is not acted upon. */
static void setting_load(mct_t *m, size_t i)
{
	struct setting_value *value = &m->settings[i];
	mct_status_t st = MCT_DONE;

	buf_clear(&value->text);
	buf_adds(&value->text, settings[i].public.fallback);
	value->known = true;
	if (m->db != NULL)
		st = setting_read(m, settings[i].public.name, &value->text);
	if (st != MCT_ROW && st != MCT_DONE && handle_go_on(m) == MCT_OK)
		handle_break(m, sqlite3_errcode(m->db));
}

void settings_forget(mct_t *m)
{
	for (size_t i = 0; i < SETTINGS_MAX; i++)
		m->settings[i].known = false;
	m->money_digits = -1;
}

const char *mct_setting(mct_t *m, const char *name)
{
	size_t i = setting_index(name);

	if (i == ARRAY_SIZE(settings))
		return NULL;
	if (!m->settings[i].known)
		setting_load(m, i);
	return buf_str(&m->settings[i].text);
}

int64_t setting_number(mct_t *m, const char *name)
{
	return strtoll(mct_setting(m, name), NULL, 10);
}

bool setting_is_sound(mct_t *m, const struct mct_setting *s)
{
	const char *value = mct_setting(m, s->name);

	return strcmp(value, s->fallback) == 0 ||
		settings[setting_index(s->name)].check(m, s, value) == MCT_OK;
}

/* "usd" and "DMY" are kept as USD and dmy. */
static void add_letters(check_fn *check, const char *value, struct buf *out)
{
	for (char c; (c = *value) != '\0'; value++) {
		if (check == check_new_currency && c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		buf_addc(out, check == check_order ? text_lower(c) : c);
	}
}

mct_status_t mct_setting_set(mct_t *m, const char *name, const char *value)
{
	static const char upsert[] = "INSERT INTO setting (name, value) VALUES (?1, ?2) "
				     "ON CONFLICT (name) DO UPDATE SET value = excluded.value "
				     "WHERE value <> excluded.value";
	static const char delete[] = "DELETE FROM setting WHERE name = ?1";
	struct buf kept CLEANUP(buf_free) = {0};
	size_t i = setting_index(name);
	sqlite3_stmt *statement;
	mct_status_t st;

	if (i == ARRAY_SIZE(settings))
		return fail(m, MCT_NOTFOUND, NULL, "\"%s\" is not a setting", name);
	if (value != NULL) {
		add_letters(settings[i].check, value, &kept);
		value = buf_str(&kept);
	}
	st = value != NULL ? settings[i].check(m, &settings[i].public, value) : MCT_OK;
	if (st == MCT_OK)
		st = handle_writing(m, "mct_setting_set()");
	if (st == MCT_OK)
		st = statement_get(m, value != NULL ? upsert : delete, &statement);
	if (st != MCT_OK)
		return st;
	statement_bind(statement, value != NULL ? "tt" : "t", name, value);
	m->settings[i].known = false;
	m->money_digits = -1;
	return statement_run(m, statement);
}
