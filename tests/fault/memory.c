/*
 * memory.c - put before a program with LD_PRELOAD, it refuses it memory: "memory 17" at the 17th
 * time that it asks, "starved 17" from then on. What the C library asks for itself comes by here
 * too.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fault.h"

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

static struct fault_seen own, *seen = &own;
static int64_t strike_at;
static bool for_good, on;

__attribute__((constructor)) static void begin(void)
{
	const char *plan = getenv(FAULT_ENV), *path = getenv(FAULT_SEEN_ENV);
	int fd = plan != NULL && path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;

	if (fd >= 0) {
		void *page = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

		if (page != MAP_FAILED)
			seen = page;
		close(fd);
	}
	if (plan == NULL)
		return;
	for_good = strncmp(plan, "starved ", 8) == 0;
	on = for_good || strncmp(plan, "memory ", 7) == 0;
	if (on)
		strike_at = strtoll(strchr(plan, ' '), NULL, 10);
}

static bool is_refused(void)
{
	if (!on)
		return false;
	seen->calls++;
	if (strike_at == 0 || seen->calls < strike_at || (seen->calls > strike_at && !for_good))
		return false;
	seen->struck = 1;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t n)
{
	return is_refused() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return is_refused() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return is_refused() ? NULL : __libc_realloc(p, n);
}
