/*
 * function.h - the SQL functions that mct's own statements use. They are
 * registered on the connection, never stored in the file's schema.
 * fold(text): text without case, accents and punctuation, as names are compared.
 * today(): the handle's today; setting(name): a setting; setting_days(name): its length of time in
 * days. shared_words(words, others): those of the words that are among the others, without regard
 * to case and accents.
 */
#ifndef MCT_STORE_FUNCTION_H
#define MCT_STORE_FUNCTION_H

#include "store/handle.h"

mct_status_t function_register(mct_t *m);

#endif
