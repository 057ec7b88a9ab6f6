/*
 * client.c - the group "client".
 */
#include "nouns.h"
#include "verbs.h"

static const char *const add_examples[] = {
	"client add \"Dana Whitfield\" --phone 555-0142 --since \"14 nov 2023\"", NULL};
static const char *const list_examples[] = {
	"client list", "client list --where tags=runner --sort -since", NULL};

NOUN_GROUP(
	client, "the people on the table", "NAME", "her name", NULL, add_examples, list_examples);
