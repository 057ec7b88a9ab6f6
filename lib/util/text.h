/*
 * text.h - what mct knows about human text: UTF-8 validity, folding for search
 * and sorting, terminal width, likeness, and making text safe to show.
 * All functions take UTF-8 and a byte length; none depends on the locale.
 */
#ifndef MCT_UTIL_TEXT_H
#define MCT_UTIL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "util/buf.h"

/* ASCII only, in every locale. */
static inline bool text_digit(char c)
{
	return c >= '0' && c <= '9';
}
static inline char text_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}
/* True when s[0..n) is `word`, which is in lower case; ASCII case is ignored. */
bool text_same(const char *s, size_t n, const char *word);

/* "a" or "an", as it stands before an English word in lower case. */
static inline const char *text_article(const char *word)
{
	return strchr("aeiou", word[0]) != NULL ? "an" : "a";
}

/* The length of the UTF-8 character at s (n is not 0) and its code point; 0 when it is invalid. */
size_t text_decode(const char *s, size_t n, int32_t *code);

/* True when s[0..n) is UTF-8 without NUL; else *bad (may be NULL) is the offset of the first bad
 * byte. */
bool text_is_utf8(const char *s, size_t n, size_t *bad);

/* Appends s folded for comparing: compatibility-decomposed, case-folded, accents removed, letters
 * without a decomposition spelled out (ø o, ß ss, ł l, æ ae, đ d, ı i), every run of blanks,
 * punctuation and controls one space, apostrophes dropped (O'Neil -> oneil), no space at either
 * end. "García-López, José" -> "garcia lopez jose". Symbols and emoji stay, but + < = > | ~ count
 * as punctuation. Invalid bytes are kept as they are. */
void text_fold(const char *s, size_t n, struct buf *out);
/* The same, and where each folded byte comes from: appends to `from` a uint32_t for each, the
 * offset in s of the character that gave it. */
void text_fold_map(const char *s, size_t n, struct buf *out, struct buf *from);

/* Terminal columns that s takes: combining marks and joiners 0, wide and emoji 2. */
size_t text_width(const char *s, size_t n);

/* The longest prefix, in bytes, that takes at most `columns`; never splits a character from its
 * marks. */
size_t text_fit(const char *s, size_t n, size_t columns);

/* What would make a terminal do something, or turn the direction of what follows. */
bool text_is_unsafe(int32_t code);

/* Appends s so that a terminal can only print it: control characters (C0, DEL, C1), line and
 * paragraph separators and bidirectional overrides/isolates become \x1b or \u202e; invalid bytes
 * \xff. With keep_lines, '\n' and '\t' pass. */
void text_add_safe(struct buf *out, const char *s, size_t n, bool keep_lines);

/* Appends s so that a shell reads it as that one word: in quotes where it needs them. */
void text_add_shell_word(struct buf *out, const char *s);

/* Optimal-string-alignment distance in characters between two folded texts; stops at `most`
 * (returns most + 1). Texts of more than 128 characters are never merely alike: 0 or most + 1. */
unsigned text_distance(const char *a, const char *b, unsigned most);

/* The candidate most like `word` (case ignored), or NULL when none is near enough to be a typo:
 * none for one letter, distance 1 up to 4, 2 up to 8, 3 beyond; a candidate that begins with `word`
 * (3 letters or more) counts as near. Candidates: NULL-terminated array. Ties: the first. */
const char *text_nearest(const char *word, const char *const *candidates);

/* Trims ASCII blanks and U+00A0 at both ends: moves *s, shortens *n. */
void text_trim(const char **s, size_t *n);

/* Appends s cut to `columns` with a final "…" ("~" when !utf8) where it was longer. */
void text_add_fitted(struct buf *out, const char *s, size_t n, size_t columns, bool utf8);

#endif
