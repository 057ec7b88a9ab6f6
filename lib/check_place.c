/*
 * check_place.c - what the disk says of the practice file: who may read it, what stands
 * beside it, and how old the last backup is.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup.h"
#include "check.h"
#include "store/aside.h"
#include "store/draft.h"
#include "store/statement.h"

/* ---- permissions ----------------------------------------------------------------------------- */

#define OTHERS (S_IRWXG | S_IRWXO)

/* What only its owner may read: the practice file, the folder of backups and what is in it. */
static mct_status_t look_at_one(struct check *c, const char *path)
{
	struct stat info;
	struct buf command CLEANUP(buf_free) = {0};

	if (stat(path, &info) != 0 || (info.st_mode & OTHERS) == 0)
		return MCT_OK;
	if (c->repair && chmod(path, info.st_mode & 07700) == 0)
		return check_add(c, SEVERITY_MENDED, NULL,
			"others could read \"%s\"; now only you can", path);
	buf_adds(&command, "chmod go= ");
	path_add_quoted(&command, path);
	return check_add(c, SEVERITY_FAULT, c->repair ? buf_str(&command) : TO_REPAIR,
		"others may read \"%s\"", path);
}

/* Whoever may write to the folder can put another file in the place of the practice. Who else uses
 * the folder is not known, so that it is not mended. */
static mct_status_t look_at_folder(struct check *c)
{
	char *folder CLEANUP(free_pointer) = path_folder(c->path);
	struct buf command CLEANUP(buf_free) = {0};
	struct stat info;

	if (folder == NULL)
		return fail_nomem(c->m);
	if (stat(folder, &info) != 0 || (info.st_mode & (S_IWGRP | S_IWOTH)) == 0 ||
		(info.st_mode & S_ISVTX) != 0)
		return MCT_OK;
	buf_adds(&command, "chmod go-w ");
	path_add_quoted(&command, folder);
	return check_add(c, SEVERITY_FAULT, buf_str(&command),
		"others may write to the folder \"%s\", and so replace the practice", folder);
}

mct_status_t look_at_permissions(struct check *c)
{
	char *folder CLEANUP(free_pointer) = backup_folder(c->path);
	char *prefix CLEANUP(free_pointer) = backup_prefix(c->path);
	struct names names CLEANUP(names_free) = {0};
	mct_status_t st = look_at_one(c, c->path);

	if (st == MCT_OK)
		st = look_at_folder(c);
	if (st != MCT_OK)
		return st;
	if (folder == NULL || prefix == NULL || !backups_read(folder, prefix, &names))
		return fail_nomem(c->m);
	if (names.count > 0)
		st = look_at_one(c, folder);
	for (size_t i = 0; st == MCT_OK && i < names.count; i++)
		st = look_at_one(c, names.items[i]);
	return st;
}

/* ---- the network ----------------------------------------------------------------------------- */

mct_status_t look_at_network(struct check *c)
{
	const char *network = mct_network_file_system(c->path);

	return network == NULL
		? MCT_OK
		: check_add(c, SEVERITY_NOTICE,
			  "keep it on one machine, and let the other desks log in there",
			  "the practice is on a network file system, %s: desks that write at once "
			  "may damage it",
			  network);
}

/* ---- backups --------------------------------------------------------------------------------- */

/* The day of the first change that no backup can hold, when there is no backup at all. */
static int32_t first_day(mct_t *m)
{
	static const char sql[] = "SELECT at / 86400 FROM history ORDER BY id LIMIT 1";
	int64_t day = DATE_NONE;

	if (m->db == NULL || query_integer(m, &day, sql, "") != MCT_ROW)
		return DATE_NONE;
	return (int32_t)day;
}

mct_status_t look_at_backups(struct check *c)
{
	const char *every = mct_setting(c->m, "backup.every");
	char *folder CLEANUP(free_pointer) = backup_folder(c->path);
	char *prefix CLEANUP(free_pointer) = backup_prefix(c->path);
	struct names names CLEANUP(names_free) = {0};
	int32_t day;
	int days;

	if (!days_read(every, &days))
		return MCT_OK; /* never */
	if (folder == NULL || prefix == NULL || !backups_read(folder, prefix, &names))
		return fail_nomem(c->m);
	day = names.count > 0
		? date_from_iso(path_name(names.items[names.count - 1]) + strlen(prefix), 10)
		: first_day(c->m);
	if (day == DATE_NONE || handle_today(c->m) - day <= days)
		return MCT_OK;
	if (names.count == 0)
		return check_add(
			c, SEVERITY_NOTICE, "mct backup", "there is no backup in \"%s\"", folder);
	return check_add(c, SEVERITY_NOTICE, "mct backup", "the last backup is %d days old",
		handle_today(c->m) - day);
}

/* ---- a journal ------------------------------------------------------------------------------- */

bool is_half_done(const char *path)
{
	struct buf journal CLEANUP(buf_free) = {0};
	char first = '\0';
	ssize_t n;
	int fd;

	buf_addf(&journal, "%s-journal", path);
	fd = open(buf_str(&journal), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, &first, 1);
	close(fd);
	return n == 1 && first != '\0' && !file_is_in_use(path);
}
