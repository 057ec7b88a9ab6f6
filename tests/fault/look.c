/*
 * look.c - compares what was left with what was before and with what should have come of it. A
 * practice file is read with SQLite itself, row by row, not with mct. Nothing
 * is looked at twice: what has the same bytes has the same verdict.
 */
#include "look.h"

#include <fnmatch.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DAMAGED 1 /* the hash of what cannot be read */
#define CHANGE_WAS_MADE "the change was made"
#define HALF_DONE "a change was left half done"

static const struct trouble no_trouble = {.size_limit = -1};
static const char *const check_words[] = {"check", "--tsv", NULL};

/* ---- what a file holds ----------------------------------------------------------------------- */

static uint64_t hash_row(uint64_t hash, sqlite3_stmt *row)
{
	for (int i = 0; i < sqlite3_column_count(row); i++) {
		int type = sqlite3_column_type(row, i);
		const void *bytes = sqlite3_column_blob(row, i);
		int n = sqlite3_column_bytes(row, i);

		hash = hash_bytes(hash, &type, sizeof type);
		hash = hash_bytes(hash, &n, sizeof n);
		if (n > 0)
			hash = hash_bytes(hash, bytes, (size_t)n);
	}
	return hash;
}

static bool hash_rows(sqlite3 *db, const char *sql, uint64_t *hash)
{
	sqlite3_stmt *row = NULL;
	int code = sqlite3_prepare_v2(db, sql, -1, &row, NULL);

	while (code == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW)
		*hash = hash_row(*hash, row);
	return sqlite3_finalize(row) == SQLITE_OK && code == SQLITE_OK;
}

static bool hash_tables(sqlite3 *db, uint64_t *hash)
{
	sqlite3_stmt *row = NULL;
	bool ok = sqlite3_prepare_v2(db,
			  "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", -1,
			  &row, NULL) == SQLITE_OK;

	while (ok && sqlite3_step(row) == SQLITE_ROW) {
		char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"", sqlite3_column_text(row, 0));

		ok = hash_rows(db, have(sql), hash);
		sqlite3_free(sql);
	}
	return sqlite3_finalize(row) == SQLITE_OK && ok;
}

/* A half-done change beside it is taken back, as by anybody who opens it. */
static uint64_t hash_practice(const char *path)
{
	sqlite3 *db = NULL;
	uint64_t hash = HASH_BEGIN;
	bool ok = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
		hash_rows(db, "PRAGMA user_version", &hash) &&
		hash_rows(db, "PRAGMA application_id", &hash) &&
		hash_rows(db, "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2", &hash) &&
		hash_tables(db, &hash);

	sqlite3_close(db);
	return ok ? hash : DAMAGED;
}

/* An encrypted backup is never the same twice: it holds what mct restores from it, with the key
 * that lies beside it. */
static uint64_t hash_sealed(const struct bench *b, const char *name)
{
	const char *const words[] = {
		"--db", "opened.db", "restore", name, "--key-file", "key", NULL};
	char *opened = text_of("%s/opened.db", b->look);
	struct ran r;
	uint64_t hash;

	run_mct(b, b->look, words, &no_trouble, &r);
	hash = r.code == 0 ? hash_practice(opened) : DAMAGED;
	unlink(opened);
	free(opened);
	ran_free(&r);
	return hash;
}

static bool begins_with(const struct entry *e, const char *magic)
{
	return e->size >= strlen(magic) && memcmp(e->bytes, magic, strlen(magic)) == 0;
}

static bool is_journal(const char *name)
{
	size_t n = strlen(name);

	return n > 8 && strcmp(name + n - 8, "-journal") == 0;
}

static void contents_read(const struct bench *b, const struct folder *f, struct contents *out)
{
	*out = (struct contents){0};
	folder_lay_out(b->look, f);
	for (size_t i = 0; i < f->count; i++) {
		const struct entry *e = &f->entries[i];
		char *path;

		if (!S_ISREG(e->mode) || is_journal(e->name))
			continue;
		path = text_of("%s/%s", b->look, e->name);
		out->items = have(realloc(out->items, (out->count + 1) * sizeof *out->items));
		out->items[out->count++] = (struct content){have(strdup(e->name)),
			begins_with(e, "SQLite format 3") ? hash_practice(path)
				: begins_with(e, "mctcrypt")
				? hash_sealed(b, e->name)
				: hash_bytes(HASH_BEGIN, e->bytes, e->size)};
		free(path);
	}
}

static void contents_free(struct contents *c)
{
	for (size_t i = 0; i < c->count; i++)
		free(c->items[i].name);
	free(c->items);
	*c = (struct contents){0};
}

