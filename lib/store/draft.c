/*
 * draft.c - drafts and folders of practice files, with what went wrong told on the handle.
 */
#include "store/draft.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- paths ----------------------------------------------------------------------------------- */

void path_add_quoted(struct buf *out, const char *path)
{
	buf_addc(out, '\'');
	for (; *path != '\0'; path++) {
		if (*path == '\'')
			buf_adds(out, "'\\'");
		buf_addc(out, *path);
	}
	buf_addc(out, '\'');
}

mct_status_t folders_make(mct_t *m, const char *path)
{
	char *copy CLEANUP(free_pointer) = strdup(path);
	mct_status_t st = copy != NULL ? MCT_OK : fail_nomem(m);

	for (char *slash = copy; st == MCT_OK && (slash = strchr(slash + 1, '/')) != NULL;) {
		int error;

		*slash = '\0';
		error = folder_make(copy);
		if (error != 0)
			st = fail(m, MCT_READONLY, "check the permissions",
				"cannot make the folder \"%s\": %s", copy, strerror(error));
		*slash = '/';
	}
	return st;
}

mct_status_t folder_sync(mct_t *m, const char *path)
{
	int error = folder_flush(path);

	return error == 0 ? MCT_OK
			  : fail(m, MCT_ERROR, "check the disk",
				    "cannot sync the folder of \"%s\": %s", path, strerror(error));
}

/* ---- the draft ------------------------------------------------------------------------------- */

mct_status_t draft_fail(mct_t *m, const struct draft *d, int error)
{
	mct_status_t status = error == EACCES || error == EPERM || error == EROFS ||
			error == ENOENT || error == ENOTDIR
		? MCT_READONLY
		: MCT_ERROR;
	const char *hint = error == ENOSPC || error == EDQUOT ? "make room and try again"
		: status == MCT_READONLY                      ? "check its folder"
							      : NULL;

	return fail(m, status, hint, "cannot write \"%s\": %s", d->place, strerror(error));
}

mct_status_t draft_begin(mct_t *m, const char *place, const char *prefix, struct draft *d)
{
	int error = draft_open(d, place, prefix);

	if (error == 0)
		return MCT_OK;
	return error == ENOMEM ? fail_nomem(m) : draft_fail(m, d, error);
}

mct_status_t draft_sync(mct_t *m, struct draft *d)
{
	int error = draft_flush(d);

	return error == 0 ? MCT_OK : draft_fail(m, d, error);
}

static mct_status_t kept(mct_t *m, struct draft *d)
{
	int error = folder_flush(d->place);

	return error == 0 ? MCT_OK
			  : fail(m, MCT_ERROR, "check the disk",
				    "the change was made, but a power cut could undo it: cannot "
				    "sync the folder of \"%s\": %s",
				    d->place, strerror(error));
}

mct_status_t draft_replace(mct_t *m, struct draft *d)
{
	int error = draft_put(d, DRAFT_OVER_ANYTHING);

	return error == 0 ? kept(m, d) : draft_fail(m, d, error);
}

mct_status_t draft_keep(mct_t *m, struct draft *d)
{
	int error = draft_put(d, DRAFT_OVER_NOTHING);

	if (error == EEXIST)
		return fail(
			m, MCT_EXISTS, "name another", "there is a file \"%s\" already", d->place);
	return error == 0 ? kept(m, d) : draft_fail(m, d, error);
}
