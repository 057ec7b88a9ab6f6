/*
 * handle.c - making and freeing the handle, its failures and its clock.
 * A failure is one message with its subject, field and line; the strings live on
 * the handle until the next one.
 */
#include "store/handle.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/open.h"
#include "util/money.h"

mct_status_t mct_new(mct_t **out)
{
	mct_t *m = calloc(1, sizeof *m);

	if (m == NULL)
		return MCT_NOMEM;
	m->clock.today = DATE_NONE;
	m->money_digits = -1;
	m->refusals = buf_refusals();
	m->error = (struct mct_error){.message = "", .hint = "", .field = "", .value = ""};
	*out = m;
	return MCT_OK;
}

mct_t *mct_free(mct_t *m)
{
	if (m == NULL)
		return NULL;
	store_close(m);
	for (size_t i = 0; i < PROBLEMS_MAX; i++)
		buf_free(&m->problems[i].text);
	for (size_t i = 0; i < SETTINGS_MAX; i++)
		buf_free(&m->settings[i].text);
	buf_free(&m->last.text);
	buf_free(&m->scratch);
	free(m);
	return NULL;
}

const char *mct_version(void)
{
	return MCT_VERSION;
}

/* Packs the four strings one after the other, since `text` may move while it grows. */
static void problem_set(struct problem *p, mct_status_t status, const char *field,
	const char *value, const char *hint, const char *format, va_list ap)
{
	size_t value_at, hint_at, field_at;

	buf_clear(&p->text);
	buf_vaddf(&p->text, format, ap);
	buf_addc(&p->text, '\0');
	hint_at = p->text.len;
	buf_adds(&p->text, hint != NULL ? hint : "");
	buf_addc(&p->text, '\0');
	field_at = p->text.len;
	buf_adds(&p->text, field != NULL ? field : "");
	buf_addc(&p->text, '\0');
	value_at = p->text.len;
	buf_adds(&p->text, value != NULL ? value : "");
	p->error = (struct mct_error){
		.status = status, .message = "out of memory", .hint = "", .field = "", .value = ""};
	if (p->text.failed)
		return;
	p->error.message = p->text.data;
	p->error.hint = p->text.data + hint_at;
	p->error.field = p->text.data + field_at;
	p->error.value = p->text.data + value_at;
}

/* What goes wrong without memory goes wrong for want of it, whatever it looks like. */
static bool lacks_memory(mct_t *m)
{
	return handle_is_broken(m) && m->broken == SQLITE_NOMEM;
}

mct_status_t fail(mct_t *m, mct_status_t status, const char *hint, const char *format, ...)
{
	va_list ap;

	if (lacks_memory(m))
		return fail_nomem(m);
	va_start(ap, format);
	problem_set(&m->last, status, NULL, NULL, hint, format, ap);
	va_end(ap);
	m->error = m->last.error;
	return status;
}

mct_status_t fail_nomem(mct_t *m)
{
	handle_break(m, SQLITE_NOMEM);
	m->error = (struct mct_error){.status = MCT_NOMEM,
		.message = "out of memory",
		.hint = "",
		.field = "",
		.value = ""};
	return MCT_NOMEM;
}

void handle_break(mct_t *m, int code)
{
	if (m->broken == SQLITE_OK)
		m->broken = code;
}

bool handle_is_broken(mct_t *m)
{
	if (buf_refusals() != m->refusals)
		handle_break(m, SQLITE_NOMEM);
	return m->broken != SQLITE_OK;
}

void handle_mend(mct_t *m)
{
	m->broken = SQLITE_OK;
	m->refusals = buf_refusals();
}

mct_status_t handle_writing(mct_t *m, const char *call)
{
	return m->journal != NULL
		? MCT_OK
		: fail(m, MCT_MISUSE, NULL, "%s needs mct_begin() with MCT_OPEN_WRITE", call);
}

