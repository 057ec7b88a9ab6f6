/*
 * network.h - between what of the network is drawn and how: the people and the lines
 * between them that a picture has.
 */
#ifndef MCT_REPORT_NETWORK_H
#define MCT_REPORT_NETWORK_H

#include "people/relation.h"

enum figure_kind {
	FIGURE_ME,      /* the therapist, or the practice */
	FIGURE_PRIMARY, /* partners by level */
	FIGURE_SECONDARY,
	FIGURE_CLIENT,
	FIGURE_ORGANISATION,
	FIGURE_OTHER
};

/* Somebody who is drawn. */
struct figure {
	int64_t id;
	enum figure_kind kind;
	char *name;       /* or initials */
	int64_t sent, on; /* clients whom she sent, and who were sent on to her */
};

/* A line from one to another; where `arrow`, clients go that way. */
struct line {
	size_t from, to; /* figures */
	enum relation_group group;
	bool arrow;
	double worth; /* of who was sent: 0 to 1, the most that any line has */
};

struct network {
	const char *title, *day; /* borrowed */
	struct figure *figures;
	size_t figure_count;
	struct line *lines;
	size_t line_count;
	int64_t left_out; /* clients without any tie */
	bool initials, partners;
	bool around; /* the first figure */
};

/* What the query asks for; network_free() it, also after a failure. */
mct_status_t network_read(mct_t *m, const struct mct_network_query *query, struct network *out);
void network_free(struct network *network);

/* Appends it in the DOT language of Graphviz, with title and legend. */
void network_add_dot(const struct network *network, struct buf *out);

#endif
