/*
 * formats.c - the known exports as rows: whose they are, what they hold, and by which
 * headings they are told.
 */
#include "exchange/known_export.h"
#include "record/rows.h"

enum { NAME, TITLE, KIND, SIGNS };

static const mct_field_t columns[] = {
	[NAME] = {.name = "name",
		.title = "Name",
		.help = "its name here",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[TITLE] = {.name = "title",
		.title = "Export of",
		.help = "the program that writes it",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[KIND] = {.name = "kind",
		.title = "Holds",
		.help = "what its rows are",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[SIGNS] = {.name = "known_by",
		.title = "Known by",
		.help = "the headings by which it is known",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
};

mct_status_t mct_import_formats(mct_t *m, mct_rows_t **out)
{
	const struct known_export *known;
	mct_rows_t *rows;
	mct_status_t st = rows_of_table(m, columns, ARRAY_SIZE(columns), &rows);

	for (size_t i = 0; st == MCT_OK && (known = known_export_at(i)) != NULL; i++) {
		struct buf signs CLEANUP(buf_free) = {0};

		st = row_add(rows);
		if (st != MCT_OK)
			break;
		for (const char *const *sign = known->signs; *sign != NULL; sign++)
			buf_addf(&signs, "%s%s", signs.len > 0 ? "; " : "", *sign);
		row_set_text(rows, NAME, known->name);
		row_set_text(rows, TITLE, known->title);
		row_set_text(rows, KIND, mct_entity_plural(mct_entity_named(known->entity)));
		row_set_text(rows, SIGNS, buf_str(&signs));
	}
	return rows_hand_out(rows, st, out);
}
