/*
 * referral_thank.c - "mct referral thank": says thank you to whoever sent somebody, for one
 * referral or for all that are owed, and keeps it as a touch.
 */
#include <string.h>

#include "complain.h"
#include "nouns.h"
#include "verbs.h"

struct thank_args {
	const char *who, *how, *via, *on;
};
#define ARG(member) offsetof(struct thank_args, member)

static const struct opt opts[] = {
	{.name = "WHO",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(who),
		.help = "who sent them, or the id of a referral",
		.entity = "contact"},
	{.name = "how",
		.type = OPT_TEXT,
		.offset = ARG(how),
		.value = "TEXT",
		.help = "what you said, sent or brought"},
	{.name = "via",
		.type = OPT_TEXT,
		.offset = ARG(via),
		.value = "WORD",
		.help = "phone, mail, gift ..."},
	{.name = "on",
		.type = OPT_DATE,
		.offset = ARG(on),
		.value = "DATE",
		.help = "the day; today"},
	{0},
};

#define THANKED_MAX 100

/* The referrals to say thank you for, and to whom. */
struct thanks {
	const struct thank_args *args;
	char day[11];
	int64_t ids[THANKED_MAX], whom;
	size_t count;
	struct buf names; /* of those who were sent */
};

static void set(mct_record_t *record, const char *field, const char *text)
{
	if (text != NULL)
		mct_record_set(
			record, mct_entity_field_named(mct_record_entity(record), field), text);
}

static int64_t reference(const mct_record_t *record, const char *field, struct buf *name)
{
	struct mct_value v;

	mct_record_get(record, mct_entity_field_named(mct_record_entity(record), field), &v);
	if (name != NULL && v.set)
		buf_addf(name, "%s%s", name->len > 0 ? ", " : "", v.text);
	return v.integer;
}

/* ---- which ones ------------------------------------------------------------------------------ */

/* Those that somebody sent, as the partner or as the referrer, and that are not thanked for. */
static int collect(struct run *r, const char *who, struct thanks *t)
{
	static const char *const columns[] = {"id", NULL};
	const char *const where[] = {who, "direction=in", "thanked=", NULL};
	const struct mct_query query = {
		.where = where, .columns = columns, .sort = "id", .limit = THANKED_MAX};
	struct mct_value v;
	mct_rows_t *rows;

	if (mct_list(r->m, r->entity, &query, &rows) != MCT_OK)
		return run_fail(r);
	while (t->count < THANKED_MAX && mct_rows_next(rows) == MCT_ROW) {
		mct_rows_value(rows, 0, &v);
		if (mct_find(r->m, r->entity, v.text, &t->ids[t->count]) == MCT_OK)
			t->count++;
	}
	mct_rows_free(rows);
	return EXIT_DONE;
}

static bool is_partner(struct run *r, int64_t id)
{
	const struct mct_query query = {.id = id};
	mct_rows_t *rows;
	bool found;

	if (mct_list(r->m, mct_entity_named("partner"), &query, &rows) != MCT_OK)
		return false;
	found = mct_rows_next(rows) == MCT_ROW;
	mct_rows_free(rows);
	return found;
}

static int collect_of(struct run *r, struct thanks *t)
{
	char who[48];
	int code = choose(r, mct_entity_named("contact"), t->args->who, &t->whom);

	if (code != EXIT_DONE)
		return code;
	snprintf(who, sizeof who, "referrer=n%lld", (long long)t->whom);
	code = collect(r, who, t);
	snprintf(who, sizeof who, "partner=p%lld", (long long)t->whom);
	if (code == EXIT_DONE && is_partner(r, t->whom))
		code = collect(r, who, t);
	if (code == EXIT_DONE && t->count == 0)
		return complain(EXIT_NO_SUCH,
			"see whom you owe one: mct referral list "
			"--status in --where thanked=",
			"no thank you is owed to \"%s\"", t->args->who);
	return code;
}

