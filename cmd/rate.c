/*
 * rate.c - the group "rate": the price of an hour.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {
	FIELD_OPERAND("HOUR", "hour", "the price of an hour", NULL), {0}};
static const char *const add_examples[] = {"rate add 90 --since \"1 jan 2027\"", NULL};
static const char *const list_examples[] = {"rate list", NULL};

NOUN_GROUP(rate, "rate", "the price of an hour, and since when", "a2", "--since \"1 feb 2027\"",
	add_opts, add_examples, list_examples, NULL);
