/*
 * wait.c - waiting while another program has the file: in short steps that differ from
 * program to program, so that many get their turn; for a bounded time; told
 * once it can be felt; and ended by an interrupt.
 */
#include "store/wait.h"

#include <time.h>

#define GIVE_UP_MILLISECONDS 5000
#define TELL_MILLISECONDS 1000
#define LONGEST_STEP 50

/* Longer each time, and never twice the same: programs that began to wait together would else wake
 * together, and all but one go on waiting. */
static int next_step(int times)
{
	int step = times < LONGEST_STEP ? times + 1 : LONGEST_STEP;
	unsigned char random;

	sqlite3_randomness(sizeof random, &random);
	return 1 + step * random / 256;
}

/* For SQLite: 0 gives up. It counts from 0 again whenever the wait is a new one. */
static int wait_a_step(void *user, int times)
{
	mct_t *m = user;
	int step = next_step(times);
	const struct timespec pause = {.tv_nsec = step * 1000000L};

	if (times == 0)
		m->waited = 0;
	if (m->interrupted || m->waited >= GIVE_UP_MILLISECONDS)
		return 0;
	if (m->waited < TELL_MILLISECONDS && m->waited + step >= TELL_MILLISECONDS &&
		m->on_wait != NULL)
		m->on_wait(m->on_wait_user);
	m->waited += step;
	nanosleep(&pause, NULL);
	return 1;
}

void wait_register(mct_t *m)
{
	sqlite3_busy_handler(m->db, wait_a_step, m);
}

void mct_on_wait(mct_t *m, mct_wait_fn *fn, void *user)
{
	m->on_wait = fn;
	m->on_wait_user = user;
}
