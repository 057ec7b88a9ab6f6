/*
 * value_story.h - one client's value told as a story.
 */
#ifndef MCT_CMD_VALUE_STORY_H
#define MCT_CMD_VALUE_STORY_H

#include "run.h"

/* On one screen, for eyes: how she came, her rhythm, what she brought, whom she sent, what is
 * expected of her, and how sure that is. Exit code. */
int value_story(struct run *r, int64_t client);

#endif
