/*
 * slot_standing.c - one person beside one slot: her points, what keeps her from being
 * offered it, and why she is the one.
 */
#include <math.h>
#include <string.h>

#include "practice/rhythm.h"
#include "util/money.h"
#include "value/segment.h"
#include "value/slot_pool.h"

#define OFTEN 0.4   /* a share of her visits that is worth a word */
#define TROUBLE 0.5 /* how she left that is */
#define SOON 3      /* days within which nobody comes twice */

/* ---- what is known --------------------------------------------------------------------------- */

/* A wish for a shorter session holds where that has room. */
static bool wish_holds(const struct slot_wished *w, const struct slot *slot, int32_t day)
{
	int minutes = w->minutes > 0 && w->minutes < slot->minutes ? w->minutes : slot->minutes;

	return w->until >= day && w->minutes <= slot->minutes &&
		hours_hold(&w->hours, slot->weekday, slot->minute, minutes);
}

static void look_at_wishes(const struct slot_pool *pool, const struct slot_person *p,
	const struct slot *slot, int32_t day, struct slot_standing *s)
{
	for (size_t i = p->wish; i < p->wish + p->wishes; i++) {
		if (pool->wishes[i].until < day)
			continue;
		if (s->known.wish == WISH_NONE)
			s->known.wish = WISH_OTHER;
		if (s->wish == NULL && wish_holds(&pool->wishes[i], slot, day)) {
			s->known.wish = WISH_HOLDS;
			s->wish = &pool->wishes[i];
		}
	}
}

static double known_or_none(int number)
{
	return number >= 0 ? (double)number : NAN;
}

static void look_at_habits(const struct slot_pool *pool, const struct slot_person *p,
	const struct slot *slot, struct slot_client *known)
{
	double feel = known_or_none(habit_feel(&p->habit));

	known->weekday = habit_weekday(&p->habit, slot->weekday);
	known->hour = habit_hour(&p->habit, slot->minute);
	known->minutes = known_or_none(habit_minutes(&p->habit)) / slot->minutes;
	known->notice = known_or_none(habit_notice(&p->habit));
	known->ahead = slot->day != DATE_NONE ? (double)(slot->day - pool->day) : NAN;
	known->trouble = (pool->low_is_best ? feel : 10 - feel) / 10;
}

static void look_at_sums(
	const struct slot_pool *pool, const struct slot_person *p, struct slot_client *known)
{
	const struct client_sums *c = sums_of(&pool->sums, p->client);
	double visits = (double)c->visits, missed = (double)(c->no_shows + c->late_cancels);

	known->years = visits > 0 ? (pool->day - c->first) / 365.25 : 0;
	known->kept = visits + missed > 0 ? visits / (visits + missed) : NAN;
	known->on_time = c->timed > 0 ? 1 - (double)c->late / visits : NAN;
	known->referrals = c->referrals > 0;
	known->rank = p->rank;
}

/* Who has not been here yet is due. */
static void look_at_rhythm(const struct slot_pool *pool, const struct slot_person *p, int32_t day,
	struct slot_standing *s)
{
	const struct client_rhythm *r = rhythms_find(&pool->rhythms, p->client);
	int32_t silence;

	s->known.silence = 1;
	if (r == NULL)
		return;
	silence = day - r->last - suspended_days(&pool->pauses, p->client, r->last, day);
	s->known.silence = (double)silence / r->days;
	s->over = silence - r->days;
	s->known.lost = lateness_of(s->over, r->days) == LATENESS_LOST || p->active < SEGMENT_GONE;
}

struct slot_standing slot_stand(
	const struct slot_pool *pool, const struct slot_person *p, const struct slot *slot)
{
	int32_t day = slot->day != DATE_NONE ? slot->day : pool->day;
	struct slot_standing s = {.person = p, .known = {.goal = p->goals > 0}};

	look_at_rhythm(pool, p, day, &s);
	look_at_wishes(pool, p, slot, day, &s);
	look_at_habits(pool, p, slot, &s.known);
	look_at_sums(pool, p, &s.known);
	s.points = slot_points_of(&s.known, pool->weights);
	return s;
}

/* ---- who is left out ------------------------------------------------------------------------- */

static void add_day(int32_t day, struct buf *out)
{
	date_to_human(day, true, out);
}

static int32_t half_rhythm(const struct slot_pool *pool, int64_t client)
{
	const struct client_rhythm *r = rhythms_find(&pool->rhythms, client);
	int32_t half = (r != NULL ? r->days : pool->rhythms.usual) / 2;

	return half > SOON ? half : SOON;
}

static bool is_paused(
	const struct slot_pool *pool, const struct slot_person *p, int32_t day, struct buf *why)
{
	const struct pause *pause = open_pause(&pool->pauses, p->client);

	if (pause == NULL && !p->paused)
		return false;
	if (pause != NULL && pause->expected != DATE_NONE && pause->expected <= day &&
		pause->expected >= pool->day)
		return false;
	buf_adds(why, "pauses");
	if (pause != NULL) {
		buf_adds(why, " since ");
		add_day(pause->since, why);
	}
	if (pause != NULL && pause->expected != DATE_NONE) {
		buf_adds(why, ", back on ");
		add_day(pause->expected, why);
	}
	return true;
}

