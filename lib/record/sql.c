/*
 * sql.c - puts SQL together from field tables: SELECT, INSERT and UPDATE for any
 * entity. A new field appears here by itself.
 */
#include "record/sql.h"

#include <string.h>

static const char *home_table(const mct_entity_t *e, enum field_home home)
{
	return home == HOME_CONTACT ? "contact" : e->table;
}

void sql_add_label(struct buf *sql, const char *alias)
{
	buf_addf(sql,
		"CASE %s.shares_name WHEN 0 THEN %s.name ELSE %s.name || ' <' || "
		"coalesce(%s.external_id, %s.email, %s.phone, 'c' || %s.id) || '>' END",
		alias, alias, alias, alias, alias, alias, alias);
}

void sql_add_column(struct buf *sql, const mct_entity_t *e, const mct_field_t *f)
{
	if (f->sql != NULL)
		buf_adds(sql, f->sql);
	else
		buf_addf(sql, "%s.%s", home_table(e, f->home), field_column(f));
}

void sql_add_field(struct buf *sql, const mct_entity_t *e, const mct_field_t *f)
{
	struct buf alias CLEANUP(buf_free) = {0};

	if (f == &field_id && e->id_sql != NULL) {
		buf_adds(sql, e->id_sql);
		return;
	}
	if (f == &field_id) {
		buf_addf(sql, "'%s' || %s.id", e->prefix, e->table);
		return;
	}
	sql_add_column(sql, e, f);
	if (f->type != MCT_TYPE_REF)
		return;
	buf_addf(&alias, "ref_%s", f->name);
	buf_adds(sql, ", ");
	if (field_is_person(f))
		sql_add_label(sql, buf_str(&alias));
	else if (f->target->is_named)
		buf_addf(sql, "%s.name", buf_str(&alias));
	else
		buf_addf(sql, "'%s' || %s.id", f->target->prefix, buf_str(&alias));
}

void sql_add_from(
	struct buf *sql, const mct_entity_t *e, const mct_field_t *const *fields, size_t n)
{
	buf_addf(sql, " FROM %s", e->table);
	if (e->is_role)
		buf_addf(sql, " JOIN contact ON contact.id = %s.id", e->table);
	for (size_t i = 0; i < n; i++)
		if (fields[i]->type == MCT_TYPE_REF)
			buf_addf(sql, " LEFT JOIN %s AS ref_%s ON ref_%s.id = %s.%s",
				field_is_person(fields[i]) ? "contact" : fields[i]->target->table,
				fields[i]->name, fields[i]->name, e->table,
				field_column(fields[i]));
}

void sql_add_insert(struct buf *sql, const mct_entity_t *e, enum field_home home, uint64_t mask)
{
	size_t parameters = 0;

	buf_addf(sql, "INSERT INTO %s (", home_table(e, home));
	for (size_t i = 0; i < e->count; i++) {
		const mct_field_t *f = &e->fields[i];

		if (f->home != home || (mask >> i & 1) == 0)
			continue;
		buf_addf(sql, "%s, ", field_column(f));
		parameters++;
		if (f->key_column != NULL) {
			buf_addf(sql, "%s, ", f->key_column);
			parameters++;
		}
	}
	buf_adds(sql, "entered_at, id) VALUES (");
	while (parameters-- > 0)
		buf_adds(sql, "?, ");
	buf_adds(sql, "?, ?)");
}

void sql_add_update(struct buf *sql, const mct_entity_t *e, enum field_home home, uint64_t mask)
{
	const char *comma = "";

	buf_addf(sql, "UPDATE %s SET ", home_table(e, home));
	for (size_t i = 0; i < e->count; i++) {
		const mct_field_t *f = &e->fields[i];

		if (f->home != home || (mask >> i & 1) == 0)
			continue;
		buf_addf(sql, "%s%s = ?", comma, field_column(f));
		comma = ", ";
		if (f->key_column != NULL)
			buf_addf(sql, ", %s = ?", f->key_column);
	}
	buf_adds(sql, " WHERE id = ?");
}
