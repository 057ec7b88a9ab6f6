/*
 * trait.c - the group "trait": what describes the ideal client.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {
	FIELD_OPERAND("CONDITION", "condition", "such as visits_per_year>=8", NULL), {0}};
static const char *const add_examples[] = {
	"trait add tags=runner --weight 2 --because \"the work I love\"", NULL};
static const char *const list_examples[] = {"trait list", NULL};

NOUN_GROUP(trait, "trait", "what describes your ideal client", "i1", "--weight 3", add_opts,
	add_examples, list_examples, NULL);
