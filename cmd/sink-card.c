/*
 * sink-card.c - a record as a card: who it is, then whatever warns, then the filled
 * fields, a line each. What warns can be seen without colour and stands
 * before everything that could push it off the screen.
 */
#include <ctype.h>
#include <string.h>

#include "sink.h"
#include "util/text.h"

#define GAP 2

static bool is_id(const mct_field_t *f)
{
	return strcmp(mct_field_name(f), "id") == 0;
}

static bool is_alert(const mct_field_t *f)
{
	return (mct_field_flags(f) & MCT_FIELD_ALERT) != 0;
}

static bool is_filled(struct sink_run *run, size_t i)
{
	size_t length;

	sink_text(run, i, MCT_FORM_HUMAN, &length);
	return length > 0;
}

static void add_safe_text(struct sink_run *run, size_t i, struct buf *out)
{
	size_t length;
	const char *text = sink_text(run, i, MCT_FORM_HUMAN, &length);

	text_add_safe(out, text, length, false);
}

/* What heads the card: the first filled field that is not the id. */
static size_t find_head(struct sink_run *run)
{
	for (size_t i = 0; i < run->n; i++)
		if (!is_id(run->fields[i]) && is_filled(run, i))
			return i;
	return 0;
}

/* "Dana Whitfield  c12", on two lines only where one is too short. */
static void add_head(struct sink_run *run, size_t head)
{
	struct buf name CLEANUP(buf_free) = {0};
	struct buf id CLEANUP(buf_free) = {0};
	struct buf *out = out_buf(run->out);
	size_t width;

	add_safe_text(run, head, &name);
	for (size_t i = 0; i < run->n && id.len == 0; i++)
		if (is_id(run->fields[i]) && i != head)
			add_safe_text(run, i, &id);
	width = text_width(buf_str(&name), name.len) + GAP + text_width(buf_str(&id), id.len);
	sink_add_wrapped(out, run->term, STYLE_BOLD, 0, buf_str(&name), name.len);
	if (id.len == 0)
		return;
	if (width <= sink_width(run->term)) {
		buf_truncate(out, out->len - 1);
		buf_pad(out, ' ', GAP);
	}
	sink_add_wrapped(out, run->term, STYLE_DIM, 0, buf_str(&id), id.len);
}

/* "! CAUTIONS  latex allergy" */
static void add_alert(struct sink_run *run, size_t i)
{
	struct buf line CLEANUP(buf_free) = {0};
	size_t length;
	const char *text = sink_text(run, i, MCT_FORM_HUMAN, &length);

	buf_adds(&line, "! ");
	for (const char *c = mct_field_title(run->fields[i]); *c != '\0'; c++)
		buf_addc(&line, (char)toupper((unsigned char)*c));
	buf_pad(&line, ' ', GAP);
	buf_add(&line, text, length);
	sink_add_wrapped(
		out_buf(run->out), run->term, STYLE_RED, strlen("! "), buf_str(&line), line.len);
}

static void add_alerts(struct sink_run *run, size_t head)
{
	for (size_t i = 0; i < run->n; i++)
		if (i != head && is_alert(run->fields[i]) && is_filled(run, i))
			add_alert(run, i);
}

/* ---- the other fields ------------------------------------------------------------------------ */

static bool is_plain_field(struct sink_run *run, size_t head, size_t i)
{
	const mct_field_t *f = run->fields[i];

	return i != head && !is_id(f) && !is_alert(f) && is_filled(run, i);
}

/* Of the titles that this card shows; they never take more than half of the line. */
static size_t title_width(struct sink_run *run, size_t head)
{
	size_t widest = 0, most = sink_width(run->term) / 2;

	for (size_t i = 0; i < run->n; i++) {
		const char *title = mct_field_title(run->fields[i]);
		size_t width = text_width(title, strlen(title));

		if (width > widest && is_plain_field(run, head, i))
			widest = width;
	}
	return widest < most ? widest : most;
}

static void add_field(struct sink_run *run, size_t i, size_t titles)
{
	struct buf title CLEANUP(buf_free) = {0};
	struct buf *out = out_buf(run->out);
	const char *whole = mct_field_title(run->fields[i]);
	const char *text;
	size_t length;

	text_add_fitted(&title, whole, strlen(whole), titles, run->term->utf8);
	buf_adds(out, term_style(run->term, STYLE_DIM));
	buf_add(out, buf_str(&title), title.len);
	buf_adds(out, term_plain(run->term));
	buf_pad(out, ' ', titles - text_width(buf_str(&title), title.len) + GAP);
	text = sink_text(run, i, MCT_FORM_HUMAN, &length);
	sink_add_wrapped(out, run->term, STYLE_PLAIN, titles + GAP, text, length);
}

static void add_fields(struct sink_run *run, size_t head)
{
	size_t titles = title_width(run, head);

	for (size_t i = 0; i < run->n; i++)
		if (is_plain_field(run, head, i))
			add_field(run, i, titles);
}

mct_status_t sink_card(struct sink_run *run)
{
	mct_status_t st;

	while ((st = sink_next(run)) == MCT_ROW) {
		size_t head = find_head(run);

		if (run->count > 1)
			buf_addc(out_buf(run->out), '\n');
		add_head(run, head);
		add_alerts(run, head);
		add_fields(run, head);
	}
	return st;
}
