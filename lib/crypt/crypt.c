/*
 * crypt.c - the table that the module exports: the one name of it that the library
 * sees. Everything else in the folder stays inside.
 */
#include "crypt/crypt.h"

#include "mct.h"

MCT_API extern const struct crypt mct_module_crypt;

const struct crypt mct_module_crypt = {
	.module = {MCT_VERSION, sizeof mct_module_crypt},
	.seal_write = seal_write,
	.seal_read = seal_read,
};
