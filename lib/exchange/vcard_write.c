/*
 * vcard_write.c - people as address cards (vCard 4.0, RFC 6350) for a telephone. What
 * they told and what is noted of them stays in the practice: a telephone shows its
 * cards to many.
 */
#include <stdlib.h>
#include <string.h>

#include "exchange/content_line.h"
#include "record/field.h"
#include "store/statement.h"
#include "util/text.h"

enum { ID, ENTERED, KIND, NAME, CALLED, EMAIL, PHONE, BIRTHDAY, ADDRESS, TAGS };

#define CARDS                                                                                      \
	"SELECT contact.id, contact.entered_at, contact.kind, contact.name, preferred, email,"     \
	" phone, birthday, address, contact.tags FROM contact "

/* "Salas;Wren Ana;;;": the last word is taken for the name of the family. */
static void add_name(struct buf *out, const char *name)
{
	struct buf line CLEANUP(buf_free) = {0};
	const char *last = strrchr(name, ' ');

	buf_adds(&line, "N:");
	content_add_escaped(
		&line, last != NULL ? last + 1 : "", last != NULL ? strlen(last + 1) : 0);
	buf_addc(&line, ';');
	content_add_escaped(&line, name, last != NULL ? (size_t)(last - name) : strlen(name));
	buf_adds(&line, ";;;");
	content_add_line(out, &line);
}

/* "VIP; runner" -> "VIP,runner". */
static void add_tags(struct buf *out, const char *tags)
{
	struct buf line CLEANUP(buf_free) = {0};

	if (tags == NULL || tags[0] == '\0')
		return;
	buf_adds(&line, "CATEGORIES:");
	while (*tags != '\0') {
		size_t n = strcspn(tags, ";");

		content_add_escaped(&line, tags, n);
		tags += n;
		if (*tags == ';')
			buf_addc(&line, ',');
		tags += strspn(tags, "; ");
	}
	content_add_line(out, &line);
}

static void add_birthday(struct buf *out, const char *day)
{
	struct buf line CLEANUP(buf_free) = {0};

	if (day == NULL)
		return;
	buf_addf(&line, "BDAY:%.4s%.2s%.2s", day, day + 5, day + 8);
	content_add_line(out, &line);
}

static const char *text(sqlite3_stmt *row, int column)
{
	return (const char *)sqlite3_column_text(row, column);
}

/* The UID stays hers: the id is never given out twice, nor in two files in the same second. */
static void add_card(struct buf *out, sqlite3_stmt *row)
{
	bool is_person = strcmp(text(row, KIND), "person") == 0;
	const char *name = text(row, NAME);

	buf_adds(out, "BEGIN:VCARD\r\nVERSION:4.0\r\n");
	buf_addf(out, "UID;VALUE=text:mct-%lld-%lld\r\n", sqlite3_column_int64(row, ID),
		sqlite3_column_int64(row, ENTERED));
	buf_addf(out, "KIND:%s\r\n",
		strcmp(text(row, KIND), "organisation") == 0 ? "org" : "individual");
	content_add_property(out, "FN:", name, "");
	if (is_person)
		add_name(out, name);
	content_add_property(out, "NICKNAME:", text(row, CALLED), "");
	content_add_property(out, "TEL;VALUE=text:", text(row, PHONE), "");
	content_add_property(out, "EMAIL:", text(row, EMAIL), "");
	add_birthday(out, text(row, BIRTHDAY));
	content_add_property(out, "ADR:;;", text(row, ADDRESS), ";;;;");
	add_tags(out, text(row, TAGS));
	buf_adds(out, "END:VCARD\r\n");
}

mct_status_t mct_vcards(mct_t *m, const mct_entity_t *e, struct mct_cards *out)
{
	struct buf sql CLEANUP(buf_free) = {0}, cards CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	*out = (struct mct_cards){0};
	if (!e->is_role && strcmp(e->table, "contact") != 0)
		return fail(m, MCT_INVALID, "contacts, clients or partners",
			"%s are no people, and have no address cards", e->plural);
	buf_adds(&sql, CARDS);
	if (e->is_role)
		buf_addf(&sql, "JOIN %s ON %s.id = contact.id ", e->table, e->table);
	buf_adds(&sql, "ORDER BY contact.name_key, contact.id");
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	while ((st = statement_step(m, statement)) == MCT_ROW) {
		add_card(&cards, statement);
		out->count++;
	}
	if (st != MCT_DONE)
		return st;
	if (cards.failed)
		return fail_nomem(m);
	out->length = cards.len;
	out->text = buf_take(&cards);
	return MCT_OK;
}

void mct_cards_free(struct mct_cards *cards)
{
	free(cards->text);
	*cards = (struct mct_cards){0};
}
