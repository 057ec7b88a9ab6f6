/*
 * log.c - "mct log": how it went, after the session. It completes the booking of that
 * day, or makes the visit, and keeps what goes with it: what was said,
 * promised and recommended, and when she comes next. All of it or nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda.h"
#include "complain.h"
#include "form.h"
#include "log.h"
#include "nouns.h"
#include "partner.h"
#include "session.h"
#include "verbs.h"

#define ARG(member) offsetof(struct log_args, member)

static const char *const answers[] = {"yes", "no", "later", NULL};

static const struct opt opts[] = {
	{.name = "NAME",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(who),
		.help = "who was here",
		.entity = "client"},
	{.name = "date",
		.type = OPT_DATE,
		.offset = ARG(date),
		.value = "DATE",
		.help = "the day of the session; today"},
	{.name = "said",
		.type = OPT_LIST,
		.offset = ARG(said),
		.value = "TEXT",
		.help = "what she said, to ask about next time"},
	{.name = "told",
		.type = OPT_LIST,
		.offset = ARG(told),
		.value = "TEXT",
		.help = "what you told her"},
	{.name = "asked",
		.type = OPT_LIST,
		.offset = ARG(asked),
		.value = "FACT",
		.help = "what you asked about",
		.entity = "fact"},
	{.name = "promise",
		.type = OPT_LIST,
		.offset = ARG(promise),
		.value = "TEXT",
		.help = "what you promised for next time"},
	{.name = "kept",
		.type = OPT_LIST,
		.offset = ARG(kept),
		.value = "PROMISE",
		.help = "the promise that you kept",
		.entity = "promise"},
	{.name = "extra",
		.type = OPT_LIST,
		.offset = ARG(extra),
		.value = "TEXT",
		.help = "an enhancement, at no charge"},
	{.name = "need",
		.type = OPT_LIST,
		.offset = ARG(need),
		.value = "TEXT",
		.help = "the need that called for the extra before it"},
	{.name = "answer",
		.type = OPT_CHOICE,
		.offset = ARG(answer),
		.value = "ANSWER",
		.help = "yes, no or later: to what you had recommended",
		.choices = answers},
	{.name = "recommend",
		.type = OPT_TEXT,
		.offset = ARG(recommend),
		.value = "TEXT",
		.help = "what you recommended"},
	{.name = "because",
		.type = OPT_TEXT,
		.offset = ARG(because),
		.value = "TEXT",
		.help = "why that is in her interest"},
	{.name = "kind",
		.type = OPT_TEXT,
		.offset = ARG(kind),
		.value = "KIND",
		.help = "rebook, enhancement, self_care ..."},
	{.name = "next",
		.type = OPT_TEXT,
		.offset = ARG(next),
		.value = "WHEN",
		.help = "book her next visit: \"in 4 weeks 14:00\""},
	{.name = "notes",
		.type = OPT_FLAG,
		.offset = ARG(notes),
		.help = "write the SOAP note in your editor"},
	{.name = "even-so",
		.type = OPT_FLAG,
		.offset = ARG(even_so),
		.help = "although a rule of the practice is against it"},
	{0},
};

/* ---- what is kept ---------------------------------------------------------------------------- */

/* Takes the record over, or NULL for a failure that was told. */
static int keep(struct log *log, mct_record_t *record, const char *what)
{
	struct kept *grown =
		record != NULL ? realloc(log->kept, (log->count + 1) * sizeof *grown) : NULL;

	if (grown == NULL) {
		mct_record_free(record);
		return EXIT_FAILED;
	}
	log->kept = grown;
	log->kept[log->count++] = (struct kept){record, what};
	return EXIT_DONE;
}

static void let_go(struct log *log)
{
	for (size_t i = 0; i < log->count; i++)
		mct_record_free(log->kept[i].record);
	free(log->kept);
	log->kept = NULL;
	log->count = 0;
}

/* Something new about her: pairs of a field and its text, ended by NULL. */
static int keep_new(struct log *log, const char *entity, const char *const *pairs)
{
	mct_record_t *record;
	char who[32];

	if (mct_record_new(log->r->m, mct_entity_named(entity), &record) != MCT_OK)
		return run_fail(log->r);
	snprintf(who, sizeof who, "c%lld", (long long)log->client);
	session_set(record, "client", who);
	for (; *pairs != NULL; pairs += 2)
		if (pairs[1] != NULL)
			session_set(record, pairs[0], pairs[1]);
	if (log->args->even_so)
		mct_record_insist(record);
	return keep(log, record, NULL);
}

