/*
 * visit_match.c - tells visits apart: by their outside ids, else by the client, the day
 * and the time, else by all that they say.
 */
#include "practice/visit_match.h"

#include <string.h>

#include "practice/visit_fields.h"
#include "store/statement.h"
#include "util/hash.h"

mct_status_t visit_external_id_owner(mct_record_t *r, int64_t *id)
{
	static const char sql[] = "SELECT id FROM visit WHERE external_id = ?1";
	mct_status_t st;

	*id = 0;
	if (!record_value(r, EXTERNAL_ID)->set)
		return MCT_OK;
	st = query_integer(r->m, id, sql, "t", record_text(r, EXTERNAL_ID));
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* Typed again, a visit is more likely there already than there twice. */
mct_status_t visit_refuse_twin(mct_record_t *r)
{
	static const char sql[] = "SELECT id FROM visit WHERE client_id = ?1 AND date = ?2 "
				  "AND time IS ?3 AND service IS ?4 AND id <> ?5 ORDER BY id";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(r->m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "ittti", record_value(r, CLIENT)->integer, record_text(r, DATE),
		record_text(r, TIME), record_text(r, SERVICE), r->id);
	while ((st = statement_step(r->m, statement)) == MCT_ROW) {
		int64_t id = sqlite3_column_int64(statement, 0);
		struct buf hint CLEANUP(buf_free) = {0};

		if (!record_says_same(r, id))
			continue;
		buf_addf(&hint,
			"for a second one say what differs, such as --time; "
			"mct visit edit v%lld changes that one",
			(long long)id);
		problem_add(r->m, MCT_REFUSED, "date", record_text(r, DATE), buf_str(&hint),
			"that visit is there already: v%lld", (long long)id);
		return MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- which visit a row of a list is ---------------------------------------------------------- */

/* How well a stored visit of the client's day fits a row, best first. */
enum fit { FIT_EXACT, FIT_UNCONTRADICTED, FIT_SERVICE, FIT_TIME, FIT_NONE };

struct search {
	mct_record_t *row, *stored;
	const struct match_list *list;
	int64_t best, copy; /* not taken by another row; taken by one that says the same */
	enum fit fit;       /* of the best */
	unsigned apart;     /* fields in which it differs */
};

static bool same_if_both(const mct_record_t *a, const mct_record_t *b, size_t field)
{
	return record_compare(a, b, (uint64_t)1 << field).contrary == 0;
}

static bool has_same(const mct_record_t *a, const mct_record_t *b, size_t field)
{
	return record_value(a, field)->set && record_value(b, field)->set &&
		same_if_both(a, b, field);
}

/* A row that was rejected and mended is rather the second visit of the day than the first one
 * changed: the other rows of its list are stored already. */
static enum fit fit_of(const struct search *s, const struct agreement *a)
{
	if (a->only_first + a->only_second + a->contrary == 0)
		return FIT_EXACT;
	if (a->contrary == 0)
		return FIT_UNCONTRADICTED;
	if (same_if_both(s->row, s->stored, SERVICE) &&
		(!s->list->was_rejected || has_same(s->row, s->stored, TIME)))
		return FIT_SERVICE;
	return has_same(s->row, s->stored, TIME) ? FIT_TIME : FIT_NONE;
}

static bool says_default(const mct_record_t *r)
{
	const char *outcome = record_text(r, OUTCOME);

	return outcome != NULL &&
		(strcmp(outcome, "booked") == 0 || strcmp(outcome, "completed") == 0);
}

/* The columns that are compared. An outcome that a row does not say is what check() made of it,
 * then or now; a visit is no other one for its outside id. */
static uint64_t compared(const struct search *s)
{
	bool by_default = !record_value(s->row, OUTCOME)->set && says_default(s->stored);
	bool nameless = !record_value(s->row, EXTERNAL_ID)->set;

	return s->list->columns & ~((uint64_t)by_default << OUTCOME) &
		~((uint64_t)nameless << EXTERNAL_ID);
}

static mct_status_t weigh(struct search *s, int64_t id)
{
	mct_status_t st = MCT_OK;
	struct agreement a;
	unsigned apart;
	enum fit fit;

	if (s->stored == NULL)
		st = mct_record_new(s->row->m, s->row->e, &s->stored);
	if (st == MCT_OK)
		st = mct_record_load(s->stored, id);
	if (st != MCT_OK)
		return st;
	a = record_compare(s->row, s->stored, compared(s));
	apart = a.only_first + a.only_second + a.contrary;
	fit = fit_of(s, &a);
	if (s->list->taken(s->list->user, id)) {
		/* The copy of a row is one also where more was written to its visit since. */
		if (fit == FIT_EXACT || (s->list->repeated && a.contrary == 0 && a.only_first == 0))
			s->copy = id;
	} else if (fit < s->fit || (fit == s->fit && apart < s->apart)) {
		s->best = id;
		s->fit = fit;
		s->apart = apart;
	}
	return MCT_OK;
}

/* The only one of her day, as nearly all are: what fits it at all fits it best. */
static bool fits_alone(const struct search *s, sqlite3_stmt *statement)
{
	const char *service = (const char *)sqlite3_column_text(statement, 1);
	const char *mine = record_text(s->row, SERVICE);

	return !s->list->was_rejected &&
		!s->list->taken(s->list->user, sqlite3_column_int64(statement, 0)) &&
		(service == NULL || mine == NULL || strcmp(service, mine) == 0);
}

/* Weighs the visits that the statement answers with; a single one only where that has to be. */
static mct_status_t weigh_all(struct search *s, sqlite3_stmt *statement)
{
	int64_t first = 0;
	bool alone = false;
	mct_status_t st;

	for (size_t i = 0; (st = statement_step(s->row->m, statement)) == MCT_ROW; i++) {
		if (i == 0) {
			first = sqlite3_column_int64(statement, 0);
			alone = fits_alone(s, statement);
			continue;
		}
		st = i == 1 ? weigh(s, first) : MCT_OK;
		if (st == MCT_OK)
			st = weigh(s, sqlite3_column_int64(statement, 0));
		if (st != MCT_OK)
			return st;
		first = 0;
	}
	if (st != MCT_DONE || first == 0)
		return st == MCT_DONE ? MCT_OK : st;
	if (!alone)
		return weigh(s, first);
	s->best = first;
	s->fit = FIT_SERVICE;
	return MCT_OK;
}

/*
 * The outside id; else a visit of the client's day, and of the time where both have one. Of these
 * each row takes the one that fits it best among those that no other row took, so that the rows of
 * a day are told apart by what they say, in whatever order they stand. A row that says just what
 * another one said is no further visit.
 */
mct_status_t visit_match(mct_record_t *r, const struct match_list *list, int64_t *id)
{
	/* ?4: a row with an outside id can only be a visit that has none yet. */
	static const char sql[] = "SELECT id, service FROM visit "
				  "WHERE client_id = ?1 AND date = ?2"
				  "  AND (time = ?3 OR time IS NULL OR ?3 IS NULL)"
				  "  AND (external_id IS NULL OR NOT ?4) ORDER BY id";
	struct search s = {.row = r, .list = list, .fit = FIT_NONE};
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	size_t problems = r->m->problem_count;
	mct_status_t st = visit_external_id_owner(r, id);

	if (st != MCT_OK || *id != 0 || record_text(r, DATE) == NULL)
		return st;
	st = statement_get(r->m, sql, &statement);
	if (st != MCT_OK)
		return st;
	statement_bind(statement, "itti", record_value(r, CLIENT)->integer, record_text(r, DATE),
		record_text(r, TIME), (int64_t)record_value(r, EXTERNAL_ID)->set);
	st = weigh_all(&s, statement);
	mct_record_free(s.stored);
	r->m->problem_count = problems;
	*id = s.copy != 0 && s.fit != FIT_EXACT ? s.copy : s.best;
	return st;
}

/* Among rows with an outside id that id decides; among the others all that they say. */
uint64_t visit_mark(const mct_record_t *r, int *way)
{
	const struct mct_value *id = record_value(r, EXTERNAL_ID);

	*way = id->set;
	return id->set ? hash_bytes(0, id->text, id->length)
		       : record_hash(r, ~((uint64_t)says_default(r) << OUTCOME));
}
