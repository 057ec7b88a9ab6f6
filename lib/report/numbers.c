/*
 * numbers.c - goes through the events client by client. Every figure is a part of a whole,
 * and each client adds to both; who added to neither is not one of those it rests on.
 */
#include "report/numbers.h"

#include <math.h>
#include <stdlib.h>

#include "practice/rhythm.h"
#include "util/base.h"

int event_compare(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->client != y->client)
		return x->client < y->client ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->kind > y->kind) - (x->kind < y->kind);
}

double minutes_between(const int week[static 7], int32_t from, int32_t until)
{
	double minutes = 0;

	for (int32_t day = from; day <= until; day++)
		minutes += week[date_weekday(day)];
	return minutes;
}

/* ---- adding up ------------------------------------------------------------------------------- */

struct tally {
	const struct numbers_world *world;
	const struct numbers_span *span;
	struct numbers *out;
	double part[NUMBERS_FIGURES], whole[NUMBERS_FIGURES];
	bool rests[NUMBERS_FIGURES]; /* on the client at hand */
	int32_t *intervals;          /* hers, in the span */
	int32_t *gaps;               /* the middle one of each client */
	double *rates;               /* visits a year of each client */
	size_t gap_count;
};

static void tally_free(struct tally *t)
{
	free(t->intervals);
	free(t->gaps);
	free(t->rates);
}

static void add(struct tally *t, enum numbers_figure figure, double part, double whole)
{
	t->part[figure] += part;
	t->whole[figure] += whole;
	t->rests[figure] = true;
}

static bool lies_in(const struct event *e, int32_t from, int32_t until, uint32_t group)
{
	return e->day >= from && e->day <= until && (group == EVERY_GROUP || e->group == group);
}

static bool counts(const struct tally *t, const struct event *e)
{
	return lies_in(e, t->span->from, t->span->until, t->span->group);
}

/* ---- single events --------------------------------------------------------------------------- */

static void add_visit(struct tally *t, const struct event *e)
{
	t->out->counts[COUNT_VISITS]++;
	t->out->counts[COUNT_MINUTES] += e->minutes;
	t->out->counts[COUNT_PAID] += e->price;
	t->out->counts[COUNT_TIPS] += e->tip;
	if (e->priced) {
		add(t, FIGURE_AVERAGE_TICKET, (double)e->price, 1);
		add(t, FIGURE_AVERAGE_TIP, (double)e->tip, 1);
		add(t, FIGURE_TIP_RATE, (double)e->tip, (double)e->price);
	}
	if (e->late >= 0)
		add(t, FIGURE_LATE_SHARE, e->late >= t->world->late_from, 1);
}

/* What was held for her is booked, whether she came or not; what was called off is not. */
static void add_event(struct tally *t, const struct event *e)
{
	if (!counts(t, e) || e->kind > EVENT_CANCELLED)
		return;
	if (e->kind == EVENT_VISIT)
		add_visit(t, e);
	if (e->kind <= EVENT_NO_SHOW) {
		add(t, FIGURE_NO_SHOW_RATE, e->kind == EVENT_NO_SHOW, 1);
		add(t, FIGURE_UTILISATION, e->minutes, 0);
	}
	add(t, FIGURE_LATE_CANCEL_RATE, e->kind == EVENT_LATE_CANCEL, 1);
}

/*
 * Booked before she left: a later appointment, whatever became of it, that was booked that day or
 * before. Of a visit whose next one does not say when it was booked it is not known, nor of one
 * from before that was written down.
 */
static void add_rebookings(struct tally *t, const struct event *events, size_t n)
{
	int32_t earliest = INT32_MAX; /* booking of what is later than the day at hand */
	int32_t that_day = INT32_MAX;
	const struct event *next = NULL; /* the first appointment of a later day */

	for (size_t i = n; i-- > 0;) {
		const struct event *e = &events[i];

		if (i + 1 < n && events[i + 1].day > e->day) {
			earliest = that_day < earliest ? that_day : earliest;
			next = events[i + 1].kind != EVENT_REFERRAL ? &events[i + 1] : next;
		}
		if (e->kind == EVENT_VISIT && counts(t, e) && e->day >= t->world->booked_since) {
			if (earliest <= e->day)
				add(t, FIGURE_REBOOKED, 1, 1);
			else if (next == NULL || next->booked_on != DATE_NONE)
				add(t, FIGURE_REBOOKED, 0, 1);
		}
		if (e->kind != EVENT_REFERRAL && e->booked_on != DATE_NONE &&
			e->booked_on < that_day)
			that_day = e->booked_on;
	}
}

