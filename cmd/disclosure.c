/*
 * disclosure.c - the group "disclosure": what of somebody's data was handed out, to whom.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("WHO", "who", "whose data it was", "contact"),
	FIELD_OPERAND("WHAT", "what", "what was handed out", NULL), {0}};
static const char *const add_examples[] = {
	"disclosure add dana \"the last three notes\" --to \"Dr Lin\" --how paper "
	"--because \"she asked me to\"",
	NULL};
static const char *const list_examples[] = {"disclosure list dana", NULL};

NOUN_GROUP(disclosure, "disclosure", "what was handed out, and to whom", "di1", "--how paper",
	add_opts, add_examples, list_examples, NULL);
