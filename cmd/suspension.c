/*
 * suspension.c - the group "suspension".
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("CLIENT", "client", "whose", "client"), {0}};
static const char *const add_examples[] = {
	"suspension add ines --because physio --until \"7 dec\"", NULL};
static const char *const list_examples[] = {"suspension list --status open", NULL};

NOUN_GROUP(suspension, "suspension", "who pauses, and why", "s1", "--until \"14 dec\"", add_opts,
	add_examples, list_examples, NULL);
