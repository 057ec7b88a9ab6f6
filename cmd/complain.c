/*
 * complain.c - what went wrong, on stderr: a line with its hint for a person, one JSON
 * object for a program. What a message quotes may come from anywhere, so
 * everything is made safe for the terminal here.
 */
#include "complain.h"

#include <stdarg.h>
#include <string.h>

#include "run.h"
#include "sink.h"
#include "util/json.h"
#include "util/text.h"

static bool as_json, said; /* said: something was */

void complain_as_json(bool json)
{
	as_json = json;
}

/* ---- exit codes ------------------------------------------------------------------------------ */

static const int exit_codes[] = {
	[MCT_OK] = EXIT_DONE,
	[MCT_ROW] = EXIT_DONE,
	[MCT_DONE] = EXIT_DONE,
	[MCT_ERROR] = EXIT_FAILED,
	[MCT_NOMEM] = EXIT_FAILED,
	[MCT_MISUSE] = EXIT_FAILED,
	[MCT_INVALID] = EXIT_NOT_UNDERSTOOD,
	[MCT_NOTFOUND] = EXIT_NO_SUCH,
	[MCT_AMBIGUOUS] = EXIT_SEVERAL,
	[MCT_REFUSED] = EXIT_REFUSED,
	[MCT_BUSY] = EXIT_TRY_AGAIN,
	[MCT_READONLY] = EXIT_FAILED,
	[MCT_NOFILE] = EXIT_FAILED,
	[MCT_NOTPRACTICE] = EXIT_FAILED,
	[MCT_CORRUPT] = EXIT_FAILED,
	[MCT_TOONEW] = EXIT_FAILED,
	[MCT_EXISTS] = EXIT_REFUSED,
	[MCT_INTERRUPTED] = EXIT_INTERRUPTED,
	[MCT_EXPOSED] = EXIT_FAILED,
	[MCT_LOCKED] = EXIT_REFUSED,
};

int run_exit_code(mct_status_t status)
{
	return (size_t)status < ARRAY_SIZE(exit_codes) ? exit_codes[status] : EXIT_FAILED;
}

/* The status whose word stands in JSON for a failure that the library knows nothing of. */
static mct_status_t status_of(enum exit_code code)
{
	switch (code) {
	case EXIT_NOT_UNDERSTOOD:
		return MCT_INVALID;
	case EXIT_NO_SUCH:
		return MCT_NOTFOUND;
	case EXIT_SEVERAL:
		return MCT_AMBIGUOUS;
	case EXIT_REFUSED:
		return MCT_REFUSED;
	case EXIT_TRY_AGAIN:
		return MCT_BUSY;
	case EXIT_INTERRUPTED:
		return MCT_INTERRUPTED;
	default:
		return MCT_ERROR;
	}
}

/* Without memory for the words at least that is said. */
static void put(const struct buf *line, const char *otherwise)
{
	fputs(line->failed ? otherwise : buf_str(line), stderr);
}

/* ---- for a person ---------------------------------------------------------------------------- */

void complain_line(const char *text, size_t indent)
{
	struct buf line CLEANUP(buf_free) = {0};
	const struct term term = {.width = term_error_width()};

	if (term.width > 0) {
		sink_add_wrapped(&line, &term, STYLE_PLAIN, indent, text, strlen(text));
	} else {
		text_add_safe(&line, text, strlen(text), false);
		buf_addc(&line, '\n');
	}
	put(&line, "mct: out of memory\n");
}

static void say_problem(const struct mct_error *e)
{
	struct buf line CLEANUP(buf_free) = {0};

	buf_adds(&line, "mct: ");
	if (e->line > 0)
		buf_addf(&line, "line %lld: ", (long long)e->line);
	buf_adds(&line, e->message);
	said = true;
	complain_line(line.failed ? "mct: out of memory" : buf_str(&line), 2);
	if (e->hint[0] == '\0')
		return;
	buf_clear(&line);
	buf_addf(&line, "  %s", e->hint);
	complain_line(buf_str(&line), 2);
}

static void say_candidates(mct_t *m)
{
	mct_rows_t *rows;
	struct mct_value v;

	if (mct_candidates(m, &rows) != MCT_OK)
		return;
	while (mct_rows_next(rows) == MCT_ROW) {
		struct buf line CLEANUP(buf_free) = {0};

		for (size_t i = 0; i < mct_rows_width(rows); i++) {
			mct_rows_value(rows, i, &v);
			if (!v.set)
				continue;
			buf_adds(&line, "  ");
			if (mct_field_type(mct_rows_column(rows, i)) == MCT_TYPE_DATE)
				buf_adds(&line, "last visit ");
			buf_add(&line, v.text, v.length);
		}
		complain_line(buf_str(&line), 6);
	}
	mct_rows_free(rows);
}

/* ---- for a program --------------------------------------------------------------------------- */

