/*
 * visit.c - the group "visit".
 */
#include "nouns.h"
#include "verbs.h"

static const char *const add_examples[] = {
	"visit add dana --minutes 60 --tip 10", "visit add dana --date \"fri\" --time 14:00", NULL};
static const char *const list_examples[] = {
	"visit list dana", "visit list --since \"1 nov\" --status no_show", NULL};

NOUN_GROUP(visit, "sessions given, booked and missed", "CLIENT", "who came", "client", add_examples,
	list_examples);
