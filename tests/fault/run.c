/*
 * run.c - runs mct: an environment of its own, its output in files, and an end after twenty
 * seconds, since a program that hangs has lost something, too.
 */
#include "run.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault.h"
#include "folder.h"

#define SECONDS_MAX 20
#define WORDS_MAX 16

static void set_up_environment(const struct bench *b)
{
	const char *path = getenv("PATH");
	char *mct_path = text_of("%s:%s", b->build, path != NULL ? path : "/usr/bin:/bin");
	char *home = text_of("%s/home", b->work);

	clearenv();
	setenv("PATH", mct_path, 1);
	setenv("HOME", home, 1);
	setenv("SOURCE", b->source, 1);
	setenv("MCT_DB", "practice.db", 1);
	setenv("MCT_NOW", "2026-11-23T09:00", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "UTC", 1);
}

static void redirect(int fd, const char *path, int flags)
{
	int opened = open(path, flags, 0600);

	if (opened < 0 || dup2(opened, fd) < 0)
		_exit(126);
	close(opened);
}

static _Noreturn void become_mct(const struct bench *b, const char *folder,
	const char *const *words, const struct trouble *t, char *const *files, int err)
{
	const char *arguments[WORDS_MAX + 2] = {"mct"};

	set_up_environment(b);
	redirect(STDIN_FILENO, "/dev/null", O_RDONLY);
	redirect(STDOUT_FILENO, files[0], O_WRONLY | O_CREAT | O_TRUNC);
	if (dup2(err, STDERR_FILENO) < 0 || chdir(folder) != 0)
		_exit(126);
	for (size_t i = 0; i < WORDS_MAX && words[i] != NULL; i++)
		arguments[i + 1] = words[i];
	if (t->library != NULL) {
		setenv("LD_PRELOAD", text_of("%s/fault/%s", b->build, t->library), 1);
		setenv(FAULT_ENV, t->plan, 1);
		setenv(FAULT_SEEN_ENV, files[1], 1);
	}
	if (t->size_limit >= 0)
		setrlimit(RLIMIT_FSIZE,
			&(struct rlimit){(rlim_t)t->size_limit, (rlim_t)t->size_limit});
	alarm(SECONDS_MAX);
	execv(text_of("%s/mct", b->build), (char *const *)arguments);
	_exit(126);
}

static char *read_file(const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat info;
	char *text;

	if (fd < 0 || fstat(fd, &info) != 0)
		give_up("open", path);
	text = have(malloc((size_t)info.st_size + 1));
	if (read(fd, text, (size_t)info.st_size) != info.st_size)
		give_up("read", path);
	text[info.st_size] = '\0';
	*size = (size_t)info.st_size;
	close(fd);
	return text;
}

/* To its end. */
static char *read_pipe(int fd)
{
	char *text = NULL;
	size_t n = 0;
	ssize_t got;

	do {
		text = have(realloc(text, n + 4096));
		got = read(fd, text + n, 4095);
		n += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	text[n] = '\0';
	close(fd);
	return text;
}

static int wait_for(pid_t pid)
{
	int status;

	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		give_up("run", "mct");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* What it complains of comes by a pipe: no limit of files and no full disk keeps it away. */
void run_mct(const struct bench *b, const char *folder, const char *const *words,
	const struct trouble *t, struct ran *out)
{
	char *files[] = {text_of("%s/out", b->work), text_of("%s/seen", b->work)};
	struct fault_seen seen = {0};
	int fd = open(files[1], O_RDWR | O_CREAT | O_CLOEXEC, 0600), err[2];
	pid_t pid;

	if (fd < 0 || pwrite(fd, &seen, sizeof seen, 0) != sizeof seen)
		give_up("write", files[1]);
	if (pipe2(err, O_CLOEXEC) != 0)
		give_up("make", "a pipe");
	fflush(NULL);
	pid = fork();
	if (pid == 0)
		become_mct(b, folder, words, t, files, err[1]);
	close(err[1]);
	out->err = read_pipe(err[0]);
	out->code = wait_for(pid);
	if (pread(fd, &seen, sizeof seen, 0) != sizeof seen)
		give_up("read", files[1]);
	close(fd);
	out->struck = seen.struck != 0;
	out->calls = seen.calls;
	out->out = read_file(files[0], &out->out_size);
	free(files[0]);
	free(files[1]);
}

void ran_free(struct ran *r)
{
	free(r->out);
	free(r->err);
	*r = (struct ran){0};
}

void run_script(const struct bench *b, const char *folder, const char *script)
{
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		set_up_environment(b);
		if (chdir(folder) == 0)
			execl("/bin/sh", "sh", "-euc", script, (char *)NULL);
		_exit(126);
	}
	if (wait_for(pid) != 0)
		give_up("prepare with", script);
}
