/*
 * check-fault.c - lets everything fail that can, at every point where it can, and looks whether
 * anything was lost. Closes with a table of what was tried and "tried N, lost 0".
 *
 * check-fault [--short] [--seed N] [--points N] [--jobs N] BUILD [JOB [FAULT [POINT]]]
 *   A large job, and with --short every job, is tried at N points that the seed chooses.
 *   With a POINT the folder is left as it is then, and what it began with in another.
 */
#include <errno.h>
#include <getopt.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder.h"
#include "job.h"
#include "look.h"
#include "power.h"
#include "run.h"

#define POINTS_LARGE 25
#define POINTS_SHORT 2
#define LIMIT_STEP 1024
#define PAGE 4096
#define POWER_SEEDS 3

struct options {
	bool is_short;
	uint64_t seed;
	long points; /* 0: all of a small job */
	int at_once;
	const char *job, *fault;
	long point; /* 0: all */
};

/* What one fault did to one job. */
struct score {
	long tried, lost;
};

struct trial {
	const struct options *options;
	struct looker looker;
	const char *fault; /* its name */
	struct score *score;
};

/* ---- one point ------------------------------------------------------------------------------- */

static void note(struct trial *t, long point, const char *more, char *lost)
{
	t->score->tried++;
	if (lost != NULL) {
		t->score->lost++;
		printf("lost: %s %s %ld%s: %s%s", t->looker.job->name, t->fault, point, more, lost,
			strchr(lost, '\n') != NULL ? "" : "\n");
		fflush(stdout);
	}
	if (t->options->point != 0) {
		folder_lay_out(t->looker.bench->look, &t->looker.before);
		printf("%s %s %ld%s left %s, from %s\n", t->looker.job->name, t->fault, point,
			more, t->looker.bench->job, t->looker.bench->look);
	}
	free(lost);
}

/* Runs the job with this trouble; what is left is read into `left`. */
static void run_job(
	struct trial *t, const struct trouble *trouble, struct folder *left, struct ran *r)
{
	const struct bench *b = t->looker.bench;

	folder_lay_out(b->job, &t->looker.before);
	run_mct(b, b->job, t->looker.job->words, trouble, r);
	folder_read(b->job, left);
}

/* ---- which points ---------------------------------------------------------------------------- */

/* All from `first` to `last`, or as many as are to be tried; one call answers the next, and false
 * at the end. */
struct points {
	long first, last, tried, most, at;
	uint64_t seed;
};

static struct points points_of(const struct trial *t, long first, long last)
{
	const struct options *o = t->options;
	struct points p = {.first = first, .last = last, .at = first - 1, .seed = o->seed};

	p.seed ^= hash_bytes(HASH_BEGIN, t->fault, strlen(t->fault));
	p.most = o->points > 0 ? o->points : t->looker.job->is_large ? POINTS_LARGE : 0;
	if (o->is_short)
		p.most = POINTS_SHORT;
	if (p.most >= last - first + 1)
		p.most = 0;
	if (o->point != 0)
		p.first = p.last = o->point, p.at = o->point - 1, p.most = 0;
	return p;
}

/* Where only some are tried, each in a part of its own, so that they are spread; and the last. */
static bool points_next(struct points *p, long *point)
{
	if (p->most > 0) {
		double width = (double)(p->last - p->first + 1) / (double)p->most;
		double within = (double)(random_next(&p->seed) % 1000) / 1000;

		if (p->tried == p->most)
			return false;
		*point = p->first + (long)(((double)p->tried++ + within) * width);
		if (p->tried == p->most)
			*point = p->last;
		return true;
	}
	*point = ++p->at;
	return p->at <= p->last;
}

/* ---- the faults ------------------------------------------------------------------------------ */

/* A fault of disk.so or memory.so, at one call after the other. */
static void try_calls(struct trial *t, const char *library)
{
	bool kills = strcmp(t->fault, "kill") == 0 || strcmp(t->fault, "torn") == 0;
	struct folder left;
	struct ran r;
	struct points points;
	long at;

	run_job(t,
		&(struct trouble){
			.library = library, .plan = text_of("%s 0", t->fault), .size_limit = -1},
		&left, &r);
	points = points_of(t, 1, r.calls);
	folder_free(&left);
	ran_free(&r);
	while (points_next(&points, &at)) {
		char *plan = text_of("%s %ld", t->fault, at);

		run_job(t, &(struct trouble){.library = library, .plan = plan, .size_limit = -1},
			&left, &r);
		note(t, at, "", look_at_run(&t->looker, &left, &r, kills));
		folder_free(&left);
		ran_free(&r);
		free(plan);
	}
}

