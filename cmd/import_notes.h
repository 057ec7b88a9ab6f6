/*
 * import_notes.h - what is worth a word about single rows of an import that were not
 * rejected. It is told when the import has come to its end.
 */
#ifndef MCT_CMD_IMPORT_NOTES_H
#define MCT_CMD_IMPORT_NOTES_H

#include "run.h"

#define IMPORT_NOTES 4 /* kinds of them: enum mct_import_note */

struct import_notes {
	struct run *r;
	struct list lines;          /* each freed with the notes */
	int64_t seen[IMPORT_NOTES]; /* of each kind */
};

/* One more. The first ten of a kind are kept; of a try all are. */
void import_notes_add(
	struct import_notes *notes, enum mct_import_note what, int64_t line, const char *text);
void import_notes_tell(const struct import_notes *notes);
void import_notes_free(struct import_notes *notes);

#endif
