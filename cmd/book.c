/*
 * book.c - "mct book": when she comes next.
 */
#include "nouns.h"
#include "session.h"
#include "verbs.h"

struct book_args {
	const char *who, *when;
	bool even_so;
};
#define ARG(member) offsetof(struct book_args, member)

static const struct opt opts[] = {
	{.name = "NAME",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(who),
		.help = "who comes",
		.entity = "client"},
	{.name = "WHEN",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(when),
		.help = "such as \"fri 14:00\" or \"in 4 weeks 2pm\""},
	{.name = "even-so",
		.type = OPT_FLAG,
		.offset = ARG(even_so),
		.help = "although another booking takes that time"},
	{0},
};

static int book(struct run *r, void *args)
{
	const struct book_args *a = args;
	mct_record_t *visit;
	enum mct_change change;
	int64_t client;
	int code = choose(r, mct_entity_named("client"), a->who, &client);

	if (code != EXIT_DONE)
		return code;
	visit = session_booking(r, client, a->when);
	if (visit == NULL)
		return EXIT_NOT_UNDERSTOOD;
	if (a->even_so)
		mct_record_insist(visit);
	code = verb_set_fields(r, visit);
	if (code == EXIT_DONE)
		code = session_usual_minutes(r, client, visit);
	if (code == EXIT_DONE)
		code = verb_store(r, visit, true, &change);
	if (code == EXIT_DONE)
		code = verb_answer(r, visit, NULL);
	mct_record_free(visit);
	return code;
}

static const char *const examples[] = {
	"book dana \"fri 14:00\"", "book dana \"in 4 weeks 14:00\" --minutes 90", NULL};
/* What is known only once she has been, or follows from the words. */
static const char *const settles[] = {"client", "date", "time", "outcome", "booked_on", "noted",
	"late_minutes", "tip", "checkin", "checkout", "feel_before", "feel_after", "felt",
	"subjective", "objective", "assessment", "plan", "enhancements", "paid_by", NULL};

const struct cmd cmd_book = {.name = "book",
	.summary = "when she comes next",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct book_args),
	.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,
	.entity = "visit",
	.settles = settles,
	.run = book};
