/*
 * settings.c - the practice's settings as rows, for listing.
 */
#include "record/rows.h"

static const mct_field_t fields[] = {
	{.name = "name",
		.title = "Setting",
		.help = "its name",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "value",
		.title = "Value",
		.help = "its value",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "default",
		.title = "Default",
		.help = "what it is when not set",
		.type = MCT_TYPE_TEXT},
	{.name = "help",
		.title = "What it is",
		.help = "what it is",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
};

mct_status_t mct_settings(mct_t *m, mct_rows_t **out)
{
	const struct mct_setting *setting;
	mct_rows_t *rows = NULL;
	mct_status_t st = rows_of_table(m, fields, ARRAY_SIZE(fields), &rows);

	for (size_t i = 0; st == MCT_OK && (setting = mct_setting_at(i)) != NULL; i++) {
		st = row_add(rows);
		if (st != MCT_OK)
			break;
		row_set_text(rows, 0, setting->name);
		row_set_text(rows, 1, mct_setting(m, setting->name));
		row_set_text(rows, 2, setting->fallback);
		row_set_text(rows, 3, setting->help);
	}
	return rows_hand_out(rows, st, out);
}
