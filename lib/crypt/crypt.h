/*
 * crypt.h - sealed files, as the module libmct-crypt.so that they are: with it comes
 * libsodium, which only encrypted backups need. The functions are described where
 * they are declared.
 */
#ifndef MCT_CRYPT_CRYPT_H
#define MCT_CRYPT_CRYPT_H

#include "crypt/seal.h"
#include "util/module.h"

struct crypt {
	struct module module;

	__typeof__(seal_write) *seal_write;
	__typeof__(seal_read) *seal_read;
};

#endif
