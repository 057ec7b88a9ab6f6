/*
 * draw.c - bars, spark lines, strips and shades. All of them begin at nothing, since a
 * picture that begins higher up says more than its numbers.
 */
#include "draw.h"

#include <math.h>
#include <string.h>

#include "util/base.h"
#include "util/date.h"

/* 0 to 1; what is not known counts as nothing. */
static double within(double share)
{
	if (!(share > 0))
		return 0;
	return share < 1 ? share : 1;
}

/* How many of so many parts, to the nearest. */
static size_t part_of(double share, size_t parts)
{
	return (size_t)(within(share) * (double)parts + 0.5);
}

/* ---- bars ------------------------------------------------------------------------------------ */

static void add_times(struct buf *out, const char *glyph, size_t n)
{
	while (n-- > 0)
		buf_adds(out, glyph);
}

size_t draw_bar(struct buf *out, const struct term *term, double value, double most, size_t columns,
	enum draw_tone tone)
{
	static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	bool fine = term->utf8 && tone == DRAW_FULL;
	size_t unit = fine ? 8 : 1, parts, whole;
	double share = most > 0 ? within(value / most) : 0;

	parts = part_of(share, columns * unit);
	if (parts == 0 && share > 0 && columns > 0)
		parts = 1;
	whole = parts / unit;
	if (tone == DRAW_PALE)
		add_times(out, term->utf8 ? "░" : "-", whole);
	else
		add_times(out, term->utf8 ? "█" : "#", whole);
	if (fine)
		buf_adds(out, eighths[parts % unit]);
	return whole + (parts % unit > 0);
}

/* ---- one character for a number -------------------------------------------------------------- */

void draw_spark(struct buf *out, const struct term *term, const double *values, size_t n)
{
	static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	static const char *const ascii[] = {"_", ".", ":", "-", "=", "+", "*", "#"};
	const char *const *heights = term->utf8 ? blocks : ascii;
	double most = 0;

	for (size_t i = 0; i < n; i++)
		most = values[i] > most ? values[i] : most; /* which passes over NAN */
	for (size_t i = 0; i < n; i++) {
		if (isnan(values[i]))
			buf_addc(out, ' ');
		else
			buf_adds(out,
				heights[most > 0 ? part_of(values[i] / most, ARRAY_SIZE(blocks) - 1)
						 : 0]);
	}
}

void draw_shade(struct buf *out, const struct term *term, double share)
{
	static const char *const blocks[] = {" ", "░", "▒", "▓", "█"};
	static const char *const ascii[] = {" ", ".", "+", "*", "#"};
	size_t darkness = part_of(share, ARRAY_SIZE(blocks) - 1);

	if (darkness == 0 && share > 0)
		darkness = 1;
	buf_adds(out, term->utf8 ? blocks[darkness] : ascii[darkness]);
}

/* ---- strips ---------------------------------------------------------------------------------- */

static const struct {
	const char *utf8, *ascii;
	enum term_style style;
} marks[] = {
	[DRAW_BLANK] = {" ", " ", STYLE_PLAIN},
	[DRAW_LINE] = {"·", ".", STYLE_DIM},
	[DRAW_PAUSE] = {"░", "~", STYLE_DIM},
	[DRAW_OVERDUE] = {"─", "-", STYLE_RED},
	[DRAW_BOOKED] = {"○", "+", STYLE_PLAIN},
	[DRAW_MISSED] = {"×", "x", STYLE_RED},
	[DRAW_VISIT] = {"●", "o", STYLE_PLAIN},
	[DRAW_TODAY] = {"│", "|", STYLE_PLAIN},
};

const char *draw_mark(const struct term *term, enum draw_mark mark)
{
	return term->utf8 ? marks[mark].utf8 : marks[mark].ascii;
}

/* The first day of a column; of the one behind the last it is the day after `to`. */
static int32_t first_day(int32_t from, int32_t to, size_t column, size_t columns)
{
	return from + (int32_t)(((int64_t)to - from + 1) * (int64_t)column / (int64_t)columns);
}

/* A column of less than a day still shows the day in which it is. */
static int32_t last_day(int32_t from, int32_t to, size_t column, size_t columns)
{
	int32_t first = first_day(from, to, column, columns);
	int32_t next = first_day(from, to, column + 1, columns);

	return next > first ? next - 1 : first;
}

static enum draw_mark greatest_mark(
	int32_t from, int32_t to, const struct draw_event *events, size_t n)
{
	enum draw_mark greatest = DRAW_BLANK;

	for (size_t i = 0; i < n; i++)
		if (events[i].mark > greatest && events[i].day <= to && events[i].last >= from)
			greatest = events[i].mark;
	return greatest;
}

void draw_strip(struct buf *out, const struct term *term, int32_t from, int32_t to,
	const struct draw_event *events, size_t n, size_t columns)
{
	for (size_t i = 0; i < columns && from <= to; i++) {
		enum draw_mark mark = greatest_mark(
			first_day(from, to, i, columns), last_day(from, to, i, columns), events, n);
		bool styled = marks[mark].style != STYLE_PLAIN;

		buf_adds(out, styled ? term_style(term, marks[mark].style) : "");
		buf_adds(out, draw_mark(term, mark));
		buf_adds(out, styled ? term_plain(term) : "");
	}
}

void draw_months(struct buf *out, int32_t from, int32_t to, size_t columns)
{
	static const char letters[] = "JFMAMJJASOND";

	for (size_t i = 0; i < columns && from <= to; i++) {
		int year, month, day;

		date_split(last_day(from, to, i, columns), &year, &month, &day);
		buf_addc(out,
			date_make(year, month, 1) >= first_day(from, to, i, columns)
				? letters[month - 1]
				: ' ');
	}
}
