/*
 * weekly_text.c - the mail of a week as plain text, in lines that a phone shows whole.
 */
#include <string.h>

#include "report/weekly.h"
#include "util/text.h"

#define WIDTH 76

/* Wrapped at words; where the first line goes is up to the caller, the others are indented. */
static void add_words(struct buf *out, size_t indent, const char *text)
{
	size_t start = out->len, length = strlen(text), column;

	while (start > 0 && out->data[start - 1] != '\n')
		start--;
	column = text_width(buf_str(out) + start, out->len - start);
	for (size_t at = 0, n; at < length; at += n) {
		size_t gap = strspn(text + at, " ");

		n = gap + strcspn(text + at + gap, " ");
		if (column > indent && column + text_width(text + at, n) > WIDTH) {
			buf_addc(out, '\n');
			buf_pad(out, ' ', indent);
			column = indent;
			at += gap;
			n -= gap;
		}
		buf_add(out, text + at, n);
		column += text_width(text + at, n);
	}
}

static void add_line(struct buf *out, size_t indent, const char *label, const char *text)
{
	if (text == NULL)
		return;
	buf_addc(out, '\n');
	buf_pad(out, ' ', indent);
	buf_adds(out, label);
	add_words(out, indent + 2, text);
}

static void add_entry(const struct weekly_entry *e, size_t number, struct buf *out)
{
	bool listed = e->section == WEEKLY_REBOOK || e->section == WEEKLY_RETURN;
	size_t indent = listed ? 3 : 2;
	struct buf line CLEANUP(buf_free) = {0};

	if (e->who != NULL)
		buf_addf(&line, "%s: ", e->who);
	buf_adds(&line, e->head);
	if (listed)
		buf_addf(out, "\n%zu. ", number);
	else
		buf_adds(out, "- ");
	add_words(out, indent, buf_str(&line));
	add_line(out, indent, "", e->visits);
	add_line(out, indent, "", e->say);
	add_line(out, indent, "Mind: ", e->mind);
	add_line(out, indent, "Reach by: ", e->reach);
	add_line(out, indent, "", e->phone);
	add_line(out, indent, "", e->email);
	buf_addc(out, '\n');
}

void weekly_add_text(const struct weekly *w, struct buf *out)
{
	enum weekly_section section = WEEKLY_SECTIONS;
	size_t number = 0;

	weekly_add_title(w, out);
	buf_addf(out, "\n%s\n", w->practice);
	for (size_t i = 0; i < w->count; i++) {
		const struct weekly_entry *e = &w->items[i];

		if (e->section != section && e->section != WEEKLY_REBOOK)
			buf_addf(out, "\n%s\n", weekly_title(e->section));
		section = e->section;
		add_entry(e, ++number, out);
	}
}
