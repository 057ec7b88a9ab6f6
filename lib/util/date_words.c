/*
 * date_words.c - the tables of month and weekday names, folded.
 */
#include "util/date_words.h"

#include <string.h>

#include "util/text.h"

static const struct {
	const char *name;
	int month;
} months[] = {
	{"january", 1},	  {"januar", 1},  {"janvier", 1},  {"enero", 1},      {"february", 2},	{"februar", 2},	   {"fevrier", 2},
	{"febrero", 2},	  {"march", 3},	  {"marz", 3},	   {"maerz", 3},      {"mars", 3},	{"marzo", 3},	   {"april", 4},
	{"avril", 4},	  {"abril", 4},	  {"may", 5},	   {"mai", 5},	      {"mayo", 5},	{"june", 6},	   {"juni", 6},
	{"juin", 6},	  {"junio", 6},	  {"july", 7},	   {"juli", 7},	      {"juillet", 7},	{"julio", 7},	   {"august", 8},
	{"aout", 8},	  {"agosto", 8},  {"september", 9}, {"septembre", 9}, {"septiembre", 9}, {"october", 10},  {"oktober", 10},
	{"octobre", 10},  {"octubre", 10}, {"november", 11}, {"novembre", 11}, {"noviembre", 11}, {"december", 12}, {"dezember", 12},
	{"decembre", 12}, {"diciembre", 12},
};

int month_from_word(const char *s, size_t n)
{
	struct buf folded CLEANUP(buf_free) = {0};

	text_fold(s, n, &folded);
	if (folded.len < 3)
		return 0;
	for (size_t i = 0; i < ARRAY_SIZE(months); i++)
		if (strncmp(months[i].name, buf_str(&folded), folded.len) == 0)
			return months[i].month;
	return strcmp(buf_str(&folded), "sept") == 0 ? 9 : 0;
}

int weekday_from_word(const char *s, size_t n)
{
	static const char *const names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
	struct buf folded CLEANUP(buf_free) = {0};

	text_fold(s, n, &folded);
	for (int i = 0; i < 7; i++) {
		bool whole = strcmp(names[i], buf_str(&folded)) == 0;

		if (whole || (folded.len >= 3 && folded.len <= 5 && strncmp(names[i], buf_str(&folded), folded.len) == 0))
			return i;
	}
	return -1;
}