/* r7: that one, also when it was thanked for. */
static int collect_one(struct run *r, struct thanks *t)
{
	t->count = 1;
	return mct_find(r->m, r->entity, t->args->who, &t->ids[0]) == MCT_OK ? EXIT_DONE
									     : run_fail(r);
}

/* ---- thanking -------------------------------------------------------------------------------- */

static bool is_out(const mct_record_t *referral)
{
	struct mct_value v;

	mct_record_get(
		referral, mct_entity_field_named(mct_record_entity(referral), "direction"), &v);
	return strcmp(v.text, "out") == 0;
}

static int thank_for(struct run *r, struct thanks *t, int64_t id)
{
	mct_record_t *referral;
	enum mct_change change;
	int64_t referrer;
	int code = EXIT_DONE;

	if (mct_record_new(r->m, r->entity, &referral) != MCT_OK)
		return run_fail(r);
	if (mct_record_load(referral, id) != MCT_OK)
		code = run_fail(r);
	if (code == EXIT_DONE && is_out(referral))
		code = complain(EXIT_REFUSED, "thank those who sent somebody to you",
			"%s is somebody whom you sent", t->args->who);
	if (code == EXIT_DONE) {
		reference(referral, "client", &t->names);
		referrer = reference(referral, "referrer", NULL);
		if (t->whom == 0)
			t->whom = referrer != 0 ? referrer : reference(referral, "partner", NULL);
		set(referral, "thanked", t->day);
		code = verb_store(r, referral, false, &change);
	}
	if (code == EXIT_DONE && !run_for_programs(r))
		code = verb_say(r, referral, "Thanked for");
	mct_record_free(referral);
	return code;
}

static int keep_touch(struct run *r, const struct thanks *t)
{
	struct buf what CLEANUP(buf_free) = {0};
	char who[32];
	mct_record_t *touch;
	enum mct_change change;
	int code;

	snprintf(who, sizeof who, "n%lld", (long long)t->whom);
	buf_addf(&what, "thanks for %s", buf_str(&t->names));
	if (mct_record_new(r->m, mct_entity_named("touch"), &touch) != MCT_OK)
		return run_fail(r);
	set(touch, "who", who);
	set(touch, "date", t->day);
	set(touch, "via", t->args->via);
	set(touch, "purpose", "thanks");
	set(touch, "what", t->args->how != NULL ? t->args->how : buf_str(&what));
	code = verb_store(r, touch, true, &change);
	if (code == EXIT_DONE && !run_for_programs(r))
		code = verb_say(r, touch, NULL);
	mct_record_free(touch);
	return code;
}

static int answer(struct run *r, const struct thanks *t)
{
	char thanked[32];
	const char *const where[] = {thanked, "direction=in", NULL};
	const struct mct_query query = {.where = where};
	mct_rows_t *rows;

	if (t->count == 1)
		return run_record(r, r->entity, t->ids[0]);
	snprintf(thanked, sizeof thanked, "thanked=%s", t->day);
	if (mct_list(r->m, r->entity, &query, &rows) != MCT_OK)
		return run_fail(r);
	return run_rows(r, rows, NULL);
}

static int thank(struct run *r, void *args)
{
	struct thanks t = {.args = args};
	int code;

	if (mct_read_date(r->m, t.args->on != NULL ? t.args->on : "today", t.day) != MCT_OK)
		return run_fail(r);
	code = mct_entity_id(r->entity, t.args->who, NULL) ? collect_one(r, &t) : collect_of(r, &t);
	for (size_t i = 0; code == EXIT_DONE && i < t.count; i++)
		code = thank_for(r, &t, t.ids[i]);
	if (code == EXIT_DONE && t.whom != 0)
		code = keep_touch(r, &t);
	if (code == EXIT_DONE && run_for_programs(r))
		code = answer(r, &t);
	buf_free(&t.names);
	return code;
}

static const char *const examples[] = {
	"referral thank dana --via gift --how \"a jar of honey\"", "referral thank r5", NULL};
const struct cmd cmd_referral_thank = {.name = "thank",
	.summary = "you said thank you to who sent them",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct thank_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "referral",
	.run = thank};
