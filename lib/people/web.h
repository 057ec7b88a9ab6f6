/*
 * web.h - who is tied to whom, as arrays in memory: read in one scan, then walked
 * without a question to the file.
 */
#ifndef MCT_PEOPLE_WEB_H
#define MCT_PEOPLE_WEB_H

#include "store/handle.h"

/* Everybody's ties that hold on a day: those of person p are next[start[p]] up to next[start[p +
 * 1]]. Ids are positions; ids that are nobody's have no ties. */
struct web {
	uint32_t *start, *next;
	int64_t people; /* one more than the highest id */
};
mct_status_t web_load(mct_t *m, const char *as_of, struct web *out);
void web_free(struct web *web);

/* The ids of those who are tied to a person, once for each tie. */
static inline const uint32_t *web_next(const struct web *web, int64_t person, size_t *count)
{
	*count = web->start[person + 1] - web->start[person];
	return web->next + web->start[person];
}

/*
 * A shortest path from one to another, both ends in it: *path, yours to free, has *count people; 0
 * when nothing connects the two. MCT_OK, MCT_NOMEM.
 */
mct_status_t web_path(
	mct_t *m, const struct web *web, int64_t from, int64_t to, int64_t **path, size_t *count);
/* How many steps everybody is away from a person, 255 for further than `most`; yours to free, NULL
 * without memory. */
uint8_t *web_distances(const struct web *web, int64_t person, int most);

#endif