/* ---- one client ------------------------------------------------------------------------------ */

/* What her visits come to. */
struct client {
	int64_t id;
	const struct client_facts *facts;
	int32_t first;          /* visit ever; DATE_NONE */
	int32_t anchor, again;  /* the first in the span, and the next after it; DATE_NONE */
	bool came, came_before; /* in the span, whatever the group; in the time before */
	bool booked;
	int64_t sent;
};

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = ((const struct client_facts *)b)->id;

	return (x > y) - (x < y);
}

const struct client_facts *numbers_facts(const struct numbers_world *world, int64_t id)
{
	static const struct client_facts none = {.known_before = DATE_NONE};
	const struct client_facts *found = world->client_count > 0
		? bsearch(&id, world->clients, world->client_count, sizeof *found, compare_ids)
		: NULL;

	return found != NULL ? found : &none;
}

int32_t numbers_days(const struct numbers_world *world, int64_t client, int32_t from, int32_t to)
{
	return to - from - suspended_days(world->pauses, client, from, to);
}

bool numbers_paused(const struct numbers_world *world, int64_t client, int32_t day)
{
	return numbers_facts(world, client)->suspended ||
		suspended_days(world->pauses, client, day, day + 1) > 0;
}

static struct client look_at(const struct tally *t, const struct event *events, size_t n)
{
	const struct numbers_span *s = t->span;
	struct client c = {.id = events[0].client,
		.facts = numbers_facts(t->world, events[0].client),
		.first = DATE_NONE,
		.anchor = DATE_NONE,
		.again = DATE_NONE};

	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i];

		c.booked = c.booked || e->kind == EVENT_BOOKED;
		c.sent += e->kind == EVENT_REFERRAL && lies_in(e, s->from, s->until, EVERY_GROUP);
		if (e->kind != EVENT_VISIT)
			continue;
		if (c.first == DATE_NONE)
			c.first = e->day;
		c.came = c.came || lies_in(e, s->from, s->until, EVERY_GROUP);
		c.came_before =
			c.came_before || lies_in(e, s->before_from, s->before_until, s->group);
		if (c.anchor == DATE_NONE && counts(t, e))
			c.anchor = e->day;
		else if (c.anchor != DATE_NONE && c.again == DATE_NONE && e->day > c.anchor)
			c.again = e->day;
	}
	return c;
}

static bool is_new(const struct tally *t, const struct client *c)
{
	bool known = c->facts->known_before != DATE_NONE && c->facts->known_before < c->first;

	return c->first >= t->span->from && !known;
}

/* Whoever has not been known for long enough is open: neither kept nor lost. */
static void add_retention(struct tally *t, const struct client *c, bool fresh)
{
	bool came_again = c->again != DATE_NONE;

	if (numbers_days(t->world, c->id, c->anchor, t->world->as_of) < RETENTION_DAYS) {
		t->out->counts[fresh ? COUNT_NEW_OPEN : COUNT_RETURNING_OPEN]++;
		return;
	}
	add(t, fresh ? FIGURE_RETENTION_NEW : FIGURE_RETENTION_RETURNING,
		came_again && numbers_days(t->world, c->id, c->anchor, c->again) <= RETENTION_DAYS,
		1);
	if (fresh)
		add(t, FIGURE_SECOND_VISIT, came_again, 1);
}

