/*
 * merge_fields.c - what two records of one person say as one. Where only one says
 * something, it is that; notes are joined and words put together; what else
 * they contradict each other in is the first one's, and the note keeps the other.
 */
#include <string.h>
#include <strings.h>

#include "partners/partner.h"
#include "people/client.h"
#include "people/contact.h"
#include "people/merge.h"
#include "record/find.h"
#include "record/rows.h"

enum { FIELD, FIRST, SECOND, BECOMES, HOW };
enum how { HOW_FIRST, HOW_SECOND, HOW_BOTH, HOW_EARLIER };

static const char *const hows[] = {[HOW_FIRST] = "first",
	[HOW_SECOND] = "second",
	[HOW_BOTH] = "both",
	[HOW_EARLIER] = "earlier",
	NULL};

const mct_field_t merge_columns[MERGE_COLUMNS] = {
	[FIELD] = {.name = "field",
		.title = "Field",
		.help = "where the two differ",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[FIRST] = {.name = "first",
		.title = "First",
		.help = "what the one who stays says",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_PRIVATE},
	[SECOND] = {.name = "second",
		.title = "Second",
		.help = "what the other one says",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_PRIVATE},
	[BECOMES] = {.name = "becomes",
		.title = "Becomes",
		.help = "what it will be",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_PRIVATE},
	[HOW] = {.name = "how",
		.title = "How",
		.help = "whose it is: first, second, both, or the earlier day",
		.type = MCT_TYPE_CHOICE,
		.choices = hows},
};

static const mct_entity_t *const entities[MERGE_PARTS] = {
	&entity_contact, &entity_client, &entity_partner};

void merge_free(struct merge *merge)
{
	for (size_t i = 0; i < MERGE_PARTS; i++)
		mct_record_free(merge->parts[i]);
}

/* ---- one field ------------------------------------------------------------------------------- */

static bool is_taken(const struct merge *merge, const mct_field_t *f)
{
	const char *const *take = merge->query->take;

	for (; take != NULL && *take != NULL; take++)
		if (mct_entity_field_named(&entity_contact, *take) == f ||
			strcasecmp(*take, f->name) == 0)
			return true;
	return false;
}

static bool is_note(const mct_field_t *f)
{
	return f->type == MCT_TYPE_LONG_TEXT && (f->flags & MCT_FIELD_SEARCHED) != 0;
}

/* One of two that say the same in more words is both. */
static mct_status_t join(mct_record_t *r, size_t field, const struct mct_value *other)
{
	const char *own = record_text(r, field);
	struct buf both CLEANUP(buf_free) = {0};

	if (strstr(own, other->text) != NULL)
		return MCT_OK;
	if (strstr(other->text, own) == NULL)
		buf_addf(&both, "%s%s", own, is_note(&r->e->fields[field]) ? "\n" : "; ");
	buf_adds(&both, other->text);
	if (both.failed)
		return fail_nomem(r->m);
	return record_read(r, field, &r->how, buf_str(&both), both.len);
}

/* Settles a field in which they differ; *how is whose it is then. */
static mct_status_t settle(const struct merge *merge, mct_record_t *r, size_t field,
	const struct mct_value *other, enum how *how)
{
	const mct_field_t *f = &r->e->fields[field];
	const struct mct_value *own = record_value(r, field);

	*how = HOW_FIRST;
	if (!other->set)
		return MCT_OK;
	if (!own->set || is_taken(merge, f)) {
		*how = HOW_SECOND;
		record_put(r, field, other);
		return MCT_OK;
	}
	if (is_note(f) || f->type == MCT_TYPE_WORDS) {
		*how = HOW_BOTH;
		return join(r, field, other);
	}
	if (r->e->date_field != NULL && strcmp(f->name, r->e->date_field) == 0) {
		*how = HOW_EARLIER;
		if (strcmp(other->text, own->text) < 0)
			record_put(r, field, other);
	}
	return MCT_OK;
}

/* By what she was known, too, and might be again: it goes to the note. A state is a state. */
static void keep_other(
	const struct merge *merge, const mct_field_t *f, const struct mct_value *v, struct buf *out)
{
	size_t length;

	if (f->type == MCT_TYPE_CHOICE || f->type == MCT_TYPE_DAYS || f->type == MCT_TYPE_COUNT)
		return;
	buf_addf(out, "%s%s ", out->len > 0 ? ", " : "also: ", f->name);
	for (const char *c = mct_value_text(merge->m, f, v, MCT_FORM_HUMAN, &length); *c != '\0';
		c++)
		buf_addc(out, *c == '\n' ? ' ' : *c);
}

static mct_status_t add_row(const struct merge *merge, mct_rows_t *rows, const mct_field_t *f,
	const struct mct_value *const *values, enum how how)
{
	size_t length;
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	row_set_text(rows, FIELD, f->name);
	for (size_t i = 0; i < 3; i++)
		if (values[i]->set)
			row_set_text(rows, FIRST + i,
				mct_value_text(
					merge->m, f, values[i], merge->query->form, &length));
	row_set_text(rows, HOW, hows[how]);
	return rows_check(rows);
}

/* Copies what a field says, before something is put over it. */
static struct mct_value copy_value(const struct mct_value *v, struct buf *text)
{
	struct mct_value copy = *v;

	buf_add(text, v->text, v->length);
	copy.text = buf_str(text);
	return copy;
}

static bool says_same(const struct mct_value *a, const struct mct_value *b)
{
	return a->set == b->set && a->integer == b->integer && strcmp(a->text, b->text) == 0;
}

/* A field of a part in which the other says `second`; what is said nowhere then goes to `also`. */
static mct_status_t settle_field(const struct merge *merge, mct_record_t *r, size_t field,
	const struct mct_value *second, struct buf *also, mct_rows_t *rows)
{
	const mct_field_t *f = &r->e->fields[field];
	struct buf text CLEANUP(buf_free) = {0};
	const struct mct_value first = copy_value(record_value(r, field), &text);
	const struct mct_value *const values[] = {&first, second, record_value(r, field)};
	enum how how;
	mct_status_t st;

	if (text.failed)
		return fail_nomem(merge->m);
	if (says_same(&first, second))
		return MCT_OK;
	st = settle(merge, r, field, second, &how);
	if (st == MCT_OK && how == HOW_FIRST && second->set)
		keep_other(merge, f, second, also);
	if (st == MCT_OK && how == HOW_SECOND && first.set)
		keep_other(merge, f, &first, also);
	return st == MCT_OK ? add_row(merge, rows, f, values, how) : st;
}

/* ---- the two --------------------------------------------------------------------------------- */

/* Where what is said nowhere else is kept: as what she is seen first. */
static size_t note_part(const struct merge *merge)
{
	return merge->parts[MERGE_CLIENT] != NULL     ? MERGE_CLIENT
		: merge->parts[MERGE_PARTNER] != NULL ? MERGE_PARTNER
						      : MERGE_CONTACT;
}

static bool is_shared(size_t part, const mct_field_t *f)
{
	return (f->flags & MCT_FIELD_COMPUTED) != 0 ||
		(part != MERGE_CONTACT && f->home == HOME_CONTACT);
}

/* The note goes last: it takes what the others left. */
static mct_status_t settle_part(const struct merge *merge, size_t part, const mct_record_t *other,
	struct buf *also, mct_rows_t *rows)
{
	mct_record_t *r = merge->parts[part];
	size_t note = record_field(r->e, "note");
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < r->e->count; i++)
		if (!is_shared(part, &r->e->fields[i]) && (i != note || part != note_part(merge)))
			st = settle_field(merge, r, i, record_value(other, i), also, rows);
	return st;
}

