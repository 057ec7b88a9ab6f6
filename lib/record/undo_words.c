/*
 * undo_words.c - records, moments and commands of the history, as one would say them.
 */
#include <string.h>

#include "record/undo.h"
#include "store/statement.h"
#include "util/text.h"

#define COMMAND_COLUMNS 60

/* A contact has the prefix of her role, also when that is gone. */
static void add_contact_id(mct_t *m, int64_t id, struct buf *out)
{
	const mct_entity_t *e = entity_of_table("contact");
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;

	buf_addf(&sql, "SELECT %s FROM contact WHERE id = ?",
		e->id_sql != NULL ? e->id_sql : "'n' || id");
	if (statement_prepare(m, buf_str(&sql), &statement) == MCT_OK) {
		statement_bind(statement, "i", id);
		if (statement_step(m, statement) == MCT_ROW) {
			buf_adds(out, (const char *)sqlite3_column_text(statement, 0));
			return;
		}
	}
	buf_addf(out, "%s%lld", e->prefix, (long long)id);
}

void add_record_id(mct_t *m, const char *table, int64_t id, const char *key, struct buf *out)
{
	const mct_entity_t *e = entity_of_table(table);

	if (key != NULL && key[0] != '\0')
		buf_adds(out, key);
	else if (e == NULL)
		buf_addf(out, "%s %lld", table, (long long)id);
	else if (strcmp(table, "contact") == 0)
		add_contact_id(m, id, out);
	else
		buf_addf(out, "%s%lld", e->prefix, (long long)id);
}

void add_moment(mct_t *m, int64_t moment, enum mct_form form, struct buf *out)
{
	char iso[11], time[6];
	int32_t day, today = handle_today(m);
	int minute;

	handle_wall_clock(m, moment, &day, &minute);
	minute_to_text(minute, time);
	if (form == MCT_FORM_MACHINE) {
		date_to_iso(day, iso);
		buf_adds(out, iso);
	} else if (day == today || day == today - 1) {
		buf_adds(out, day == today ? "today" : "yesterday");
	} else {
		date_to_human(day, true, out);
	}
	buf_addf(out, " %s", time);
}

void add_command(const char *command, struct buf *out)
{
	size_t length = strlen(command), fits;

	if (text_width(command, length) <= COMMAND_COLUMNS) {
		buf_adds(out, command);
		return;
	}
	fits = text_fit(command, length, COMMAND_COLUMNS - 4);
	while (fits > 0 && command[fits] != ' ')
		fits--;
	buf_add(out, command, fits);
	buf_adds(out, " ...");
}
