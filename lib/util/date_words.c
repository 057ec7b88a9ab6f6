/*
 * date_words.c - the tables of month and weekday names, folded, and how much of a
 * name is enough. A beginning that two months share ("jui") is
 * neither.
 */
#include "util/date_words.h"

#include <string.h>

#include "util/text.h"

#define WORD_MAX 15 /* no name is longer */

static const struct {
	const char *name;
	int month;
} months[] = {
	{"january", 1},
	{"januar", 1},
	{"janner", 1},
	{"janvier", 1},
	{"enero", 1},
	{"february", 2},
	{"februar", 2},
	{"fevrier", 2},
	{"febrero", 2},
	{"march", 3},
	{"marz", 3},
	{"maerz", 3},
	{"mrz", 3},
	{"mars", 3},
	{"marzo", 3},
	{"april", 4},
	{"avril", 4},
	{"abril", 4},
	{"may", 5},
	{"mai", 5},
	{"mayo", 5},
	{"june", 6},
	{"juni", 6},
	{"juin", 6},
	{"junio", 6},
	{"july", 7},
	{"juli", 7},
	{"juillet", 7},
	{"julio", 7},
	{"august", 8},
	{"aout", 8},
	{"agosto", 8},
	{"september", 9},
	{"septembre", 9},
	{"septiembre", 9},
	{"setiembre", 9},
	{"october", 10},
	{"oktober", 10},
	{"octobre", 10},
	{"octubre", 10},
	{"november", 11},
	{"novembre", 11},
	{"noviembre", 11},
	{"december", 12},
	{"dezember", 12},
	{"decembre", 12},
	{"diciembre", 12},
};

/* Without "mar", short for Tuesday in two languages: in all four of them it is a month. */
static const struct {
	const char *name;
	int weekday;
} weekdays[] = {
	{"monday", 0},
	{"mon", 0},
	{"montag", 0},
	{"mo", 0},
	{"lundi", 0},
	{"lunes", 0},
	{"lun", 0},
	{"tuesday", 1},
	{"tue", 1},
	{"tues", 1},
	{"dienstag", 1},
	{"di", 1},
	{"mardi", 1},
	{"martes", 1},
	{"wednesday", 2},
	{"wed", 2},
	{"mittwoch", 2},
	{"mi", 2},
	{"mercredi", 2},
	{"mer", 2},
	{"miercoles", 2},
	{"mie", 2},
	{"thursday", 3},
	{"thu", 3},
	{"thur", 3},
	{"thurs", 3},
	{"donnerstag", 3},
	{"do", 3},
	{"jeudi", 3},
	{"jeu", 3},
	{"jueves", 3},
	{"jue", 3},
	{"friday", 4},
	{"fri", 4},
	{"freitag", 4},
	{"fr", 4},
	{"vendredi", 4},
	{"ven", 4},
	{"viernes", 4},
	{"vie", 4},
	{"saturday", 5},
	{"sat", 5},
	{"samstag", 5},
	{"sonnabend", 5},
	{"sa", 5},
	{"samedi", 5},
	{"sam", 5},
	{"sabado", 5},
	{"sab", 5},
	{"sunday", 6},
	{"sun", 6},
	{"sonntag", 6},
	{"so", 6},
	{"dimanche", 6},
	{"dim", 6},
	{"domingo", 6},
	{"dom", 6},
};

/* The folded word; its length, 0 when it is too long for a name. ASCII needs no buffer. */
static size_t fold_word(const char *s, size_t n, char out[static WORD_MAX + 1])
{
	struct buf folded CLEANUP(buf_free) = {0};
	size_t i = 0;

	while (i < n && i < WORD_MAX && text_lower(s[i]) >= 'a' && text_lower(s[i]) <= 'z') {
		out[i] = text_lower(s[i]);
		i++;
	}
	if (i < n) {
		text_fold(s, n, &folded);
		i = folded.len <= WORD_MAX ? folded.len : 0;
		memcpy(out, buf_str(&folded), i);
	}
	out[i] = '\0';
	return i;
}

int month_from_word(const char *s, size_t n)
{
	char word[WORD_MAX + 1];
	size_t length = fold_word(s, n, word);
	int month = 0;

	if (length < 3)
		return 0;
	for (size_t i = 0; i < ARRAY_SIZE(months); i++) {
		if (*months[i].name != *word || strncmp(months[i].name, word, length) != 0)
			continue;
		if (month != 0 && month != months[i].month)
			return 0;
		month = months[i].month;
	}
	return month;
}

int weekday_from_word(const char *s, size_t n)
{
	char word[WORD_MAX + 1];

	fold_word(s, n, word);
	for (size_t i = 0; i < ARRAY_SIZE(weekdays); i++)
		if (*weekdays[i].name == *word && strcmp(weekdays[i].name, word) == 0)
			return weekdays[i].weekday;
	return -1;
}
