/*
 * image.c - the bytes of the practice file, by way of SQLite, which alone knows that
 * nobody writes meanwhile.
 */
#include "store/image.h"

#include <string.h>

void image_free(struct image *image)
{
	if (image->bytes != NULL)
		explicit_bzero(image->bytes, image->size);
	sqlite3_free(image->bytes);
	*image = (struct image){0};
}

/* A file that another program has set to a log of writes cannot be opened in memory; in the copy
 * nothing is written to that log. */
static void set_rollback_journal(struct image *image)
{
	enum { WRITE_VERSION = 18, READ_VERSION = 19 };

	if (image->size <= READ_VERSION)
		return;
	image->bytes[WRITE_VERSION] = 1;
	image->bytes[READ_VERSION] = 1;
}

mct_status_t image_take(mct_t *m, struct image *out)
{
	sqlite3_int64 size = 0;
	int code;
	mct_status_t st = mct_begin(m, "", MCT_OPEN_READ);

	if (st != MCT_OK)
		return st;
	/* A failure to read is told here; of a failure below no more is known than that. */
	code = sqlite3_exec(m->db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		out->bytes = sqlite3_serialize(m->db, "main", &size, 0);
	if (code != SQLITE_OK)
		st = fail_sqlite(m, code, "read the practice file");
	else if (out->bytes == NULL)
		st = fail_nomem(m);
	out->size = (size_t)size;
	set_rollback_journal(out);
	mct_rollback(m);
	return st;
}
