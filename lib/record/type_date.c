/*
 * type_date.c - the types of time: a day, a time of day, a time of the week. What
 * reads two ways is refused with both readings.
 */
#include <string.h>

#include "record/type.h"
#include "util/hours.h"
#include "util/text.h"

/* ---- dates and times ------------------------------------------------------------------------- */

/* "next fri" is a week off, which no order of day and month settles: one of the two has to be
 * said. */
static mct_status_t refuse_two_dates(
	mct_t *m, const mct_field_t *f, const char *s, size_t n, int32_t one, int32_t other)
{
	struct buf both CLEANUP(buf_free) = {0};
	struct buf why CLEANUP(buf_free) = {0};

	date_to_human(one, false, &both);
	buf_adds(&both, " or ");
	date_to_human(other, false, &both);
	buf_addf(&why, "could be %s", buf_str(&both));
	if (other - one != 7)
		return type_refuse(m, f, s, n, buf_str(&why),
			"write it as 2026-11-23, or say which comes first with date.order");
	buf_clear(&why);
	buf_addf(&why, "write %s", buf_str(&both));
	return type_refuse(m, f, s, n, "reads two ways", buf_str(&why));
}

static mct_status_t date_store(mct_t *m, const mct_field_t *f, const char *s, size_t n,
	int32_t date, int minute, struct cell *out)
{
	char iso[11];

	if (date < date_make(1850, 1, 1) || date > date_make(2199, 12, 31))
		return type_refuse(m, f, s, n, "is not a year of a practice", "check the year");
	date_to_iso(date, iso);
	cell_set_text(out, iso, 10);
	out->minute = minute;
	return MCT_OK;
}

/* What would be right in that field: a day behind or ahead, one with its year, or a word of its
 * own. */
static mct_status_t refuse_date(mct_t *m, const mct_field_t *f, const char *s, size_t n)
{
	struct buf hint CLEANUP(buf_free) = {0};

	buf_adds(&hint, "write it as 2026-11-23");
	if ((f->flags & MCT_FIELD_FULL_DATE) != 0)
		buf_adds(&hint, " or 5 may 1980, with its year");
	else
		buf_adds(&hint,
			(f->flags & MCT_FIELD_AHEAD) != 0 ? ", 23 nov, fri, tomorrow or in 2 weeks"
							  : ", 23 nov, fri or yesterday");
	for (size_t i = 0; f->choices != NULL && f->choices[i] != NULL; i++)
		buf_addf(&hint, ", or %s", f->choices[i]);
	return type_refuse(m, f, s, n, "is not a date", buf_str(&hint));
}

static mct_status_t read_said_date(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	struct when_context context = {handle_today(m), mct_minute_now(m), how->date_order,
		(f->flags & MCT_FIELD_AHEAD) != 0 ? WHEN_FUTURE : WHEN_PAST};
	struct buf text CLEANUP(buf_free) = {0};
	struct when when;

	buf_add(&text, s, n);
	switch (when_read(buf_str(&text), &context, &when)) {
	case WHEN_OK:
		return date_store(m, f, s, n, when.date, when.minute, out);
	case WHEN_TWO_WAYS:
		return refuse_two_dates(m, f, s, n, when.date, when.other);
	case WHEN_NOT_A_TIME:
		return type_refuse(m, f, s, n, "does not end in a time of day",
			"write the time as 14:00 or 2pm");
	case WHEN_IMPOSSIBLE:
		return type_refuse(m, f, s, n, "is not in the calendar", "write it as 2026-11-23");
	default:
		return refuse_date(m, f, s, n);
	}
}

/* Who was born in '49 was so in 1949 as long as it is not 2049. */
static int32_t birthday(mct_t *m, int32_t date)
{
	int year, month, day;

	if (date == DATE_NONE || date <= handle_today(m))
		return date;
	date_split(date, &year, &month, &day);
	return date_make(year - 100, month, day);
}

