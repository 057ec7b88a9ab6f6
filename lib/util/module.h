/*
 * module.h - what a module says of itself. A module is a part of the library with a heavy
 * dependency, in a file of its own that is loaded on first use (store/module.h);
 * its folder of lib/ uses nothing but itself and util.
 */
#ifndef MCT_UTIL_MODULE_H
#define MCT_UTIL_MODULE_H

#include <stddef.h>

/* The first member of the table of functions that a module NAME exports as mct_module_NAME. */
struct module {
	const char *version; /* of mct, that it is a part of */
	size_t size;         /* of the table */
};

#endif
