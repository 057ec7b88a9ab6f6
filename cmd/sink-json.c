/*
 * sink-json.c - rows as one JSON array, one object a line, so that both a JSON reader
 * and a line reader can take it. An array is closed only when all rows are
 * in it: half a list never passes for a whole one.
 */
#include <string.h>

#include "sink.h"
#include "util/json.h"

/* "a; b" -> ["a", "b"] */
static void add_words(struct json *j, const char *s, size_t n)
{
	const char *end = s + n;

	json_open(j, '[');
	while (s < end) {
		const char *stop = memmem(s, (size_t)(end - s), "; ", 2);

		json_text_n(j, s, (size_t)((stop != NULL ? stop : end) - s));
		s = stop != NULL ? stop + 2 : end;
	}
	json_close(j, ']');
}

void sink_json_value(mct_t *m, struct json *j, const mct_field_t *f, const struct mct_value *value)
{
	size_t length;

	if (!value->set) {
		json_null(j);
		return;
	}
	switch (mct_field_type(f)) {
	case MCT_TYPE_MONEY:
	case MCT_TYPE_MINUTES:
	case MCT_TYPE_DAYS:
	case MCT_TYPE_COUNT:
	case MCT_TYPE_SCORE:
	case MCT_TYPE_RATIO:
	case MCT_TYPE_SHARE:
	case MCT_TYPE_LENGTH:
		json_number(j, mct_value_text(m, f, value, MCT_FORM_MACHINE, &length));
		break;
	case MCT_TYPE_WORDS:
		add_words(j, value->text, value->length);
		break;
	default:
		json_text_n(j, value->text, value->length);
	}
}

static void add_value(struct sink_run *run, struct json *j, size_t i)
{
	struct mct_value v;

	mct_rows_value(run->rows, run->columns[i], &v);
	sink_json_value(run->m, j, run->fields[i], &v);
}

mct_status_t sink_json(struct sink_run *run)
{
	struct buf *out = out_buf(run->out);
	mct_status_t st;

	while ((st = sink_next(run)) == MCT_ROW) {
		struct json j = {.out = out};

		buf_adds(out, run->count == 1 ? "[\n" : ",\n");
		json_open(&j, '{');
		for (size_t i = 0; i < run->n; i++) {
			json_key(&j, mct_field_name(run->fields[i]));
			add_value(run, &j, i);
		}
		json_close(&j, '}');
	}
	if (st == MCT_OK)
		buf_adds(out, run->count > 0 ? "\n]\n" : "[]\n");
	return st;
}
