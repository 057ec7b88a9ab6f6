/*
 * relation.c - the group "relation": kinds of connection of one's own.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {
	FIELD_OPERAND("KIND", "name", "as in: Leo is \"child of\" Dana", NULL),
	FIELD_OPERAND("INVERSE", "inverse", "how it reads from the other side", NULL), {0}};
static const char *const add_examples[] = {"relation add \"coach of\" \"coached by\"",
	"relation add \"rows with\" \"rows with\" --group friends", NULL};
static const char *const list_examples[] = {"relation list", NULL};

static int kinds(struct run *r, void *args)
{
	mct_rows_t *rows;

	(void)args;
	if (mct_relations(r->m, &rows) != MCT_OK)
		return run_fail(r);
	return run_rows(r, rows, NULL);
}

static const char *const kinds_examples[] = {"relation kinds", NULL};
static const struct cmd relation_kinds = {.name = "kinds",
	.summary = "all kinds of connection, also those that ship",
	.examples = kinds_examples,
	.flags = CMD_READS | CMD_ROWS,
	.run = kinds};

NOUN_GROUP(relation, "relation", "kinds of connection, and how they read the other way",
	"\"sings with\"", "--group work", add_opts, add_examples, list_examples, &relation_kinds);
