/*
 * chart.h - what the charts share: the way from rows to a picture, and bars with a name on
 * one side and the number on the other. Every chart is also its rows, for programs.
 */
#ifndef MCT_CMD_CHART_H
#define MCT_CMD_CHART_H

#include "draw.h"
#include "run.h"

struct chart_args {
	const char *since, *by, *who;
	int limit;
};
#define CHART_ARG(member) offsetof(struct chart_args, member)
#define CHART_SINCE(said)                                                                          \
	{                                                                                          \
		.name = "since", .type = OPT_DATE, .offset = CHART_ARG(since), .value = "DATE",    \
		.help = said                                                                       \
	}
#define CHART_LIMIT(said, otherwise)                                                               \
	{                                                                                          \
		.name = "limit", .type = OPT_NUMBER, .offset = CHART_ARG(limit), .value = "N",     \
		.help = said, .fallback = otherwise                                                \
	}

/* Reads all rows and draws them: MCT_DONE, or what ended them too early. */
typedef mct_status_t chart_draw_fn(struct run *r, const struct chart_args *a, mct_rows_t *rows);
/* The rows for programs, and where --columns names some; else the picture. Frees the rows. Exit
 * code. */
int chart_show(struct run *r, const struct chart_args *a, mct_rows_t *rows, chart_draw_fn *draw);

/* A cell of the row: as a number, NAN where it is unset; as text for eyes, one line made safe. */
double chart_number(const mct_rows_t *rows, const char *column);
void chart_add_text(struct run *r, const mct_rows_t *rows, const char *column, struct buf *out);
/* A number as the values of that column are written: a sum of money as money. */
void chart_add_like(
	struct run *r, const mct_rows_t *rows, const char *column, int64_t value, struct buf *out);
/* The civil day of a cell; DATE_NONE where it is unset. */
int32_t chart_day(const mct_rows_t *rows, const char *column);

/* A heading, and what belongs to it at the right, below it where there is no room. */
void chart_heading(struct run *r, const char *heading, const char *right);

struct bar {
	struct buf label, beside;
	const char *note; /* behind all of it; or NULL */
	double value;
	enum draw_tone tone;
};
struct bars {
	struct bar *items;
	size_t count, capacity;
};
/* A new last bar, of which the texts are to be filled; NULL when there is no memory. */
struct bar *bars_add(struct bars *b, double value);
/* A line each, from 0; a value of `most` is as long as there is room for. */
void bars_draw(struct run *r, const struct bars *b, double most);
/* The longest first. */
void bars_sort(struct bars *b);
double bars_most(const struct bars *b);
void bars_free(struct bars *b);

/* Columns of a line beside so many that are taken, at least 1. */
size_t chart_room(const struct run *r, size_t taken);
/* Ends the line, which then ends in no blank. */
void chart_end_line(struct buf *out);
/* Appends text right-aligned in so many columns. */
void chart_add_right(struct buf *out, const char *text, size_t columns);

extern const struct cmd cmd_chart_weeks, cmd_chart_pareto, cmd_chart_sources, cmd_chart_balance;
extern const struct cmd cmd_chart_curve, cmd_chart_retention, cmd_chart_hours, cmd_chart_year;
extern const struct cmd cmd_chart_progress, cmd_chart_rhythm;

#endif
