/*
 * backup_folder.c - the folder of backups. Only what has the whole form of a backup's name and
 * begins as one does is ever taken for one, so that nothing else in the folder can be
 * lost to the rotation.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "backup.h"
#include "store/copy.h"
#include "store/draft.h"
#include "store/sealed.h"

#define MOMENT "dddd-dd-dd-dddddd" /* d: a digit */

char *backup_folder(const char *practice)
{
	char *real CLEANUP(free_pointer) = realpath(practice, NULL);
	char *folder CLEANUP(free_pointer) = path_folder(real != NULL ? real : practice);
	struct buf path = {0};

	if (folder == NULL)
		return NULL;
	buf_addf(&path, "%s/backups", folder);
	return buf_take(&path);
}

char *backup_prefix(const char *practice)
{
	const char *name = path_name(practice), *dot = strrchr(name, '.');
	struct buf prefix = {0};

	buf_add(&prefix, name, dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name));
	buf_addc(&prefix, '-');
	return buf_take(&prefix);
}

static bool is_backup(const char *name, const char *prefix)
{
	const char *moment = name + strlen(prefix);

	if (strncmp(name, prefix, strlen(prefix)) != 0 || strlen(moment) <= strlen(MOMENT) ||
		(strcmp(moment + strlen(MOMENT), BACKUP_ENDING) != 0 &&
			strcmp(moment + strlen(MOMENT), BACKUP_ENDING_SEALED) != 0))
		return false;
	for (size_t i = 0; i < strlen(MOMENT); i++)
		if (MOMENT[i] == 'd' ? !isdigit((unsigned char)moment[i]) : moment[i] != MOMENT[i])
			return false;
	return true;
}

bool file_is_backup(const char *path)
{
	return file_is_practice(path) || file_is_sealed(path);
}

/* ---- a new one ------------------------------------------------------------------------------- */

/* Seconds of the day by the handle's clock, and by the system's within its minute. */
static int second_now(mct_t *m, time_t now)
{
	struct tm local;

	localtime_r(&now, &local);
	return mct_minute_now(m) * 60 +
		(mct_minute_now(m) == local.tm_hour * 60 + local.tm_min ? local.tm_sec : 0);
}

char *backup_place(mct_t *m, const char *folder, const char *prefix, const char *ending)
{
	int second = second_now(m, time(NULL));
	struct buf path = {0};
	struct stat info;

	do {
		buf_clear(&path);
		buf_addf(&path, "%s/%s%s-%02d%02d%02d%s", folder, prefix, mct_today(m),
			second / 3600, second / 60 % 60, second % 60, ending);
		second++;
	} while (!path.failed && lstat(buf_str(&path), &info) == 0);
	return buf_take(&path);
}

/* ---- those that are there -------------------------------------------------------------------- */

void names_free(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
}

static bool names_add(struct names *names, const char *name)
{
	char **items = realloc(names->items, (names->count + 1) * sizeof *items);

	if (items == NULL)
		return false;
	names->items = items;
	items[names->count] = strdup(name);
	return items[names->count] != NULL && ++names->count > 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool backups_read(const char *folder, const char *prefix, struct names *names)
{
	DIR *entries = opendir(folder);
	bool good = true;

	if (entries == NULL)
		return errno != ENOMEM;
	for (struct dirent *entry; good && (entry = readdir(entries)) != NULL;) {
		struct buf path CLEANUP(buf_free) = {0};
		struct stat info;

		if (!is_backup(entry->d_name, prefix))
			continue;
		buf_addf(&path, "%s/%s", folder, entry->d_name);
		if (lstat(buf_str(&path), &info) == 0 && S_ISREG(info.st_mode) &&
			file_is_backup(buf_str(&path)))
			good = names_add(names, buf_str(&path));
	}
	closedir(entries);
	if (names->count > 0)
		qsort(names->items, names->count, sizeof *names->items, by_name);
	return good;
}

mct_status_t backups_rotate(mct_t *m, const char *folder, const char *prefix, const char *newest,
	int keep, int64_t *removed)
{
	struct names names CLEANUP(names_free) = {0};

	*removed = 0;
	if (!backups_read(folder, prefix, &names))
		return fail_nomem(m);
	for (size_t i = 0; i < names.count; i++) {
		if (names.count - (size_t)*removed <= (size_t)keep)
			break;
		if (strcmp(names.items[i], newest) == 0)
			continue;
		if (unlink(names.items[i]) != 0)
			return fail(m, MCT_READONLY, "check the permissions of its folder",
				"the backup is made, but the old one \"%s\" cannot be removed: %s",
				names.items[i], strerror(errno));
		++*removed;
	}
	return MCT_OK;
}
