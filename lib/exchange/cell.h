/*
 * cell.h - what a cell says before its type reads it: nothing, as programs write
 * that, a name the other way round, or just what stands in it, where its guard says so.
 */
#ifndef MCT_EXCHANGE_CELL_H
#define MCT_EXCHANGE_CELL_H

#include "record/record.h"

/* Empty cells as programs and people write them: a dash of any kind, "N/A", "k. A." in every field;
 * "None", "no", "keine" where the field's type cannot mean them, and where it says what to mind. A
 * word that the field has of its own is none. */
bool cell_is_blank(const mct_field_t *f, const char *s, size_t n);
/* "Salas, Wren" -> "Wren Salas", which is kept in `out`; other names stay as they are. */
void cell_turn_name(const char **s, size_t *n, struct buf *out);
/* A birthday of which only the day of the year is known: "--05-17", "17-05", "0000-05-17". */
bool cell_is_yearless(const mct_field_t *f, const char *s, size_t n);
/* "* Home ::: Work", as address books write several values in one cell: of addresses and numbers
 * the first is taken, words are parted by ; in `out`. */
void cell_take_several(const mct_field_t *f, const char **s, size_t *n, struct buf *out);
/* Takes off what mct_field_guard() puts on, and the guard of formulas. True when there was one:
 * then the cell is meant as it stands. */
bool cell_unguard(const mct_field_t *f, const char **s, size_t *n);

#endif
