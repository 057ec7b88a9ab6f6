/*
 * import_change.c - what a row changes in the record that it is about, in the words of
 * one line: what was written by hand is not written over unseen.
 */
#include "exchange/import.h"
#include "util/text.h"

#define VALUE_COLUMNS 40

/* One line of a few words. */
static void add_value(
	mct_import_t *imp, const mct_field_t *f, const struct mct_value *v, struct buf *out)
{
	size_t n, start = out->len;
	const char *s = mct_value_text(imp->m, f, v, MCT_FORM_HUMAN, &n);

	text_add_fitted(out, s, n, VALUE_COLUMNS, true);
	for (size_t i = start; i < out->len; i++)
		if (out->data[i] == '\n' || out->data[i] == '\r' || out->data[i] == '\t')
			out->data[i] = ' ';
}

static void add_change(mct_import_t *imp, size_t field, struct buf *out)
{
	const mct_field_t *f = &imp->e->fields[field];
	const struct mct_value *old = record_value(imp->stored, field);

	buf_addf(out, "%s ", f->name);
	if ((f->flags & MCT_FIELD_PRIVATE) != 0) {
		buf_adds(out, old->set ? "changed" : "filled in");
		return;
	}
	if (old->set)
		add_value(imp, f, old, out);
	else
		buf_adds(out, "(empty)");
	buf_adds(out, " -> ");
	add_value(imp, f, record_value(imp->row, field), out);
}

/* Her name, or the name of whose it is. */
static void add_subject(mct_import_t *imp, struct buf *out)
{
	buf_addf(out, "%s%lld", imp->e->prefix, (long long)imp->stored->id);
	for (size_t i = 0; i < imp->e->count; i++) {
		mct_type_t type = imp->e->fields[i].type;

		if ((type != MCT_TYPE_NAME && type != MCT_TYPE_REF) ||
			!record_value(imp->stored, i)->set)
			continue;
		buf_adds(out, " (");
		add_value(imp, &imp->e->fields[i], record_value(imp->stored, i), out);
		buf_addc(out, ')');
		return;
	}
}

void import_add_changes(mct_import_t *imp, struct buf *out)
{
	bool any = false;

	for (size_t i = 0; i < imp->e->count; i++) {
		struct agreement a = record_compare(imp->row, imp->stored, (uint64_t)1 << i);

		if (a.only_first + a.contrary == 0)
			continue;
		if (any)
			buf_adds(out, ", ");
		else
			add_subject(imp, out);
		buf_adds(out, any ? "" : ": ");
		add_change(imp, i, out);
		any = true;
	}
}
