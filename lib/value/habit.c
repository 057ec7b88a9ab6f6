/*
 * habit.c - counts the latest visits.
 */
#include "value/habit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "practice/rhythm.h"
#include "util/date.h"

#define STANDING 3 /* visits that make a standing slot, at least */

void habit_add(struct habit *h, const struct habit_visit *visit)
{
	size_t at = h->count;

	while (at > 0 && h->visits[at - 1].day > visit->day)
		at--;
	if (h->count == HABIT_VISITS) {
		if (at == 0)
			return;
		memmove(h->visits, h->visits + 1, --at * sizeof *h->visits);
	} else {
		memmove(h->visits + at + 1, h->visits + at, (h->count - at) * sizeof *h->visits);
		h->count++;
	}
	h->visits[at] = *visit;
}

static bool is_near(const struct habit_visit *v, int minute)
{
	return v->minute >= 0 && abs(v->minute - minute) <= HABIT_HOUR;
}

double habit_weekday(const struct habit *h, int weekday)
{
	size_t on = 0;

	for (size_t i = 0; i < h->count; i++)
		on += date_weekday(h->visits[i].day) == weekday;
	return h->count > 0 ? (double)on / (double)h->count : NAN;
}

double habit_hour(const struct habit *h, int minute)
{
	size_t at = 0, timed = 0;

	for (size_t i = 0; i < h->count; i++) {
		timed += h->visits[i].minute >= 0;
		at += is_near(&h->visits[i], minute);
	}
	return timed > 0 ? (double)at / (double)timed : NAN;
}

static int middle_of_known(const struct habit *h, int (*of)(const struct habit_visit *v))
{
	int32_t values[HABIT_VISITS];
	size_t n = 0;

	for (size_t i = 0; i < h->count; i++)
		if (of(&h->visits[i]) >= 0)
			values[n++] = of(&h->visits[i]);
	return n > 0 ? lower_median(values, n) : -1;
}

static int minutes_of(const struct habit_visit *v)
{
	return v->minutes;
}

static int notice_of(const struct habit_visit *v)
{
	return v->notice;
}

int habit_minutes(const struct habit *h)
{
	return middle_of_known(h, minutes_of);
}

int habit_notice(const struct habit *h)
{
	return middle_of_known(h, notice_of);
}

int habit_feel(const struct habit *h)
{
	for (size_t i = h->count; i > 0; i--)
		if (h->visits[i - 1].feel >= 0)
			return h->visits[i - 1].feel;
	return -1;
}

/* How many of her visits are as the i-th: that day of the week, about that hour. */
static int count_like(const struct habit *h, size_t i)
{
	int weekday = date_weekday(h->visits[i].day), like = 0;

	for (size_t j = 0; j < h->count; j++)
		like += date_weekday(h->visits[j].day) == weekday &&
			is_near(&h->visits[j], h->visits[i].minute);
	return like;
}

bool habit_standing(const struct habit *h, struct standing_slot *out)
{
	*out = (struct standing_slot){0};
	for (size_t i = h->count; i > 0; i--) {
		const struct habit_visit *v = &h->visits[i - 1];
		int like = v->minute >= 0 ? count_like(h, i - 1) : 0;

		if (like > out->visits)
			*out = (struct standing_slot){date_weekday(v->day), v->minute, like};
	}
	return out->visits >= STANDING && 2 * (size_t)out->visits >= h->count;
}
