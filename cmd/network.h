/*
 * network.h - the network as a picture, for "mct connections --dot" and "--svg".
 */
#ifndef MCT_CMD_NETWORK_H
#define MCT_CMD_NETWORK_H

#include "run.h"

struct network_args {
	const char *svg, *output, *around;
	int steps;
	bool dot, partners, initials;
};

/* Whether a picture is asked for. */
bool network_is_meant(const struct network_args *a);
/* Whether something is said that only a picture understands: its name, or NULL. */
const char *network_option(const struct network_args *a);
/* Draws it; `who` is around whom, or NULL. Exit code. */
int network_draw(struct run *r, const struct network_args *a, const char *who);

#endif
