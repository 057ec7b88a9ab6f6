/*
 * text_near.c - how alike two texts are, and which candidate a typo meant. Likeness
 * only ever suggests; it never chooses.
 * Nothing here is fast: it runs once, when something was not found.
 */
#include "util/text.h"

#include <string.h>

#define DISTANCE_MAX 128

/* The code points of s, an invalid byte counting as one; DISTANCE_MAX + 1: too many. */
static size_t code_points(const char *s, size_t n, int32_t codes[static DISTANCE_MAX])
{
	size_t count = 0, i = 0;

	while (i < n) {
		size_t length;

		if (count == DISTANCE_MAX)
			return DISTANCE_MAX + 1;
		length = text_decode(s + i, n - i, &codes[count]);
		if (length == 0)
			codes[count] = (unsigned char)s[i];
		i += length > 0 ? length : 1;
		count++;
	}
	return count;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Insertions, deletions, replacements and swaps of neighbours, row by row of the usual table. */
unsigned text_distance(const char *a, const char *b, unsigned most)
{
	int32_t x[DISTANCE_MAX], y[DISTANCE_MAX];
	unsigned rows[3][DISTANCE_MAX + 1];
	size_t n = code_points(a, strlen(a), x), m = code_points(b, strlen(b), y);

	if (n > DISTANCE_MAX || m > DISTANCE_MAX)
		return strcmp(a, b) == 0 ? 0 : most + 1;
	if ((n > m ? n - m : m - n) > most)
		return most + 1;
	for (size_t j = 0; j <= m; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= n; i++) {
		unsigned *now = rows[i % 3];
		const unsigned *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
		unsigned best = now[0] = (unsigned)i;

		for (size_t j = 1; j <= m; j++) {
			now[j] = least(least(before[j], now[j - 1]) + 1,
				before[j - 1] + (x[i - 1] != y[j - 1]));
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
				now[j] = least(now[j], earlier[j - 2] + 1);
			best = least(best, now[j]);
		}
		if (best > most)
			return most + 1;
	}
	return least(rows[n % 3][m], most + 1);
}

/* How far a typo may be from what was meant. Everything of two letters is near to a single one. */
static unsigned tolerance(const char *folded, size_t n)
{
	int32_t codes[DISTANCE_MAX];
	size_t letters = code_points(folded, n, codes);

	return letters <= 1 ? 0 : letters <= 4 ? 1 : letters <= 8 ? 2 : 3;
}

const char *text_nearest(const char *word, const char *const *candidates)
{
	struct buf folded CLEANUP(buf_free) = {0};
	struct buf other CLEANUP(buf_free) = {0};
	const char *near = NULL;
	unsigned most, best;

	text_fold(word, strlen(word), &folded);
	if (folded.len == 0)
		return NULL;
	most = tolerance(folded.data, folded.len);
	best = most + 1;
	for (; *candidates != NULL; candidates++) {
		unsigned distance;

		buf_clear(&other);
		text_fold(*candidates, strlen(*candidates), &other);
		distance = text_distance(folded.data, buf_str(&other), most);
		if (distance > most && folded.len >= 3 &&
			strncmp(buf_str(&other), folded.data, folded.len) == 0)
			distance = most;
		if (distance < best) {
			best = distance;
			near = *candidates;
		}
	}
	return near;
}