static mct_status_t settle_note(const struct merge *merge, const mct_record_t *other,
	const struct buf *also, mct_rows_t *rows)
{
	static const struct mct_value none = {.text = ""};
	bool both = other != NULL && !merge->only_other[note_part(merge)];
	mct_record_t *r = merge->parts[note_part(merge)];
	size_t note = record_field(r->e, "note");
	struct buf text CLEANUP(buf_free) = {0};
	struct buf before CLEANUP(buf_free) = {0};
	const struct mct_value first = copy_value(record_value(r, note), &before);
	const struct mct_value *second = both ? record_value(other, note) : &none;
	const struct mct_value *const values[] = {&first, second, record_value(r, note)};
	struct mct_value all;
	enum how how;
	mct_status_t st;

	buf_addf(&text, "%s%s%s", second->text, second->set && also->len > 0 ? "\n" : "",
		buf_str(also));
	if (text.failed || also->failed || before.failed)
		return fail_nomem(merge->m);
	all = (struct mct_value){.set = text.len > 0, .text = buf_str(&text), .length = text.len};
	if (says_same(&first, &all) || (!both && !all.set))
		return MCT_OK;
	st = settle(merge, r, note, &all, &how);
	return st == MCT_OK ? add_row(merge, rows, &r->e->fields[note], values, how) : st;
}

