/*
 * assessment.c - the group "assessment": how partners do in the four qualities.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("PARTNER", "partner", "who", "partner"),
	FIELD_OPERAND("QUALITY", "quality", "purposeful, enthusiastic ...", NULL),
	FIELD_OPERAND("SCORE", "score", "0 to 3", NULL), {0}};
static const char *const add_examples[] = {
	"assessment add core enthusiastic 2 --because \"asked for more cards\"", NULL};
static const char *const list_examples[] = {
	"assessment list core --status purposeful --sort -date", NULL};

NOUN_GROUP(assessment, "assessment", "how partners do in the four qualities, and why", "q4",
	"--score 2", add_opts, add_examples, list_examples, NULL);
