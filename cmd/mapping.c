/*
 * mapping.c - the group "mapping": what was said of the columns of files.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("NAME", "name", "what to call it", NULL),
	FIELD_OPERAND("KIND", "kind", "what the rows are: clients, visits ...", NULL),
	FIELD_OPERAND("COLUMNS", "columns", "a line for each: Heading=field", NULL), {0}};
static const char *const add_examples[] = {
	"mapping add diary visits $'Who=client\\nDay=date'", NULL};
static const char *const list_examples[] = {"mapping list", NULL};

NOUN_GROUP(mapping, "mapping", "what was said of the columns of imported files", "desk",
	"--name \"front desk\"", add_opts, add_examples, list_examples, NULL);
