/*
 * import.h - the inside of mct_import_t, shared by the reading in and the preview.
 */
#ifndef MCT_EXCHANGE_IMPORT_H
#define MCT_EXCHANGE_IMPORT_H

#include "exchange/first_load.h"
#include "exchange/known_export.h"
#include "exchange/mapping.h"
#include "exchange/mark_set.h"
#include "exchange/reference_cache.h"
#include "exchange/saved_mapping.h"
#include "exchange/skip.h"
#include "exchange/survey.h"

/* So many rejected rows are left out of a preview. */
#define REJECTED_KEPT 64

struct mct_import {
	mct_t *m;
	const mct_entity_t *e;          /* what its rows are */
	const mct_entity_t *other_kind; /* what they could be as well; NULL: nothing */
	struct csv_reader *reader;
	const struct known_export *known; /* whose file it is; NULL: nobody's that is known */
	const char *const *stated;        /* --map; borrowed, while the file is opened */
	struct saved_mapping saved;       /* what was said of such a file before */
	bool saved_is_stated;             /* it is the one that was asked for by its name */
	const mct_entity_t *own;          /* of which mct exported it, where nobody said the kind */
	struct mapping mapping;
	struct skip skips[SKIPS_MAX];
	size_t skip_count;
	struct survey survey;
	struct mct_import_dialect dialect;
	struct mct_import_column column; /* what mct_import_column() hands out */
	char delimiter[2];
	bool create_clients, keep_going;
	const struct mct_import_calls *calls; /* while it runs */
	mct_record_t *row;                    /* the row at hand */
	mct_record_t *stored;                 /* the record it is about */
	mct_record_t *person;                 /* the client of the row, as the row tells of her */
	bool tells_of_client;                 /* a column holds her e-mail, phone or outside id */
	struct reference_cache *references;
	uint64_t columns;               /* bit per field that a column of the file holds */
	size_t reason_column;           /* of rows that were rejected before; past all: none */
	bool was_rejected;              /* the row at hand was */
	int64_t line;                   /* of the row at hand */
	struct mark_set marks;          /* of the rows so far */
	struct first_load *first_load;  /* not NULL: all that is stored came from this file */
	struct buf first, middle, last; /* parts of a name */
	unsigned char *met;             /* a bit per id that was met in this file */
	size_t met_bytes;
	int64_t created;
	int64_t rejected[REJECTED_KEPT]; /* lines of the first rows that were */
	size_t rejected_count;
};

/* Sets imp->row from the cells of a row. False when a cell could not be read; mct_problem() has all
 * of them. */
bool import_read_row(mct_import_t *imp, const struct csv_row *row);
/* The field that the time of day in a date cell goes to; false when a column of its own has it, or
 * none does. */
bool import_time_of_date(const mct_import_t *imp, size_t *field);
/* "v2 (Dana Ortiz): minutes 90 -> 60": what imp->row changes in imp->stored. Values of health are
 * left out. Nothing when it changes nothing. */
void import_add_changes(mct_import_t *imp, struct buf *out);
/* Whether the row is no record: a total, or one that the known export says to pass over; then `why`
 * is told. `digits` as handle_money_digits(). */
bool import_passes_over(mct_import_t *imp, int digits, const struct csv_row *row, struct buf *why);
/* Sets imp->e, where nobody said what the rows are, and imp->other_kind. MCT_OK, MCT_INVALID, or a
 * failure. */
mct_status_t import_find_kind(mct_import_t *imp, const struct mct_import_options *options);
/* Finds where the headings of imp->e are, and with `whose` first whose file it is, and reads up to
 * them. */
mct_status_t import_find_headings(mct_import_t *imp, bool whose, struct csv_row *row);
/* To the first row below the headings. */
mct_status_t import_rewind(mct_import_t *imp);

#endif