/* 0: there is no such file. */
static uint64_t content_of(const struct contents *c, const char *name)
{
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->items[i].name, name) == 0)
			return c->items[i].hash;
	return 0;
}

/* ---- before or after ------------------------------------------------------------------------- */

/* The order in which a careful program goes: what is new stands before anything is changed, and all
 * of that before anything is removed. */
enum step { MAKES, CHANGES, REMOVES, STEPS };

struct progress {
	unsigned done[STEPS], left[STEPS];
};

static char *place_one(
	struct progress *p, const char *name, uint64_t before, uint64_t after, uint64_t now)
{
	enum step step = before == 0 ? MAKES : after == 0 ? REMOVES : CHANGES;

	if (now != before && now != after)
		return text_of(now == 0 ? "%s is gone"
				: now == DAMAGED
				? "%s cannot be read"
				: "%s is neither what it was nor what it should be",
			name);
	if (before != after && now == after)
		p->done[step]++;
	else if (before != after)
		p->left[step]++;
	return NULL;
}

static char *judge_order(const struct progress *p)
{
	for (int later = MAKES; later < STEPS; later++)
		for (int sooner = MAKES; sooner < later; sooner++)
			if (p->done[later] > 0 && p->left[sooner] > 0)
				return text_of("something was %s before all that is %s stood",
					later == CHANGES ? "changed" : "removed",
					sooner == MAKES ? "new" : "changed");
	return NULL;
}

static void judge_contents(struct looker *l, const struct folder *left, struct verdict *v)
{
	const struct contents *before = &l->contents_before, *after = &l->contents_after;
	struct progress p = {0};
	struct contents now;

	contents_read(l->bench, left, &now);
	for (size_t i = 0; v->lost == NULL && i < before->count; i++) {
		const char *name = before->items[i].name;

		v->lost = place_one(&p, name, before->items[i].hash, content_of(after, name),
			content_of(&now, name));
	}
	for (size_t i = 0; v->lost == NULL && i < after->count; i++) {
		const char *name = after->items[i].name;

		if (content_of(before, name) == 0)
			v->lost = place_one(
				&p, name, 0, after->items[i].hash, content_of(&now, name));
	}
	if (v->lost == NULL)
		v->lost = judge_order(&p);
	/* An old backup that cannot be read is left where it is, which loses nothing. */
	v->practice_is_after = p.done[CHANGES] > 0;
	v->leaves_too_much = p.left[REMOVES] > 0;
	v->side = p.left[MAKES] + p.left[CHANGES] == 0                   ? IS_AFTER
		: p.done[MAKES] + p.done[CHANGES] + p.done[REMOVES] == 0 ? IS_BEFORE
									 : IS_ON_THE_WAY;
	contents_free(&now);
}

/* ---- sound ----------------------------------------------------------------------------------- */

/* Without the line that says that a change was left half done. */
static void drop_half_done(char *said)
{
	char *line = strstr(said, HALF_DONE), *end;

	if (line == NULL)
		return;
	end = strchr(line, '\n');
	memmove(line, end != NULL ? end + 1 : line + strlen(line), end != NULL ? strlen(end) : 1);
}

/* What "mct check" says of the folder that is laid out in look/. */
static char *check(const struct bench *b, int *code)
{
	struct ran r;
	char *said;

	run_mct(b, b->look, check_words, &no_trouble, &r);
	drop_half_done(r.out);
	said = text_of("%s%s", r.out, r.err);
	*code = r.code;
	ran_free(&r);
	return said;
}

static char *judge_check(struct looker *l)
{
	int code;
	char *said = check(l->bench, &code), *lost = NULL;

	if (strcmp(said, l->check_before) != 0 && strcmp(said, l->check_after) != 0)
		lost = text_of("mct check exits with %d: %s", code, said);
	free(said);
	return lost;
}

/* ---- the next run ---------------------------------------------------------------------------- */

static char *find_stray(const struct looker *l, const struct folder *f)
{
	for (size_t i = 0; i < f->count; i++) {
		const char *name = f->entries[i].name;

		if (folder_entry(&l->before, name) == NULL &&
			folder_entry(&l->after, name) == NULL &&
			(l->job->leaves == NULL || fnmatch(l->job->leaves, name, 0) != 0))
			return text_of("%s stays behind", name);
		for (size_t k = 0; k < i; k++)
			if (f->entries[k].file == f->entries[i].file)
				return text_of("%s and %s are one file", f->entries[k].name, name);
	}
	return NULL;
}

