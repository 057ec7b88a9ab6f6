/*
 * weekly_mail.c - the list of a week as a message: text and HTML of what weekly.c gathers,
 * the list as CSV, and the fields above them. GMime, which puts it together, is loaded here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "mail/message.h"
#include "report/weekly.h"
#include "store/module.h"
#include "store/statement.h"
#include "util/csv_cell.h"
#include "util/hash.h"

struct mct_weekly {
	struct buf parts[MCT_WEEKLY_PARTS];
	size_t count;
};

mct_weekly_t *mct_weekly_free(mct_weekly_t *w)
{
	for (size_t i = 0; w != NULL && i < MCT_WEEKLY_PARTS; i++)
		buf_free(&w->parts[i]);
	free(w);
	return NULL;
}

size_t mct_weekly_count(const mct_weekly_t *w)
{
	return w->count;
}

const char *mct_weekly_part(const mct_weekly_t *w, enum mct_weekly_part part, size_t *length)
{
	if (length != NULL)
		*length = w->parts[part].len;
	return buf_str(&w->parts[part]);
}

/* ---- the list as CSV ------------------------------------------------------------------------- */

/* As mct export writes it, with the mark by which a spreadsheet knows UTF-8. */
static mct_status_t add_csv(mct_t *m, mct_rows_t *rows, struct buf *out)
{
	mct_status_t st;

	buf_adds(out, "\xef\xbb\xbf");
	for (size_t i = 0; i < mct_rows_width(rows); i++)
		buf_addf(out, "%s%s", i > 0 ? "," : "", mct_field_name(mct_rows_column(rows, i)));
	buf_adds(out, "\r\n");
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		for (size_t i = 0; i < mct_rows_width(rows); i++) {
			const mct_field_t *f = mct_rows_column(rows, i);
			struct mct_value v;
			const char *text;
			size_t length;

			mct_rows_value(rows, i, &v);
			text = mct_value_text(m, f, &v, MCT_FORM_MACHINE, &length);
			buf_adds(out, i > 0 ? "," : "");
			if (length > 0)
				csv_add_marked_cell(out, (char)mct_field_guard(f, text, length),
					text, length, ',');
		}
		buf_adds(out, "\r\n");
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- the fields ------------------------------------------------------------------------------ */

/* ISO 8601: the week belongs to the year of its Thursday. */
static void add_week(int32_t monday, struct buf *out)
{
	int year, month, day;

	date_split(monday + 3, &year, &month, &day);
	buf_addf(out, "%04d-W%02d", year, (monday + 3 - date_make(year, 1, 1)) / 7 + 1);
}

/* No name is in it: it shows on a locked telephone. */
static void add_subject(const struct weekly *w, struct buf *out)
{
	if (w->to_rebook > 0)
		buf_addf(out, "%zu to rebook", w->to_rebook);
	else
		buf_addf(out, "%zu thing%s due", w->count, w->count == 1 ? "" : "s");
	buf_adds(out, ", week of ");
	date_to_human(w->monday, false, out);
}

static mct_status_t read_address(mct_t *m, const struct mail *mail, const char *field,
	const char *text, struct buf *name, struct buf *address)
{
	if (mail->address_read(text, name, address))
		return MCT_OK;
	return fail(m, MCT_INVALID, "write it as name@example.org",
		"the address %s, \"%s\", is not an e-mail address", field, text);
}

/* The same for a list that is tried again, so that one which arrived all the same is not seen
 * twice; another one when it is sent once more, or it would be thrown away. */
static mct_status_t add_id(const struct weekly *w, const struct message *message, mct_weekly_t *out)
{
	static const char sql[] =
		"SELECT count(*) FROM mailing WHERE week = ? AND address = ? AND sent_at NOTNULL";
	const char *week = buf_str(&out->parts[MCT_WEEKLY_WEEK]);
	uint64_t hash = hash_bytes(0, w->practice, strlen(w->practice));
	int64_t sent = 0;
	mct_status_t st = query_integer(w->m, &sent, sql, "tt", week, message->to);

	hash = hash_bytes(hash, w->m->path, strlen(w->m->path));
	hash = hash_bytes(hash, message->to, strlen(message->to));
	buf_addf(&out->parts[MCT_WEEKLY_ID], "rebook-%s.%lld.%016llx@%s", week, (long long)sent + 1,
		(unsigned long long)hash, strchr(message->from, '@') + 1);
	return st == MCT_ROW ? MCT_OK : st;
}

/* Seconds east of UTC of this clock, at that moment. */
static int clock_offset(const mct_t *m, int64_t moment)
{
	time_t seconds = (time_t)moment;
	struct tm tm = {0};

	if (m->clock.is_set || localtime_r(&seconds, &tm) == NULL)
		return 0;
	return (int)tm.tm_gmtoff;
}

/* ---- the message ----------------------------------------------------------------------------- */

/* What is borrowed while a message is put together. */
struct draft {
	const struct mail *mail;
	struct weekly content;
	struct buf csv, csv_name, html, to_name, from_name, from;
};

static void draft_free(struct draft *d)
{
	weekly_free(&d->content);
	buf_free(&d->csv);
	buf_free(&d->csv_name);
	buf_free(&d->html);
	buf_free(&d->to_name);
	buf_free(&d->from_name);
	buf_free(&d->from);
}

static mct_status_t read_addresses(
	mct_t *m, const struct mct_weekly_query *query, struct draft *d, mct_weekly_t *w)
{
	const char *from = query->from != NULL ? query->from : mct_setting(m, "mail.from");
	const struct module *module;
	mct_status_t st = module_load(m, "mail", sizeof *d->mail, &module);

	if (st != MCT_OK)
		return st;
	d->mail = (const struct mail *)module;
	st = read_address(
		m, d->mail, "to mail to", query->to, &d->to_name, &w->parts[MCT_WEEKLY_TO]);
	if (st == MCT_OK && from[0] != '\0')
		st = read_address(m, d->mail, "to mail from", from, &d->from_name,
			&w->parts[MCT_WEEKLY_FROM]);
	if (st == MCT_OK)
		buf_adds(&d->from,
			buf_str(&w->parts[from[0] != '\0' ? MCT_WEEKLY_FROM : MCT_WEEKLY_TO]));
	return st;
}

/* What is borrowed from the draft and from `w`. */
static struct message message_of(mct_t *m, const struct draft *d, const mct_weekly_t *w)
{
	int64_t moment = handle_moment(m);

	return (struct message){
		.from_name = d->from_name.len > 0 ? buf_str(&d->from_name) : d->content.practice,
		.from = buf_str(&d->from),
		.to_name = buf_str(&d->to_name),
		.to = buf_str(&w->parts[MCT_WEEKLY_TO]),
		.subject = buf_str(&w->parts[MCT_WEEKLY_SUBJECT]),
		.moment = moment,
		.offset = clock_offset(m, moment),
		.text = buf_str(&w->parts[MCT_WEEKLY_TEXT]),
		.html = buf_str(&d->html),
		.csv = d->content.clients > 0 ? buf_str(&d->csv) : NULL,
		.csv_length = d->csv.len,
		.csv_name = buf_str(&d->csv_name)};
}

static mct_status_t write_message(
	mct_t *m, const struct mct_weekly_query *query, struct draft *d, mct_weekly_t *w)
{
	struct message message;
	mct_status_t st;

	weekly_add_text(&d->content, &w->parts[MCT_WEEKLY_TEXT]);
	weekly_add_html(&d->content, &d->html);
	add_week(d->content.monday, &w->parts[MCT_WEEKLY_WEEK]);
	if (query->subject != NULL)
		buf_adds(&w->parts[MCT_WEEKLY_SUBJECT], query->subject);
	else
		add_subject(&d->content, &w->parts[MCT_WEEKLY_SUBJECT]);
	buf_addf(&d->csv_name, "rebook-%s.csv", buf_str(&w->parts[MCT_WEEKLY_WEEK]));
	message = message_of(m, d, w);
	st = add_id(&d->content, &message, w);
	if (st != MCT_OK)
		return st;
	message.id = buf_str(&w->parts[MCT_WEEKLY_ID]);
	if (d->html.failed || d->csv.failed || w->parts[MCT_WEEKLY_TEXT].failed ||
		!d->mail->message_write(&message, &w->parts[MCT_WEEKLY_MESSAGE]))
		return fail_nomem(m);
	return MCT_OK;
}

static mct_status_t check_subject(mct_t *m, const char *subject)
{
	for (const char *c = subject; c != NULL && *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return fail(m, MCT_INVALID, "write it on one line",
				"the subject cannot have a line break in it");
	return MCT_OK;
}

static mct_status_t compose(
	mct_t *m, const struct mct_weekly_query *query, mct_rows_t *rows, mct_weekly_t *w)
{
	const char *as_of = query->rebook.as_of != NULL ? query->rebook.as_of : mct_today(m);
	struct draft d CLEANUP(draft_free) = {0};
	mct_status_t st = weekly_read(m, rows, date_from_iso(as_of, strlen(as_of)), &d.content);

	w->count = d.content.count;
	if (st != MCT_OK)
		return st;
	st = check_subject(m, query->subject);
	if (st == MCT_OK)
		st = read_addresses(m, query, &d, w);
	if (st != MCT_OK || w->count == 0)
		return st;
	rows_rewind(rows);
	st = add_csv(m, rows, &d.csv);
	return st == MCT_OK ? write_message(m, query, &d, w) : st;
}

mct_status_t mct_weekly(mct_t *m, const struct mct_weekly_query *query, mct_weekly_t **out)
{
	mct_weekly_t *w = calloc(1, sizeof *w);
	mct_rows_t *rows = NULL;
	mct_status_t st = w != NULL ? mct_rebook(m, &query->rebook, &rows) : fail_nomem(m);

	if (st == MCT_OK)
		st = compose(m, query, rows, w);
	mct_rows_free(rows);
	if (st != MCT_OK) {
		mct_weekly_free(w);
		return st;
	}
	*out = w;
	return MCT_OK;
}
