/*
 * visit.c - the group "visit".
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt add_opts[] = {FIELD_OPERAND("CLIENT", "client", "who came", "client"),
	{.name = "even-so",
		.type = OPT_FLAG,
		.offset = offsetof(struct add_args, even_so),
		.help = "although another booking takes that time"},
	{0}};
static const char *const add_examples[] = {
	"visit add dana --minutes 60 --tip 10", "visit add dana --date \"fri\" --time 14:00", NULL};
static const char *const list_examples[] = {
	"visit list dana", "visit list --since \"1 nov\" --status no_show", NULL};

NOUN_GROUP(visit, "visit", "sessions given, booked and missed", "v411", "--tip 10", add_opts,
	add_examples, list_examples, &cmd_book, &cmd_visit_move, &cmd_visit_cancel, &cmd_log,
	&cmd_visit_no_show);
