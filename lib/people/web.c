/*
 * web.c - the ties of the whole book as adjacency arrays, and shortest paths in them.
 *
 * A path is found by breadth-first search from both ends at once, whole levels at a time, always on
 * the side with fewer people to go on from (Pohl, Bi-directional search, Machine Intelligence 6,
 * 1971). Reading N people and T ties is O(N + T) in time and 4 (N + 4 T) bytes; the search is O(N +
 * T) at worst, and mostly ends after a few thousand people.
 *
 * Asking the file for the ties of one person after the other is quicker where the two are near, but
 * takes 2 T index look-ups where they are not: 3.5 s for 100,000 people and 1,000,000 ties, against
 * 0.2 s for one scan, which is the same for any two people.
 */
#include "people/web.h"

#include <stdlib.h>
#include <string.h>

#include "people/tie.h"
#include "store/statement.h"
#include "util/array.h"

/* ---- reading --------------------------------------------------------------------------------- */

/* Ids are given out one after the other, so that they serve as positions; a file in which somebody
 * has written others is not worth gigabytes. */
#define PEOPLE_MAX 50000000

struct edges {
	uint32_t (*ends)[2];
	size_t count, capacity;
};

static mct_status_t add_edge(mct_t *m, struct edges *edges, int64_t one, int64_t other)
{
	if (!ARRAY_ROOM(edges->ends, edges->count, edges->capacity) ||
		edges->capacity > UINT32_MAX / 4)
		return fail_nomem(m);
	edges->ends[edges->count][0] = (uint32_t)one;
	edges->ends[edges->count++][1] = (uint32_t)other;
	return MCT_OK;
}

static mct_status_t count_people(mct_t *m, int64_t *people)
{
	mct_status_t st =
		query_integer(m, people, "SELECT 1 + coalesce(max(id), 0) FROM contact", "");

	if (st == MCT_ROW && *people > PEOPLE_MAX)
		return fail(m, MCT_ERROR, "the ids of contacts are numbers that mct gives out",
			"there is a contact with the id %lld", (long long)*people - 1);
	return st == MCT_ROW ? MCT_OK : st;
}

static bool is_place(const struct web *web, int64_t person)
{
	return person > 0 && person < web->people;
}

