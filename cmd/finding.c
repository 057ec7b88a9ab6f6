/*
 * finding.c - the group "finding": what was found on a topic.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("TOPIC", "topic", "what it is about", "topic"),
	FIELD_OPERAND("TEXT", "text", "what was found", NULL), {0}};
static const char *const add_examples[] = {
	"finding add \"frozen shoulder\" \"heat helps\" --source \"JOSPT 2013\"", NULL};
static const char *const list_examples[] = {"finding list", NULL};

NOUN_GROUP(finding, "finding", "what was found on a topic", "d3", "--source \"JOSPT 2013\"",
	add_opts, add_examples, list_examples, NULL);
