/*
 * help.c - "mct help [COMMAND]": the manual page where man and the page are there,
 * the built-in help otherwise.
 */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nouns.h"
#include "run.h"
#include "usage.h"

struct help_args {
	struct list words;
};

static const struct opt opts[] = {
	{.name = "COMMAND",
		.type = OPT_OPERANDS,
		.offset = offsetof(struct help_args, words),
		.help = "a command"},
	{0},
};

static const struct cmd *find(const struct list *words, const struct cmd *const **list)
{
	const struct cmd *cmd = NULL;

	*list = commands;
	for (size_t i = 0; i < words->count; i++) {
		const struct cmd *next = NULL;

		for (const struct cmd *const *at = *list; at != NULL && *at != NULL; at++)
			if (strcmp((*at)->name, words->items[i]) == 0)
				next = *at;
		if (next == NULL)
			return NULL;
		cmd = next;
		*list = cmd->sub;
	}
	return cmd;
}

/* True when man showed the page. Its own complaint of a missing page is not for the user. */
static bool show_manual(const char *page)
{
	int status;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(127);
		execlp("man", "man", page, (char *)NULL);
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
		WEXITSTATUS(status) == 0;
}

static int help(struct run *r, void *args)
{
	const struct help_args *a = args;
	const struct cmd *const *list;
	const struct cmd *cmd = find(&a->words, &list);
	char page[80] = "mct";

	if (a->words.count > 0 && cmd == NULL)
		return usage_unknown(NULL, list != NULL ? list : commands,
			a->words.items[a->words.count - 1], NULL);
	if (cmd != NULL)
		snprintf(page, sizeof page, "mct-%s", a->words.items[0]);
	if (r->term.out_tty && a->words.count > 0 && show_manual(page))
		return EXIT_DONE;
	return cmd != NULL ? usage_print(cmd) : usage_all();
}

static const char *const examples[] = {"help rebook", NULL};

const struct cmd cmd_help = {.name = "help",
	.summary = "the manual of a command",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct help_args),
	.run = help};
