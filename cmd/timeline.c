/*
 * timeline.c - "mct client history" and "mct partner history": all that has a day, in one line
 * of time.
 */
#include "nouns.h"
#include "run.h"

struct timeline_args {
	const char *who, *since;
};
#define ARG(member) offsetof(struct timeline_args, member)

/* Whose history, says the first option of the command. */
static int timeline(struct run *r, void *args)
{
	const struct timeline_args *a = args;
	mct_rows_t *rows;
	int64_t id, count;
	int code = choose(r, mct_entity_named(r->cmd->opts[0].entity), a->who, &id);

	if (code != EXIT_DONE)
		return code;
	if (mct_timeline(r->m, id, a->since, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r, "Nothing of \"%s\" has a day.", run_safe(r, a->who));
	return code;
}

#define TIMELINE_COMMAND(noun, example)                                                            \
	static const struct opt noun##_opts[] = {                                                  \
		{.name = "NAME",                                                                   \
			.type = OPT_OPERAND,                                                       \
			.flags = OPT_REQUIRED,                                                     \
			.offset = ARG(who),                                                        \
			.help = "whose",                                                           \
			.entity = #noun},                                                          \
		{.name = "since",                                                                  \
			.type = OPT_DATE,                                                          \
			.offset = ARG(since),                                                      \
			.value = "DATE",                                                           \
			.help = "from that day on"},                                               \
		{0},                                                                               \
	};                                                                                         \
	static const char *const noun##_examples[] = {                                             \
		#noun " history " example, #noun " history " example " --since \"1 jan\"", NULL};  \
	const struct cmd cmd_##noun##_history = {.name = "history",                                \
		.summary = "all that has a day, in one line of time",                              \
		.examples = noun##_examples,                                                       \
		.opts = noun##_opts,                                                               \
		.args_size = sizeof(struct timeline_args),                                         \
		.flags = CMD_READS | CMD_ROWS,                                                     \
		.run = timeline}

TIMELINE_COMMAND(client, "dana");
TIMELINE_COMMAND(partner, "core");
