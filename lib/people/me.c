/*
 * me.c - finds the therapist in her own book.
 */
#include "people/me.h"

#include <string.h>

#include "people/contact.h"
#include "people/find.h"
#include "store/statement.h"

#define SETTING "practice.me"

bool me_is_meant(const mct_entity_t *e, const char *who)
{
	return (e == NULL || e == &entity_contact) && strcmp(who, "me") == 0;
}

mct_status_t me_find(mct_t *m, int64_t *id)
{
	const char *name = mct_setting(m, SETTING);
	mct_status_t st;

	if (name[0] == '\0')
		return MCT_DONE;
	st = strcmp(name, "me") != 0 ? mct_find(m, NULL, name, id) : MCT_NOTFOUND;
	if (st == MCT_NOTFOUND || st == MCT_AMBIGUOUS)
		return fail(m, MCT_INVALID,
			"name yourself as you stand in the book: mct config set " SETTING " n5",
			"the setting " SETTING " is \"%s\", who is not one person in the book",
			name);
	return st == MCT_OK ? MCT_ROW : st;
}

mct_status_t me_named(mct_t *m, int64_t *id)
{
	mct_status_t st = me_find(m, id);

	if (st != MCT_DONE)
		return st == MCT_ROW ? MCT_OK : st;
	return fail(m, MCT_INVALID,
		"add yourself with: mct contact add; then: mct config set " SETTING " NAME",
		"nobody knows who you are in the book");
}