void problem_add(mct_t *m, mct_status_t status, const char *field, const char *value,
	const char *hint, const char *format, ...)
{
	va_list ap;

	if (m->problem_count < PROBLEMS_MAX) {
		va_start(ap, format);
		problem_set(&m->problems[m->problem_count], status, field, value, hint, format, ap);
		va_end(ap);
	}
	m->problem_count++;
}

void problems_clear(mct_t *m)
{
	m->problem_count = 0;
}

mct_status_t fail_with_problems(mct_t *m)
{
	if (lacks_memory(m))
		return fail_nomem(m);
	m->error = m->problems[0].error;
	return m->error.status;
}

mct_status_t fail_with_problem_since(mct_t *m, size_t before)
{
	struct mct_error e;

	if (before >= PROBLEMS_MAX)
		return m->error.status;
	e = m->problems[before].error;
	fail(m, e.status, e.hint, "%s", e.message);
	m->error.field = e.field;
	m->error.value = e.value;
	m->problem_count = before;
	return m->error.status;
}

const struct mct_error *mct_error(const mct_t *m)
{
	return &m->error;
}

const struct mct_error *mct_problem(const mct_t *m, size_t i)
{
	return i < m->problem_count && i < PROBLEMS_MAX ? &m->problems[i].error : NULL;
}

/* ---- the clock ------------------------------------------------------------------------------- */

static void clock_set(struct clock *c, int32_t today, int minute)
{
	c->today = today;
	c->minute = minute;
	date_to_iso(today, c->iso);
}

mct_status_t mct_set_now(mct_t *m, const char *today, const char *time)
{
	int32_t date = date_from_iso(today, strlen(today));
	int minute = time != NULL ? minute_from_text(time, strlen(time)) : 12 * 60;

	if (date == DATE_NONE)
		return fail(
			m, MCT_INVALID, "write it as 2026-11-23", "\"%s\" is not a date", today);
	if (minute == MINUTE_NONE)
		return fail(m, MCT_INVALID, "write it as 14:00", "\"%s\" is not a time", time);
	clock_set(&m->clock, date, minute);
	m->clock.is_set = true;
	return MCT_OK;
}

int32_t handle_today(mct_t *m)
{
	if (m->clock.today == DATE_NONE) {
		time_t now = time(NULL);
		struct tm local;

		localtime_r(&now, &local);
		clock_set(&m->clock,
			date_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday),
			local.tm_hour * 60 + local.tm_min);
	}
	return m->clock.today;
}

const char *mct_today(mct_t *m)
{
	handle_today(m);
	return m->clock.iso;
}

int mct_minute_now(mct_t *m)
{
	handle_today(m);
	return m->clock.minute;
}

int64_t handle_moment(mct_t *m)
{
	return m->clock.is_set ? (int64_t)m->clock.today * 86400 + (int64_t)m->clock.minute * 60
			       : (int64_t)time(NULL);
}

void handle_wall_clock(const mct_t *m, int64_t moment, int32_t *day, int *minute)
{
	time_t seconds = (time_t)moment;
	struct tm tm = {0};

	if (m->clock.is_set)
		gmtime_r(&seconds, &tm);
	else
		localtime_r(&seconds, &tm);
	*day = date_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	*minute = tm.tm_hour * 60 + tm.tm_min;
}

void mct_interrupt(mct_t *m)
{
	m->interrupted = 1;
	if (m->db != NULL)
		sqlite3_interrupt(m->db); /* for a statement that runs long */
}

/* ---- what the practice says of its own ways -------------------------------------------------- */

int handle_money_digits(mct_t *m)
{
	if (m->money_digits < 0) {
		int digits = money_digits(mct_setting(m, "practice.currency"));

		m->money_digits = digits < 0 ? 2 : digits;
	}
	return m->money_digits;
}

enum date_order handle_date_order(mct_t *m)
{
	const char *name = mct_setting(m, "date.order");

	for (unsigned order = DATE_ORDER_YMD; order <= DATE_ORDER_MDY; order <<= 1)
		if (strcmp(name, date_order_name((enum date_order)order)) == 0)
			return (enum date_order)order;
	return DATE_ORDER_NONE;
}
