/*
 * known_export.h - files that programs of the trade write: by which headings each is
 * known, and what its columns are where the words of the fields do not say it.
 */
#ifndef MCT_EXCHANGE_KNOWN_EXPORT_H
#define MCT_EXCHANGE_KNOWN_EXPORT_H

#include "exchange/csv_reader.h"

/* Lists are NULL-terminated; columns are matched by their names, never by their places. */
struct known_export {
	const char *name, *title;   /* "square-customers", "Square, customers" */
	const char *entity;         /* what its rows are about */
	const char *const *signs;   /* headings that only this file has together */
	const char *const *columns; /* "Heading=target", see mapping_apply() */
	const char *const *skips;   /* "Heading=value": rows that are no records; nothing behind
				       the = means an empty cell, * a filled one; or NULL */
	const char *instead;        /* what to export instead, where this file will not do */
	bool makes_clients;         /* it knows clients by more than a name */
};

/* i from 0; NULL past the end. */
const struct known_export *known_export_at(size_t i);
/* The one that has these headings; NULL when none has. */
const struct known_export *known_export_of(const struct csv_row *headings);

#endif