/* What is named by an id may be somebody else's. */
static int check_hers(const struct log *log, const mct_record_t *record)
{
	const mct_entity_t *e = mct_record_entity(record);
	struct mct_value whose;
	char hint[80];

	mct_record_get(record, mct_entity_field_named(e, "client"), &whose);
	if (whose.integer == log->client)
		return EXIT_DONE;
	snprintf(hint, sizeof hint, "hers are: mct %s list --where client=c%lld",
		mct_entity_name(e), (long long)log->client);
	return complain(EXIT_REFUSED, hint, "the %s %s%lld is of %s, not of \"%s\"",
		mct_entity_name(e), mct_entity_prefix(e), (long long)mct_record_id(record),
		whose.text, log->args->who);
}

/* One field of something of hers that is there. */
static int keep_change(struct log *log, const char *entity, int64_t id, const char *field,
	const char *text, const char *what)
{
	mct_record_t *record;
	int code;

	if (mct_record_new(log->r->m, mct_entity_named(entity), &record) != MCT_OK)
		return run_fail(log->r);
	code = mct_record_load(record, id) == MCT_OK ? check_hers(log, record) : run_fail(log->r);
	if (code != EXIT_DONE) {
		mct_record_free(record);
		return code;
	}
	session_set(record, field, text);
	return keep(log, record, what);
}

static int keep_said(struct log *log, const char *text)
{
	const char *const pairs[] = {"text", text, "said", log->day, "ask", "next", NULL};

	return keep_new(log, "fact", pairs);
}

static int keep_told(struct log *log, const char *text)
{
	const char *const pairs[] = {"text", text, "said", log->day, "told_by", "me", NULL};

	return keep_new(log, "fact", pairs);
}

static int keep_promise(struct log *log, const char *text)
{
	const char *const pairs[] = {"text", text, "date", log->day, NULL};

	return keep_new(log, "promise", pairs);
}

static int keep_asked(struct log *log, const char *fact)
{
	int64_t id;
	int code = choose(log->r, mct_entity_named("fact"), fact, &id);

	return code == EXIT_DONE ? keep_change(log, "fact", id, "asked", log->day, "Asked") : code;
}

static int keep_kept(struct log *log, const char *promise)
{
	int64_t id;
	int code = choose(log->r, mct_entity_named("promise"), promise, &id);

	return code == EXIT_DONE ? keep_change(log, "promise", id, "kept", "yes", "Kept") : code;
}

int log_find_open(struct log *log, int64_t *id)
{
	char who[40];
	const char *const where[] = {who, "answer=open", NULL};

	snprintf(who, sizeof who, "client=c%lld", (long long)log->client);
	return choose_first(log->r, mct_entity_named("recommendation"), where, "-date,-id", id);
}

static int keep_answer(struct log *log)
{
	static const char *const told[] = {"Answered yes", "Answered no", "Answered later"};
	size_t which = 0;
	int64_t id;
	int code = log_find_open(log, &id);

	if (code == EXIT_DONE && id == 0)
		return complain(EXIT_NO_SUCH, "mct recommend list has them",
			"\"%s\" has no open recommendation to answer", log->args->who);
	while (which + 1 < ARRAY_SIZE(told) && strcmp(answers[which], log->args->answer) != 0)
		which++;
	return code == EXIT_DONE
		? keep_change(log, "recommendation", id, "answer", answers[which], told[which])
		: code;
}

static int keep_recommendation(struct log *log)
{
	const struct log_args *a = log->args;
	const char *const pairs[] = {"text", a->recommend, "kind", a->kind, "because", a->because,
		"date", log->day, NULL};

	return keep_new(log, "recommendation", pairs);
}

/* As long as this visit was. */
static int keep_next(struct log *log)
{
	mct_record_t *next = session_booking(log->r, log->client, log->args->next);
	struct mct_value minutes;
	char text[24];

	if (next == NULL)
		return EXIT_NOT_UNDERSTOOD;
	mct_record_get(
		log->kept[0].record, mct_entity_field_named(log->r->entity, "minutes"), &minutes);
	snprintf(text, sizeof text, "%lld", (long long)minutes.integer);
	if (minutes.set)
		session_set(next, "minutes", text);
	if (log->args->even_so)
		mct_record_insist(next);
	return keep(log, next, NULL);
}

