/*
 * win.c - the group "win": what each of the three gets.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {
	FIELD_OPERAND("PARTNER", "partner", "in which partnership", "partner"),
	FIELD_OPERAND("WHO", "side", "me, partner or clients", NULL),
	FIELD_OPERAND("TEXT", "text", "what that one gets", NULL), {0}};
static const char *const add_examples[] = {
	"win add core clients \"a first massage at half price\"", NULL};
static const char *const list_examples[] = {"win list --status clients", NULL};

NOUN_GROUP(win, "win", "what you, a partner and their clients get", "b3", "--text \"new clients\"",
	add_opts, add_examples, list_examples, NULL);
