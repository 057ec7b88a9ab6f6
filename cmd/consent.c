/*
 * consent.c - the group "consent".
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("CLIENT", "client", "whose", "client"),
	FIELD_OPERAND("PURPOSE", "purpose", "care, marketing, photos or sharing", NULL), {0}};
static const char *const add_examples[] = {"consent add dana marketing --how written", NULL};
static const char *const list_examples[] = {
	"consent list --status photos --where withdrawn=", NULL};

NOUN_GROUP(consent, "consent", "what clients agreed to", "k2", "--withdrawn today", add_opts,
	add_examples, list_examples, NULL);
