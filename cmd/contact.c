/*
 * contact.c - the group "contact".
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("NAME", "name", "the name", NULL), {0}};
static const char *const add_examples[] = {
	"contact add \"Leo Whitfield\" --birthday \"12 mar 2017\"",
	"contact add Biscuit --kind animal", NULL};
static const char *const list_examples[] = {"contact list --status organisation", NULL};

NOUN_GROUP(contact, "contact", "everyone in the book", "leo", "--birthday \"12 mar 2017\"",
	add_opts, add_examples, list_examples, &cmd_contact_duplicates, &cmd_contact_merge);
