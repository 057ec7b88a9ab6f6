/*
 * import_notes.c - keeps the notes of an import, a line each, until it is known
 * whether what they speak of was done.
 */
#include "import_notes.h"

#include <stdlib.h>
#include <string.h>

#define NOTES_TOLD 10

void import_notes_add(
	struct import_notes *notes, enum mct_import_note what, int64_t line, const char *text)
{
	struct buf told CLEANUP(buf_free) = {0};
	char *copy;

	if (notes->seen[what]++ >= NOTES_TOLD && !notes->r->globals.dry_run)
		return;
	buf_addf(&told, "line %lld: %s", (long long)line, text);
	copy = strdup(buf_str(&told));
	if (copy == NULL || !list_add(&notes->lines, copy))
		free(copy);
}

void import_notes_tell(const struct import_notes *notes)
{
	static const char *const kinds[IMPORT_NOTES] = {[MCT_NOTE_SKIPPED] = "skipped",
		[MCT_NOTE_CHANGED] = "changed",
		[MCT_NOTE_NAMESAKE] = "of a name in the book",
		[MCT_NOTE_YEARLESS] = "without a year"};

	for (size_t i = 0; i < notes->lines.count; i++)
		run_say(notes->r, "%s", run_safe(notes->r, notes->lines.items[i]));
	for (size_t i = 0; i < IMPORT_NOTES && !notes->r->globals.dry_run; i++)
		if (notes->seen[i] > NOTES_TOLD)
			run_say(notes->r, "... and %lld more %s",
				(long long)(notes->seen[i] - NOTES_TOLD), kinds[i]);
}

void import_notes_free(struct import_notes *notes)
{
	for (size_t i = 0; i < notes->lines.count; i++)
		free((char *)notes->lines.items[i]);
	list_free(&notes->lines);
}
