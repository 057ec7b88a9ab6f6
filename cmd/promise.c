/*
 * promise.c - the group "promise".
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("CLIENT", "client", "whose", "client"),
	FIELD_OPERAND("TEXT", "text", "what was promised", NULL), {0}};
static const char *const add_examples[] = {"promise add dana \"bring the stretching sheet\"", NULL};
static const char *const list_examples[] = {"promise list --status open", NULL};

NOUN_GROUP(promise, "promise", "what was promised, and whether it was kept", "o3", "--kept yes",
	add_opts, add_examples, list_examples, NULL);
