/*
 * fault.h - what the programme and the two libraries that it puts before mct with LD_PRELOAD
 * tell each other: through the environment what is to happen, and back, in a
 * file of a few bytes, what came of it.
 */
#ifndef FAULT_H
#define FAULT_H

#include <stdint.h>

/* "kill 17": the kind of fault, and the call that it meets, from 1; with 0 calls are only counted.
 * "log FILE": no fault, but every change of the disk is written down there. */
#define FAULT_ENV "MCT_FAULT"
/* The file of a struct fault_seen; may be unset. */
#define FAULT_SEEN_ENV "MCT_FAULT_SEEN"

struct fault_seen {
	int64_t calls; /* that this kind of fault could have met */
	int64_t struck;
};

/* What a log consists of: each record is followed by `names` bytes, one or two paths below the
 * folder that is watched, each with its NUL, and, for LOG_WRITE, by `size` bytes. */
enum log_what {
	LOG_MAKE, /* an empty file under a new name */
	LOG_WRITE,
	LOG_TRUNCATE,
	LOG_SYNC,
	LOG_SYNC_FOLDER,
	LOG_RENAME,
	LOG_LINK,
	LOG_UNLINK,
	LOG_MAKE_FOLDER
};
struct log_record {
	uint32_t what, names;
	uint64_t file; /* number of the inode */
	int64_t at, size;
};

#endif
