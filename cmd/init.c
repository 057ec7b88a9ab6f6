/*
 * init.c - "mct init": makes the practice file. At a terminal it asks what was not
 * said; every question has a default, and all defaults together work.
 */
#include <string.h>

#include "nouns.h"
#include "run.h"

struct init_args {
	const char *practice, *currency, *rate, *date_order;
};
#define ARG(member) offsetof(struct init_args, member)

static const char *const orders[] = {"dmy", "mdy", "ymd", NULL};

static const struct opt opts[] = {
	{.name = "practice",
		.type = OPT_TEXT,
		.offset = ARG(practice),
		.value = "NAME",
		.help = "the name of the practice"},
	{.name = "currency",
		.type = OPT_TEXT,
		.offset = ARG(currency),
		.value = "CODE",
		.help = "its currency, such as USD or EUR"},
	{.name = "rate",
		.type = OPT_TEXT,
		.offset = ARG(rate),
		.value = "MONEY",
		.help = "the price of an hour, whatever is done in it"},
	{.name = "date-order",
		.type = OPT_CHOICE,
		.offset = ARG(date_order),
		.value = "ORDER",
		.help = "how 3/4/2026 is read: dmy, mdy or ymd",
		.choices = orders},
	{0},
};

/* Keeps the default on an empty answer; false at the end of input. */
static bool ask(const char *question, const char **value, char *buf, size_t size)
{
	if (*value != NULL)
		return true;
	if (!run_ask(question, buf, size))
		return false;
	if (buf[0] != '\0')
		*value = buf;
	return true;
}

static bool ask_all(struct init_args *a)
{
	static char answers[4][200];

	fputs("Four questions; Enter takes the answer in [brackets].\n", stderr);
	return ask("1 Name of your practice             [My practice]: ", &a->practice, answers[0],
		       sizeof answers[0]) &&
		ask("2 Currency                                  [USD]: ", &a->currency, answers[1],
			sizeof answers[1]) &&
		ask("3 Price of an hour, same for all work  [none yet]: ", &a->rate, answers[2],
			sizeof answers[2]) &&
		ask("4 Dates such as 3/4: dmy, mdy or ymd    [ask me]: ", &a->date_order,
			answers[3], sizeof answers[3]);
}

static int init(struct run *r, void *args)
{
	struct init_args *a = args;
	struct mct_practice practice;

	if (run_may_ask(r) && a->practice == NULL && a->currency == NULL && a->rate == NULL &&
		!ask_all(a))
		return EXIT_NOT_UNDERSTOOD;
	practice = (struct mct_practice){.name = a->practice,
		.currency = a->currency,
		.rate = a->rate,
		.date_order = a->date_order};
	if (mct_create(r->m, r->db, &practice) != MCT_OK)
		return run_fail(r);
	run_say(r, "Made %s (readable only by you).", run_safe(r, r->db));
	run_say(r, "Next: mct import clients FILE.csv   (in your spreadsheet: Save as, CSV)");
	return EXIT_DONE;
}

static const char *const examples[] = {
	"init --practice \"Willow Street Massage\" --currency USD --rate 70", NULL};

const struct cmd cmd_init = {.name = "init",
	.summary = "make your practice file",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct init_args),
	.run = init};
