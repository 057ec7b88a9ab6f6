/*
 * date_words.h - names of months and weekdays, as sheets and people write them.
 */
#ifndef MCT_UTIL_DATE_WORDS_H
#define MCT_UTIL_DATE_WORDS_H

#include <stddef.h>

/* 1..12, or 0: English, German, French, Spanish; three letters or more of the name. */
int month_from_word(const char *s, size_t n);
/* 0 Monday .. 6 Sunday, or -1: English, German, French, Spanish; the whole name, or its usual two
 * or three letters. */
int weekday_from_word(const char *s, size_t n);

#endif
