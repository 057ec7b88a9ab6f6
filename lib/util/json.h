/*
 * json.h - writes JSON (RFC 8259) into a buffer; it never reads any.
 * Invalid UTF-8 becomes U+FFFD; commas and nesting are kept by the writer,
 * layout (line breaks) by the caller through json_raw().
 */
#ifndef MCT_UTIL_JSON_H
#define MCT_UTIL_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/buf.h"

struct json {
	struct buf *out;
	bool comma; /* a comma is due before the next key or value */
};

void json_string_to(struct buf *out, const char *s, size_t n); /* with its quotes */
void json_open(struct json *j, char bracket);                  /* '{' or '[' */
void json_close(struct json *j, char bracket);                 /* '}' or ']' */
void json_key(struct json *j, const char *key);
void json_text(struct json *j, const char *s); /* NULL writes null */
void json_text_n(struct json *j, const char *s, size_t n);
void json_int(struct json *j, int64_t i);
void json_number(
	struct json *j, const char *digits); /* a literal that is a number already: 70.00 */
void json_bool(struct json *j, bool b);
void json_null(struct json *j);
void json_raw(struct json *j, const char *text); /* white space between values */

#endif
