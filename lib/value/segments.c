/*
 * segments.c - what decides of each client, from her record, her sums and what is expected
 * of her.
 */
#include "value/segments.h"

#include <stdlib.h>

#include "store/statement.h"
#include "util/text.h"

enum { S_CLIENT, S_ENDED, S_PAUSED };

static struct segment_facts facts_of(
	const struct sums *sums, struct outlook *outlook, sqlite3_stmt *row)
{
	int64_t id = sqlite3_column_int64(row, S_CLIENT);
	const struct client_sums *c = sums_of(sums, id);
	struct outlook_means means = outlook_expect(outlook, id);

	return (struct segment_facts){.ended = sqlite3_column_int(row, S_ENDED) != 0,
		.paused = sqlite3_column_int(row, S_PAUSED) != 0,
		.visits = c->visits,
		.active = means.active,
		.per_year = sums_per_year(c),
		.expected = means.spend};
}

struct segmented {
	struct segment_facts *facts;
	enum segment *found;
	int64_t *ids;
	size_t count;
};

static void segmented_free(struct segmented *s)
{
	free(s->facts);
	free(s->found);
	free(s->ids);
}

/* All who are counted, since the best are so among all. */
static mct_status_t read_facts(mct_t *m, const char *day, const struct sums *sums,
	struct outlook *outlook, struct segmented *s)
{
	static const char sql[] =
		"SELECT id, status = 'ended', status = 'suspended' OR id IN"
		"  (SELECT client_id FROM suspension WHERE since <= ?1"
		"   AND coalesce(resumed_on, '9999') > ?1) FROM client ORDER BY id";
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &row);

	s->facts = calloc(sums->size + 1, sizeof *s->facts);
	s->found = calloc(sums->size + 1, sizeof *s->found);
	s->ids = calloc(sums->size + 1, sizeof *s->ids);
	if (s->facts == NULL || s->found == NULL || s->ids == NULL)
		return fail_nomem(m);
	if (st == MCT_OK)
		statement_bind(row, "t", day);
	while (st == MCT_OK && (st = statement_step(m, row)) == MCT_ROW) {
		int64_t id = sqlite3_column_int64(row, S_CLIENT);

		st = MCT_OK;
		if (!sums_counted(sums_of(sums, id)))
			continue;
		s->facts[s->count] = facts_of(sums, outlook, row);
		s->ids[s->count++] = id;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t segments_read(
	mct_t *m, const char *day, const struct sums *sums, struct outlook *outlook, uint8_t **out)
{
	struct segmented s CLEANUP(segmented_free) = {0};
	double regular = (double)setting_number(m, "noshow.regular");
	mct_status_t st = read_facts(m, day, sums, outlook, &s);
	uint8_t *by_id;

	if (st != MCT_OK)
		return st;
	by_id = calloc(sums->size + 1, sizeof *by_id);
	if (by_id == NULL || !segments_find(s.facts, s.count, regular, s.found)) {
		free(by_id);
		return fail_nomem(m);
	}
	for (size_t i = 0; i < s.count; i++)
		by_id[s.ids[i]] = (uint8_t)s.found[i];
	*out = by_id;
	return MCT_OK;
}

mct_status_t segments_check(mct_t *m, const char *words)
{
	for (const char *at = words; at != NULL; at = strchr(at, ',')) {
		size_t i = 0, n;

		at += *at == ',';
		n = strcspn(at, ",");
		while (segment_words[i] != NULL && !text_same(at, n, segment_words[i]))
			i++;
		if (segment_words[i] == NULL)
			return fail(m, MCT_INVALID,
				"best, regular, occasional, new, slipping, gone, paused or ended",
				"\"%.*s\" is not a segment", (int)n, at);
	}
	return MCT_OK;
}

bool segments_name(const char *words, enum segment segment)
{
	for (const char *at = words; at != NULL; at = strchr(at, ',')) {
		at += *at == ',';
		if (text_same(at, strcspn(at, ","), segment_words[segment]))
			return true;
	}
	return false;
}
