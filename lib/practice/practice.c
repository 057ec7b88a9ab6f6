/*
 * practice.c - a new practice: the file, its settings and the price of an hour.
 * Either all of it is made or nothing is left on the disk.
 */
#include <unistd.h>

#include "practice/rate.h"
#include "store/open.h"

static mct_status_t settle(mct_t *m, const struct mct_practice *practice)
{
	const struct {
		const char *name, *value;
	} settings[] = {
		{"practice.name", practice->name},
		{"practice.currency", practice->currency},
		{"date.order", practice->date_order},
	};
	mct_status_t st = mct_begin(m, "init", MCT_OPEN_WRITE);

	for (size_t i = 0; st == MCT_OK && i < ARRAY_SIZE(settings); i++)
		if (settings[i].value != NULL)
			st = mct_setting_set(m, settings[i].name, settings[i].value);
	if (st == MCT_OK && practice->rate != NULL)
		st = rate_add(m, practice->rate, handle_today(m));
	return st == MCT_OK ? mct_commit(m) : st;
}

mct_status_t mct_create(mct_t *m, const char *path, const struct mct_practice *practice)
{
	mct_status_t st = store_create(m, path);

	if (st != MCT_OK)
		return st;
	st = settle(m, practice);
	if (st != MCT_OK) {
		store_close(m);
		unlink(path);
	}
	return st;
}
