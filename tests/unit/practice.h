/*
 * practice.h - a practice in a file of its own, for tests that need one. The clock
 * stands at Monday 23 November 2026, 14:00. Whatever fails here fails the
 * test, with the library's message.
 */
#ifndef MCT_TESTS_PRACTICE_H
#define MCT_TESTS_PRACTICE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "mct.h"
#include "util/base.h"

struct practice {
	char folder[32], path[64];
	mct_t *m;
};

static inline void assert_ok(mct_t *m, mct_status_t status)
{
	if (status != MCT_OK)
		fail_msg("%s", mct_error(m)->message);
}

static inline struct practice practice_make(const char *currency, const char *date_order)
{
	const struct mct_practice how = {.currency = currency, .date_order = date_order};
	struct practice p = {.folder = "/tmp/mct-unit-XXXXXX"};

	assert_non_null(mkdtemp(p.folder));
	snprintf(p.path, sizeof p.path, "%s/practice.db", p.folder);
	assert_int_equal(mct_new(&p.m), MCT_OK);
	assert_ok(p.m, mct_set_now(p.m, "2026-11-23", "14:00"));
	assert_ok(p.m, mct_create(p.m, p.path, &how));
	return p;
}

static inline void practice_free(struct practice *p)
{
	mct_free(p->m);
	unlink(p->path);
	rmdir(p->folder);
}

/* A record of texts: "field", "text", ..., NULL; its id. */
static inline int64_t practice_add(mct_t *m, const char *entity, const char *const *texts)
{
	const mct_entity_t *e = mct_entity_named(entity);
	enum mct_change change;
	mct_record_t *r;
	int64_t id;

	assert_non_null(e);
	assert_ok(m, mct_record_new(m, e, &r));
	for (; *texts != NULL; texts += 2)
		assert_ok(m, mct_record_set(r, mct_entity_field_named(e, texts[0]), texts[1]));
	assert_ok(m, mct_record_save(r, &change));
	assert_int_equal(change, MCT_ADDED);
	id = mct_record_id(r);
	mct_record_free(r);
	return id;
}
#define PRACTICE_ADD(m, entity, ...)                                                               \
	practice_add(m, entity, (const char *const[]){__VA_ARGS__, NULL})

#endif
