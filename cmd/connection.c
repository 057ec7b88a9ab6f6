/*
 * connection.c - the group "connection".
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("PERSON", "person", "who", "contact"),
	FIELD_OPERAND("KIND", "kind", "child of, works at ..., words of yours", NULL),
	FIELD_OPERAND("OTHER", "other", "of whom", "contact"), {0}};
static const char *const add_examples[] = {"connection add leo \"child of\" dana", NULL};
static const char *const list_examples[] = {"connection list dana", NULL};

NOUN_GROUP(connection, "connection", "who is tied to whom", "x4", "--until \"1 nov\"", add_opts,
	add_examples, list_examples, NULL);
