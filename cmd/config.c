/*
 * config.c - reads the configuration file once, when something first asks.
 * A line that says nothing known is told with its number and passed over.
 */
#include "config.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "paths.h"
#include "util/buf.h"
#include "util/text.h"

#define ENTRIES_MAX 128

static struct {
	bool read;
	size_t count;
	struct entry {
		char *name, *value;
	} entries[ENTRIES_MAX];
} config;

/* ---- the keys -------------------------------------------------------------------------------- */

static const char *const colours[] = {"auto", "always", "never", NULL};

static const char *const yes_or_no[] = {"yes", "no", NULL};

static const struct config_key keys[] = {
	{"ui.color", "auto, always or never", colours, false},
	{"ui.pager", "the pager", NULL, false},
	{"mail.sendmail", "the program that takes mail", NULL, false},
	{"mail.timeout", "how many seconds that program may take", NULL, true},
	{"file.shared", "yes or no: whether others may read the practice file", yes_or_no, false},
	{"alias.WORD", "the words that WORD stands for", NULL, false},
};
#define ALIAS "alias."

const struct config_key *config_key_at(size_t i)
{
	return i < ARRAY_SIZE(keys) ? &keys[i] : NULL;
}

static const struct config_key *key_named(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (strcmp(keys[i].name, name) == 0)
			return &keys[i];
	return NULL;
}

/* ---- reading --------------------------------------------------------------------------------- */

static char *trimmed(const char *s, size_t n)
{
	text_trim(&s, &n);
	return strndup(s, n);
}

/* A line that is passed over is told, once a run, since a file is read once. */
static bool check_key(const char *path, int number, const char *name)
{
	const char *names[ARRAY_SIZE(keys) + 1] = {NULL}, *near;
	struct buf all CLEANUP(buf_free) = {0};

	if (key_named(name) != NULL ||
		(strncmp(name, ALIAS, strlen(ALIAS)) == 0 && name[strlen(ALIAS)] != '\0'))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		names[i] = keys[i].name;
		buf_addf(&all, "%s%s", i > 0 ? ", " : "there are ", keys[i].name);
	}
	near = text_nearest(name, names);
	if (near != NULL) {
		buf_clear(&all);
		buf_addf(&all, "did you mean %s?", near);
	}
	complain_aside(
		buf_str(&all), "%s, line %d: \"%s\" is no key; passed over", path, number, name);
	return false;
}

static bool is_number(const char *value)
{
	size_t digits = strspn(value, "0123456789");
	long number = strtol(value, NULL, 10);

	return digits > 0 && value[digits] == '\0' && number > 0 && number <= 3600;
}

static bool check_value(const char *path, int number, const char *name, const char *value)
{
	const struct config_key *key = key_named(name);

	if (key != NULL && key->is_number && !is_number(value)) {
		complain_aside("write a whole number, up to 3600",
			"%s, line %d: %s cannot be \"%s\"; passed over", path, number, name, value);
		return false;
	}
	for (size_t i = 0; key != NULL && key->choices != NULL; i++) {
		if (key->choices[i] == NULL) {
			complain_aside(key->help, "%s, line %d: %s cannot be \"%s\"; passed over",
				path, number, name, value);
			return false;
		}
		if (strcmp(key->choices[i], value) == 0)
			break;
	}
	return true;
}

static void read_line(const char *path, const char *line, int number)
{
	const char *equals = strchr(line, '=');
	size_t blank = strspn(line, " \t\r\n");
	struct entry entry;

	if (line[blank] == '#' || line[blank] == '\0' || config.count == ENTRIES_MAX)
		return;
	if (equals == NULL) {
		complain_aside(
			NULL, "%s, line %d is not \"name = value\"; passed over", path, number);
		return;
	}
	entry = (struct entry){trimmed(line, (size_t)(equals - line)),
		trimmed(equals + 1, strcspn(equals + 1, "\r\n"))};
	if (entry.name != NULL && entry.value != NULL && check_key(path, number, entry.name) &&
		check_value(path, number, entry.name, entry.value)) {
		config.entries[config.count++] = entry;
		return;
	}
	free(entry.name);
	free(entry.value);
}

static void config_read(void)
{
	char *path CLEANUP(free_pointer) = path_config();
	char *line CLEANUP(free_pointer) = NULL;
	size_t capacity = 0;
	int number = 0;
	FILE *file;

	config.read = true;
	file = path != NULL ? fopen(path, "re") : NULL;
	if (file == NULL) {
		if (path != NULL && errno != ENOENT && errno != ENOTDIR)
			complain_aside(NULL, "cannot read %s: %s", path, strerror(errno));
		return;
	}
	while (getline(&line, &capacity, file) > 0)
		read_line(path, line, ++number);
	fclose(file);
}

const char *config_get(const char *name)
{
	if (!config.read)
		config_read();
	for (size_t i = config.count; i-- > 0;)
		if (config.entries[i].name != NULL && strcmp(config.entries[i].name, name) == 0)
			return config.entries[i].value;
	return NULL;
}

int config_alias(unsigned i, const char **name, const char **words)
{
	if (!config.read)
		config_read();
	for (size_t at = 0; at < config.count; at++) {
		const struct entry *e = &config.entries[at];

		if (e->name == NULL || e->value == NULL ||
			strncmp(e->name, ALIAS, strlen(ALIAS)) != 0 || i-- > 0)
			continue;
		*name = e->name + strlen(ALIAS);
		*words = e->value;
		return 1;
	}
	return 0;
}

void config_free(void)
{
	while (config.count > 0) {
		struct entry *e = &config.entries[--config.count];

		free(e->name);
		free(e->value);
	}
	config.read = false;
}

/* The first that is set and not empty. */
static const char *first_of(const char *const *variables, const char *key, const char *fallback)
{
	const char *value;

	for (; *variables != NULL; variables++) {
		value = getenv(*variables);
		if (value != NULL && value[0] != '\0')
			return value;
	}
	value = key != NULL ? config_get(key) : NULL;
	return value != NULL ? value : fallback;
}

const char *config_pager(void)
{
	static const char *const own[] = {"MCT_PAGER", NULL}, *const common[] = {"PAGER", NULL};
	const char *pager = getenv("MCT_PAGER");

	if (pager != NULL)
		return pager; /* empty: no pager */
	pager = first_of(own, "ui.pager", NULL);
	return pager != NULL ? pager : first_of(common, NULL, "less -FRX");
}

const char *config_editor(void)
{
	static const char *const variables[] = {"VISUAL", "EDITOR", NULL};

	return first_of(variables, NULL, "vi");
}

bool config_shared(void)
{
	const char *shared = config_get("file.shared");

	return shared != NULL && strcmp(shared, "yes") == 0;
}

const char *config_sendmail(void)
{
	static const char *const variables[] = {"MCT_SENDMAIL", NULL};

	return first_of(variables, "mail.sendmail", "/usr/sbin/sendmail");
}

int config_mail_patience(void)
{
	const char *seconds = config_get("mail.timeout");

	return seconds != NULL ? (int)strtol(seconds, NULL, 10) : 300;
}
