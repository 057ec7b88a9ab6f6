/*
 * cmd.h - how a command is declared: once, in a static const table. Dispatch, the
 * parser, help, completion, the introspection and the checks of the manual
 * all read these tables.
 */
#ifndef MCT_CMD_CMD_H
#define MCT_CMD_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "mct.h"
#include "util/base.h"

struct run;

enum opt_type {
	OPT_FLAG,    /* bool */
	OPT_TEXT,    /* const char * */
	OPT_DATE,    /* const char *, read by the library */
	OPT_NUMBER,  /* int, 0 or more */
	OPT_FILE,    /* const char *, completed as a file */
	OPT_CHOICE,  /* const char *, one of `choices` */
	OPT_LIST,    /* struct list: may be given again */
	OPT_OPERAND, /* const char *: not an option but a word in this place; one of `choices` where
			there are any */
	OPT_OPERANDS /* struct list: all words from this place on */
};

enum opt_flags {
	OPT_REQUIRED = 1,
	OPT_COLUMNS = 2,  /* completed with the names of fields */
	OPT_STATUS = 4,   /* completed with the words of the field of choices */
	OPT_KIND = 8,     /* completed with the plurals of the entities */
	OPT_RELATION = 16 /* completed with the kinds of connection */
};

struct opt {
	const char *name; /* long name, or the operand's as shown: "NAME" */
	char letter;      /* 0: none */
	enum opt_type type;
	unsigned flags;
	size_t offset;     /* into the command's args, or into struct globals */
	const char *value; /* what stands for its value in help; NULL for flags and operands */
	const char *help;  /* one line, lower case, no full stop */
	const char *const *choices;
	const char *entity;   /* completed with the names of this entity */
	const char *field;    /* sets this field of the command's entity, not an arg */
	const char *fallback; /* OPT_NUMBER: what it is when it is not said */
};

struct list {
	const char **items; /* NULL-terminated; NULL when empty */
	size_t count;
};

enum cmd_flags {
	CMD_READS = 1,    /* needs the practice file */
	CMD_WRITES = 2,   /* changes the file, after run_write(); has --dry-run */
	CMD_ROWS = 4,     /* answers with rows: --columns */
	CMD_FIELDS = 8,   /* takes an option for every field of its entity */
	CMD_HIDDEN = 16,  /* not in help */
	CMD_CARD = 32,    /* its human form is a card */
	CMD_REMOVES = 64, /* in a script a record of hers is named by its id, never by her name */
	CMD_WORDS = 128   /* every word is an operand, also one that looks like an option */
};

struct cmd {
	const char *name;
	const char *summary;         /* one line, lower case, no full stop */
	const char *const *examples; /* NULL-terminated; the words after "mct" */
	const struct opt *opts;      /* ended by a NULL name; or NULL */
	size_t args_size;
	unsigned flags;
	const char *entity;           /* singular name; or NULL */
	const char *const *settles;   /* CMD_FIELDS: fields that it sets itself; NULL-terminated */
	const struct cmd *const *sub; /* NULL-terminated; a group has these */
	/* An exit code. A group that has one runs it where no word names one of its commands. */
	int (*run)(struct run *r, void *args);
};

/* Options of every command. */
struct globals {
	const char *db, *as_of, *color, *columns;
	bool json, csv, tsv, quiet, verbose, no_input, no_pager, dry_run, help, version;
};
extern const struct opt global_opts[];

/* All commands, in the order of the help; NULL-terminated. */
extern const struct cmd *const commands[];
/* The group of an entity; NULL when it has none. */
const struct cmd *cmd_group(const mct_entity_t *e);
/* The headings of that help, each above its first command; ended by a NULL heading. */
extern const struct heading {
	const char *text;
	const struct cmd *first;
} headings[];

/* ux.md 10.1; sysexits for 75 and 78. A worse one is never replaced by a better one. */
enum exit_code {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_NOT_UNDERSTOOD = 2,
	EXIT_NO_SUCH = 3,
	EXIT_SEVERAL = 4,
	EXIT_REFUSED = 5,
	EXIT_FOUND = 6,
	EXIT_TRY_AGAIN = 75,
	EXIT_NO_MAIL = 78,
	EXIT_INTERRUPTED = 130
};

#endif
