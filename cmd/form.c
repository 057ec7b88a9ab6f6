/*
 * form.c - "field: value" lines in a private temporary file; a value of several lines
 * goes on in lines that begin with a blank. What is wrong is told above the
 * form, and the editor opens again with what was typed.
 */
#include "form.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "complain.h"
#include "config.h"
#include "verbs.h"
#include "util/text.h"

static void add_field(
	struct run *r, const mct_record_t *record, const mct_field_t *f, struct buf *out)
{
	struct mct_value v;
	const char *text;
	size_t length;

	mct_record_get(record, f, &v);
	text = mct_value_text(r->m, f, &v, MCT_FORM_MACHINE, &length);
	buf_addf(out, "%s:%s", mct_field_name(f), length > 0 ? " " : "");
	for (size_t i = 0; i < length; i++) {
		buf_addc(out, text[i]);
		if (text[i] == '\n')
			buf_adds(out, "    ");
	}
	buf_addc(out, '\n');
}

static bool is_wanted(const mct_field_t *f, const char *const *names)
{
	if ((mct_field_flags(f) & MCT_FIELD_COMPUTED) != 0)
		return false;
	for (; names != NULL && *names != NULL; names++)
		if (strcmp(*names, mct_field_name(f)) == 0)
			return true;
	return names == NULL;
}

/* `names` NULL: all fields. `leaving` says what comes of it. */
static void write_form(struct run *r, const mct_record_t *record, const char *const *names,
	const char *leaving, struct buf *out)
{
	const mct_entity_t *e = mct_record_entity(record);

	buf_addf(out, "# %s", mct_entity_name(e));
	if (mct_record_id(record) != 0)
		buf_addf(out, " %s%lld", mct_entity_prefix(e), (long long)mct_record_id(record));
	buf_addf(out,
		". Save and leave the editor to %s.\n"
		"# A text goes on in lines that begin with a blank.\n",
		leaving);
	for (size_t i = 0; mct_entity_field(e, i) != NULL; i++)
		if (is_wanted(mct_entity_field(e, i), names))
			add_field(r, record, mct_entity_field(e, i), out);
}

/* ---- the file and the editor ----------------------------------------------------------------- */

static int failed(const char *doing)
{
	return complain(
		EXIT_FAILED, NULL, "cannot %s: %s; nothing was changed", doing, strerror(errno));
}

static int run_editor(const char *path)
{
	struct buf command CLEANUP(buf_free) = {0};
	int status;
	pid_t pid;

	/* The editor may be a command with options; the path is handed over as $1, never as shell
	 * text. */
	buf_addf(&command, "%s \"$1\"", config_editor());
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", buf_str(&command), "sh", path, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		return failed("run the editor");
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		return complain(EXIT_FAILED, "set EDITOR, or say what to change with options",
			"the editor \"%s\" failed; nothing was changed", config_editor());
	}
	return EXIT_DONE;
}

static int read_file(const char *path, struct buf *out)
{
	FILE *file = fopen(path, "re");
	char bytes[4096];
	size_t n;

	if (file == NULL)
		return failed("read the form");
	buf_clear(out);
	while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
		buf_add(out, bytes, n);
	fclose(file);
	return out->failed ? EXIT_FAILED : EXIT_DONE;
}

static int write_file(const char *path, const struct buf *text)
{
	FILE *file = fopen(path, "we");
	bool good = file != NULL && fwrite(buf_str(text), 1, text->len, file) == text->len;

	if (file != NULL && fclose(file) != 0)
		good = false;
	return good ? EXIT_DONE : failed("write the form");
}

/* ---- reading the form back ------------------------------------------------------------------- */

/* The value that begins at *at, with its further lines, also behind an empty one from which the
 * editor took the blanks; *at moves to the line after it. */
static void take_value(const char **at, struct buf *value)
{
	const char *line = *at, *next;

	for (;;) {
		size_t length = strcspn(line, "\n");

		buf_add(value, line, length);
		line += length + (line[length] == '\n');
		next = line + strspn(line, "\n");
		if (*next != ' ' && *next != '\t')
			break;
		buf_pad(value, '\n', 1 + (size_t)(next - line));
		line = next + strspn(next, " \t");
	}
	*at = line;
}

/* A value that is refused stays among the problems of the record. False: there is no such field. */
static bool set_line(struct run *r, mct_record_t *record, const char *name, const char *value)
{
	const mct_entity_t *e = mct_record_entity(record);
	const mct_field_t *f = mct_entity_field_named(e, name);
	struct mct_value old;
	const char *text;
	size_t length;

	if (f == NULL) {
		complain(EXIT_NOT_UNDERSTOOD, NULL, "%s %s has no field \"%s\"",
			text_article(mct_entity_name(e)), mct_entity_name(e), name);
		return false;
	}
	mct_record_get(record, f, &old);
	text = mct_value_text(r->m, f, &old, MCT_FORM_MACHINE, &length);
	value += strspn(value, " \t");
	if (strcmp(text, value) != 0)
		mct_record_set(record, f, value);
	return true;
}

