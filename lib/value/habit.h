/*
 * habit.h - when a client usually comes: on which days of the week, at what hour, for how
 * long, and how long before she books. From her latest visits, on arrays, without
 * SQL.
 */
#ifndef MCT_VALUE_HABIT_H
#define MCT_VALUE_HABIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* So many of the latest visits count: what she did two years ago is no habit. */
#define HABIT_VISITS 12
/* Hours are alike that are no further apart than this, in minutes. */
#define HABIT_HOUR 60

/* A number below 0 is not known. */
struct habit_visit {
	int32_t day;
	int16_t minute, minutes; /* when it began; how long it lasted */
	int16_t notice;          /* days from the booking to the visit */
	int8_t feel;             /* how she left, 0 to 10 */
};
struct habit {
	struct habit_visit visits[HABIT_VISITS]; /* the latest, in the order of their days */
	size_t count;
};

/* Takes in a visit; they may come in any order. */
void habit_add(struct habit *h, const struct habit_visit *visit);

/* The share of her visits on a day of the week (0 Monday), and of those whose hour is known at
 * about that minute of the day; NAN when nothing is known. */
double habit_weekday(const struct habit *h, int weekday);
double habit_hour(const struct habit *h, int minute);
/* What is usual: the lower middle; -1 when nothing is known. */
int habit_minutes(const struct habit *h);
int habit_notice(const struct habit *h);
/* How she left the last time that it was written down; -1. */
int habit_feel(const struct habit *h);

/* A standing slot: half of her visits or more, and 3 at least, on one day of the week at about one
 * hour. The minute is that of the latest of them. */
struct standing_slot {
	int weekday, minute;
	int visits; /* so many of her latest */
};
bool habit_standing(const struct habit *h, struct standing_slot *out);

#endif
