/*
 * stay.c - who was lost when, and of whom it is known that she stays.
 */
#include "report/stay.h"

struct intervals intervals_between(
	const struct numbers_world *world, const struct event *events, size_t n)
{
	struct intervals v = {.count = 0};
	int32_t last = DATE_NONE, days;

	for (size_t i = 0; i < n; i++) {
		if (events[i].kind != EVENT_VISIT)
			continue;
		days = last != DATE_NONE
			? numbers_days(world, events[i].client, last, events[i].day)
			: 0;
		if (days > 0)
			intervals_add(&v, days);
		last = events[i].day;
	}
	return v;
}

/* Whoever holds a booking is a client to this day; whoever is said to have ended is none since her
 * last visit. Of who pauses, nobody knows since when, the time stands still there. */
bool stay_of(
	const struct numbers_world *world, const struct event *events, size_t n, struct stay *out)
{
	int64_t id = events[0].client;
	const struct client_facts *facts = numbers_facts(world, id);
	struct intervals v = intervals_between(world, events, n);
	int32_t first = DATE_NONE, last = DATE_NONE, known;
	bool booked = false;

	for (size_t i = 0; i < n; i++) {
		booked = booked || events[i].kind == EVENT_BOOKED;
		if (events[i].kind != EVENT_VISIT)
			continue;
		first = first == DATE_NONE ? events[i].day : first;
		last = events[i].day;
	}
	if (first == DATE_NONE || (facts->known_before != DATE_NONE && facts->known_before < first))
		return false;
	last = numbers_days(world, id, first, last);
	known = numbers_days(world, id, first, world->as_of);
	if (facts->suspended &&
		suspended_days(world->pauses, id, world->as_of, world->as_of + 1) == 0)
		known = last;
	if (!booked)
		known -= lost_after(rhythm_of(&v, world->usual_rhythm));
	*out = (struct stay){.first = first};
	if (facts->ended || (!booked && last < known))
		out->lifetime = (struct lifetime){last, true};
	else if (known >= 0)
		out->lifetime = (struct lifetime){known, false};
	else
		out->open = true;
	return true;
}
