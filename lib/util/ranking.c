/*
 * ranking.c - reads an order of words.
 */
#include "util/ranking.h"

#include <string.h>

#include "util/text.h"

static size_t word_at(const char *text, size_t n, const char *const *words)
{
	size_t i = 0;

	text_trim(&text, &n);
	while (words[i] != NULL && !text_same(text, n, words[i]))
		i++;
	return i;
}

bool ranking_read(const char *text, const char *const *words, double *weights)
{
	double weight = 1, sum = 0;

	for (size_t i = 0; words[i] != NULL; i++)
		weights[i] = 0;
	for (const char *at = text; at != NULL; at = strchr(at, ',')) {
		size_t word;

		at += at != text;
		word = word_at(at, strcspn(at, ","), words);
		if (words[word] == NULL || weights[word] > 0)
			return false;
		weights[word] = weight;
		sum += weight;
		weight /= 2;
	}
	for (size_t i = 0; words[i] != NULL; i++)
		weights[i] /= sum;
	return true;
}
