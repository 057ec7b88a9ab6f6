/*
 * rhythm.c - the arithmetic of rhythm: medians, since a mean would follow every
 * holiday, and limits in proportion to the rhythm, since a week is late for
 * one client and early for another.
 */
#include "practice/rhythm.h"

#include <stdlib.h>
#include <string.h>

#include "util/date.h"

void intervals_add(struct intervals *v, int32_t days)
{
	v->days[v->count++ % RHYTHM_INTERVALS] = days;
}

static int compare_days(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

int32_t lower_median(int32_t *values, size_t n)
{
	qsort(values, n, sizeof *values, compare_days);
	return values[(n - 1) / 2];
}

int32_t rhythm_of(const struct intervals *v, int32_t usual)
{
	int32_t days[RHYTHM_INTERVALS + 1];
	size_t n = v->count < RHYTHM_INTERVALS ? v->count : RHYTHM_INTERVALS;
	int32_t middle;

	memcpy(days, v->days, n * sizeof *days);
	if (n < RHYTHM_OWN)
		days[n++] = usual;
	middle = lower_median(days, n);
	return middle > 0 ? middle : 1;
}

int32_t rhythm_usual(int32_t *rhythms, size_t n, const char *otherwise)
{
	int days = 28;

	if (n > 0)
		return lower_median(rhythms, n);
	days_read(otherwise, &days);
	return days;
}

void days_to_words(int32_t days, struct buf *out)
{
	if (days >= 14 && (days % 7 <= 1 || days % 7 == 6))
		buf_addf(out, "%d weeks", (int)(days + 1) / 7);
	else if (days == 7 || days == 1)
		buf_adds(out, days == 7 ? "week" : "day");
	else
		buf_addf(out, "%d days", (int)days);
}

static int32_t larger(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

int32_t lost_after(int32_t rhythm)
{
	return rhythm + larger(60, 2 * rhythm);
}

enum lateness lateness_of(int32_t over, int32_t rhythm)
{
	if (over <= larger(7, rhythm / 4))
		return LATENESS_DUE;
	if (over <= larger(14, rhythm))
		return LATENESS_OVERDUE;
	return rhythm + over <= lost_after(rhythm) ? LATENESS_SLIPPING : LATENESS_LOST;
}
