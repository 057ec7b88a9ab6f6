/*
 * words.h - what a person typed of a name, as words to look for: each begins a word of
 * the name, in any order, without case and accents.
 */
#ifndef MCT_RECORD_WORDS_H
#define MCT_RECORD_WORDS_H

#include <stdbool.h>

#include "util/buf.h"

/* The contacts whose words begin with all the words of the JSON array ?1. */
#define SELECT_BY_WORDS(parameter)                                                                 \
	"SELECT contact_id FROM json_each(" parameter                                              \
	") AS typed JOIN contact_word ON word >= typed.value "                                     \
	"AND word < typed.value || char(1114111) GROUP BY contact_id "                             \
	"HAVING count(DISTINCT typed.key) = json_array_length(" parameter ")"

/* "García, Jo" -> ["garcia", "jo"]. False when there is no word in it. */
bool words_array(const char *text, struct buf *out);

#endif