static void try_disk(struct trial *t)
{
	try_calls(t, "disk.so");
}

static void try_memory(struct trial *t)
{
	try_calls(t, "memory.so");
}

static size_t largest(const struct folder *f)
{
	size_t size = 0;

	for (size_t i = 0; i < f->count; i++)
		if (f->entries[i].size > size)
			size = f->entries[i].size;
	return size;
}

/* No file may grow beyond a size: of every 1024 bytes. */
static void try_limit(struct trial *t)
{
	struct points points = points_of(t, 0, (long)(largest(&t->looker.after) / LIMIT_STEP) + 1);
	long at;

	while (points_next(&points, &at)) {
		struct folder left;
		struct ran r;

		run_job(t, &(struct trouble){.size_limit = at * LIMIT_STEP}, &left, &r);
		note(t, at, " KiB", look_at_run(&t->looker, &left, &r, false));
		folder_free(&left);
		ran_free(&r);
	}
}

static size_t pages_of(const struct folder *f)
{
	size_t pages = 1;

	for (size_t i = 0; i < f->count; i++)
		pages += 1 + (f->entries[i].size + PAGE - 1) / PAGE;
	return pages;
}

/* A disk in memory with so many free pages, from none to as many as the job needs. */
static void try_full_disk(struct trial *t)
{
	const struct bench *b = t->looker.bench;
	size_t used = pages_of(&t->looker.before);
	struct points points = points_of(t, 0, (long)(2 * pages_of(&t->looker.after)));
	bool all_fits = false;
	long at;

	while (!all_fits && points_next(&points, &at)) {
		char *size = text_of("size=%zu,mode=0700", (used + (size_t)at) * PAGE);
		struct folder left;
		struct ran r;

		if (mount("tmpfs", b->job, "tmpfs", 0, size) != 0)
			give_up("mount a disk on", b->job);
		run_job(t, &(struct trouble){.size_limit = -1}, &left, &r);
		if (umount(b->job) != 0)
			give_up("unmount", b->job);
		all_fits = r.code == t->looker.done.code;
		note(t, at, " pages free", look_at_run(&t->looker, &left, &r, false));
		folder_free(&left);
		ran_free(&r);
		free(size);
	}
}

/* The power is cut between any two deeds, and after the last: then what was told is done lasts. */
static void try_power(struct trial *t)
{
	char *path = text_of("%s/log", t->looker.bench->work), *plan = text_of("log %s", path);
	struct folder before, left;
	struct deeds deeds;
	struct ran r;
	struct points points;
	long at;

	folder_lay_out(t->looker.bench->job, &t->looker.before);
	folder_read(
		t->looker.bench->job, &before); /* with the numbers of the files that it has now */
	run_mct(t->looker.bench, t->looker.bench->job, t->looker.job->words,
		&(struct trouble){.library = "disk.so", .plan = plan, .size_limit = -1}, &r);
	deeds_read(path, &deeds);
	points = points_of(t, 0, (long)deeds.count);
	while (points_next(&points, &at)) {
		for (unsigned i = 0; i < POWER_ANY + POWER_SEEDS; i++) {
			enum power_leaves leaves = i < POWER_ANY ? i : POWER_ANY;
			char *lost = NULL;

			power_cut(&before, &deeds, (size_t)at, leaves, t->options->seed + i, &left);
			const struct verdict *v = look_at(&t->looker, &left);

			if (v->lost != NULL)
				lost = have(strdup(v->lost));
			else if (at == (long)deeds.count && v->side != IS_AFTER)
				lost = text_of("it was told as done, and did not last");
			note(t, at,
				leaves == POWER_NOTHING         ? ", nothing left"
					: leaves == POWER_NAMES ? ", names left"
								: ", any part left",
				lost);
			folder_free(&left);
		}
	}
	folder_free(&before);
	deeds_free(&deeds);
	ran_free(&r);
	free(plan);
	free(path);
}

