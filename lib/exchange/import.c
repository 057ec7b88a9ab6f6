/*
 * import.c - reads a surveyed file into the practice: every row is new, changes a
 * record, says what is known, is there twice, sums others, or is rejected
 * with its reason. The counts of these always add up to the rows.
 */
#include "exchange/import.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/total.h"
#include "people/identity.h"
#include "store/journal.h"
#include "store/statement.h"

#define CACHE_KIBIBYTES "-16000"
#define PROGRESS_ROWS 2000

/* ---- ids that this file met ------------------------------------------------------------------ */

static bool was_met(void *user, int64_t id)
{
	const mct_import_t *imp = user;
	size_t byte = (size_t)id / 8;

	return byte < imp->met_bytes && (imp->met[byte] >> (id % 8) & 1) != 0;
}

static mct_status_t note_met(mct_import_t *imp, int64_t id)
{
	size_t byte = (size_t)id / 8;

	if (byte >= imp->met_bytes) {
		size_t bytes = 2 * byte + 1024;
		unsigned char *grown = realloc(imp->met, bytes);

		if (grown == NULL)
			return fail_nomem(imp->m);
		memset(grown + imp->met_bytes, 0, bytes - imp->met_bytes);
		imp->met = grown;
		imp->met_bytes = bytes;
	}
	imp->met[byte] |= (unsigned char)(1 << id % 8);
	return MCT_OK;
}

/* ---- one row --------------------------------------------------------------------------------- */

enum fate { FATE_ADDED, FATE_CHANGED, FATE_SAME, FATE_JOINED, FATE_REJECTED };

static void note_row(mct_import_t *imp, enum mct_import_note what, const char *text)
{
	if (imp->calls->note != NULL)
		imp->calls->note(imp->calls->user, what, imp->line, text);
}

/* Two rows of one file that share an outside id are one person; of another name they are a mistake
 * in the file, and neither may become the other. */
static bool is_of_another_name(mct_import_t *imp)
{
	struct buf here CLEANUP(buf_free) = {0};
	struct buf there CLEANUP(buf_free) = {0};
	size_t name = record_field(imp->e, "name");
	const char *said = record_text(imp->row, name);

	if (imp->e->fields[name].key_column == NULL || said == NULL)
		return false;
	record_key(imp->row, name, &here);
	record_key(imp->stored, name, &there);
	if (strcmp(buf_str(&here), buf_str(&there)) == 0)
		return false;
	problem_add(imp->m, MCT_REFUSED, imp->e->fields[name].name, said,
		"give each of the two an outside id of its own",
		"\"%s\" has the outside id of \"%s\" in a line above", said,
		record_text(imp->stored, name));
	return true;
}

/* Takes the row's filled cells into the stored record; what the file leaves empty stays as it is.
 */
static mct_status_t update_stored(mct_import_t *imp, int64_t id, enum fate *fate)
{
	struct buf changes CLEANUP(buf_free) = {0};
	bool met = was_met(imp, id);
	enum mct_change change;
	mct_status_t st = mct_record_load(imp->stored, id);

	if (st != MCT_OK)
		return st;
	if (met && is_of_another_name(imp))
		return MCT_OK;
	imp->stored->how.from_people = false;
	if (!met)
		import_add_changes(imp, &changes);
	record_merge(imp->stored, imp->row);
	st = mct_record_save(imp->stored, &change);
	*fate = met ? FATE_JOINED : change == MCT_UPDATED ? FATE_CHANGED : FATE_SAME;
	if (st == MCT_OK && *fate == FATE_CHANGED && imp->m->problem_count == 0)
		note_row(imp, MCT_NOTE_CHANGED, buf_str(&changes));
	return st;
}

