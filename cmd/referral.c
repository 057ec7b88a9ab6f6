/*
 * referral.c - the group "referral".
 */
#include "nouns.h"
#include "verbs.h"

static const char *const add_examples[] = {"referral add mei --referrer dana",
	"referral add tom --partner \"core pil\" --direction out", NULL};
static const char *const list_examples[] = {"referral list --status in --since \"1 jan\"", NULL};

NOUN_GROUP(referral, "who sent whom, in both directions", "CLIENT", "who was sent", "client",
	add_examples, list_examples);
