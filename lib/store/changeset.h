/*
 * changeset.h - is a changeset whole? SQLite believes what it reads: in one that is cut off
 * in the head of a table it looks for the end for ever, or beyond it. So none is handed
 * over that was not looked through.
 */
#ifndef MCT_STORE_CHANGESET_H
#define MCT_STORE_CHANGESET_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the bytes are a changeset from the first to the last, as SQLite's session extension
 * writes them. One that lost whole changes at its end is one, too. */
bool changeset_is_whole(const void *changeset, size_t size);

#endif
