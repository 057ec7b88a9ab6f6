/*
 * caution.c - the group "caution": contraindications.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("CLIENT", "client", "whose", "client"),
	FIELD_OPERAND("TEXT", "text", "what to mind", NULL), {0}};
static const char *const add_examples[] = {
	"caution add dana \"latex\" --kind allergy --severity stop", NULL};
static const char *const list_examples[] = {
	"caution list dana", "caution list --where ended= --status stop", NULL};

NOUN_GROUP(caution, "caution", "what to mind, in your own judgement", "h2", "--ended today",
	add_opts, add_examples, list_examples, NULL);
