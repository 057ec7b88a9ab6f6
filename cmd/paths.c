/*
 * paths.c - where the practice file and this machine's configuration are, when nobody
 * names them. A relative path in a variable is no place: the practice would
 * be somewhere else from every folder.
 */
#include "paths.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "util/buf.h"

/* Borrowed; NULL when there is none. */
static const char *home_folder(void)
{
	const char *home = getenv("HOME");
	const struct passwd *user;

	if (home != NULL && home[0] == '/')
		return home;
	user = getpwuid(getuid());
	return user != NULL && user->pw_dir != NULL && user->pw_dir[0] == '/' ? user->pw_dir : NULL;
}

static char *find(const char *own, const char *xdg, const char *under_home, const char *name)
{
	struct buf path = {0};
	const char *file = own != NULL ? getenv(own) : NULL, *folder = getenv(xdg), *home;

	if (file != NULL && file[0] != '\0') {
		buf_adds(&path, file);
	} else if (folder != NULL && folder[0] == '/') {
		buf_addf(&path, "%s/%s", folder, name);
	} else {
		home = home_folder();
		if (home == NULL)
			return NULL;
		buf_addf(&path, "%s/%s/%s", home, under_home, name);
	}
	return buf_take(&path);
}

char *path_practice(void)
{
	return find("MCT_DB", "XDG_DATA_HOME", ".local/share", "mct/practice.db");
}

char *path_config(void)
{
	return find("MCT_CONFIG", "XDG_CONFIG_HOME", ".config", "mct/config");
}

char *path_units(void)
{
	return find(NULL, "XDG_CONFIG_HOME", ".config", "systemd/user");
}