void type_settle_century(mct_t *m, const mct_field_t *f, struct date_cell *cell)
{
	if (!cell->short_year || (f->flags & MCT_FIELD_FULL_DATE) == 0)
		return;
	cell->ymd = birthday(m, cell->ymd);
	cell->dmy = birthday(m, cell->dmy);
	cell->mdy = birthday(m, cell->mdy);
}

mct_status_t type_read_date(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	struct date_cell cell;
	unsigned orders = date_read_cell(s, n, &cell);
	int32_t date;

	type_settle_century(m, f, &cell);
	for (size_t i = 0; f->choices != NULL && f->choices[i] != NULL; i++) {
		if (text_same(s, n, f->choices[i])) {
			cell_set_text(out, f->choices[i], strlen(f->choices[i]));
			return MCT_OK;
		}
	}
	if (orders == 0 && how->from_people && !cell.impossible &&
		(f->flags & MCT_FIELD_FULL_DATE) == 0)
		return read_said_date(m, f, how, s, n, out);
	if (orders == 0 && how->from_people && !cell.impossible)
		return refuse_date(m, f, s, n);
	if (orders == 0)
		return type_refuse(m, f, s, n,
			cell.impossible ? "is not in the calendar" : "is not a date",
			"write it as 2026-11-23");
	if (how->date_order != DATE_ORDER_NONE && (orders & how->date_order) != 0)
		return date_store(
			m, f, s, n, date_cell_in(&cell, how->date_order), cell.minute, out);
	if ((orders & DATE_ORDER_DMY) != 0 && (orders & DATE_ORDER_MDY) != 0 &&
		cell.dmy != cell.mdy)
		return refuse_two_dates(m, f, s, n, cell.dmy, cell.mdy);
	if (how->date_order != DATE_ORDER_NONE && !how->from_people)
		return type_refuse(m, f, s, n, "does not fit the order of the column's other dates",
			"write it as 2026-11-23");
	date = cell.ymd != DATE_NONE ? cell.ymd : cell.dmy != DATE_NONE ? cell.dmy : cell.mdy;
	return date_store(m, f, s, n, date, cell.minute, out);
}

/* A number of days, or how often in words. */
mct_status_t type_read_days(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	struct buf text CLEANUP(buf_free) = {0};
	size_t digits = 0;
	int days = 0;

	(void)how;
	for (; digits < n && digits < 9 && text_digit(s[digits]); digits++)
		days = 10 * days + (s[digits] - '0');
	buf_add(&text, s, n);
	if (digits < n && !cadence_read(buf_str(&text), &days))
		return type_refuse(m, f, s, n, "is not a length of time",
			"write it as 6w, \"three times a year\", or a number of days");
	cell_set_integer(out, days);
	return MCT_OK;
}

mct_status_t type_read_time(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	int minute = minute_from_text(s, n);
	char text[6];

	(void)how;
	if (minute == MINUTE_NONE)
		return type_refuse(m, f, s, n, "is not a time of day", "write it as 14:00 or 2pm");
	minute_to_text(minute, text);
	cell_set_text(out, text, 5);
	return MCT_OK;
}

void type_print_date(mct_t *m, const mct_field_t *f, const struct mct_value *v, enum mct_form form,
	struct buf *out)
{
	int32_t date = date_from_iso(v->text, v->length);

	(void)m, (void)f;
	if (form == MCT_FORM_HUMAN && date != DATE_NONE)
		date_to_human(date, false, out);
	else
		buf_add(out, v->text, v->length);
}

/* ---- a time of the week ---------------------------------------------------------------------- */

mct_status_t type_read_hours(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	struct buf text CLEANUP(buf_free) = {0};
	struct buf canonical CLEANUP(buf_free) = {0};
	struct hours hours;

	(void)how;
	buf_add(&text, s, n);
	if (!hours_read(buf_str(&text), &hours))
		return type_refuse(m, f, s, n, "is not a time of the week",
			"write it as \"thu 14-18\", \"mon, wed mornings\" or \"fri after 17\"");
	hours_to_text(&hours, &canonical);
	cell_set_text(out, buf_str(&canonical), canonical.len);
	return MCT_OK;
}
