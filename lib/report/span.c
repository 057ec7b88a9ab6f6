/*
 * span.c - reads the first and the last day of a report.
 */
#include "report/span.h"

#include <string.h>

mct_status_t span_last(mct_t *m, const char *as_of, int32_t *last)
{
	*last = as_of != NULL ? date_from_iso(as_of, strlen(as_of)) : handle_today(m);
	return *last != DATE_NONE
		? MCT_OK
		: fail(m, MCT_INVALID, "write it as 2026-11-23", "\"%s\" is not a date", as_of);
}

mct_status_t span_first(mct_t *m, const char *since, int32_t last, int32_t *first)
{
	char iso[11], last_iso[11];
	mct_status_t st = since != NULL ? mct_read_date(m, since, iso) : MCT_OK;

	if (since == NULL || st != MCT_OK)
		return st;
	*first = date_from_iso(iso, strlen(iso));
	date_to_iso(last, last_iso);
	return *first <= last ? MCT_OK
			      : fail(m, MCT_INVALID, "the last day is that of --as-of, or today",
					"%s is after the last day, %s", iso, last_iso);
}
