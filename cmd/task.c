/*
 * task.c - the group "task": what is to be done, once or every so often.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt done_opts[] = DONE_OPTS("TASK", "task");
static const char *const done_examples[] = {"task done ta2", NULL};
static const struct cmd task_done = {.name = "done",
	.summary = "it was done; when it is due next",
	.examples = done_examples,
	.opts = done_opts,
	.args_size = sizeof(struct done_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "task",
	.run = verb_done};

static const struct opt add_opts[] = {
	FIELD_OPERAND("WHAT", "what", "what is to be done", NULL), {0}};
static const char *const add_examples[] = {"task add \"send the article\" --who ines --due fri",
	"task add \"renew the licence\" --kind licence --due \"1 mar\" --every yearly", NULL};
static const char *const list_examples[] = {"task list --status open", NULL};

NOUN_GROUP(task, "task", "what is to be done, once or every so often", "ta2", "--due fri", add_opts,
	add_examples, list_examples, &task_done);
