/*
 * schedule_place.c - where a schedule is kept: in files of a systemd user timer, or on a line
 * of the crontab. Of what others wrote there not a byte is changed.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "complain.h"
#include "out_file.h"
#include "paths.h"
#include "schedule.h"

#define TIMER "mct-rebook.timer"
#define SERVICE "mct-rebook.service"

/* The first line of what a program complained of. */
static int complain_of_program(const char *doing, const struct buf *errors)
{
	const char *text = buf_str(errors);

	return complain(EXIT_FAILED, NULL, "cannot %s: %.*s", doing, (int)strcspn(text, "\n"),
		text[0] != '\0' ? text : "it does not say why");
}

/* ---- cron ------------------------------------------------------------------------------------ */

static const char crontab[] = "crontab";

/* False when it cannot be read: then it must not be written. To have none is to have an empty one.
 */
static bool read_crontab(struct buf *out, struct buf *errors)
{
	static const char *const list[] = {crontab, "-l", NULL};
	int code = child_run(list, NULL, 0, out, errors);

	if (code == 1 && strstr(buf_str(errors), "no crontab for") != NULL) {
		buf_clear(out);
		return true;
	}
	return code == 0;
}

static bool cron_works(void)
{
	struct buf lines CLEANUP(buf_free) = {0};
	struct buf errors CLEANUP(buf_free) = {0};

	return read_crontab(&lines, &errors);
}

static bool cron_find(struct schedule *out)
{
	struct buf lines CLEANUP(buf_free) = {0};
	struct buf errors CLEANUP(buf_free) = {0};

	return read_crontab(&lines, &errors) && schedule_read(buf_str(&lines), out);
}

static void cron_add_written(struct buf *out)
{
	buf_adds(out, "  your crontab, of which all other lines stay\n");
}

/* All lines but ours, then `line`, which may be "". */
static int cron_write(const char *line)
{
	static const char *const replace[] = {crontab, "-", NULL};
	struct buf lines CLEANUP(buf_free) = {0};
	struct buf errors CLEANUP(buf_free) = {0};
	struct buf kept CLEANUP(buf_free) = {0};
	const char *text;

	if (!read_crontab(&lines, &errors))
		return complain_of_program("read your crontab", &errors);
	for (text = buf_str(&lines); *text != '\0';) {
		size_t length = strcspn(text, "\n");

		length += text[length] == '\n';
		if (!schedule_is_ours(text, length))
			buf_add(&kept, text, length);
		text += length;
	}
	if (line[0] != '\0' && kept.len > 0 && kept.data[kept.len - 1] != '\n')
		buf_addc(&kept, '\n');
	buf_adds(&kept, line);
	buf_clear(&errors);
	if (kept.failed || child_run(replace, buf_str(&kept), kept.len, &errors, &errors) != 0)
		return complain_of_program("write your crontab", &errors);
	return EXIT_DONE;
}

static int cron_install(const struct schedule *s, const struct schedule_command *command)
{
	struct buf line CLEANUP(buf_free) = {0};

	schedule_add_cron(s, command, &line);
	return cron_write(buf_str(&line));
}

static int cron_remove(void)
{
	return cron_write("");
}

/* ---- systemd --------------------------------------------------------------------------------- */

/* Of its own user manager. */
static int systemctl(const char *verb, const char *option, const char *unit, struct buf *errors)
{
	const char *arguments[6] = {"systemctl", "--user", verb};
	struct buf out CLEANUP(buf_free) = {0};
	size_t n = 3;

	if (option != NULL)
		arguments[n++] = option;
	if (unit != NULL)
		arguments[n++] = unit;
	return child_run(arguments, NULL, 0, &out, errors);
}

static bool systemd_works(void)
{
	struct buf errors CLEANUP(buf_free) = {0};

	return systemctl("show-environment", NULL, NULL, &errors) == 0;
}

