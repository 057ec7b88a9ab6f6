/*
 * opt.h - reads the words after a command by its table: options in any order among
 * the operands, "--" ends them, "-" is an operand.
 */
#ifndef MCT_CMD_OPT_H
#define MCT_CMD_OPT_H

#include "cmd.h"
#include "util/buf.h"

/* Values for the fields of the command's entity, in the order they were typed. */
struct field_values {
	struct field_value {
		const mct_field_t *field;
		const char *text;
	} items[128];
	size_t count;
};

struct parse {
	const struct cmd *cmd;      /* NULL: global options only */
	const mct_entity_t *entity; /* of CMD_FIELDS; or NULL */
	struct globals *globals;
	void *args; /* cmd->args_size bytes */
	struct field_values *fields;
};

/* Puts the fallbacks into args. */
void opt_defaults(const struct parse *p);
/* Reads words[0..n). With stop_at_operand it stops at the first operand and says in *used how many
 * words it took. EXIT_DONE, or EXIT_NOT_UNDERSTOOD after one line on stderr. */
int opt_parse(const struct parse *p, char **words, size_t n, bool stop_at_operand, size_t *used);
/* EXIT_NOT_UNDERSTOOD when a required option or operand is missing. */
int opt_check(const struct parse *p);
/* Frees the lists in args. */
void opt_free(const struct parse *p);

/* One more item, borrowed; false when there is no memory. */
bool list_add(struct list *list, const char *text);
void list_free(struct list *list);
/* All of it with blanks between, so that quotes may be left out: fri 14:00. */
void list_say(const struct list *list, struct buf *out);
/* All of it as one text of words to look for. An item with blanks in it was quoted for the shell,
 * and is meant as a phrase. */
void list_join(const struct list *list, struct buf *out);

/* A word in a place, or all from a place on; not an option. */
bool opt_is_operand(const struct opt *o);
/* Whether its value goes to struct globals. */
bool opt_is_global(const struct opt *o);
/* By long name, or by letter when name is NULL, in one table; NULL when there is none. */
const struct opt *opt_find(const struct opt *opts, const char *name, char letter);
/* The option with this long name among those the command takes; NULL when there is none. */
const struct opt *opt_named(const struct cmd *cmd, const char *name);
/* The operand in this place, from 0; NULL when there is none. */
const struct opt *opt_operand(const struct cmd *cmd, size_t place);
/* Whether a field of the command's entity is an option of it. */
bool opt_has_field(const struct cmd *cmd, const mct_field_t *f);
/* "late_minutes" -> "late-minutes" in buf. */
const char *opt_field_name(const mct_field_t *f, char buf[static 64]);

/* "mct: ..." and the line that says how to get help; EXIT_NOT_UNDERSTOOD. */
int usage_error(const struct cmd *cmd, const char *format, ...) PRINTF_LIKE(2, 3);
/* The example of the command that has the option, "because"; NULL when none has. */
const char *cmd_example(const struct cmd *cmd, const char *option);
/* "client add": the path of a command below mct, in a static buffer of the caller. */
const char *cmd_path(const struct cmd *cmd, char buf[static 128]);

#endif
