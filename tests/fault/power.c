/*
 * power.c - plays the deeds again on a disk in memory, where what was not synced before the cut
 * may not have happened: bytes of a file last with its next sync, names in a
 * folder with the next sync of the folder. That is what POSIX promises, and no more.
 */
#include "power.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SECTOR 512

uint64_t random_next(uint64_t *seed)
{
	uint64_t x = *seed += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

/* ---- the log --------------------------------------------------------------------------------- */

static char *read_log(const char *path, size_t *size)
{
	FILE *file = fopen(path, "re");
	char *text;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0)
		give_up("open", path);
	*size = (size_t)ftell(file);
	rewind(file);
	text = have(malloc(*size + 1));
	if (fread(text, 1, *size, file) != *size)
		give_up("read", path);
	fclose(file);
	return text;
}

void deeds_read(const char *path, struct deeds *out)
{
	size_t size, at = 0;

	*out = (struct deeds){0};
	out->text = read_log(path, &size);
	while (at + sizeof(struct log_record) <= size) {
		struct deed d = {.name = "", .other = ""};

		memcpy(&d.record, out->text + at, sizeof d.record);
		at += sizeof d.record;
		if (d.record.names > 0) {
			d.name = out->text + at;
			if (strlen(d.name) + 1 < d.record.names)
				d.other = d.name + strlen(d.name) + 1;
		}
		at += d.record.names;
		d.bytes = out->text + at;
		at += d.record.what == LOG_WRITE ? (size_t)d.record.size : 0;
		out->items = have(realloc(out->items, (out->count + 1) * sizeof d));
		out->items[out->count++] = d;
	}
}

void deeds_free(struct deeds *d)
{
	free(d->items);
	free(d->text);
	*d = (struct deeds){0};
}

/* ---- what lasts ------------------------------------------------------------------------------ */

static bool is_about_names(const struct deed *d)
{
	return d->record.what == LOG_MAKE || d->record.what == LOG_RENAME ||
		d->record.what == LOG_LINK || d->record.what == LOG_UNLINK ||
		d->record.what == LOG_MAKE_FOLDER;
}

static bool is_in(const char *name, const char *folder)
{
	const char *slash = strrchr(name, '/');

	return slash == NULL ? strcmp(folder, ".") == 0
			     : strncmp(name, folder, (size_t)(slash - name)) == 0 &&
			folder[slash - name] == '\0';
}

/* Whether a sync before the cut made it last. */
static bool lasts(const struct deeds *d, size_t i, size_t count)
{
	const struct deed *deed = &d->items[i];

	for (size_t k = i + 1; k < count; k++) {
		const struct log_record *later = &d->items[k].record;

		if (is_about_names(deed)) {
			if (later->what == LOG_SYNC_FOLDER && is_in(deed->name, d->items[k].name))
				return true;
		} else if (later->file == deed->record.file) {
			if (later->what == LOG_SYNC)
				return true;
			if (later->what == LOG_MAKE) /* the number was given to another file */
				return false;
		}
	}
	return false;
}

/* ---- the disk in memory ---------------------------------------------------------------------- */

struct file {
	uint64_t number;
	char *bytes;
	size_t size;
};
struct disk {
	struct file *files; /* the last with a number is the one that has it */
	size_t count;
	struct folder names; /* entry.file: index of the file */
};

static size_t new_file(struct disk *d, uint64_t number)
{
	d->files = have(realloc(d->files, (d->count + 1) * sizeof *d->files));
	d->files[d->count] = (struct file){.number = number};
	return d->count++;
}

static struct file *file_of(struct disk *d, uint64_t number)
{
	for (size_t i = d->count; i-- > 0;)
		if (d->files[i].number == number)
			return &d->files[i];
	new_file(d, number);
	return &d->files[d->count - 1];
}

static void set_size(struct file *f, size_t size)
{
	f->bytes = have(realloc(f->bytes, size + 1));
	if (size > f->size)
		memset(f->bytes + f->size, 0, size - f->size);
	f->size = size;
}

static void put_bytes(struct file *f, size_t at, const char *bytes, size_t n)
{
	if (at + n > f->size)
		set_size(f, at + n);
	memcpy(f->bytes + at, bytes, n);
}

static void put_some(struct file *f, size_t at, const char *bytes, size_t n, uint64_t *seed)
{
	for (size_t done = 0; done < n; done += SECTOR)
		if (random_next(seed) % 2 == 0)
			put_bytes(
				f, at + done, bytes + done, n - done < SECTOR ? n - done : SECTOR);
}

