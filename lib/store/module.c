/*
 * module.c - finds the module beside the library that this code is a part of, and loads
 * it. What it exports is looked at before anything of it is called: a module of
 * another version may have other functions at the same places.
 */
#include "store/module.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/base.h"

#define HINT "install mct again, with all its parts"

static const char here; /* a place in the library */

/* The folder that the library was loaded from, with its slash; false when it cannot be told. */
static bool own_folder(struct buf *out)
{
	Dl_info info;
	char *path CLEANUP(free_pointer) = NULL;

	if (dladdr(&here, &info) == 0 || strchr(info.dli_fname, '/') == NULL)
		return false;
	path = realpath(info.dli_fname, NULL);
	if (path == NULL)
		return false;
	buf_add(out, path, (size_t)(strrchr(path, '/') - path) + 1);
	return !out->failed;
}

/* As it is built, else as it is installed. */
static bool find(const char *name, struct buf *path)
{
	size_t folder;

	if (!own_folder(path))
		return false;
	folder = path->len;
	buf_addf(path, "libmct-%s.so", name);
	if (access(buf_str(path), F_OK) == 0)
		return !path->failed;
	buf_truncate(path, folder);
	buf_addf(path, "mct/libmct-%s.so", name);
	return !path->failed;
}

mct_status_t module_load(mct_t *m, const char *name, size_t size, const struct module **out)
{
	struct buf path CLEANUP(buf_free) = {0}, symbol CLEANUP(buf_free) = {0};
	const struct module *module;
	void *library;

	buf_addf(&symbol, "mct_module_%s", name);
	if (!find(name, &path) || symbol.failed)
		return fail(
			m, MCT_ERROR, HINT, "cannot find \"libmct-%s.so\", a part of mct", name);
	library = dlopen(buf_str(&path), RTLD_NOW | RTLD_LOCAL);
	if (library == NULL)
		return fail(m, MCT_ERROR, HINT, "cannot load a part of mct: %s", dlerror());
	module = dlsym(library, buf_str(&symbol));
	if (module == NULL || strcmp(module->version, MCT_VERSION) != 0 || module->size != size) {
		fail(m, MCT_ERROR, HINT, "\"%s\" was not built with this mct %s", buf_str(&path),
			MCT_VERSION);
		dlclose(library);
		return MCT_ERROR;
	}
	*out = module;
	return MCT_OK;
}
