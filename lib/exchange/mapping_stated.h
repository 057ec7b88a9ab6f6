/*
 * mapping_stated.h - what is said of the columns of a file, each as "Column=target"
 * (target.h); nothing behind the = leaves the column out.
 */
#ifndef MCT_EXCHANGE_MAPPING_STATED_H
#define MCT_EXCHANGE_MAPPING_STATED_H

#include "exchange/mapping.h"

/* As a person said it: MCT_OK, or MCT_INVALID for a column or a field that is not there. */
mct_status_t mapping_state(mct_t *m, struct mapping *map, const char *stated);
/* As the table of a known export has it: applies to the columns that are there and of which nothing
 * was said. # in the heading stands for any number, * for every heading. */
void mapping_apply(struct mapping *map, const char *known);
/* Of how many of these "Column=target" the row has the heading; stated may be NULL. */
size_t mapping_stated_score(const char *const *stated, const struct csv_row *row);
/* Whether a heading is the wanted one, in whatever case and punctuation; # as above. */
bool heading_is(const char *heading, size_t n, const char *wanted, size_t wanted_n);

#endif
