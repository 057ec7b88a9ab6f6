/*
 * vcard_read.h - a file of address cards (vCard 2.1, 3.0 and 4.0) as a table, so that
 * it is read in as any list is.
 */
#ifndef MCT_EXCHANGE_VCARD_READ_H
#define MCT_EXCHANGE_VCARD_READ_H

#include "util/buf.h"

/* Whether a file that begins with these bytes holds cards. */
bool vcard_begins(const char *bytes, size_t n);
/* Appends CSV: a line of headings, the names of the fields of a contact, and one for each card. */
void vcard_to_csv(const char *cards, size_t n, struct buf *csv);

#endif
