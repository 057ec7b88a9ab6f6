/*
 * referral.c - the group "referral".
 */
#include <string.h>

#include "nouns.h"
#include "partner.h"
#include "verbs.h"

/* ---- by a code ------------------------------------------------------------------------------- */

static bool is_typed(const struct run *r, const char *field)
{
	for (size_t i = 0; i < r->fields.count; i++)
		if (strcmp(mct_field_name(r->fields.items[i].field), field) == 0)
			return true;
	return false;
}

/* The newest referral of hers by a code. */
static int say_who_sent(struct run *r, int64_t client, int64_t *count)
{
	static const char *const columns[] = {"id", "partner", "code", NULL};
	char who[40];
	const char *const where[] = {who, "direction=in", "code!=", NULL};
	const struct mct_query query = {
		.where = where, .columns = columns, .sort = "-id", .limit = 1};
	struct mct_value id, partner, code;
	mct_rows_t *rows;

	*count = 0;
	snprintf(who, sizeof who, "client=c%lld", (long long)client);
	if (mct_list(r->m, mct_entity_named("referral"), &query, &rows) != MCT_OK)
		return run_fail(r);
	if (mct_rows_next(rows) == MCT_ROW) {
		mct_rows_value(rows, 0, &id);
		mct_rows_value(rows, 1, &partner);
		mct_rows_value(rows, 2, &code);
		run_say(r, "%s sent her, by the code %s (%s)", run_safe(r, partner.text),
			run_safe(r, code.text), id.text);
		++*count;
	}
	mct_rows_free(rows);
	return EXIT_DONE;
}

int referral_say_code(struct run *r, const mct_record_t *record)
{
	const char *entity = mct_entity_name(mct_record_entity(record));
	struct mct_value client;
	int64_t count;
	int code;

	if (run_for_programs(r))
		return EXIT_DONE;
	if (strcmp(entity, "client") == 0 && is_typed(r, "source"))
		return say_who_sent(r, mct_record_id(record), &count);
	if (strcmp(entity, "visit") != 0 || !is_typed(r, "code"))
		return EXIT_DONE;
	mct_record_get(
		record, mct_entity_field_named(mct_record_entity(record), "client"), &client);
	code = say_who_sent(r, client.integer, &count);
	if (code == EXIT_DONE && count == 0)
		run_say(r, "She had been here before, so the code makes no referral.");
	return code;
}

/* ---- the group ------------------------------------------------------------------------------- */

static const struct opt add_opts[] = {
	FIELD_OPERAND("CLIENT", "client", "who was sent", "client"), {0}};
static const char *const add_examples[] = {"referral add mei --referrer dana",
	"referral add tom --partner \"core pil\" --direction out --because \"weak back\"", NULL};
static const char *const list_examples[] = {"referral list --status in --since \"1 jan\"", NULL};

NOUN_GROUP(referral, "referral", "who sent whom, in both directions", "r5", "--thanked today",
	add_opts, add_examples, list_examples, &cmd_referral_thank, &cmd_referral_report);
