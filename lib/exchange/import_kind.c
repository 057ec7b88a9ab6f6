/*
 * import_kind.c - what the rows of a file are, where nobody says it: the file of a known
 * program, one that mct wrote, or the kind of which it has most columns.
 */
#include <stdlib.h>

#include "exchange/import.h"
#include "partners/partner.h"
#include "people/client.h"
#include "people/contact.h"
#include "practice/visit.h"

/* What people keep lists of. Of two kinds that fit alike the first is meant: a list of names in a
 * practice is one of clients. */
static const mct_entity_t *const kinds[] = {
	&entity_visit, &entity_client, &entity_contact, &entity_partner};

static bool has_required(const struct mapping *map)
{
	for (size_t i = 0; i < map->e->count; i++) {
		bool found = (map->e->fields[i].flags & MCT_FIELD_REQUIRED) == 0;

		for (size_t c = 0; c < map->count && !found; c++)
			found = map->columns[c].mapped && map->columns[c].is.field == i &&
				map->columns[c].is.part != PART_OF_CLIENT;
		if (!found)
			return false;
	}
	return true;
}

/* How many columns the file has of a kind: 0 when it cannot be that. */
static mct_status_t fit(mct_import_t *imp, const mct_entity_t *e,
	const struct mct_import_options *options, size_t *columns)
{
	struct mapping *map CLEANUP(free_pointer) = calloc(1, sizeof *map);
	struct csv_row row;
	mct_status_t st;

	*columns = 0;
	if (map == NULL)
		return fail_nomem(imp->m);
	imp->e = e;
	st = import_find_headings(imp, false, &row);
	if (st != MCT_OK)
		return st;
	st = mapping_make(imp->m, map, e, &row, options->map, NULL);
	for (size_t i = 0; st == MCT_OK && i < map->count; i++)
		*columns += map->columns[i].mapped && !map->columns[i].guessed;
	if (st == MCT_OK && !has_required(map))
		*columns = 0;
	mapping_free(map);
	return st == MCT_INVALID ? MCT_OK : st; /* a --map that names a field of another kind */
}

static mct_status_t fail_no_kind(mct_import_t *imp)
{
	return fail(imp->m, MCT_INVALID,
		"say it before the file: mct import clients FILE, or visits, partners ...",
		"no heading tells what the rows of the file are");
}

/* Of a file of which it is known whose it is; NULL of another. */
static const mct_entity_t *kind_of_known(const mct_import_t *imp)
{
	return imp->saved.e != NULL  ? imp->saved.e
		: imp->known != NULL ? mct_entity_named(imp->known->entity)
				     : imp->own;
}

mct_status_t import_find_kind(mct_import_t *imp, const struct mct_import_options *options)
{
	const mct_entity_t *best = NULL;
	size_t columns, most = 0;
	struct csv_row row;
	mct_status_t st = import_find_headings(imp, true, &row);

	if (st == MCT_OK)
		imp->e = kind_of_known(imp);
	if (st != MCT_OK || imp->e != NULL)
		return st;
	for (size_t i = 0; st == MCT_OK && i < ARRAY_SIZE(kinds); i++) {
		st = fit(imp, kinds[i], options, &columns);
		if (columns == most && most > 0 && imp->other_kind == NULL)
			imp->other_kind = kinds[i];
		if (columns > most) {
			most = columns;
			best = kinds[i];
			imp->other_kind = NULL;
		}
	}
	imp->e = best;
	return st == MCT_OK && best == NULL ? fail_no_kind(imp) : st;
}
