/*
 * module.h - loads a module of the library, libmct-NAME.so, when something needs it: from
 * the folder of the library or from mct/ in it, and from nowhere else, whatever
 * the environment says. It stays loaded until the process ends.
 */
#ifndef MCT_STORE_MODULE_H
#define MCT_STORE_MODULE_H

#include "store/handle.h"
#include "util/module.h"

/* The table of functions of the module, which is `size` bytes long; borrowed, for ever. MCT_ERROR
 * when it is missing, or was not built with this library. */
mct_status_t module_load(mct_t *m, const char *name, size_t size, const struct module **out);

#endif