/* The stored record that the row is about; *id 0 when there is none. */
static mct_status_t find_stored(mct_import_t *imp, int64_t *id)
{
	struct match_list list = {.taken = was_met,
		.user = imp,
		.columns = imp->columns,
		.was_rejected = imp->was_rejected};
	int way = 0;
	mct_status_t st;

	*id = 0;
	if (imp->e->mark != NULL)
		list.repeated = !mark_set_add(&imp->marks, imp->e->mark(imp->row, &way));
	if (imp->first_load != NULL && first_load_is_new(imp->first_load, list.repeated, way))
		return MCT_OK;
	st = first_load_end(&imp->first_load);
	if (st != MCT_OK)
		return st;
	return imp->e->match != NULL ? imp->e->match(imp->row, &list, id)
				     : record_match(imp->row, id);
}

/* One who has become two, by a new number and a new address, is not told from two by a program. */
static mct_status_t note_namesake(mct_import_t *imp)
{
	struct buf told CLEANUP(buf_free) = {0};
	mct_status_t st;

	if (imp->e->match != identity_match)
		return MCT_OK;
	st = identity_add_namesake(imp->row, &told);
	if (st == MCT_OK && told.len > 0)
		note_row(imp, MCT_NOTE_NAMESAKE, buf_str(&told));
	return st;
}

static mct_status_t store_row(mct_import_t *imp, enum fate *fate)
{
	enum mct_change change;
	int64_t id;
	mct_status_t st = find_stored(imp, &id);

	if (st != MCT_OK)
		return st;
	if (id != 0) {
		st = update_stored(imp, id, fate);
	} else {
		st = mct_record_save(imp->row, &change);
		id = imp->row->id;
		*fate = FATE_ADDED;
		if (st == MCT_OK)
			st = note_namesake(imp);
	}
	return st == MCT_OK ? note_met(imp, id) : st;
}

/* Whether what is wrong is the row's own. A file that fails and a Ctrl-C are not: a reference that
 * could not be looked up for them says nothing about the row. */
static bool row_is_to_blame(const mct_t *m)
{
	for (size_t i = 0; i < m->problem_count && i < PROBLEMS_MAX; i++) {
		mct_status_t status = m->problems[i].error.status;

		if (status != MCT_INVALID && status != MCT_NOTFOUND && status != MCT_AMBIGUOUS &&
			status != MCT_REFUSED)
			return false;
	}
	return m->problem_count > 0;
}

static mct_status_t undo_created(mct_import_t *imp, int64_t created)
{
	sqlite3_exec(imp->m->db, "ROLLBACK TO import_row", NULL, NULL, NULL);
	journal_take_back(imp->m);
	reference_cache_free(imp->references);
	imp->references = reference_cache_new();
	imp->created = created;
	return imp->references != NULL ? MCT_OK : fail_nomem(imp->m);
}

/* A problem of the row is a rejection; anything else ends the import, which undoes all of it. */
static mct_status_t import_row(mct_import_t *imp, const struct csv_row *row, enum fate *fate)
{
	int64_t created = imp->created;
	mct_status_t st;

	*fate = FATE_REJECTED;
	imp->was_rejected = imp->reason_column < row->count && row->lengths[imp->reason_column] > 0;
	if (imp->create_clients) {
		sqlite3_exec(imp->m->db, "SAVEPOINT import_row", NULL, NULL, NULL);
		journal_hold(imp->m);
	}
	st = import_read_row(imp, row) ? store_row(imp, fate) : MCT_OK;
	if (imp->m->interrupted)
		return handle_go_on(imp->m);
	if (imp->m->problem_count > 0) {
		if (!row_is_to_blame(imp->m))
			return fail_with_problems(imp->m);
		*fate = FATE_REJECTED;
		st = MCT_OK;
	}
	if (imp->create_clients && *fate == FATE_REJECTED && imp->created > created)
		st = undo_created(imp, created);
	if (imp->create_clients && st == MCT_OK) {
		sqlite3_exec(imp->m->db, "RELEASE import_row", NULL, NULL, NULL);
		journal_release(imp->m);
	}
	return st;
}

static void reject_row(mct_import_t *imp, const struct csv_row *row)
{
	size_t n = imp->m->problem_count < PROBLEMS_MAX ? imp->m->problem_count : PROBLEMS_MAX;

	for (size_t i = 0; i < n; i++)
		imp->m->problems[i].error.line = row->line;
	if (imp->rejected_count < REJECTED_KEPT)
		imp->rejected[imp->rejected_count++] = row->line;
	if (imp->calls->reject != NULL && n > 0)
		imp->calls->reject(imp->calls->user, row->line, &imp->m->problems[0].error,
			row->cells, row->count);
}

