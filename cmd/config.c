/*
 * config.c - reads the configuration file once, when something first asks.
 * A line that is not "name = value" is told with its number and passed over.
 */
#include "config.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static char *trimmed(const char *s, size_t n)
{
	text_trim(&s, &n);
	return strndup(s, n);
}

static void read_line(const char *path, const char *line, int number)
{
	const char *equals = strchr(line, '=');
	size_t blank = strspn(line, " \t\r\n");

	if (line[blank] == '#' || line[blank] == '\0')
		return;
	if (equals == NULL) {
		fprintf(stderr, "mct: %s, line %d is not \"name = value\"; passed over\n", path,
			number);
		return;
	}
	if (config.count == ENTRIES_MAX)
		return;
	config.entries[config.count++] = (struct entry){trimmed(line, (size_t)(equals - line)),
		trimmed(equals + 1, strcspn(equals + 1, "\r\n"))};
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
			fprintf(stderr, "mct: cannot read %s: %s\n", path, strerror(errno));
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

		if (e->name == NULL || e->value == NULL || strncmp(e->name, "alias.", 6) != 0 ||
			i-- > 0)
			continue;
		*name = e->name + 6;
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

const char *config_sendmail(void)
{
	static const char *const variables[] = {"MCT_SENDMAIL", NULL};

	return first_of(variables, "mail.sendmail", "/usr/sbin/sendmail");
}