static mct_status_t read_edges(mct_t *m, const char *as_of, struct web *web, struct edges *edges)
{
	sqlite3_stmt *ties CLEANUP(statement_finish) = NULL;
	mct_status_t st = ties_ends(m, as_of, &ties);

	while (st == MCT_OK && (st = statement_step(m, ties)) == MCT_ROW) {
		int64_t one = sqlite3_column_int64(ties, 0), other = sqlite3_column_int64(ties, 1);

		st = is_place(web, one) && is_place(web, other) ? add_edge(m, edges, one, other)
								: MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* Counting sort by person: first how many each has, then where hers begin, then the ties. */
static void fill(struct web *web, const struct edges *edges)
{
	for (size_t i = 0; i < edges->count; i++)
		for (int side = 0; side < 2; side++)
			web->start[edges->ends[i][side] + 1]++;
	for (int64_t i = 0; i < web->people; i++)
		web->start[i + 1] += web->start[i];
	for (size_t i = edges->count; i-- > 0;)
		for (int side = 0; side < 2; side++)
			web->next[--web->start[edges->ends[i][side] + 1]] = edges->ends[i][!side];
	/* Every beginning has moved to the place of the one before. */
	memmove(web->start, web->start + 1, (size_t)web->people * sizeof *web->start);
	web->start[web->people] = (uint32_t)(2 * edges->count);
}

mct_status_t web_load(mct_t *m, const char *as_of, struct web *out)
{
	struct edges edges = {0};
	mct_status_t st;

	*out = (struct web){0};
	st = count_people(m, &out->people);
	if (st == MCT_OK)
		st = read_edges(m, as_of, out, &edges);
	if (st == MCT_OK) {
		out->start = calloc((size_t)out->people + 2, sizeof *out->start);
		out->next = malloc((2 * edges.count + 1) * sizeof *out->next);
		st = out->start != NULL && out->next != NULL ? MCT_OK : fail_nomem(m);
	}
	if (st == MCT_OK)
		fill(out, &edges);
	else
		web_free(out);
	free(edges.ends);
	return st;
}

void web_free(struct web *web)
{
	free(web->start);
	free(web->next);
	*web = (struct web){0};
}

/* ---- shortest paths -------------------------------------------------------------------------- */

/* One end of the search. Who was met has the one before her in `from`; 0: not met. */
struct side {
	uint32_t *from;
	uint32_t *queue;
	size_t first, last; /* of the queue: those of the last level */
};

static mct_status_t side_init(mct_t *m, const struct web *web, int64_t person, struct side *side)
{
	side->from = calloc((size_t)web->people, sizeof *side->from);
	side->queue = malloc((size_t)web->people * sizeof *side->queue);
	if (side->from == NULL || side->queue == NULL)
		return fail_nomem(m);
	side->from[person] = (uint32_t)person;
	side->queue[0] = (uint32_t)person;
	side->first = 0;
	side->last = 1;
	return MCT_OK;
}

static void side_free(struct side *side)
{
	free(side->from);
	free(side->queue);
}

/*
 * Goes on by one level; the id of a person whom both sides have met, or 0. The first one met is on
 * a shortest path: levels are whole, so that whoever of the other side is reached here stands on
 * its last level. Had she been nearer to it, the other side would have come here before.
 */
static uint32_t go_on(const struct web *web, struct side *side, const struct side *other)
{
	size_t last = side->last;

	for (size_t i = side->first; i < last; i++) {
		size_t count;
		const uint32_t *next = web_next(web, side->queue[i], &count);

		for (size_t k = 0; k < count; k++) {
			if (side->from[next[k]] != 0)
				continue;
			side->from[next[k]] = side->queue[i];
			side->queue[side->last++] = next[k];
			if (other->from[next[k]] != 0)
				return next[k];
		}
	}
	side->first = last;
	return 0;
}

static uint32_t meet(const struct web *web, struct side *from, struct side *to)
{
	uint32_t met = 0;

	while (met == 0 && from->first < from->last && to->first < to->last)
		met = from->last - from->first <= to->last - to->first ? go_on(web, from, to)
								       : go_on(web, to, from);
	return met;
}

/* From the one who was met back to both ends. */
static mct_status_t lay_path(mct_t *m, const struct side *from, const struct side *to, uint32_t met,
	int64_t **path, size_t *count)
{
	size_t before = 0, after = 0;

	for (uint32_t p = met; from->from[p] != p; p = from->from[p])
		before++;
	for (uint32_t p = met; to->from[p] != p; p = to->from[p])
		after++;
	*path = malloc((before + after + 1) * sizeof **path);
	if (*path == NULL)
		return fail_nomem(m);
	*count = before + after + 1;
	(*path)[before] = met;
	for (uint32_t p = met; before > 0; p = from->from[p])
		(*path)[--before] = from->from[p];
	for (uint32_t p = met; after > 0; p = to->from[p])
		(*path)[*count - after--] = to->from[p];
	return MCT_OK;
}

mct_status_t web_path(
	mct_t *m, const struct web *web, int64_t from, int64_t to, int64_t **path, size_t *count)
{
	struct side one CLEANUP(side_free) = {0};
	struct side two CLEANUP(side_free) = {0};
	uint32_t met;
	mct_status_t st = side_init(m, web, from, &one);

	*path = NULL;
	*count = 0;
	if (st == MCT_OK)
		st = side_init(m, web, to, &two);
	if (st != MCT_OK)
		return st;
	met = from == to ? (uint32_t)from : meet(web, &one, &two);
	return met != 0 ? lay_path(m, &one, &two, met, path, count) : MCT_OK;
}

uint8_t *web_distances(const struct web *web, int64_t person, int most)
{
	uint8_t *steps = malloc((size_t)web->people);
	uint32_t *queue = malloc((size_t)web->people * sizeof *queue);
	size_t first = 0, last = 1;

	if (steps == NULL || queue == NULL) {
		free(steps);
		free(queue);
		return NULL;
	}
	memset(steps, 255, (size_t)web->people);
	steps[person] = 0;
	queue[0] = (uint32_t)person;
	for (; first < last && steps[queue[first]] < most; first++) {
		size_t count;
		const uint32_t *next = web_next(web, queue[first], &count);

		for (size_t k = 0; k < count; k++) {
			if (steps[next[k]] != 255)
				continue;
			steps[next[k]] = (uint8_t)(steps[queue[first]] + 1);
			queue[last++] = next[k];
		}
	}
	free(queue);
	return steps;
}
