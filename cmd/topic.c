/*
 * topic.c - the group "topic": what is looked into together, and what was found.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt note_opts[] = {FIELD_OPERAND("TOPIC", "topic", "what it is about", "topic"),
	FIELD_OPERAND("TEXT", "text", "what was found", NULL), {0}};
static const char *const note_examples[] = {
	"topic note \"frozen shoulder\" \"heat helps\" --source \"JOSPT 2013\"", NULL};
static const struct cmd topic_note = {.name = "note",
	.summary = "add what was found",
	.examples = note_examples,
	.opts = note_opts,
	.args_size = sizeof(struct add_args),
	.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,
	.entity = "finding",
	.run = verb_add};

static const struct opt add_opts[] = {
	FIELD_OPERAND("NAME", "name", "the condition or trend", NULL), {0}};
static const char *const add_examples[] = {
	"topic add \"frozen shoulder\" --words \"adhesive capsulitis\"", NULL};
static const char *const list_examples[] = {"topic list", NULL};

NOUN_GROUP(topic, "topic", "conditions and trends looked into together", "\"frozen sh\"",
	"--words \"adhesive capsulitis\"", add_opts, add_examples, list_examples, &topic_note);
