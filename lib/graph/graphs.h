/*
 * graphs.h - Graphviz, as the module libmct-graph.so that it is: only a picture needs it,
 * and its loading takes longer than most commands.
 */
#ifndef MCT_GRAPH_GRAPHS_H
#define MCT_GRAPH_GRAPHS_H

#include <stddef.h>

#include "util/module.h"

enum graph_result { GRAPH_OK, GRAPH_NOMEM, GRAPH_FAILED };

/* Lays out a graph in the DOT language by its own attribute "layout", and draws it as SVG: *svg of
 * *length bytes, to be freed with free(). What Graphviz said of a failure is in problem. Graphviz
 * keeps state of its own: calls from several threads take turns. */
enum graph_result graph_svg(const char *dot, char **svg, size_t *length, char problem[static 160]);

struct graphs {
	struct module module;

	__typeof__(graph_svg) *graph_svg;
};

#endif
