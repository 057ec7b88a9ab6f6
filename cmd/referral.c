/*
 * referral.c - the group "referral".
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {
	FIELD_OPERAND("CLIENT", "client", "who was sent", "client"), {0}};
static const char *const add_examples[] = {"referral add mei --referrer dana",
	"referral add tom --partner \"core pil\" --direction out", NULL};
static const char *const list_examples[] = {"referral list --status in --since \"1 jan\"", NULL};

NOUN_GROUP(referral, "referral", "who sent whom, in both directions", "r5", "--thanked today",
	add_opts, add_examples, list_examples, NULL);