/* ---- from what was said ---------------------------------------------------------------------- */

/* "hot stones (cold hands)": no enhancement without the need that called for it. It counts as said,
 * so that it is echoed. */
static int say_extras(struct log *log)
{
	const struct list *extra = &log->args->extra, *need = &log->args->need;
	struct buf words CLEANUP(buf_free) = {0};

	if (extra->count > need->count)
		return usage_error(log->r->cmd,
			"--extra \"%s\" needs the --need that called for it",
			extra->items[need->count]);
	if (need->count > extra->count)
		return usage_error(
			log->r->cmd, "--need \"%s\" has no --extra", need->items[extra->count]);
	for (size_t i = 0; i < extra->count; i++)
		buf_addf(&words, "%s%s (%s)", i > 0 ? "; " : "", extra->items[i], need->items[i]);
	return extra->count == 0 || session_say(log->r, "enhancements", buf_str(&words))
		? EXIT_DONE
		: EXIT_FAILED;
}

static int keep_visit(struct log *log)
{
	mct_record_t *visit = session_visit(log->r, log->client, log->day, log->booked);
	int code;

	if (visit == NULL)
		return EXIT_FAILED;
	session_set(visit, "outcome", "completed");
	code = say_extras(log);
	if (code == EXIT_DONE)
		code = verb_set_fields(log->r, visit);
	if (code == EXIT_DONE)
		code = session_usual_minutes(log->r, log->client, visit);
	if (code == EXIT_DONE)
		return keep(log, visit, NULL);
	mct_record_free(visit);
	return code;
}

/* Whether the same stands earlier in the list. */
static bool is_said_before(const struct list *list, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(list->items[k], list->items[i]) == 0)
			return true;
	return false;
}

static int keep_each(struct log *log, const struct list *list,
	int (*keep_one)(struct log *log, const char *text))
{
	int code = EXIT_DONE;

	for (size_t i = 0; code == EXIT_DONE && i < list->count; i++)
		if (!is_said_before(list, i))
			code = keep_one(log, list->items[i]);
	return code;
}

/* An answer comes before the next recommendation: it makes room for it. */
static int keep_all(struct log *log)
{
	const struct log_args *a = log->args;
	int code = keep_visit(log);

	if (code == EXIT_DONE)
		code = keep_each(log, &a->asked, keep_asked);
	if (code == EXIT_DONE)
		code = keep_each(log, &a->said, keep_said);
	if (code == EXIT_DONE)
		code = keep_each(log, &a->told, keep_told);
	if (code == EXIT_DONE)
		code = keep_each(log, &a->kept, keep_kept);
	if (code == EXIT_DONE)
		code = keep_each(log, &a->promise, keep_promise);
	if (code == EXIT_DONE && a->answer != NULL)
		code = keep_answer(log);
	if (code == EXIT_DONE && a->recommend != NULL)
		code = keep_recommendation(log);
	if (code == EXIT_DONE && a->next != NULL)
		code = keep_next(log);
	return code;
}

/* The rate is that of an hour. */
static void say_no_price(const struct log *log)
{
	const mct_record_t *visit = log->kept[0].record;
	struct mct_value outcome, minutes, price;

	mct_record_get(visit, mct_entity_field_named(log->r->entity, "minutes"), &minutes);
	mct_record_get(visit, mct_entity_field_named(log->r->entity, "price"), &price);
	mct_record_get(visit, mct_entity_field_named(log->r->entity, "outcome"), &outcome);
	if (strcmp(outcome.text, "completed") == 0 && !minutes.set && !price.set)
		run_say(log->r, "  no price: the length is not known");
}

static bool is_visit(const mct_record_t *record)
{
	return mct_record_entity(record) == mct_entity_named("visit");
}

