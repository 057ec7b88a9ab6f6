/*
 * wish.c - the group "wish": wishes for times.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("CLIENT", "client", "whose", "client"),
	FIELD_OPERAND("WHEN", "when", "such as \"thu 14-18\"", NULL), {0}};
static const char *const add_examples[] = {"wish add dana \"thu 14-18\" --minutes 60", NULL};
static const char *const list_examples[] = {"wish list", NULL};

NOUN_GROUP(wish, "wish", "when clients would like to come", "z2", "--until \"31 dec\"", add_opts,
	add_examples, list_examples, NULL);