static struct entry *name_of(struct disk *d, const char *name)
{
	return (struct entry *)folder_entry(&d->names, name);
}

static void take_name(struct disk *d, const char *name)
{
	struct entry *e = name_of(d, name);

	if (e == NULL)
		return;
	free(e->name);
	*e = d->names.entries[--d->names.count];
}

static void give_name(struct disk *d, const char *name, size_t file, mode_t mode)
{
	take_name(d, name);
	folder_add(
		&d->names, &(struct entry){.name = have(strdup(name)), .mode = mode, .file = file});
}

static void do_names(struct disk *d, const struct deed *deed, bool happens)
{
	const struct entry *e = name_of(d, deed->name);

	if (deed->record.what == LOG_MAKE) {
		size_t file = new_file(d, deed->record.file);

		if (happens)
			give_name(d, deed->name, file, S_IFREG | 0600);
	}
	if (!happens)
		return;
	if (deed->record.what == LOG_MAKE_FOLDER)
		give_name(d, deed->name, SIZE_MAX, S_IFDIR | 0700);
	if (e != NULL && (deed->record.what == LOG_LINK || deed->record.what == LOG_RENAME))
		give_name(d, deed->other, (size_t)e->file, e->mode);
	if (deed->record.what == LOG_UNLINK || deed->record.what == LOG_RENAME)
		take_name(d, deed->name);
}

static void do_bytes(struct disk *d, const struct deed *deed, bool all, uint64_t *seed)
{
	struct file *f = file_of(d, deed->record.file);

	if (deed->record.what == LOG_WRITE && all)
		put_bytes(f, (size_t)deed->record.at, deed->bytes, (size_t)deed->record.size);
	else if (deed->record.what == LOG_WRITE)
		put_some(f, (size_t)deed->record.at, deed->bytes, (size_t)deed->record.size, seed);
	else if (deed->record.what == LOG_TRUNCATE && (all || random_next(seed) % 2 == 0))
		set_size(f, (size_t)deed->record.size);
}

/* ---- the cut --------------------------------------------------------------------------------- */

static void begin(struct disk *d, const struct folder *before)
{
	for (size_t i = 0; i < before->count; i++) {
		const struct entry *e = &before->entries[i];
		size_t file = SIZE_MAX;

		if (S_ISREG(e->mode)) {
			file = new_file(d, e->file);
			put_bytes(&d->files[file], 0, e->bytes, e->size);
		}
		give_name(d, e->name, file, e->mode);
	}
}

/* What is in a folder whose name is gone cannot be found any more. */
static bool can_be_found(struct disk *d, const char *name)
{
	const char *slash = strrchr(name, '/');
	char *folder = slash != NULL ? have(strndup(name, (size_t)(slash - name))) : NULL;
	bool found = folder == NULL || (name_of(d, folder) != NULL && can_be_found(d, folder));

	free(folder);
	return found;
}

static void end(struct disk *d, struct folder *out)
{
	*out = (struct folder){0};
	for (size_t i = 0; i < d->names.count; i++) {
		struct entry e = d->names.entries[i];

		if (!can_be_found(d, e.name)) {
			free(e.name);
			continue;
		}
		if (S_ISREG(e.mode)) {
			const struct file *f = &d->files[e.file];

			e.size = f->size;
			e.bytes = have(malloc(f->size + 1));
			if (f->size > 0)
				memcpy(e.bytes, f->bytes, f->size);
		} else {
			e.file = UINT64_MAX - i;
		}
		folder_add(out, &e);
	}
	folder_sort(out);
	free(d->names.entries);
	for (size_t i = 0; i < d->count; i++)
		free(d->files[i].bytes);
	free(d->files);
}

static size_t loose_names(const struct deeds *d, size_t count)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		n += is_about_names(&d->items[i]) && !lasts(d, i, count);
	return n;
}

void power_cut(const struct folder *before, const struct deeds *d, size_t count,
	enum power_leaves leaves, uint64_t seed, struct folder *out)
{
	struct disk disk = {0};
	size_t loose = loose_names(d, count), kept = 0;

	if (leaves == POWER_NAMES)
		kept = loose;
	else if (leaves == POWER_ANY)
		kept = random_next(&seed) % (loose + 1);
	begin(&disk, before);
	for (size_t i = 0; i < count; i++) {
		bool stays = lasts(d, i, count);

		if (is_about_names(&d->items[i])) {
			do_names(&disk, &d->items[i], stays || kept > 0);
			kept -= !stays && kept > 0;
		} else if (stays || leaves == POWER_ANY) {
			do_bytes(&disk, &d->items[i], stays, &seed);
		}
	}
	end(&disk, out);
}
