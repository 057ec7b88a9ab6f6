/*
 * folder.h - a folder as it stood at one moment, in memory: so that it can be laid out again
 * as often as there are faults to try.
 */
#ifndef FAULT_FOLDER_H
#define FAULT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct entry {
	char *name; /* below the folder: "practice.db", "backups/a.db" */
	mode_t mode;
	uint64_t file; /* names with the same number are one file */
	char *bytes;
	size_t size;
};
struct folder {
	struct entry *entries; /* by name: a folder before what is in it */
	size_t count;
};

/* All of these end the programme when the machine itself fails. */
void folder_read(const char *path, struct folder *out);
/* In the place of all that is there. */
void folder_lay_out(const char *path, const struct folder *f);
void folder_empty(const char *path);
void folder_free(struct folder *f);
const struct entry *folder_entry(const struct folder *f, const char *name);
/* Takes name and bytes over; for whoever makes up a folder, sorted by folder_sort(). */
void folder_add(struct folder *f, const struct entry *e);
void folder_sort(struct folder *f);

/* The same for the same names and bytes. */
uint64_t folder_hash(const struct folder *f);
#define HASH_BEGIN UINT64_C(14695981039346656037)
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t n);

/* For what is not to go wrong here: prints what did, and exits. */
_Noreturn void give_up(const char *what, const char *subject);
void *have(void *p);
char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