static void json_candidates(struct json *j, mct_t *m)
{
	mct_rows_t *rows;
	struct mct_value v;

	if (mct_candidates(m, &rows) != MCT_OK)
		return;
	json_key(j, "candidates");
	json_open(j, '[');
	while (mct_rows_next(rows) == MCT_ROW) {
		json_open(j, '{');
		for (size_t i = 0; i < 2; i++) {
			mct_rows_value(rows, i, &v);
			json_key(j, mct_field_name(mct_rows_column(rows, i)));
			json_text_n(j, v.text, v.length);
		}
		json_close(j, '}');
	}
	json_close(j, ']');
	mct_rows_free(rows);
}

static void json_problem(struct json *j, const struct mct_error *e)
{
	json_key(j, "message");
	json_text(j, e->message);
	json_key(j, "hint");
	json_text(j, e->hint);
	json_key(j, "field");
	json_text(j, e->field);
	json_key(j, "value");
	json_text(j, e->value);
	json_key(j, "line");
	json_int(j, e->line);
}

#define NO_MEMORY_AS_JSON                                                                          \
	"{\"mct\": 1, \"kind\": \"error\", \"code\": \"nomem\", \"exit\": 1, "                     \
	"\"message\": \"out of memory\", \"hint\": \"\", \"field\": \"\", \"value\": \"\", "       \
	"\"line\": 0, \"problems\": []}\n"

/* problems[0..n): all that is wrong. */
static void tell_json(mct_t *m, int code, const struct mct_error *const *problems, size_t n)
{
	struct buf line CLEANUP(buf_free) = {0};
	struct json j = {.out = &line};
	mct_status_t status = problems[0]->status;

	json_open(&j, '{');
	json_key(&j, "mct");
	json_int(&j, 1);
	json_key(&j, "kind");
	json_text(&j, "error");
	json_key(&j, "code");
	json_text(&j, mct_status_name(status));
	json_key(&j, "exit");
	json_int(&j, code);
	json_problem(&j, problems[0]);
	json_key(&j, "problems");
	json_open(&j, '[');
	for (size_t i = 0; i < n; i++) {
		json_open(&j, '{');
		json_key(&j, "code");
		json_text(&j, mct_status_name(problems[i]->status));
		json_problem(&j, problems[i]);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	if (m != NULL && (status == MCT_AMBIGUOUS || status == MCT_NOTFOUND))
		json_candidates(&j, m);
	json_close(&j, '}');
	said = true;
	buf_addc(&line, '\n');
	put(&line, NO_MEMORY_AS_JSON);
}

/* ---- the calls ------------------------------------------------------------------------------- */

int complain_list(enum exit_code code, const char *hint, const char *format, va_list ap)
{
	struct buf message CLEANUP(buf_free) = {0};
	struct mct_error e = {.status = status_of(code),
		.hint = hint != NULL ? hint : "",
		.field = "",
		.value = ""};
	const struct mct_error *const problems[] = {&e};

	buf_vaddf(&message, format, ap);
	e.message = message.failed ? "out of memory" : buf_str(&message);
	if (as_json)
		tell_json(NULL, code, problems, 1);
	else
		say_problem(&e);
	return code;
}

int complain(enum exit_code code, const char *hint, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	complain_list(code, hint, format, ap);
	va_end(ap);
	return code;
}

void complain_aside(const char *hint, const char *format, ...)
{
	va_list ap;

	if (as_json)
		return;
	va_start(ap, format);
	complain_list(EXIT_DONE, hint, format, ap);
	va_end(ap);
}

int complain_of_output(int error, bool changed)
{
	return complain(EXIT_FAILED, NULL, "%s: %s",
		changed ? "the change was made, but what was done cannot be told"
			: "cannot write the output",
		strerror(error));
}

int complain_no_memory(void)
{
	return complain(EXIT_FAILED, NULL, "out of memory");
}

int complain_at_last(int code)
{
	return code == EXIT_FAILED && !said ? complain_no_memory() : code;
}

#define PROBLEMS_TOLD 64 /* what the library keeps of them */

/* What failed without a word of the library's lacked memory here. */
static struct mct_error failure_of(mct_t *m)
{
	struct mct_error e = *mct_error(m);

	if (e.status == MCT_OK) {
		e.status = MCT_NOMEM;
		e.message = "out of memory";
	}
	return e;
}

/* The failure is the first problem when a record was refused; then all of them are told. */
int complain_of_more(mct_t *m, const struct mct_error *more, size_t n_more)
{
	struct mct_error e = failure_of(m);
	const struct mct_error *problems[PROBLEMS_TOLD] = {&e}, *problem = mct_problem(m, 0);
	int code = run_exit_code(e.status);
	size_t n = 1;

	if (problem != NULL && problem->message == e.message)
		for (; n < PROBLEMS_TOLD && (problem = mct_problem(m, n)) != NULL; n++)
			problems[n] = problem;
	if (as_json) {
		for (size_t i = 0; i < n_more && n < PROBLEMS_TOLD; i++)
			problems[n++] = &more[i];
		tell_json(m, code, problems, n);
		return code;
	}
	for (size_t i = 0; i < n; i++)
		say_problem(problems[i]);
	if (e.status == MCT_AMBIGUOUS)
		say_candidates(m);
	return code;
}

int complain_of(mct_t *m)
{
	return complain_of_more(m, NULL, 0);
}

int run_fail(struct run *r)
{
	return complain_of(r->m);
}
