/*
 * changeset.c - walks through the format that SQLite's sqlite3session.c describes: the head of a
 * table, then its changes, each with a record of what was and one of what is.
 */
#include "store/changeset.h"

#include <limits.h>
#include <sqlite3.h>
#include <string.h>

#define COLUMNS_MOST 65536 /* of a table, for SQLite */

struct walk {
	const unsigned char *at, *end;
	size_t columns; /* of the table at hand; 0: none yet */
};

static bool skip(struct walk *w, size_t n)
{
	if (n > (size_t)(w->end - w->at))
		return false;
	w->at += n;
	return true;
}

/* Seven bits a byte, the highest first; five bytes hold any length there is. */
static bool read_length(struct walk *w, size_t *length)
{
	*length = 0;
	for (int i = 0; i < 5 && w->at < w->end; i++) {
		unsigned char byte = *w->at++;

		*length = *length << 7 | (byte & 0x7f);
		if (byte < 0x80)
			return *length <= INT_MAX;
	}
	return false;
}

/* Its columns, which of them are the key, and its name. */
static bool read_table(struct walk *w)
{
	const unsigned char *end;

	if (!read_length(w, &w->columns) || w->columns == 0 || w->columns > COLUMNS_MOST ||
		!skip(w, w->columns))
		return false;
	end = memchr(w->at, '\0', (size_t)(w->end - w->at));
	return end != NULL && skip(w, (size_t)(end - w->at) + 1);
}

/* `all`: no column is left out. */
static bool read_record(struct walk *w, bool all)
{
	for (size_t i = 0; i < w->columns; i++) {
		int type = w->at < w->end ? *w->at++ : -1;
		size_t length;

		if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
			if (!skip(w, 8))
				return false;
		} else if (type == SQLITE_TEXT || type == SQLITE_BLOB) {
			if (!read_length(w, &length) || !skip(w, length))
				return false;
		} else if (type != SQLITE_NULL && (type != 0 || all)) {
			return false;
		}
	}
	return true;
}

static bool read_change(struct walk *w, int operation)
{
	if (w->columns == 0 || !skip(w, 1)) /* whether a trigger made it */
		return false;
	if (operation == SQLITE_UPDATE)
		return read_record(w, false) && read_record(w, false);
	return (operation == SQLITE_INSERT || operation == SQLITE_DELETE) && read_record(w, true);
}

bool changeset_is_whole(const void *changeset, size_t size)
{
	struct walk w = {.at = changeset, .end = (const unsigned char *)changeset + size};

	if (size == 0)
		return false;
	while (w.at < w.end) {
		int what = *w.at++;

		if (what == 'T' ? !read_table(&w) : !read_change(&w, what))
			return false;
	}
	return true;
}
