/*
 * partner.c - the group "partner".
 */
#include "nouns.h"
#include "verbs.h"

static const char *const add_examples[] = {
	"partner add \"Core Pilates\" --business Pilates --level primary", NULL};
static const char *const list_examples[] = {"partner list --status primary", NULL};

NOUN_GROUP(partner, "who sends clients, and is sent them", "NAME", "the partner's name", NULL,
	add_examples, list_examples);
