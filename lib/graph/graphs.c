/*
 * graphs.c - draws with libgvc, which tells on stderr what it does not like unless
 * somebody listens; and the table that the module exports.
 */
#include "graph/graphs.h"

#include <graphviz/gvc.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mct.h"
#include "util/base.h"

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char said[160]; /* the first thing that went wrong */

/* It comes in pieces: "Error", ": ", and what it is. Warnings are about looks. */
static int listen(char *message)
{
	static bool warns;

	if (strcmp(message, "Warning") == 0 || strcmp(message, "Error") == 0)
		warns = message[0] == 'W';
	else if (!warns && said[0] == '\0' && strcmp(message, ": ") != 0)
		snprintf(said, sizeof said, "%s", message);
	return 0;
}

/* A copy, since what Graphviz gives out it takes back. */
static enum graph_result render(GVC_t *context, Agraph_t *graph, char **svg, size_t *length)
{
	char *data = NULL;
	unsigned size = 0;

	if (gvRenderData(context, graph, "svg", &data, &size) != 0 || data == NULL)
		return GRAPH_FAILED;
	*svg = malloc((size_t)size + 1);
	if (*svg != NULL) {
		memcpy(*svg, data, size);
		(*svg)[size] = '\0';
		*length = size;
	}
	gvFreeRenderData(data);
	return *svg != NULL ? GRAPH_OK : GRAPH_NOMEM;
}

/* One context serves all pictures: Graphviz does not give back all that it takes for one. */
static enum graph_result draw(const char *dot, char **svg, size_t *length)
{
	static char layout[] = "layout", usual[] = "sfdp";
	static GVC_t *context;
	Agraph_t *graph;
	const char *engine;
	enum graph_result result = GRAPH_FAILED;

	if (context == NULL)
		context = gvContext();
	graph = context != NULL ? agmemread(dot) : NULL;
	engine = graph != NULL ? agget(graph, layout) : NULL;
	if (engine == NULL || engine[0] == '\0')
		engine = usual;
	if (graph != NULL && gvLayout(context, graph, engine) == 0) {
		result = render(context, graph, svg, length);
		gvFreeLayout(context, graph);
	}
	if (graph != NULL)
		agclose(graph);
	return result;
}

enum graph_result graph_svg(const char *dot, char **svg, size_t *length, char problem[static 160])
{
	enum graph_result result;

	pthread_mutex_lock(&turn);
	said[0] = '\0';
	agseterrf(listen);
	agseterr(AGWARN);
	result = draw(dot, svg, length);
	snprintf(problem, sizeof said, "%.*s", (int)strcspn(said, "\n"), said);
	pthread_mutex_unlock(&turn);
	return result;
}

MCT_API extern const struct graphs mct_module_graph;

const struct graphs mct_module_graph = {
	.module = {MCT_VERSION, sizeof mct_module_graph},
	.graph_svg = graph_svg,
};
