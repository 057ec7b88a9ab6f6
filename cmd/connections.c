/*
 * connections.c - "mct connections": to whom somebody is tied, what two people have in
 * common, and the shortest way from one to the other.
 */
#include <string.h>

#include "complain.h"
#include "network.h"
#include "nouns.h"

struct connections_args {
	const char *who, *other;
	const char *with;
	bool path, me, all;
	int limit;
	struct network_args network;
};
#define ARG(member) offsetof(struct connections_args, member)

static const struct opt opts[] = {
	{.name = "NAME",
		.type = OPT_OPERAND,
		.offset = ARG(who),
		.help = "whose",
		.entity = "contact"},
	{.name = "OTHER",
		.type = OPT_OPERAND,
		.offset = ARG(other),
		.help = "what the two have in common",
		.entity = "contact"},
	{.name = "path",
		.type = OPT_FLAG,
		.offset = ARG(path),
		.help = "only the shortest way from one to the other"},
	{.name = "me",
		.type = OPT_FLAG,
		.offset = ARG(me),
		.help = "whom you know too, and may speak of to whom"},
	{.name = "with",
		.type = OPT_TEXT,
		.offset = ARG(with),
		.value = "NAME",
		.help = "the same as NAME, for --with dana --me",
		.entity = "contact"},
	{.name = "all",
		.type = OPT_FLAG,
		.offset = ARG(all),
		.help = "with --me: also whom you have spoken of"},
	{.name = "limit",
		.type = OPT_NUMBER,
		.offset = ARG(limit),
		.value = "N",
		.help = "at most so many"},
	{.name = "svg",
		.type = OPT_FILE,
		.offset = ARG(network.svg),
		.value = "FILE",
		.help = "draw a picture"},
	{.name = "dot",
		.type = OPT_FLAG,
		.offset = ARG(network.dot),
		.help = "the picture in the language of Graphviz"},
	{.name = "output",
		.letter = 'o',
		.type = OPT_FILE,
		.offset = ARG(network.output),
		.value = "FILE",
		.help = "with --dot: write there"},
	{.name = "around",
		.type = OPT_TEXT,
		.offset = ARG(network.around),
		.value = "NAME",
		.help = "draw only who is near her"},
	{.name = "steps",
		.type = OPT_NUMBER,
		.offset = ARG(network.steps),
		.value = "N",
		.help = "how near: so many ties away at most; 2"},
	{.name = "partners",
		.type = OPT_FLAG,
		.offset = ARG(network.partners),
		.help = "draw only partners, around the practice"},
	{.name = "initials",
		.type = OPT_FLAG,
		.offset = ARG(network.initials),
		.help = "draw initials in place of people's names"},
	{0},
};

/* What is asked for: of one, of two, or of one and the therapist. */
static const char *first_name(const struct connections_args *a)
{
	return a->who != NULL ? a->who : a->with;
}
static const char *second_name(const struct connections_args *a)
{
	return a->who != NULL && a->with != NULL ? a->with : a->other;
}

static int check_args(struct run *r, const struct connections_args *a)
{
	if (network_option(&a->network) != NULL)
		return usage_error(r->cmd, "--%s is for a picture: add --svg FILE",
			network_option(&a->network));
	if (first_name(a) == NULL)
		return usage_error(r->cmd, "say whose connections, such as: mct connections dana");
	if (a->other != NULL && a->with != NULL)
		return usage_error(r->cmd, "name one or two people, not three");
	if (a->me && second_name(a) != NULL)
		return usage_error(r->cmd, "--me takes one name: you are the other");
	if (a->path && second_name(a) == NULL)
		return usage_error(r->cmd, "--path needs two names");
	return a->all && !a->me ? usage_error(r->cmd, "--all belongs to --me") : EXIT_DONE;
}

static int find_both(
	struct run *r, const struct connections_args *a, struct mct_connections_query *query)
{
	const mct_entity_t *contact = mct_entity_named("contact");
	int code = choose(r, contact, first_name(a), &query->person);

	if (code == EXIT_DONE && second_name(a) != NULL)
		code = choose(r, contact, second_name(a), &query->other);
	if (code == EXIT_DONE && query->person == query->other)
		return complain(EXIT_NOT_UNDERSTOOD, "name two people",
			"\"%s\" and \"%s\" are the same person", first_name(a), second_name(a));
	return code;
}

static mct_status_t ask(struct run *r, const struct connections_args *a,
	const struct mct_connections_query *query, mct_rows_t **rows)
{
	if (a->me)
		return mct_connections_mutual(r->m, query, rows);
	if (second_name(a) == NULL)
		return mct_connections(r->m, query, rows);
	return a->path ? mct_connections_path(r->m, query, rows)
		       : mct_connections_shared(r->m, query, rows);
}

static void say_none(struct run *r, const struct connections_args *a)
{
	const char *first = run_safe(r, first_name(a));

	if (a->me)
		run_say(r, "You and \"%s\" share nobody %s.", first,
			a->all ? "in the book" : "whom you have not spoken of");
	else if (second_name(a) != NULL)
		run_say(r, "Nothing connects \"%s\" with \"%s\".", first,
			run_safe(r, second_name(a)));
	else
		run_say(r,
			"\"%s\" has no connections yet. Add one as in: mct connect leo dana --as "
			"\"child of\"",
			first);
}

static int draw(struct run *r, const struct connections_args *a)
{
	if (second_name(a) != NULL || a->path || a->me || a->all || a->limit > 0)
		return usage_error(r->cmd, "a picture takes one name, and options of its own");
	return network_draw(r, &a->network, first_name(a));
}

static int connections(struct run *r, void *args)
{
	const struct connections_args *a = args;
	struct mct_connections_query query = {
		.as_of = r->globals.as_of, .limit = a->limit, .all = a->all};
	mct_rows_t *rows;
	int64_t count;
	int code;

	if (network_is_meant(&a->network))
		return draw(r, a);
	code = check_args(r, a);
	if (code == EXIT_DONE)
		code = find_both(r, a, &query);
	if (code != EXIT_DONE)
		return code;
	if (ask(r, a, &query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		say_none(r, a);
	return code;
}

static const char *const examples[] = {"connections dana", "connections dana rick",
	"connections dana rick --path", "connections dana --me",
	"connections --svg network.svg --initials", NULL};
const struct cmd cmd_connections = {.name = "connections",
	.summary = "who is tied to whom, and what two people share",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct connections_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = connections};
