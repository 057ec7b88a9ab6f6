/*
 * network.c - the network as a picture: to a file that is written whole or not at all, or
 * to standard output.
 */
#include "network.h"

#include <string.h>

#include "complain.h"
#include "out_file.h"

bool network_is_meant(const struct network_args *a)
{
	return a->dot || a->svg != NULL;
}

const char *network_option(const struct network_args *a)
{
	return a->around != NULL ? "around"
		: a->partners    ? "partners"
		: a->initials    ? "initials"
		: a->output      ? "output"
		: a->steps > 0   ? "steps"
				 : NULL;
}

/* Names of clients are not for others' eyes. */
static void say_written(
	struct run *r, const struct network_args *a, const char *path, const struct mct_network *n)
{
	run_say(r, "Wrote %s: %lld name%s, %lld line%s between them", run_safe(r, path),
		(long long)n->people, n->people == 1 ? "" : "s", (long long)n->lines,
		n->lines == 1 ? "" : "s");
	if (n->left_out > 0)
		run_say(r, "Left out: %lld client%s to whom nobody is tied", (long long)n->left_out,
			n->left_out == 1 ? "" : "s");
	if (!a->initials && !a->partners)
		run_say(r, "It has your clients' names: for other eyes draw it with --initials.");
}

static int write_file(
	struct run *r, const struct network_args *a, const char *path, const struct mct_network *n)
{
	struct out_file file;
	int error = out_file_open(&file, path);

	if (error == 0) {
		buf_add(out_buf(&file.out), n->text, n->length);
		error = out_file_close(&file, true);
	}
	if (error != 0)
		return complain(
			EXIT_FAILED, NULL, "cannot write \"%s\": %s", path, strerror(error));
	say_written(r, a, path, n);
	return EXIT_DONE;
}

static int check_args(struct run *r, const struct network_args *a, const char *who)
{
	if (a->dot && a->svg != NULL)
		return usage_error(r->cmd, "say --dot or --svg, not both");
	if (a->svg != NULL && a->output != NULL)
		return usage_error(r->cmd, "--svg has the file already");
	if (a->around != NULL && who != NULL)
		return usage_error(r->cmd, "say around whom once");
	if (a->steps > 0 && a->around == NULL && who == NULL)
		return usage_error(r->cmd, "--steps counts from somebody: add --around NAME");
	return EXIT_DONE;
}

int network_draw(struct run *r, const struct network_args *a, const char *who)
{
	const char *path = a->svg != NULL ? a->svg : a->output;
	struct mct_network_query query = {.partners = a->partners,
		.initials = a->initials,
		.as_of = r->globals.as_of,
		.steps = a->steps > 0 ? a->steps : 2};
	struct mct_network n = {0};
	int code = check_args(r, a, who);

	if (a->around != NULL)
		who = a->around;
	if (code == EXIT_DONE && who != NULL)
		code = choose(r, mct_entity_named("contact"), who, &query.around);
	if (code != EXIT_DONE)
		return code;
	if (mct_network(r->m, &query, a->svg != NULL ? MCT_NETWORK_SVG : MCT_NETWORK_DOT, &n) !=
		MCT_OK)
		return run_fail(r);
	if (path == NULL || strcmp(path, "-") == 0)
		buf_add(out_buf(&r->out), n.text, n.length);
	else if (n.people == 0)
		run_say(r, "There is nobody to draw: tie people with mct connect.");
	else
		code = write_file(r, a, path, &n);
	mct_network_free(&n);
	return code;
}
