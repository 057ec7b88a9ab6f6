/*
 * referral_report.c - "mct referral report": what referrals brought, and the balance of give
 * and take.
 */
#include "nouns.h"
#include "run.h"

struct report_args {
	const char *by, *since;
};
#define ARG(member) offsetof(struct report_args, member)

static const char *const groupings[] = {"partner", "client", "mechanism", "code", "month", NULL};

static const struct opt opts[] = {
	{.name = "by",
		.type = OPT_CHOICE,
		.offset = ARG(by),
		.value = "WHAT",
		.help = "partner, client, mechanism, code or month; partner",
		.choices = groupings},
	{.name = "since",
		.type = OPT_DATE,
		.offset = ARG(since),
		.value = "DATE",
		.help = "from that day on"},
	{0},
};

static int report(struct run *r, void *args)
{
	const struct report_args *a = args;
	const struct mct_referral_report_query query = {
		.by = a->by, .since = a->since, .as_of = r->globals.as_of};
	mct_rows_t *rows;
	int64_t count;
	int code;

	if (mct_referral_report(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r, "There are no such referrals.");
	return code;
}

static const char *const examples[] = {"referral report",
	"referral report --by mechanism --since \"1 jan\"", "referral report --by month --csv",
	NULL};
const struct cmd cmd_referral_report = {.name = "report",
	.summary = "what they brought, and the balance of give and take",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct report_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = report};