static void add_client(struct tally *t, const struct client *c)
{
	const struct numbers_span *s = t->span;
	bool fresh;

	if (s->over && c->came_before && !numbers_paused(t->world, c->id, s->until))
		add(t, FIGURE_ATTRITION, !c->came, 1);
	if (c->anchor == DATE_NONE)
		return;
	fresh = is_new(t, c);
	t->out->counts[COUNT_CLIENTS]++;
	t->out->counts[fresh ? COUNT_NEW : COUNT_RETURNING]++;
	add(t, FIGURE_RETURNING_SHARE, !fresh, 1);
	add(t, FIGURE_BOOKED_AHEAD, c->booked, 1);
	add(t, FIGURE_REFERRALS_PER_CLIENT, (double)c->sent, 1);
	if (fresh)
		add(t, FIGURE_REFERRAL_RATE, c->facts->referred, 1);
	add_retention(t, c, fresh);
}

/* Her intervals that end in the span, and breaks that ended there. */
static void add_intervals(struct tally *t, const struct event *events, size_t n)
{
	struct intervals before = {.count = 0};
	int32_t last = DATE_NONE, days;
	size_t count = 0;
	double sum = 0;

	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i];

		if (e->kind != EVENT_VISIT || e->day == last)
			continue;
		days = last != DATE_NONE ? numbers_days(t->world, e->client, last, e->day) : 0;
		if (days > 0 && counts(t, e)) {
			t->intervals[count++] = days;
			sum += days;
			t->out->counts[COUNT_WIN_BACKS] += days >= WIN_BACK_DAYS &&
				days > 2 * rhythm_of(&before, t->world->usual_rhythm);
		}
		if (days > 0)
			intervals_add(&before, days);
		last = e->day;
	}
	if (count == 0)
		return;
	t->rates[t->gap_count] = 365.25 * (double)count / sum;
	t->gaps[t->gap_count++] = lower_median(t->intervals, count);
}

/* ---- all of them ----------------------------------------------------------------------------- */

static int compare_numbers(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void set_frequency(struct tally *t)
{
	size_t n = t->gap_count;

	t->out->figures[FIGURE_GAP_DAYS].of = (int64_t)n;
	t->out->figures[FIGURE_VISITS_PER_YEAR].of = (int64_t)n;
	if (n == 0)
		return;
	t->out->figures[FIGURE_GAP_DAYS].value = lower_median(t->gaps, n);
	qsort(t->rates, n, sizeof *t->rates, compare_numbers);
	t->out->figures[FIGURE_VISITS_PER_YEAR].value =
		(t->rates[(n - 1) / 2] + t->rates[n / 2]) / 2;
}

static void set_figures(struct tally *t)
{
	t->whole[FIGURE_UTILISATION] = t->span->open_minutes;
	for (size_t i = 0; i < NUMBERS_FIGURES; i++)
		t->out->figures[i].value = t->whole[i] > 0 ? t->part[i] / t->whole[i] : NAN;
	set_frequency(t);
}

static void add_all(struct tally *t, const struct event *events, size_t n)
{
	struct client c = look_at(t, events, n);

	for (size_t i = 0; i < NUMBERS_FIGURES; i++)
		t->rests[i] = false;
	for (size_t i = 0; i < n; i++)
		add_event(t, &events[i]);
	add_rebookings(t, events, n);
	add_intervals(t, events, n);
	add_client(t, &c);
	for (size_t i = 0; i < NUMBERS_FIGURES; i++)
		t->out->figures[i].of += t->rests[i];
}

bool numbers_of(const struct numbers_world *world, const struct event *events, size_t n,
	const struct numbers_span *span, struct numbers *out)
{
	struct tally t CLEANUP(tally_free) = {.world = world, .span = span, .out = out};
	size_t next;

	*out = (struct numbers){.counts = {0}};
	t.intervals = malloc((n + 1) * sizeof *t.intervals);
	t.gaps = malloc((n + 1) * sizeof *t.gaps);
	t.rates = malloc((n + 1) * sizeof *t.rates);
	if (t.intervals == NULL || t.gaps == NULL || t.rates == NULL)
		return false;
	for (size_t i = 0; i < n; i = next) {
		for (next = i; next < n && events[next].client == events[i].client; next++)
			;
		if (events[i].day <= span->until && events[next - 1].day >= span->before_from)
			add_all(&t, events + i, next - i);
	}
	set_figures(&t);
	return true;
}
