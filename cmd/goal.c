/*
 * goal.c - the group "goal".
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("CLIENT", "client", "whose", "client"),
	FIELD_OPERAND("TEXT", "text", "what she wants to reach", NULL), {0}};
static const char *const add_examples[] = {
	"goal add dana \"run the 10k without the hip\" --by \"26 nov\"", NULL};
static const char *const list_examples[] = {"goal list --status open", NULL};

NOUN_GROUP(goal, "goal", "what clients want to reach, and how it goes", "g3",
	"--progress \"4 good nights of 7\"", add_opts, add_examples, list_examples, NULL);
