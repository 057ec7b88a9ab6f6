/*
 * stage.c - the group "stage": how far relationships with partners have come.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("PARTNER", "partner", "with whom", "partner"),
	FIELD_OPERAND("STAGE", "stage", "know, trust or believe", NULL), {0}};
static const char *const add_examples[] = {
	"stage add core trust --because \"sent her own sister\"", NULL};
static const char *const list_examples[] = {"stage list core", NULL};

NOUN_GROUP(stage, "stage", "how far the relationship with a partner has come", "l2",
	"--because \"saw my work\"", add_opts, add_examples, list_examples, NULL);
