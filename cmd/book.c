/*
 * book.c - "mct book", "mct visit move" and "mct visit cancel": when she comes next, or
 * at another time, or not at all.
 */
#include <string.h>

#include "agenda.h"
#include "complain.h"
#include "nouns.h"
#include "partner.h"
#include "session.h"
#include "verbs.h"

struct book_args {
	const char *who, *because;
	struct list when;
	bool even_so, late;
};
#define ARG(member) offsetof(struct book_args, member)

/* ---- book ------------------------------------------------------------------------------------ */

static const struct opt opts[] = {
	{.name = "NAME",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(who),
		.help = "who comes",
		.entity = "client"},
	{.name = "WHEN",
		.type = OPT_OPERANDS,
		.flags = OPT_REQUIRED,
		.offset = ARG(when),
		.help = "such as fri 14:00, or in 4 weeks 2pm"},
	{.name = "even-so",
		.type = OPT_FLAG,
		.offset = ARG(even_so),
		.help = "although another booking takes that time"},
	{0},
};

static int book(struct run *r, void *args)
{
	const struct book_args *a = args;
	struct buf when CLEANUP(buf_free) = {0};
	mct_record_t *visit;
	enum mct_change change;
	int64_t client;
	int code = choose(r, mct_entity_named("client"), a->who, &client);

	if (code != EXIT_DONE)
		return code;
	list_say(&a->when, &when);
	visit = session_booking(r, client, buf_str(&when));
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
	if (code == EXIT_DONE)
		code = referral_say_code(r, visit);
	if (code == EXIT_DONE)
		code = agenda_say_remark(r, mct_record_id(visit));
	mct_record_free(visit);
	return code;
}

static const char *const examples[] = {
	"book dana fri 14:00", "book dana in 4 weeks 14:00 --minutes 90", NULL};
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

/* ---- a booking that stands --------------------------------------------------------------------
 */

#define BOOKING_OPERAND                                                                            \
	{                                                                                          \
		.name = "VISIT", .type = OPT_OPERAND, .flags = OPT_REQUIRED, .offset = ARG(who),   \
		.help = "its id, or the name of a client who has one ahead", .entity = "visit"     \
	}

/* Only what is still booked can be moved or called off. */
static int check_booked(mct_record_t *visit)
{
	struct mct_value outcome, client;
	char hint[80];
	long long id = mct_record_id(visit);

	mct_record_get(
		visit, mct_entity_field_named(mct_record_entity(visit), "outcome"), &outcome);
	mct_record_get(visit, mct_entity_field_named(mct_record_entity(visit), "client"), &client);
	if (strcmp(outcome.text, "booked") == 0)
		return EXIT_DONE;
	snprintf(hint, sizeof hint, "mct visit edit v%lld changes it all the same", id);
	return complain(EXIT_REFUSED, hint, "v%lld of %s is not booked any more: it is %s", id,
		client.text, outcome.text);
}

/* The booking that was named, loaded; NULL after a message, with its exit code. */
static mct_record_t *load_booking(struct run *r, const char *who, int *code)
{
	mct_record_t *visit = NULL;
	int64_t id;

	*code = choose_booking(r, who, &id);
	if (*code != EXIT_DONE)
		return NULL;
	if (mct_record_new(r->m, r->entity, &visit) != MCT_OK ||
		mct_record_load(visit, id) != MCT_OK)
		*code = run_fail(r);
	else
		*code = check_booked(visit);
	return *code == EXIT_DONE ? visit : mct_record_free(visit);
}

/* ---- move ------------------------------------------------------------------------------------ */

static const struct opt move_opts[] = {BOOKING_OPERAND,
	{.name = "WHEN",
		.type = OPT_OPERANDS,
		.flags = OPT_REQUIRED,
		.offset = ARG(when),
		.help = "such as fri 15:00; a day alone keeps the time"},
	{.name = "even-so",
		.type = OPT_FLAG,
		.offset = ARG(even_so),
		.help = "although another booking takes that time"},
	{0}};

static int move(struct run *r, void *args)
{
	const struct book_args *a = args;
	struct buf said CLEANUP(buf_free) = {0};
	struct session_when when;
	mct_record_t *visit;
	int code;

	list_say(&a->when, &said);
	code = session_read_when(r, buf_str(&said), &when);
	if (code != EXIT_DONE)
		return code;
	visit = load_booking(r, a->who, &code);
	if (visit == NULL)
		return code;
	session_set(visit, "date", when.day);
	if (when.time[0] != '\0')
		session_set(visit, "time", when.time);
	if (a->even_so)
		mct_record_insist(visit);
	code = verb_set_fields(r, visit);
	if (code == EXIT_DONE)
		code = verb_save(r, visit, false);
	mct_record_free(visit);
	return code;
}

static const char *const move_examples[] = {
	"visit move dana fri 15:00", "visit move v412 tue 10:00 --minutes 90", NULL};
const struct cmd cmd_visit_move = {.name = "move",
	.summary = "a booking to another time",
	.examples = move_examples,
	.opts = move_opts,
	.args_size = sizeof(struct book_args),
	.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,
	.entity = "visit",
	.settles = settles,
	.run = move};

/* ---- cancel ---------------------------------------------------------------------------------- */

static const struct opt cancel_opts[] = {BOOKING_OPERAND,
	{.name = "late",
		.type = OPT_FLAG,
		.offset = ARG(late),
		.help = "she called it off too late: it counts as that"},
	{.name = "because",
		.type = OPT_TEXT,
		.offset = ARG(because),
		.value = "TEXT",
		.help = "why; it is added to the note"},
	{0}};

static void add_because(mct_record_t *visit, const char *because)
{
	struct buf note CLEANUP(buf_free) = {0};
	struct mct_value before;

	mct_record_get(visit, mct_entity_field_named(mct_record_entity(visit), "note"), &before);
	buf_addf(&note, "%s%scalled off: %s", before.text, before.set ? "\n" : "", because);
	session_set(visit, "note", buf_str(&note));
}

/* Who calls off on the day itself may have to be told apart; only the therapist can say. */
static void say_how_late(struct run *r, const struct book_args *a, const mct_record_t *visit)
{
	struct mct_value date;

	mct_record_get(visit, mct_entity_field_named(mct_record_entity(visit), "date"), &date);
	if (!a->late && strcmp(date.text, mct_today(r->m)) <= 0)
		run_say(r, "  was that too late? mct visit edit v%lld --outcome late_cancel",
			(long long)mct_record_id(visit));
}

static int cancel(struct run *r, void *args)
{
	const struct book_args *a = args;
	int code;
	mct_record_t *visit = load_booking(r, a->who, &code);

	if (visit == NULL)
		return code;
	session_set(visit, "outcome", a->late ? "late_cancel" : "cancelled");
	if (a->because != NULL)
		add_because(visit, a->because);
	code = verb_save(r, visit, false);
	if (code == EXIT_DONE)
		say_how_late(r, a, visit);
	mct_record_free(visit);
	return code;
}

static const char *const cancel_examples[] = {
	"visit cancel dana", "visit cancel v412 --late --because \"a cold\"", NULL};

const struct cmd cmd_visit_cancel = {.name = "cancel",
	.summary = "a booking is called off",
	.examples = cancel_examples,
	.opts = cancel_opts,
	.args_size = sizeof(struct book_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "visit",
	.run = cancel};