/* Within half a rhythm, before or after. */
static bool is_booked_near(
	const struct slot_pool *pool, const struct slot_person *p, int32_t day, struct buf *why)
{
	int32_t near = half_rhythm(pool, p->client);

	for (size_t i = p->booking; i < p->booking + p->bookings; i++) {
		const struct slot_booking *b = &pool->bookings[i];

		if (b->day < day - near || b->day > day + near)
			continue;
		buf_adds(why, "is booked for ");
		add_day(b->day, why);
		buf_addf(why, "%s%s", b->time[0] != '\0' ? " " : "", b->time);
		return true;
	}
	return false;
}

static bool was_just_here(
	const struct slot_pool *pool, const struct slot_person *p, int32_t day, struct buf *why)
{
	const struct client_rhythm *r = rhythms_find(&pool->rhythms, p->client);
	int32_t near = half_rhythm(pool, p->client) / 2;

	if (r == NULL || r->last < day - (near > SOON ? near : SOON))
		return false;
	buf_adds(why, "was here on ");
	add_day(r->last, why);
	return true;
}

bool slot_left_out(const struct slot_pool *pool, const struct slot_standing *s,
	const struct slot *slot, struct buf *why)
{
	const struct slot_person *p = s->person;

	if (p->no_calls) {
		buf_adds(why, "does not want to be called");
		return true;
	}
	return is_paused(pool, p, slot->day, why) || is_booked_near(pool, p, slot->day, why) ||
		was_just_here(pool, p, slot->day, why);
}

/* ---- why ------------------------------------------------------------------------------------- */

/* Begins the next reason. */
static void next(struct buf *out)
{
	buf_adds(out, out->len > 0 ? "; " : "");
}

static void say_days(int32_t days, struct buf *out)
{
	if (days >= 14)
		buf_addf(out, "%d weeks", (int)(days / 7));
	else
		buf_addf(out, "%d day%s", (int)days, days == 1 ? "" : "s");
}

static void say_rhythm(const struct slot_pool *pool, const struct slot_standing *s, struct buf *out)
{
	const struct client_rhythm *r = rhythms_find(&pool->rhythms, s->person->client);

	next(out);
	if (r == NULL) {
		buf_adds(out, "has not been here yet");
	} else if (s->known.lost) {
		buf_adds(out, "away since ");
		date_to_human(r->last, false, out);
	} else if (s->over > 0) {
		say_days(s->over, out);
		buf_adds(out, " past due");
	} else if (s->over > -SOON) {
		buf_adds(out, "due");
	} else {
		buf_adds(out, "due in ");
		say_days(-s->over, out);
	}
}

static void say_need(const struct slot_pool *pool, const struct slot_standing *s, struct buf *out)
{
	say_rhythm(pool, s, out);
	if (s->known.trouble >= TROUBLE) {
		next(out);
		buf_addf(out, "left with %d of 10", habit_feel(&s->person->habit));
	}
	if (s->known.goal) {
		next(out);
		buf_adds(out, "has a goal");
	}
}

/* "8 of 12 on Thursdays" */
static void say_habits(const struct slot_standing *s, const struct slot *slot, struct buf *out)
{
	static const char *const days[] = {"Mondays", "Tuesdays", "Wednesdays", "Thursdays",
		"Fridays", "Saturdays", "Sundays"};
	double visits = (double)s->person->habit.count;

	if (s->known.weekday >= OFTEN) {
		next(out);
		buf_addf(out, "%.0f of %.0f on %s", s->known.weekday * visits, visits,
			days[slot->weekday]);
	}
	if (s->known.hour >= OFTEN) {
		next(out);
		buf_addf(out, "%.0f %% at this hour", 100 * s->known.hour);
	}
}

static void say_fit(const struct slot_standing *s, const struct slot *slot, struct buf *out)
{
	if (s->wish != NULL) {
		next(out);
		buf_addf(out, "would like %s", s->wish->text);
	} else if (s->known.wish == WISH_OTHER) {
		next(out);
		buf_adds(out, "would like other times");
	} else {
		say_habits(s, slot, out);
	}
	if (s->known.minutes < 1 || s->known.minutes > 1) {
		next(out);
		buf_addf(out, "usually %d min", habit_minutes(&s->person->habit));
	}
	if (s->known.notice > s->known.ahead) {
		next(out);
		buf_adds(out, "books ");
		say_days((int32_t)s->known.notice, out);
		buf_adds(out, " ahead");
	}
}

static void say_loyalty(
	const struct slot_pool *pool, const struct slot_standing *s, struct buf *out)
{
	const struct client_sums *c = sums_of(&pool->sums, s->person->client);
	int64_t missed = c->no_shows + c->late_cancels;
	int year, unused;

	if (c->visits == 0)
		return;
	next(out);
	date_split(c->first, &year, &unused, &unused);
	buf_addf(out, "%lld visit%s since %d", (long long)c->visits, c->visits == 1 ? "" : "s",
		year);
	if (missed > 0)
		buf_addf(out, ", missed %lld", (long long)missed);
}

static void say_value(const struct slot_pool *pool, const struct slot_standing *s, struct buf *out)
{
	if (isnan(s->person->expected))
		return;
	next(out);
	money_to_human(
		llround(s->person->expected), mct_setting(pool->m, "practice.currency"), out);
	buf_adds(out, " expected in a year");
}

void slot_add_reasons(const struct slot_pool *pool, const struct slot_standing *s,
	const struct slot *slot, struct buf *out)
{
	say_need(pool, s, out);
	say_fit(s, slot, out);
	say_loyalty(pool, s, out);
	say_value(pool, s, out);
}
