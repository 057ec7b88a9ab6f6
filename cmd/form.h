/*
 * form.h - a record as a text to change in one's editor, and back.
 */
#ifndef MCT_CMD_FORM_H
#define MCT_CMD_FORM_H

#include "run.h"

/* Opens the record in the editor until it is saved or the person gives up. Exit code. */
int form_edit(struct run *r, mct_record_t *record);

/* Fills these fields of a record in the editor, NULL-terminated names; nothing is stored. Exit
 * code. */
int form_fill(struct run *r, mct_record_t *record, const char *const *names);

#endif