/* All of it or nothing; told once all of it is stored. *stored is how many were. */
static int store_all(struct log *log, size_t *stored)
{
	enum mct_change change;
	int code = EXIT_DONE;

	for (*stored = 0; code == EXIT_DONE && *stored < log->count; *stored += code == EXIT_DONE)
		code = verb_store(log->r, log->kept[*stored].record, true, &change);
	if (code == EXIT_DONE && run_for_programs(log->r))
		return run_record(log->r, log->r->entity, mct_record_id(log->kept[0].record));
	for (size_t i = 0; code == EXIT_DONE && i < log->count; i++) {
		code = verb_say(log->r, log->kept[i].record, log->kept[i].what);
		if (code == EXIT_DONE && i == 0) {
			say_no_price(log);
			code = referral_say_code(log->r, log->kept[i].record);
		}
		if (code == EXIT_DONE && is_visit(log->kept[i].record))
			code = agenda_say_remark(log->r, mct_record_id(log->kept[i].record));
	}
	return code;
}

/* ---- the command ----------------------------------------------------------------------------- */

/* Whether nothing was said but who it was, and on what day. */
static bool is_bare(const struct log *log)
{
	const struct log_args *a = log->args;
	const struct list *lists[] = {
		&a->said, &a->told, &a->asked, &a->promise, &a->kept, &a->extra, &a->need};
	const char *texts[] = {a->answer, a->recommend, a->because, a->kind, a->next};

	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		if (lists[i]->count > 0)
			return false;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		if (texts[i] != NULL)
			return false;
	return log->r->fields.count == 0 && !a->notes && !a->even_so;
}

static int refuse_second(const struct log *log, int64_t logged)
{
	struct buf day CLEANUP(buf_free) = {0};
	char hint[120];

	session_add_day(&day, log->day);
	snprintf(hint, sizeof hint,
		"mct visit edit v%lld changes it; --time says when a second one began",
		(long long)logged);
	return complain(EXIT_REFUSED, hint, "the visit of \"%s\" on %s is logged already (v%lld)",
		log->args->who, buf_str(&day), (long long)logged);
}

static int find_visit(struct log *log)
{
	struct run *r = log->r;
	struct session session;
	int code;

	snprintf(log->day, sizeof log->day, "%s", mct_today(r->m));
	if (log->args->date != NULL && mct_read_date(r->m, log->args->date, log->day) != MCT_OK)
		return run_fail(r);
	code = session_find(r, log->client, log->day, &session);
	if (code != EXIT_DONE)
		return code;
	log->booked = session.booked;
	return session.booked == 0 && session.logged != 0 ? refuse_second(log, session.logged)
							  : EXIT_DONE;
}

static int write_notes(struct log *log)
{
	static const char *const soap[] = {"subjective", "objective", "assessment", "plan", NULL};

	if (!run_may_ask(log->r))
		return usage_error(log->r->cmd,
			"--notes needs a terminal; say --subjective, --objective ... instead");
	return form_fill(log->r, log->kept[0].record, soap);
}

/* At a terminal a next visit that cannot be booked is asked for again: what was answered so far is
 * not lost for it. */
static int keep_and_store(struct log *log, bool asked)
{
	size_t stored = 0;
	int code;

	for (;;) {
		code = keep_all(log);
		if (code == EXIT_DONE && log->args->notes)
			code = write_notes(log);
		if (code == EXIT_DONE)
			code = store_all(log, &stored);
		if (code == EXIT_DONE || !asked || log->args->next == NULL ||
			stored + 1 != log->count)
			return code;
		run_write_undo(log->r);
		let_go(log);
		if (!log_ask_next(log) && run_interrupted())
			return EXIT_INTERRUPTED;
	}
}

static int log_session(struct run *r, void *args)
{
	struct log log = {.r = r, .args = args};
	bool asks = is_bare(&log) && run_may_ask(r);
	int code = choose(r, mct_entity_named("client"), log.args->who, &log.client);

	if (code == EXIT_DONE)
		code = find_visit(&log);
	if (code == EXIT_DONE && asks)
		code = log_ask(&log);
	if (code == EXIT_DONE)
		code = keep_and_store(&log, asks);
	let_go(&log);
	return code;
}

static const char *const examples[] = {
	"log dana --feel-after 2 --tip 10 --next \"in 4 weeks 14:00\"",
	"log dana --said \"a puppy\" --extra \"hot stones\" --need \"cold hands\"", NULL};
static const char *const settles[] = {"client", "booked_on", "noted", NULL};

const struct cmd cmd_log = {.name = "log",
	.summary = "how it went, after the session",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct log_args),
	.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,
	.entity = "visit",
	.settles = settles,
	.run = log_session};