/* "/home/ana/.config/systemd/user/mct-rebook.timer"; NULL when there is no home. */
static char *unit_path(const char *unit)
{
	char *folder CLEANUP(free_pointer) = path_units();
	struct buf path = {0};

	if (folder == NULL)
		return NULL;
	buf_addf(&path, "%s/%s", folder, unit);
	return buf_take(&path);
}

static bool systemd_find(struct schedule *out)
{
	char *path CLEANUP(free_pointer) = unit_path(TIMER);
	FILE *file = path != NULL ? fopen(path, "re") : NULL;
	char text[1024];
	size_t n;

	if (file == NULL)
		return false;
	n = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	text[n] = '\0';
	return schedule_read(text, out);
}

static void systemd_add_written(struct buf *out)
{
	static const char *const units[] = {SERVICE, TIMER};

	for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
		char *path CLEANUP(free_pointer) = unit_path(units[i]);

		buf_addf(out, "  %s\n", path != NULL ? path : units[i]);
	}
}

/* Every folder on the way that is missing. */
static int make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		int made;

		*slash = '\0';
		made = mkdir(path, 0755);
		*slash = '/';
		if (made != 0 && errno != EEXIST)
			return errno;
	}
	return 0;
}

static int write_unit(const char *unit, const struct buf *text)
{
	char *path CLEANUP(free_pointer) = unit_path(unit);
	struct out_file file;
	int error;

	if (path == NULL)
		return complain(EXIT_FAILED, NULL, "you have no home folder to keep %s in", unit);
	error = make_folders(path);
	if (error == 0)
		error = out_file_open(&file, path);
	if (error == 0) {
		buf_add(out_buf(&file.out), text->data, text->len);
		error = out_file_close(&file, true);
	}
	return error == 0
		? EXIT_DONE
		: complain(EXIT_FAILED, NULL, "cannot write \"%s\": %s", path, strerror(error));
}

static void remove_units(void)
{
	static const char *const units[] = {SERVICE, TIMER};

	for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
		char *path CLEANUP(free_pointer) = unit_path(units[i]);

		if (path != NULL)
			unlink(path);
	}
}

/* What cannot be enabled does not stay behind. */
static int systemd_enable(void)
{
	struct buf errors CLEANUP(buf_free) = {0};

	if (systemctl("daemon-reload", NULL, NULL, &errors) == 0 &&
		systemctl("enable", NULL, TIMER, &errors) == 0 &&
		systemctl("restart", NULL, TIMER, &errors) == 0)
		return EXIT_DONE;
	remove_units();
	return complain_of_program("start the timer", &errors);
}

static int systemd_install(const struct schedule *s, const struct schedule_command *command)
{
	struct buf service CLEANUP(buf_free) = {0};
	struct buf timer CLEANUP(buf_free) = {0};
	int code;

	schedule_add_service(s, command, &service);
	schedule_add_timer(s, &timer);
	code = write_unit(SERVICE, &service);
	if (code == EXIT_DONE)
		code = write_unit(TIMER, &timer);
	return code == EXIT_DONE ? systemd_enable() : code;
}

/* Where no user manager runs there is nothing to stop. */
static int systemd_remove(void)
{
	struct buf errors CLEANUP(buf_free) = {0};

	if (systemd_works() && systemctl("disable", "--now", TIMER, &errors) != 0)
		return complain_of_program("stop the timer", &errors);
	remove_units();
	if (systemd_works())
		systemctl("daemon-reload", NULL, NULL, &errors);
	return EXIT_DONE;
}

/* ---- both ------------------------------------------------------------------------------------ */

const struct schedule_place schedule_places[] = {
	{"systemd", "a systemd user timer", systemd_works, systemd_find, systemd_add_written,
		systemd_install, systemd_remove},
	{"cron", "a line of your crontab", cron_works, cron_find, cron_add_written, cron_install,
		cron_remove},
	{NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