/* In look/, after the check, as the next thing that is typed. What was not done is done now. */
static char *judge_next_run(struct looker *l, enum side side)
{
	struct folder f;
	struct contents now;
	struct ran r;
	char *lost = NULL;

	run_mct(l->bench, l->bench->look, l->job->words, &no_trouble, &r);
	folder_read(l->bench->look, &f);
	if (r.code > 6 || (side == IS_BEFORE && r.code != l->done.code))
		lost = text_of("the next run exits with %d: %s", r.code, r.err);
	if (lost == NULL && side == IS_BEFORE) {
		contents_read(l->bench, &f, &now);
		for (size_t i = 0; lost == NULL && i < l->contents_after.count; i++) {
			const struct content *c = &l->contents_after.items[i];

			if (content_of(&now, c->name) != c->hash)
				lost = text_of("the next run does not make %s", c->name);
		}
		contents_free(&now);
	}
	if (lost == NULL)
		lost = find_stray(l, &f);
	folder_free(&f);
	ran_free(&r);
	return lost;
}

/* ---- the verdict ----------------------------------------------------------------------------- */

static const struct verdict *seen_before(const struct looker *l, uint64_t hash)
{
	for (size_t i = 0; i < l->verdict_count; i++)
		if (l->verdicts[i].folder == hash)
			return &l->verdicts[i];
	return NULL;
}

const struct verdict *look_at(struct looker *l, const struct folder *left)
{
	struct verdict v = {.folder = folder_hash(left)};
	const struct verdict *known = seen_before(l, v.folder);

	if (known != NULL)
		return known;
	judge_contents(l, left, &v);
	folder_lay_out(l->bench->look, left);
	if (v.lost == NULL && folder_entry(left, "practice.db") != NULL)
		v.lost = judge_check(l);
	if (v.lost == NULL)
		v.lost = judge_next_run(l, v.side);
	l->verdicts = have(realloc(l->verdicts, (l->verdict_count + 1) * sizeof v));
	l->verdicts[l->verdict_count] = v;
	return &l->verdicts[l->verdict_count++];
}

static char *judge_words(const struct looker *l, const struct verdict *v, const struct ran *r)
{
	if (r->code == l->done.code) {
		if (v->side != IS_AFTER)
			return text_of("it says that it is done, and it is not");
		if (!v->leaves_too_much &&
			(r->out_size != l->done.out_size ||
				memcmp(r->out, l->done.out, r->out_size) != 0))
			return text_of("it says that all is well, but does not say all");
		return NULL;
	}
	if (strstr(r->err, "mct") == NULL)
		return text_of("it fails with %d and does not say why", r->code);
	return v->practice_is_after && !l->job->changes_by_the_way &&
			strstr(r->err, CHANGE_WAS_MADE) == NULL
		? text_of("it says that it failed, but it is done: %s", r->err)
		: NULL;
}

char *look_at_run(struct looker *l, const struct folder *left, const struct ran *r, bool was_killed)
{
	const struct verdict *v;

	if (r->code == 128 + SIGALRM)
		return text_of("it hangs");
	if (r->code >= 128 && (!was_killed || r->code != 128 + SIGKILL))
		return text_of("it crashes with signal %d: %s", r->code - 128, r->err);
	v = look_at(l, left);
	if (v->lost != NULL)
		return have(strdup(v->lost));
	return r->code >= 128 ? NULL : judge_words(l, v, r);
}

/* ---- beginning and end ----------------------------------------------------------------------- */

static char *check_of(const struct bench *b, const struct folder *f)
{
	int code;

	if (folder_entry(f, "practice.db") == NULL)
		return have(strdup(""));
	folder_lay_out(b->look, f);
	return check(b, &code);
}

void looker_begin(struct looker *l, const struct bench *b, const struct job *job)
{
	*l = (struct looker){.bench = b, .job = job};
	folder_empty(b->job);
	run_script(b, b->job, job->script);
	folder_read(b->job, &l->before);
	folder_lay_out(b->job, &l->before);
	run_mct(b, b->job, job->words, &no_trouble, &l->done);
	if (l->done.code > 6)
		give_up("do the job without a fault", job->name);
	folder_read(b->job, &l->after);
	contents_read(b, &l->before, &l->contents_before);
	contents_read(b, &l->after, &l->contents_after);
	l->check_before = check_of(b, &l->before);
	l->check_after = check_of(b, &l->after);
}

void looker_end(struct looker *l)
{
	folder_free(&l->before);
	folder_free(&l->after);
	contents_free(&l->contents_before);
	contents_free(&l->contents_after);
	free(l->check_before);
	free(l->check_after);
	ran_free(&l->done);
	for (size_t i = 0; i < l->verdict_count; i++)
		free(l->verdicts[i].lost);
	free(l->verdicts);
}