/* Loads a part of both. MCT_OK, also where neither is that. */
static mct_status_t load_part(struct merge *merge, size_t part, mct_record_t **other)
{
	const struct mct_merge_query *q = merge->query;
	mct_record_t *first = NULL;
	mct_status_t one, two, st = mct_record_new(merge->m, entities[part], &first);

	if (st == MCT_OK)
		st = mct_record_new(merge->m, entities[part], other);
	if (st != MCT_OK) {
		mct_record_free(first);
		return st;
	}
	one = mct_record_load(first, q->id);
	two = mct_record_load(*other, q->other);
	merge->only_other[part] = one == MCT_NOTFOUND && two == MCT_OK;
	if (merge->only_other[part])
		one = mct_record_load(first, q->other);
	if (one != MCT_OK)
		first = mct_record_free(first);
	if (two != MCT_OK)
		*other = mct_record_free(*other);
	merge->parts[part] = first;
	if (part == MERGE_CONTACT && (one == MCT_NOTFOUND || two == MCT_NOTFOUND))
		return MCT_NOTFOUND;
	return one != MCT_OK && one != MCT_NOTFOUND    ? one
		: two != MCT_OK && two != MCT_NOTFOUND ? two
						       : MCT_OK;
}

static mct_status_t check_query(const struct merge *merge)
{
	const struct mct_merge_query *q = merge->query;

	if (q->id == q->other)
		return fail(merge->m, MCT_REFUSED, "name two", "both are the same record");
	for (const char *const *take = q->take; take != NULL && *take != NULL; take++) {
		bool known = false;

		for (size_t i = 0; i < MERGE_PARTS; i++)
			known = known || mct_entity_field_named(entities[i], *take) != NULL;
		if (!known)
			return fail(merge->m, MCT_INVALID, "such as phone or email",
				"there is no field \"%s\" to take", *take);
	}
	return MCT_OK;
}

static void free_others(mct_record_t **others)
{
	for (size_t i = 0; i < MERGE_PARTS; i++)
		mct_record_free(others[i]);
}

mct_status_t merge_settle(struct merge *merge, mct_rows_t *rows)
{
	mct_record_t *others[MERGE_PARTS] = {NULL};
	struct buf also CLEANUP(buf_free) = {0};
	mct_status_t st = check_query(merge);

	for (size_t i = 0; st == MCT_OK && i < MERGE_PARTS; i++)
		st = load_part(merge, i, &others[i]);
	for (size_t i = 0; st == MCT_OK && i < MERGE_PARTS; i++)
		if (others[i] != NULL && merge->parts[i] != NULL && !merge->only_other[i])
			st = settle_part(merge, i, others[i], &also, rows);
	if (st == MCT_OK)
		st = settle_note(merge, others[note_part(merge)], &also, rows);
	free_others(others);
	return st;
}
