/*
 * agreement.c - the group "agreement": what was agreed to in writing.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("PARTNER", "partner", "with whom", "partner"),
	FIELD_OPERAND("TEXT", "text", "the paragraph or two", NULL), {0}};
static const char *const add_examples[] = {
	"agreement add core \"Each sends the other ...\" --signed \"1 nov\"", NULL};
static const char *const list_examples[] = {
	"agreement list --status signed --where \"renews<+60d\"", NULL};

NOUN_GROUP(agreement, "agreement", "what was agreed to in writing, every version", "j2",
	"--signed today", add_opts, add_examples, list_examples, NULL);
