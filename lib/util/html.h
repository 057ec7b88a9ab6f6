/*
 * html.h - text put into a page of HTML. What stands in the data is never markup.
 */
#ifndef MCT_UTIL_HTML_H
#define MCT_UTIL_HTML_H

#include "util/buf.h"

/* Appends a text, between tags or in an attribute between double quotes. */
void html_add(struct buf *out, const char *text);
/* Appends a text as a part of an address: all but letters, digits and -._~ as %XX (RFC 3986). */
void html_add_encoded(struct buf *out, const char *text);

#endif
