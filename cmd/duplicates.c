/*
 * duplicates.c - "mct client duplicates" and "mct contact duplicates": who may be in the
 * book twice.
 */
#include "nouns.h"
#include "run.h"

static int duplicates(struct run *r, void *args)
{
	mct_rows_t *rows;
	int64_t count;
	int code;

	(void)args;
	if (mct_duplicates(r->m, r->entity, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r, "Nobody seems to be in the book twice.");
	else if (code == EXIT_DONE && count > 0)
		run_say(r, "Two who are one become one with: mct %s merge ID ID",
			mct_entity_name(r->entity));
	return code;
}

static const char *const client_examples[] = {"client duplicates", NULL};
const struct cmd cmd_client_duplicates = {.name = "duplicates",
	.summary = "who may be in the book twice",
	.examples = client_examples,
	.flags = CMD_READS | CMD_ROWS,
	.entity = "client",
	.run = duplicates};

static const char *const contact_examples[] = {"contact duplicates", NULL};
const struct cmd cmd_contact_duplicates = {.name = "duplicates",
	.summary = "who may be in the book twice",
	.examples = contact_examples,
	.flags = CMD_READS | CMD_ROWS,
	.entity = "contact",
	.run = duplicates};
