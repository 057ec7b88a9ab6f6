/*
 * stay.c - who was lost when, and of whom it is known that she stays.
 */
#include "report/stay.h"

#include "practice/rhythm.h"

/* What her visits come to, in days by her own clock. */
struct course {
	int32_t first, last; /* days of the calendar */
	struct intervals intervals;
	bool booked;
};

static struct course course_of(
	const struct numbers_world *world, const struct event *events, size_t n)
{
	struct course c = {.first = DATE_NONE, .last = DATE_NONE};

	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i];
		int32_t days;

		c.booked = c.booked || e->kind == EVENT_BOOKED;
		if (e->kind != EVENT_VISIT)
			continue;
		if (c.first == DATE_NONE)
			c.first = c.last = e->day;
		days = numbers_days(world, e->client, c.last, e->day);
		if (days > 0)
			intervals_add(&c.intervals, days);
		c.last = e->day;
	}
	return c;
}

/* Whoever holds a booking is a client to this day; whoever is said to have ended is none since her
 * last visit. Of who pauses, nobody knows since when, the time stands still there. */
bool stay_of(
	const struct numbers_world *world, const struct event *events, size_t n, struct stay *out)
{
	int64_t id = events[0].client;
	const struct client_facts *facts = numbers_facts(world, id);
	struct course c = course_of(world, events, n);
	int32_t last, known;

	if (c.first == DATE_NONE ||
		(facts->known_before != DATE_NONE && facts->known_before < c.first))
		return false;
	last = numbers_days(world, id, c.first, c.last);
	known = numbers_days(world, id, c.first, world->as_of);
	if (facts->suspended &&
		suspended_days(world->pauses, id, world->as_of, world->as_of + 1) == 0)
		known = last;
	if (!c.booked)
		known -= lost_after(rhythm_of(&c.intervals, world->usual_rhythm));
	*out = (struct stay){.first = c.first};
	if (facts->ended || (!c.booked && last < known))
		out->lifetime = (struct lifetime){last, true};
	else if (known >= 0)
		out->lifetime = (struct lifetime){known, false};
	else
		out->open = true;
	return true;
}
