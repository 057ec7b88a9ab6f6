/*
 * import_reference.c - a name alone is looked up as people type it; a client of whom a
 * row tells more is looked for as in a list of clients.
 */
#include "exchange/import_reference.h"

#include <string.h>

#include "exchange/cell.h"
#include "people/client.h"
#include "people/identity.h"
#include "store/statement.h"
#include "util/text.h"

/* The unknown client of a visit becomes one, by the name in the cell. */
static mct_status_t create_client(mct_import_t *imp, const char *s, size_t n, int64_t *id)
{
	struct buf turned CLEANUP(buf_free) = {0};
	enum mct_change change;
	mct_status_t st = MCT_OK;

	cell_turn_name(&s, &n, &turned);
	if (imp->person == NULL)
		st = mct_record_new(imp->m, &entity_client, &imp->person);
	if (st != MCT_OK)
		return st;
	mct_record_clear(imp->person);
	st = record_read(
		imp->person, record_field(&entity_client, "name"), &imp->person->how, s, n);
	if (st == MCT_OK)
		st = mct_record_save(imp->person, &change);
	if (st != MCT_OK)
		return st;
	imp->created++;
	*id = imp->person->id;
	return MCT_OK;
}

static bool may_create(const mct_import_t *imp, const mct_field_t *f, const char *s, size_t n)
{
	return imp->create_clients && f->target == &entity_client && memchr(s, '@', n) == NULL &&
		memchr(s, '<', n) == NULL;
}

void import_read_reference(
	mct_import_t *imp, size_t field, const struct reading *how, const char *s, size_t n)
{
	const mct_field_t *f = &imp->e->fields[field];
	struct mct_value value = {.set = true, .text = s, .length = n};
	size_t problems = imp->m->problem_count;
	mct_status_t st;

	if (!reference_cache_get(imp->references, field, s, n, &value.integer)) {
		st = record_read(imp->row, field, how, s, n);
		if (st == MCT_OK) {
			value.integer = record_value(imp->row, field)->integer;
		} else if (st == MCT_NOTFOUND && may_create(imp, f, s, n)) {
			imp->m->problem_count = problems;
			imp->row->bad--;
			if (imp->row->bad > 0 ||
				create_client(imp, s, n, &value.integer) != MCT_OK) {
				imp->row->bad++;
				return;
			}
		} else {
			return;
		}
		reference_cache_put(imp->references, field, s, n, value.integer);
	}
	record_put(imp->row, field, &value);
}

/* ---- a client of whom the row tells more ----------------------------------------------------- */

static mct_record_t *client_of_row(mct_import_t *imp)
{
	if (imp->person == NULL && mct_record_new(imp->m, &entity_client, &imp->person) == MCT_OK)
		imp->person->how.from_people = false;
	return imp->person;
}

/* A number that cannot be read tells nothing of her; her name has to be one. */
void import_hear_of_client(
	mct_import_t *imp, size_t client_field, const struct reading *how, const char *s, size_t n)
{
	mct_record_t *client = client_of_row(imp);
	size_t problems = imp->m->problem_count;

	if (client == NULL || record_read(client, client_field, how, s, n) == MCT_OK)
		return;
	if (entity_client.fields[client_field].type == MCT_TYPE_NAME) {
		imp->row->bad++;
		return;
	}
	imp->m->problem_count = problems;
	client->bad--;
}

static void add_all_heard(const mct_record_t *client, struct buf *out)
{
	static const char *const marks[] = {"external_id", "email", "phone", "name"};

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
		const char *text = record_text(client, record_field(&entity_client, marks[i]));

		buf_addf(out, "%s\n", text != NULL ? text : "");
	}
}

static mct_status_t add_client(mct_import_t *imp, int64_t *id)
{
	struct buf told CLEANUP(buf_free) = {0};
	enum mct_change change;
	mct_status_t st = mct_record_save(imp->person, &change);

	if (st != MCT_OK)
		return st;
	imp->created++;
	*id = imp->person->id;
	st = identity_add_namesake(imp->person, &told);
	if (st == MCT_OK && told.len > 0 && imp->calls->note != NULL)
		imp->calls->note(imp->calls->user, MCT_NOTE_NAMESAKE, imp->line, buf_str(&told));
	return st;
}

/* *id 0: the book does not have her. */
static mct_status_t find_client(mct_import_t *imp, const mct_field_t *f, int64_t *id)
{
	static const struct match_list no_list = {0};
	const char *name = record_text(imp->person, record_field(&entity_client, "name"));
	mct_status_t st = identity_match(imp->person, &no_list, id);

	if (st == MCT_OK && *id == 0 && name != NULL && may_create(imp, f, name, strlen(name)))
		st = add_client(imp, id);
	return st;
}

void import_read_client(mct_import_t *imp, size_t field, const struct reading *how)
{
	struct buf heard CLEANUP(buf_free) = {0};
	struct mct_value value = {.set = true};
	const char *name;
	mct_status_t st;

	if (imp->person == NULL || imp->row->bad > 0)
		return;
	add_all_heard(imp->person, &heard);
	if (heard.len == strspn(buf_str(&heard), "\n"))
		return;
	if (!reference_cache_get(
		    imp->references, field, buf_str(&heard), heard.len, &value.integer)) {
		st = find_client(imp, &imp->e->fields[field], &value.integer);
		if (st != MCT_OK) {
			if (imp->m->problem_count == 0)
				problem_add(
					imp->m, st, NULL, NULL, NULL, "%s", imp->m->error.message);
			imp->row->bad++;
			return;
		}
		name = record_text(imp->person, record_field(&entity_client, "name"));
		if (value.integer == 0 && name != NULL)
			import_read_reference(imp, field, how, name, strlen(name));
		if (value.integer == 0)
			return;
		reference_cache_put(
			imp->references, field, buf_str(&heard), heard.len, value.integer);
	}
	record_put(imp->row, field, &value);
}
