/*
 * import_formats.c - "mct import formats": the programs whose files are known by their
 * headings.
 */
#include "nouns.h"
#include "run.h"

static int formats(struct run *r, void *args)
{
	mct_rows_t *rows;

	(void)args;
	if (mct_import_formats(r->m, &rows) != MCT_OK)
		return run_fail(r);
	return run_rows(r, rows, NULL);
}

static const char *const examples[] = {"import formats", NULL};

const struct cmd cmd_import_formats = {.name = "formats",
	.summary = "the programs whose files are known",
	.examples = examples,
	.flags = CMD_READS | CMD_ROWS,
	.run = formats};
