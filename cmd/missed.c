/*
 * missed.c - "mct visit no-show": she did not come, or called it off too late, and
 * whether that is charged or let off.
 */
#include "missed.h"

#include <string.h>

#include "complain.h"
#include "nouns.h"
#include "session.h"
#include "util/date.h"
#include "util/text.h"
#include "verbs.h"

struct missed_args {
	const char *who, *amount, *notice, *because;
	bool waive, charge;
};
#define ARG(member) offsetof(struct missed_args, member)

static const struct opt opts[] = {
	{.name = "VISIT",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(who),
		.help = "its id, or her name when only one is meant",
		.entity = "visit"},
	{.name = "waive", .type = OPT_FLAG, .offset = ARG(waive), .help = "she is let off"},
	{.name = "charge",
		.type = OPT_FLAG,
		.offset = ARG(charge),
		.help = "she is charged what your settings say"},
	{.name = "amount",
		.type = OPT_TEXT,
		.offset = ARG(amount),
		.value = "MONEY",
		.help = "she is charged so much"},
	{.name = "notice",
		.type = OPT_TEXT,
		.offset = ARG(notice),
		.value = "LENGTH",
		.help = "she called it off so long before, such as 2h"},
	{.name = "because",
		.type = OPT_TEXT,
		.offset = ARG(because),
		.value = "TEXT",
		.help = "why she missed it, and why you decide so"},
	{0},
};

/* ---- which visit ----------------------------------------------------------------------------- */

enum { ID, OUTCOME, FEE, DATE };

/* Her visits up to a day, the latest first, with these columns. MCT_OK, or what the list failed
 * with. */
static mct_status_t list_visits(struct run *r, int64_t client, const char *until, mct_rows_t **rows)
{
	static const char *const columns[] = {"id", "outcome", "missed_fee", "date", NULL};
	char who[40];
	const char *const where[] = {who, NULL};
	const struct mct_query query = {
		.where = where, .columns = columns, .until = until, .sort = "-date,-time,-id"};

	snprintf(who, sizeof who, "client=c%lld", (long long)client);
	return mct_list(r->m, mct_entity_named("visit"), &query, rows);
}

/* Whether a row is of a visit about which there is something to decide. */
static bool is_open(mct_rows_t *rows)
{
	struct mct_value outcome, fee;

	mct_rows_value(rows, OUTCOME, &outcome);
	mct_rows_value(rows, FEE, &fee);
	return strcmp(outcome.text, "booked") == 0 ||
		(!fee.set &&
			(strcmp(outcome.text, "no_show") == 0 ||
				strcmp(outcome.text, "late_cancel") == 0));
}

/* The latest first; the ids of all that are open into `ids`, for a message. */
static int find_open(struct run *r, int64_t client, const char *until, int64_t *latest,
	size_t *count, struct buf *ids)
{
	mct_rows_t *rows;
	mct_status_t st;

	*latest = 0;
	*count = 0;
	if (list_visits(r, client, until, &rows) != MCT_OK)
		return run_fail(r);
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		struct mct_value id, date;

		if (!is_open(rows))
			continue;
		mct_rows_value(rows, ID, &id);
		mct_rows_value(rows, DATE, &date);
		if ((*count)++ == 0 &&
			mct_find(r->m, mct_entity_named("visit"), id.text, latest) != MCT_OK)
			break;
		buf_addf(ids, "%s%s (%s)", *count > 1 ? ", " : "", id.text, date.text);
	}
	mct_rows_free(rows);
	return st == MCT_DONE ? EXIT_DONE : run_fail(r);
}

bool missed_is_visit_id(const char *who)
{
	return text_lower(who[0]) == 'v' && who[1] != '\0' &&
		strspn(who + 1, "0123456789") == strlen(who + 1);
}

static int client_of(struct run *r, int64_t visit, int64_t *client)
{
	const mct_entity_t *e = mct_entity_named("visit");
	mct_record_t *record;
	struct mct_value v;
	int code = EXIT_DONE;

	if (mct_record_new(r->m, e, &record) != MCT_OK)
		return run_fail(r);
	if (mct_record_load(record, visit) != MCT_OK)
		code = run_fail(r);
	mct_record_get(record, mct_entity_field_named(e, "client"), &v);
	*client = v.integer;
	mct_record_free(record);
	return code;
}

int missed_find(struct run *r, const char *who, const char *until, bool only, int64_t *client,
	int64_t *visit)
{
	struct buf ids CLEANUP(buf_free) = {0};
	struct buf hint CLEANUP(buf_free) = {0};
	size_t count;
	int code;

	if (missed_is_visit_id(who)) {
		code = choose(r, mct_entity_named("visit"), who, visit);
		return code == EXIT_DONE ? client_of(r, *visit, client) : code;
	}
	code = choose(r, mct_entity_named("client"), who, client);
	if (code == EXIT_DONE)
		code = find_open(r, *client, until, visit, &count, &ids);
	if (code != EXIT_DONE || !only || count == 1)
		return code;
	if (count == 0)
		return complain(EXIT_NO_SUCH, "name the visit by its id: mct visit list NAME",
			"\"%s\" has no visit about which this is to be said", run_safe(r, who));
	buf_addf(&hint, "give its id: %s", buf_str(&ids));
	return complain(
		EXIT_SEVERAL, buf_str(&hint), "\"%s\" does not name one visit", run_safe(r, who));
}

