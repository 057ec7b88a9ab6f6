/*
 * meeting.c - the group "meeting": who was met at which event.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("EVENT", "event", "where", "event"),
	FIELD_OPERAND("NAME", "who", "whom you met", "contact"), {0}};
static const char *const add_examples[] = {
	"meeting add ev1 ines --about \"wants to see the studio\"", NULL};
static const char *const list_examples[] = {"meeting list ines", NULL};

NOUN_GROUP(meeting, "meeting", "who was met at which event", "me4",
	"--about \"wants to see the studio\"", add_opts, add_examples, list_examples, NULL);
