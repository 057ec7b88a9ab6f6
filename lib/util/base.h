/*
 * base.h - attributes and small macros that every file may use.
 * Promises: nothing here allocates, prints or has state.
 */
#ifndef MCT_UTIL_BASE_H
#define MCT_UTIL_BASE_H

#include <stddef.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define CLEANUP(f) __attribute__((cleanup(f)))
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))
#define MUST_CHECK __attribute__((warn_unused_result))

/* Frees a malloc'd pointer at scope end: CLEANUP(free_pointer) char *s = ... */
void free_pointer(void *pointer_to_pointer);

#endif
