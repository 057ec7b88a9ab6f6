/*
 * sink-json.c - rows as one JSON array, one object a line, so that both a JSON reader
 * and a line reader can take it.
 */
#include <string.h>

#include "sink.h"
#include "util/json.h"

/* "a; b" -> ["a", "b"] */
static void add_words(struct json *j, const struct mct_value *v)
{
	const char *at = v->text, *end = v->text + v->length;

	json_open(j, '[');
	while (at < end) {
		const char *stop = memmem(at, (size_t)(end - at), "; ", 2);

		json_text_n(j, at, (size_t)((stop != NULL ? stop : end) - at));
		at = stop != NULL ? stop + 2 : end;
	}
	json_close(j, ']');
}

static void add_value(struct sink_run *run, struct json *j, const mct_field_t *f, const struct mct_value *v)
{
	size_t length;

	if (!v->set) {
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
		json_number(j, mct_value_text(run->m, f, v, MCT_FORM_MACHINE, &length));
		break;
	case MCT_TYPE_WORDS:
		add_words(j, v);
		break;
	default:
		json_text_n(j, v->text, v->length);
	}
}

mct_status_t sink_json(struct sink_run *run)
{
	struct buf *out = out_buf(run->out);
	mct_status_t st = MCT_ROW;

	buf_addc(out, '[');
	while (!out_gone(run->out) && (st = mct_rows_next(run->rows)) == MCT_ROW) {
		struct json j = {.out = out};

		buf_adds(out, run->count++ > 0 ? ",\n" : "\n");
		json_open(&j, '{');
		for (size_t i = 0; i < run->n; i++) {
			const mct_field_t *f = mct_rows_column(run->rows, run->columns[i]);
			struct mct_value v;

			mct_rows_value(run->rows, run->columns[i], &v);
			json_key(&j, mct_field_name(f));
			add_value(run, &j, f, &v);
		}
		json_close(&j, '}');
		out_flush_some(run->out);
	}
	buf_adds(out, run->count > 0 ? "\n]\n" : "]\n");
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}