/* ---- all rows -------------------------------------------------------------------------------- */

static void count_fate(struct mct_import_counts *counts, enum fate fate)
{
	int64_t *const by_fate[] = {[FATE_ADDED] = &counts->added,
		[FATE_CHANGED] = &counts->changed,
		[FATE_SAME] = &counts->same,
		[FATE_JOINED] = &counts->joined,
		[FATE_REJECTED] = &counts->rejected};

	++*by_fate[fate];
}

/* A total is told by the text that gave it away. */
bool import_passes_over(mct_import_t *imp, int digits, const struct csv_row *row, struct buf *why)
{
	size_t i = 0;

	if (!row_is_total(&imp->mapping, digits, row))
		return skips_hold(&imp->mapping, imp->skips, imp->skip_count, row, why);
	while (row->lengths[i] == 0)
		i++;
	buf_addf(why, "\"%s\" is taken for a line of totals", row->cells[i]);
	return true;
}

static mct_status_t import_rows(mct_import_t *imp, struct mct_import_counts *counts)
{
	const struct mct_import_calls *calls = imp->calls;
	int digits = handle_money_digits(imp->m);
	struct csv_fault fault;
	struct csv_row row;
	enum csv_status next;

	while ((next = csv_next(imp->reader, &row, &fault)) == CSV_ROW) {
		struct buf why CLEANUP(buf_free) = {0};
		enum fate fate;
		mct_status_t st;

		if (calls->progress != NULL && counts->rows % PROGRESS_ROWS == 0)
			calls->progress(calls->user, counts->rows, imp->survey.rows);
		counts->rows++;
		imp->line = row.line;
		if (import_passes_over(imp, digits, &row, &why)) {
			note_row(imp, MCT_NOTE_SKIPPED, buf_str(&why));
			counts->skipped++;
			continue;
		}
		st = import_row(imp, &row, &fate);
		if (st != MCT_OK)
			return st;
		count_fate(counts, fate);
		if (fate == FATE_REJECTED)
			reject_row(imp, &row);
	}
	counts->created = imp->created;
	return next == CSV_FAULT ? fail_csv(imp->m, &fault) : MCT_OK;
}

mct_status_t mct_import_run(
	mct_import_t *imp, const struct mct_import_calls *calls, struct mct_import_counts *counts)
{
	mct_status_t st = handle_writing(imp->m, "mct_import_run()");

	*counts = (struct mct_import_counts){0};
	imp->calls = calls;
	imp->rejected_count = 0;
	if (st == MCT_OK)
		st = import_rewind(imp);
	if (st != MCT_OK)
		return st;
	if (imp->e->mark != NULL && !mark_set_reserve(&imp->marks, imp->survey.rows))
		return fail_nomem(imp->m);
	sqlite3_exec(imp->m->db, "PRAGMA cache_size = " CACHE_KIBIBYTES, NULL, NULL, NULL);
	st = first_load_begin(imp->m, imp->e, imp->survey.rows, &imp->first_load);
	if (st != MCT_OK)
		return st;
	journal_bulk(imp->m, true);
	st = import_rows(imp, counts);
	mark_set_free(&imp->marks); /* before the indexes need the memory */
	if (st == MCT_OK)
		st = first_load_end(&imp->first_load);
	else
		first_load_abandon(&imp->first_load);
	journal_bulk(imp->m, false);
	problems_clear(imp->m);
	if (st == MCT_OK && counts->rejected > 0 && !imp->keep_going)
		return fail(imp->m, MCT_REFUSED,
			"nothing was changed: mend the file, or take the good rows with "
			"--rejects FILE and mend the others there",
			"%lld of %lld %s cannot be taken", (long long)counts->rejected,
			(long long)counts->rows, counts->rows == 1 ? "row" : "rows");
	return st;
}
