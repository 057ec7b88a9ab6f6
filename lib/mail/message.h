/*
 * message.h - an e-mail message put together, and the table of functions of the module
 * "mail": all that needs GMime.
 */
#ifndef MCT_MAIL_MESSAGE_H
#define MCT_MAIL_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "util/buf.h"
#include "util/module.h"

struct message {
	const char *from_name, *from; /* the name may be "" */
	const char *to_name, *to;
	const char *subject;
	const char *id;   /* unique, without its angle brackets: "rebook-2026-W48@example.org" */
	int64_t moment;   /* of the Date field, UTC seconds */
	int offset;       /* seconds east of UTC of the writer's clock */
	const char *text; /* UTF-8, lines end with LF */
	const char *html; /* the same for those who see it, a whole page */
	const char *csv;  /* attached byte by byte; NULL: nothing is */
	size_t csv_length;
	const char *csv_name; /* its file name */
};

struct mail {
	struct module module;
	/* One address, as people write it ("Ana <ana@example.org>"), as its name, which may be
	 * "", and the bare address, which can stand in a header and on a command line. False when
	 * it is anything else. */
	bool (*address_read)(const char *text, struct buf *name, struct buf *address);
	/* Appends the message (RFC 5322 and 2045 to 2049), its lines ending with LF, as sendmail
	 * takes it. False when there is no memory. */
	bool (*message_write)(const struct message *message, struct buf *out);
};

#endif