/* ---- on the card ----------------------------------------------------------------------------- */

static void count_missed(mct_rows_t *rows, struct missed_counts *n)
{
	struct mct_value outcome, fee;

	mct_rows_value(rows, OUTCOME, &outcome);
	mct_rows_value(rows, FEE, &fee);
	n->no_shows += strcmp(outcome.text, "no_show") == 0;
	n->late_cancels += strcmp(outcome.text, "late_cancel") == 0;
	n->charged += strcmp(fee.text, "charged") == 0;
	n->waived += strcmp(fee.text, "waived") == 0;
}

static void add_count(struct buf *out, int count, const char *one, const char *several)
{
	if (count > 0)
		buf_addf(out, "%s%d %s", out->len > 0 ? ", " : "", count,
			count == 1 ? one : several);
}

void missed_add_counts(const struct missed_counts *n, struct buf *out)
{
	add_count(out, n->no_shows, "no-show", "no-shows");
	add_count(out, n->late_cancels, "late cancellation", "late cancellations");
	add_count(out, n->charged, "charged", "charged");
	add_count(out, n->waived, "let off", "let off");
}

int missed_below(struct run *r, int64_t client)
{
	struct missed_counts n = {0};
	struct buf what CLEANUP(buf_free) = {0};
	mct_rows_t *rows;
	mct_status_t st;

	if (run_for_programs(r) || r->globals.columns != NULL)
		return EXIT_DONE;
	if (list_visits(r, client, NULL, &rows) != MCT_OK)
		return run_fail(r);
	while ((st = mct_rows_next(rows)) == MCT_ROW)
		count_missed(rows, &n);
	mct_rows_free(rows);
	if (st != MCT_DONE)
		return run_fail(r);
	missed_add_counts(&n, &what);
	if (what.len > 0)
		run_say(r, "Missed: %s", buf_str(&what));
	return EXIT_DONE;
}

/* ---- what is written down -------------------------------------------------------------------- */

/* What took place was not missed, and what was called off in time neither. */
static int refuse_outcome(const mct_record_t *visit)
{
	struct buf hint CLEANUP(buf_free) = {0};
	struct mct_value outcome;

	mct_record_get(
		visit, mct_entity_field_named(mct_record_entity(visit), "outcome"), &outcome);
	if (strcmp(outcome.text, "completed") != 0 && strcmp(outcome.text, "cancelled") != 0)
		return EXIT_DONE;
	buf_addf(&hint, "when that is wrong: mct visit edit v%lld --outcome booked",
		(long long)mct_record_id(visit));
	return complain(EXIT_REFUSED, buf_str(&hint), "v%lld was not missed: it is %s",
		(long long)mct_record_id(visit), outcome.text);
}

static void set_outcome(const struct missed_args *a, mct_record_t *visit)
{
	struct mct_value outcome;

	mct_record_get(
		visit, mct_entity_field_named(mct_record_entity(visit), "outcome"), &outcome);
	if (a->notice != NULL)
		session_set(visit, "outcome", "late_cancel");
	else if (strcmp(outcome.text, "late_cancel") != 0)
		session_set(visit, "outcome", "no_show");
}

static int save_missed(struct run *r, const struct missed_args *a, mct_record_t *visit)
{
	int code = refuse_outcome(visit);

	if (code != EXIT_DONE)
		return code;
	set_outcome(a, visit);
	if (a->notice != NULL)
		session_set(visit, "notice", a->notice);
	if (a->waive || a->charge || a->amount != NULL)
		session_set(visit, "missed_fee", a->waive ? "waived" : "charged");
	if (a->amount != NULL)
		session_set(visit, "price", a->amount);
	if (a->because != NULL)
		session_set(visit, "missed_because", a->because);
	return verb_save(r, visit, false);
}

static int missed(struct run *r, void *args)
{
	const struct missed_args *a = args;
	mct_record_t *visit;
	char until[11];
	int64_t client, id;
	int code;

	if (a->waive && (a->charge || a->amount != NULL))
		return usage_error(r->cmd, "it is either let off or charged: say one of the two");
	/* What is called off too late may be tomorrow's. */
	if (mct_read_date(r->m, a->notice != NULL ? "tomorrow" : "today", until) != MCT_OK)
		return run_fail(r);
	code = missed_find(r, a->who, until, true, &client, &id);
	if (code != EXIT_DONE)
		return code;
	if (mct_record_new(r->m, r->entity, &visit) != MCT_OK)
		return run_fail(r);
	code = mct_record_load(visit, id) == MCT_OK ? save_missed(r, a, visit) : run_fail(r);
	mct_record_free(visit);
	return code;
}

static const char *const examples[] = {"visit no-show v431 --waive --because \"stuck in traffic\"",
	"visit no-show rick --charge", "visit no-show v431 --notice 2h --amount 20", NULL};
const struct cmd cmd_visit_no_show = {.name = "no-show",
	.summary = "she did not come: charged, or let off",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct missed_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "visit",
	.run = missed};