/* Reads all of it, whatever is wrong on the way; how many lines are none of a form. */
static size_t read_form(struct run *r, mct_record_t *record, const struct buf *form)
{
	const char *at = buf_str(form);
	size_t bad = 0;

	while (*at != '\0') {
		struct buf value CLEANUP(buf_free) = {0};
		struct buf name CLEANUP(buf_free) = {0};
		size_t length = strcspn(at, ":\n");

		if (*at == '#' || *at == '\n') {
			at += strcspn(at, "\n");
			at += *at == '\n';
			continue;
		}
		buf_add(&name, at, length);
		if (at[length] != ':') {
			complain(EXIT_NOT_UNDERSTOOD, "put a blank before it to go on with a text",
				"\"%s\" is not \"field: value\"", buf_str(&name));
			bad++;
			at += length + (at[length] == '\n');
			continue;
		}
		at += length + 1;
		take_value(&at, &value);
		bad += !set_line(r, record, buf_str(&name), buf_str(&value));
	}
	return bad;
}

/* Of a stored record, on top of what is stored. All that is wrong is told at once: by the save, or
 * here when there is nothing to save. */
static int save_form(struct run *r, mct_record_t *record, const struct buf *form)
{
	const struct mct_error *problem;

	if (mct_record_load(record, mct_record_id(record)) != MCT_OK)
		return run_fail(r);
	if (read_form(r, record, form) == 0)
		return verb_save(r, record, false);
	for (size_t i = 0; (problem = mct_problem(r->m, i)) != NULL; i++)
		complain(EXIT_NOT_UNDERSTOOD, problem->hint, "%s", problem->message);
	return EXIT_NOT_UNDERSTOOD;
}

static int fill_form(struct run *r, mct_record_t *record, const struct buf *form)
{
	return read_form(r, record, form) == 0 ? EXIT_DONE : EXIT_NOT_UNDERSTOOD;
}

/* What is done with a form that was saved in the editor. */
typedef int take_form_fn(struct run *r, mct_record_t *record, const struct buf *form);

static bool is_worth_another_try(int code)
{
	return code == EXIT_NOT_UNDERSTOOD || code == EXIT_NO_SUCH || code == EXIT_SEVERAL ||
		code == EXIT_REFUSED;
}

/* Opens the editor until the form is taken, or the person does not want to try again. Nothing is
 * locked while she thinks. */
static int edit_file(
	struct run *r, mct_record_t *record, const char *path, struct buf *form, take_form_fn *take)
{
	bool again;

	for (;;) {
		int code = write_file(path, form);

		if (code == EXIT_DONE)
			code = run_editor(path);
		if (code == EXIT_DONE)
			code = read_file(path, form);
		if (code != EXIT_DONE)
			return code;
		code = take(r, record, form);
		if (!is_worth_another_try(code))
			return code;
		run_write_undo(r);
		if (run_ask_yes("Edit again? [Y/n] ", true, &again) && again)
			continue;
		if (!run_interrupted())
			complain_line("Nothing was changed.", 0);
		return code;
	}
}

/* A folder of the form's own, and the form in it, empty: what is in it is for nobody else. */
static bool make_folder(struct buf *folder, struct buf *path)
{
	const char *place = getenv("TMPDIR");
	int fd;

	buf_addf(folder, "%s/mct-XXXXXX", place != NULL && place[0] == '/' ? place : "/tmp");
	if (folder->failed || mkdtemp(folder->data) == NULL)
		return false;
	chmod(buf_str(folder), 0700);
	buf_addf(path, "%s/form", buf_str(folder));
	fd = open(buf_str(path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0) {
		rmdir(buf_str(folder));
		return false;
	}
	fchmod(fd, 0600);
	close(fd);
	return true;
}

/* With what the editor has left beside the form: a copy of how it was, or a journal of its own. */
static void remove_folder(const char *path)
{
	DIR *folder = opendir(path);

	if (folder == NULL)
		return;
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			unlinkat(dirfd(folder), entry->d_name, 0);
	closedir(folder);
	rmdir(path);
}

static int edit_form(struct run *r, mct_record_t *record, const char *const *names,
	const char *leaving, take_form_fn *take)
{
	struct buf form CLEANUP(buf_free) = {0};
	struct buf folder CLEANUP(buf_free) = {0};
	struct buf path CLEANUP(buf_free) = {0};
	int code;

	if (!make_folder(&folder, &path))
		return failed("make the form");
	write_form(r, record, names, leaving, &form);
	code = edit_file(r, record, buf_str(&path), &form, take);
	remove_folder(buf_str(&folder));
	return code;
}

int form_edit(struct run *r, mct_record_t *record)
{
	return edit_form(r, record, NULL, "keep it; leave it unchanged to keep nothing", save_form);
}

int form_fill(struct run *r, mct_record_t *record, const char *const *names)
{
	return edit_form(r, record, names, "go on; the rest is kept without a note too", fill_form);
}
