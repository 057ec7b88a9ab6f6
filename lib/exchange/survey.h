/*
 * survey.h - how the columns of a file write dates and money, found from all of
 * their cells before the first row is read in.
 */
#ifndef MCT_EXCHANGE_SURVEY_H
#define MCT_EXCHANGE_SURVEY_H

#include "exchange/mapping.h"

struct survey {
	int64_t rows;
	enum date_order date_order; /* of the file; DATE_ORDER_NONE where no cell needed one */
	enum money_mark_choice mark;
	bool time_in_date; /* date cells carry a time of day */
};

/*
 * Reads all rows below the heading and settles `how` of every column. `order` and `mark` are what
 * was stated, or NONE and ANY. A column that reads both ways is settled by another column of the
 * same file, then by the practice's date.order, and otherwise refused with both readings. MCT_OK,
 * MCT_INVALID, MCT_ERROR.
 */
mct_status_t survey_columns(mct_t *m, struct csv_reader *reader, struct mapping *map,
	enum date_order order, enum money_mark_choice mark, struct survey *out);
/* A fault of the reader as the handle's failure, with its line. */
mct_status_t fail_csv(mct_t *m, const struct csv_fault *fault);

#endif
