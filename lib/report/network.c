/*
 * network.c - the network as a picture: in the DOT language, or drawn by Graphviz, which
 * is loaded for it.
 */
#include "report/network.h"

#include <stdlib.h>

#include "graph/graphs.h"
#include "store/module.h"

/* More are laid out for minutes, and can be read by nobody. */
#define SVG_MOST 3000

static mct_status_t draw(mct_t *m, const char *dot, struct mct_network *out)
{
	const struct module *module;
	char problem[160];
	mct_status_t st = module_load(m, "graph", sizeof(struct graphs), &module);
	enum graph_result result;

	if (st != MCT_OK)
		return st;
	result = ((const struct graphs *)module)->graph_svg(dot, &out->text, &out->length, problem);
	if (result == GRAPH_FAILED)
		return fail(m, MCT_ERROR, "is Graphviz installed with its plugins?",
			"the picture could not be drawn%s%s", problem[0] != '\0' ? ": " : "",
			problem);
	return result == GRAPH_OK ? MCT_OK : fail_nomem(m);
}

mct_status_t mct_network(mct_t *m, const struct mct_network_query *query,
	enum mct_network_form form, struct mct_network *out)
{
	struct network network CLEANUP(network_free) = {0};
	struct buf dot CLEANUP(buf_free) = {0};
	mct_status_t st = network_read(m, query, &network);

	*out = (struct mct_network){.people = (int64_t)network.figure_count,
		.lines = (int64_t)network.line_count,
		.left_out = network.left_out};
	if (st == MCT_OK && form == MCT_NETWORK_SVG && network.figure_count > SVG_MOST)
		return fail(m, MCT_REFUSED, "draw a part of it, with --around NAME or --partners",
			"%zu people are more than a picture can hold", network.figure_count);
	if (st != MCT_OK)
		return st;
	network_add_dot(&network, &dot);
	if (dot.failed)
		return fail_nomem(m);
	if (form == MCT_NETWORK_SVG)
		return draw(m, buf_str(&dot), out);
	out->length = dot.len;
	out->text = buf_take(&dot);
	return MCT_OK;
}

void mct_network_free(struct mct_network *network)
{
	free(network->text);
	*network = (struct mct_network){0};
}
