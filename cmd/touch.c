/*
 * touch.c - the group "touch": every contact made.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("NAME", "who", "with whom", "contact"),
	FIELD_OPERAND("WHAT", "what", "what was said, sent or brought", NULL), {0}};
static const char *const examples[] = {
	"touch \"core pil\" \"brought new cards\" --via visit", NULL};
static const char *const add_examples[] = {
	"touch add \"core pil\" \"brought new cards\" --via visit", NULL};
static const char *const list_examples[] = {"touch list core --sort -date --limit 5", NULL};

NOUN_GROUP_ADDS(touch, "touch", "every contact made, and every attempt", "to7",
	"--outcome \"will call back\"", add_opts, examples, add_examples, list_examples, NULL);