static const struct fault {
	const char *name;
	void (*try)(struct trial *t);
	const char *help;
} faults[] = {
	{"kill", try_disk, "SIGKILL before each write, sync, rename, unlink ..."},
	{"torn", try_disk, "SIGKILL in the middle of each write"},
	{"short", try_disk, "each write takes only half"},
	{"enospc", try_disk, "no room, once"},
	{"full", try_disk, "no room from there on"},
	{"eio", try_disk, "each change of the disk fails, once"},
	{"unreadable", try_disk, "each read fails, once"},
	{"dead", try_disk, "the disk is gone from there on"},
	{"memory", try_memory, "memory refused, once"},
	{"starved", try_memory, "memory refused from there on"},
	{"limit", try_limit, "no file larger than that"},
	{"tmpfs", try_full_disk, "a disk with so many free pages"},
	{"power", try_power, "what was not synced is gone, or any part of it"},
};
#define FAULTS (sizeof faults / sizeof faults[0])

/* ---- where ----------------------------------------------------------------------------------- */

static void write_text(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");

	if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
		give_up("write", path);
}

/* A view of the file systems that is our own, in which we may mount: false where the system does
 * not let us. */
static bool may_mount(void)
{
	char *users = text_of("%u %u 1", (unsigned)getuid(), (unsigned)getuid());
	char *groups = text_of("%u %u 1", (unsigned)getgid(), (unsigned)getgid());
	bool own = getuid() != 0;

	if (unshare(own ? CLONE_NEWUSER | CLONE_NEWNS : CLONE_NEWNS) != 0)
		return false;
	if (own) {
		write_text("/proc/self/setgroups", "deny");
		write_text("/proc/self/uid_map", users);
		write_text("/proc/self/gid_map", groups);
	}
	free(users);
	free(groups);
	return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static void bench_begin(struct bench *b, const char *build, const char *work, const char *name)
{
	b->build = have(realpath(build, NULL));
	b->source = have(realpath(".", NULL));
	b->work = text_of("%s/%s", work, name);
	b->job = text_of("%s/job", b->work);
	b->look = text_of("%s/look", b->work);
	if (mkdir(b->work, 0700) != 0 || mkdir(b->job, 0700) != 0 || mkdir(b->look, 0700) != 0)
		give_up("make the folder", b->work);
}

static void bench_end(struct bench *b)
{
	free(b->build);
	free(b->source);
	free(b->work);
	free(b->job);
	free(b->look);
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void try_job(const struct options *o, const struct job *job, const char *build,
	const char *work, bool mounts, struct score *scores)
{
	struct bench b;
	struct trial t = {.options = o};

	bench_begin(&b, build, work, job->name);
	looker_begin(&t.looker, &b, job);
	for (size_t i = 0; i < FAULTS; i++) {
		if (o->fault != NULL && strcmp(o->fault, faults[i].name) != 0)
			continue;
		if (faults[i].try == try_full_disk && !mounts)
			continue;
		t.fault = faults[i].name;
		t.score = &scores[i];
		faults[i].try(&t);
	}
	looker_end(&t.looker);
	bench_end(&b);
}

static bool is_wanted(const struct options *o, const struct job *job)
{
	return o->job != NULL ? strcmp(o->job, job->name) == 0 : !o->is_short || !job->is_large;
}

static void wait_for_one(int *running, bool *failed)
{
	int status;

	if (wait(&status) < 0)
		return;
	--*running;
	*failed = *failed || !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

/* Each job in a process of its own. False when one of them broke off. */
static bool try_all(const struct options *o, const char *build, const char *work, bool mounts,
	struct score (*scores)[FAULTS])
{
	int running = 0;
	bool failed = false;

	for (size_t i = 0; i < job_count; i++) {
		if (!is_wanted(o, &jobs[i]))
			continue;
		if (running == o->at_once)
			wait_for_one(&running, &failed);
		fflush(NULL);
		pid_t pid = fork();

		if (pid < 0)
			give_up("begin", jobs[i].name);
		if (pid == 0) {
			try_job(o, &jobs[i], build, work, mounts, scores[i]);
			exit(0);
		}
		running++;
	}
	while (running > 0)
		wait_for_one(&running, &failed);
	return !failed;
}

static void print_table(
	const struct options *o, struct score (*scores)[FAULTS], long *tried, long *lost)
{
	printf("%-14s", "tried");
	for (size_t k = 0; k < FAULTS; k++)
		printf(" %*s", (int)strlen(faults[k].name) < 6 ? 6 : (int)strlen(faults[k].name),
			faults[k].name);
	putchar('\n');
	for (size_t i = 0; i < job_count; i++) {
		if (!is_wanted(o, &jobs[i]))
			continue;
		printf("%-14s", jobs[i].name);
		for (size_t k = 0; k < FAULTS; k++) {
			const struct score *s = &scores[i][k];
			char cell[48];

			snprintf(cell, sizeof cell, s->lost > 0 ? "%ld!%ld" : "%ld", s->tried,
				s->lost);
			printf(" %*s",
				(int)strlen(faults[k].name) < 6 ? 6 : (int)strlen(faults[k].name),
				cell);
			*tried += s->tried;
			*lost += s->lost;
		}
		putchar('\n');
	}
}

static int usage(void)
{
	fputs("usage: check-fault [--short] [--seed N] [--points N] [--jobs N] BUILD [JOB [FAULT "
	      "[POINT]]]\nfaults:\n",
		stderr);
	for (size_t i = 0; i < FAULTS; i++)
		fprintf(stderr, "  %-11s %s\n", faults[i].name, faults[i].help);
	fputs("jobs:\n ", stderr);
	for (size_t i = 0; i < job_count; i++)
		fprintf(stderr, " %s", jobs[i].name);
	fputc('\n', stderr);
	return 2;
}

static bool read_options(int argc, char **argv, struct options *o)
{
	static const struct option known[] = {{"short", no_argument, NULL, 's'},
		{"seed", required_argument, NULL, 'e'}, {"points", required_argument, NULL, 'p'},
		{"jobs", required_argument, NULL, 'j'}, {0}};
	int letter;

	*o = (struct options){.seed = 1, .at_once = 1};
	while ((letter = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (letter == 's')
			o->is_short = true;
		else if (letter == 'e')
			o->seed = strtoull(optarg, NULL, 10);
		else if (letter == 'p')
			o->points = strtol(optarg, NULL, 10);
		else if (letter == 'j')
			o->at_once = (int)strtol(optarg, NULL, 10);
		else
			return false;
	}
	o->job = optind + 1 < argc ? argv[optind + 1] : NULL;
	o->fault = optind + 2 < argc ? argv[optind + 2] : NULL;
	o->point = optind + 3 < argc ? strtol(argv[optind + 3], NULL, 10) : 0;
	return optind < argc && optind + 4 >= argc && o->at_once > 0;
}

/* In memory where that can be had: a sync is then no work. */
static char *make_work_folder(bool mounts)
{
	const char *parent = getenv("TMPDIR");
	char *work = text_of("%s/mct-fault-XXXXXX", parent != NULL ? parent : "/tmp");

	if (mkdtemp(work) == NULL)
		give_up("make the folder", work);
	if (mounts && mount("tmpfs", work, "tmpfs", 0, "mode=0700") != 0)
		give_up("mount a disk on", work);
	return work;
}

int main(int argc, char **argv)
{
	struct options o;
	struct score(*scores)[FAULTS] = mmap(NULL, job_count * sizeof *scores,
		PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	long tried = 0, lost = 0;
	bool mounts, whole;
	char *work;

	if (!read_options(argc, argv, &o))
		return usage();
	if (scores == MAP_FAILED)
		give_up("get", "memory");
	mounts = o.point == 0 && may_mount();
	work = make_work_folder(mounts);
	whole = try_all(&o, argv[optind], work, mounts, scores);
	print_table(&o, scores, &tried, &lost);
	if (!mounts && o.point == 0)
		puts("tmpfs was not tried: this system does not let us mount");
	printf("tried %ld, lost %ld (seed %llu)\n", tried, lost, (unsigned long long)o.seed);
	if (o.point == 0) {
		if (mounts)
			umount(work);
		else
			folder_empty(work);
		rmdir(work);
	}
	return whole && lost == 0 && tried > 0 ? 0 : 1;
}
