/*
 * init.c - "mct init": makes the practice file. At a terminal it asks what was not
 * said; every question has a default, and all defaults together work.
 */
#include <string.h>
#include <unistd.h>

#include "complain.h"
#include "nouns.h"
#include "run.h"
#include "util/text.h"

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

static struct mct_practice practice_of(const struct init_args *a)
{
	return (struct mct_practice){.name = a->practice,
		.currency = a->currency,
		.rate = a->rate,
		.date_order = a->date_order};
}

/* ---- asking ---------------------------------------------------------------------------------- */

static const struct question {
	const char *text, *otherwise; /* what Enter takes while there is no answer */
	size_t offset;                /* of the answer in the args */
} questions[] = {
	{"1 Name of your practice", "My practice", ARG(practice)},
	{"2 Currency", "USD", ARG(currency)},
	{"3 Price of an hour, same for all work", "none yet", ARG(rate)},
	{"4 Dates such as 3/4: dmy, mdy or ymd", "ask me", ARG(date_order)},
};
#define QUESTIONS ARRAY_SIZE(questions)
#define QUESTION_COLUMNS 49 /* where the brackets end */

static const char **answer_of(struct init_args *a, size_t i)
{
	return (const char **)((char *)a + questions[i].offset);
}

static bool check(struct run *r, const struct init_args *a)
{
	const struct mct_practice practice = practice_of(a);

	return mct_practice_check(r->m, &practice) == MCT_OK;
}

/* Takes what was typed, unless it is wrong: then that is told at once. Enter leaves what is there.
 * A price that has other decimals than the currency is asked for again. */
static bool take(struct run *r, struct init_args *a, size_t i, const char *typed)
{
	const char **answer = answer_of(a, i), *before = *answer, *rate = a->rate;

	if (typed[0] == '\0')
		return true;
	*answer = run_keep_answer(r, typed);
	if (check(r, a))
		return true;
	if (answer == &a->currency) {
		a->rate = NULL;
		if (check(r, a))
			return true;
		a->rate = rate;
	}
	run_fail(r);
	*answer = before;
	return false;
}

/* To the question before, of those that are asked at all. */
static size_t back(const bool said[static QUESTIONS], size_t i)
{
	for (size_t at = i; at-- > 0;)
		if (!said[at])
			return at;
	return i;
}

/* "2 Currency                                  [USD]: " */
static bool ask_one(struct init_args *a, size_t i, char *typed, size_t size)
{
	struct buf question CLEANUP(buf_free) = {0};
	const char *answer = *answer_of(a, i) != NULL ? *answer_of(a, i) : questions[i].otherwise;
	size_t used = strlen(questions[i].text) + text_width(answer, strlen(answer)) + 2;

	buf_adds(&question, questions[i].text);
	buf_pad(&question, ' ', used < QUESTION_COLUMNS ? QUESTION_COLUMNS - used : 1);
	buf_addf(&question, "[%s]: ", answer);
	return run_ask(buf_str(&question), typed, size);
}

/* Asks what was not said as an option; an empty answer is the one in brackets. False at the end of
 * input. */
static bool ask_all(struct run *r, struct init_args *a)
{
	char typed[200];
	bool said[QUESTIONS];
	size_t i = 0;

	for (size_t k = 0; k < QUESTIONS; k++)
		said[k] = *answer_of(a, k) != NULL;
	complain_line("Four questions; Enter takes the answer in [brackets], \"<\" goes back.", 2);
	while (i < QUESTIONS) {
		if (said[i]) {
			i++;
			continue;
		}
		if (!ask_one(a, i, typed, sizeof typed))
			return false;
		if (strcmp(typed, "<") == 0)
			i = back(said, i);
		else if (take(r, a, i, typed))
			i++;
	}
	return true;
}

static int complain_there(const struct run *r)
{
	return complain(EXIT_REFUSED, "use it as it is, or name another with --db",
		"there is a file \"%s\" already", r->db);
}

/* A file that is there is told before anything is asked. */
static int ask(struct run *r, struct init_args *a)
{
	if (access(r->db, F_OK) == 0)
		return complain_there(r);
	if (ask_all(r, a))
		return EXIT_DONE;
	return run_interrupted() ? EXIT_INTERRUPTED
				 : complain(EXIT_NOT_UNDERSTOOD, NULL, "no practice was made");
}

/* What a new practice would be refused for, before there is one. */
static int try_init(struct run *r, const struct init_args *a)
{
	if (access(r->db, F_OK) == 0)
		return complain_there(r);
	if (!check(r, a))
		return run_fail(r);
	run_say(r, "Would make %s.", run_safe(r, r->db));
	run_say(r, "This was a try: nothing was changed.");
	return EXIT_DONE;
}

static void warn_of_network(const struct run *r)
{
	const char *network = mct_network_file_system(r->db);

	if (network != NULL)
		complain_aside(
			"from one machine alone it is safe; let the other desks log in there",
			"the practice is on a network file system, %s: desks that write at once "
			"may damage it",
			network);
}

static int init(struct run *r, void *args)
{
	struct init_args *a = args;
	struct mct_practice practice;
	int code = run_need_db(r);

	if (code == EXIT_DONE && run_may_ask(r) && a->practice == NULL && a->currency == NULL &&
		a->rate == NULL)
		code = ask(r, a);
	if (code != EXIT_DONE)
		return code;
	if (r->globals.dry_run)
		return try_init(r, a);
	practice = practice_of(a);
	if (mct_create(r->m, r->db, &practice) != MCT_OK)
		return run_fail(r);
	r->changed = true;
	run_say(r, "Made %s (readable only by you).", run_safe(r, r->db));
	warn_of_network(r);
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
