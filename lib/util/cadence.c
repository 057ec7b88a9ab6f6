/*
 * cadence.c - how often something is done, as people say it: "three times a year",
 * "twice a month", "every 6 weeks", "10/year", or a length of time.
 */
#include <string.h>

#include "util/date.h"
#include "util/text.h"

/* The next word, cut at blanks and slashes; *s moves behind it. */
static size_t take_word(const char **s, const char **word)
{
	size_t n;

	*s += strspn(*s, " \t/");
	*word = *s;
	n = strcspn(*s, " \t/");
	*s += n;
	return n;
}

static int number_of(const char *word, size_t n)
{
	static const char *const words[] = {"once", "twice", "one", "two", "three", "four", "five",
		"six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
	int number = 0;

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (text_same(word, n, words[i]))
			return (int)(i < 2 ? i + 1 : i - 1);
	for (size_t i = 0; i < n; i++) {
		if (!text_digit(word[i]) || n > 4)
			return 0;
		number = 10 * number + (word[i] - '0');
	}
	return number;
}

static bool is_one_of(const char *word, size_t n, const char *const *words)
{
	for (; *words != NULL; words++)
		if (text_same(word, n, *words))
			return true;
	return false;
}

/* "three times a year", "10/year": so many to a length of time. */
static bool read_times(const char *s, int *days)
{
	static const char *const times[] = {"times", "time", "x", NULL};
	static const char *const each[] = {"a", "an", "per", "each", "every", "in", NULL};
	struct buf length CLEANUP(buf_free) = {0};
	const char *word;
	size_t n = take_word(&s, &word);
	int number = number_of(word, n), all;

	if (number == 0)
		return false;
	n = take_word(&s, &word);
	if (is_one_of(word, n, times))
		n = take_word(&s, &word);
	if (is_one_of(word, n, each))
		n = take_word(&s, &word);
	buf_adds(&length, "1 ");
	buf_add(&length, word, n);
	take_word(&s, &word);
	if (*word != '\0' || !days_read(buf_str(&length), &all))
		return false;
	*days = (all + number / 2) / number;
	return *days > 0;
}

bool cadence_read(const char *text, int *days)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {{"daily", 1}, {"monthly", 30}, {"quarterly", 91}, {"yearly", 365},
		{"annually", 365}};
	struct buf one CLEANUP(buf_free) = {0};
	const char *s = text, *word;
	size_t n = take_word(&s, &word);

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (text_same(word, n, words[i].word) && s[strspn(s, " \t")] == '\0') {
			*days = words[i].days;
			return true;
		}
	}
	if (!text_same(word, n, "every"))
		return days_read(text, days) || read_times(text, days);
	buf_addf(&one, "1 %s", s);
	return days_read(s, days) || days_read(buf_str(&one), days);
}
