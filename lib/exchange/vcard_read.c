/*
 * vcard_read.c - RFC 6350, and what phones write of the older forms: folded lines,
 * quoted-printable, groups before the names. What a practice has no place for is
 * passed over.
 */
#include "exchange/vcard_read.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "util/csv_cell.h"
#include "util/text.h"

enum column {
	NAME,
	CALLED,
	EMAIL,
	PHONE,
	OTHER_PHONE,
	BIRTHDAY,
	ADDRESS,
	TAGS,
	NOTE,
	UID,
	COLUMNS
};

static const char *const headings[COLUMNS] = {[NAME] = "name",
	[CALLED] = "preferred",
	[EMAIL] = "email",
	[PHONE] = "phone",
	[OTHER_PHONE] = "other phone",
	[BIRTHDAY] = "birthday",
	[ADDRESS] = "address",
	[TAGS] = "tags",
	[NOTE] = "note",
	[UID] = "external_id"};

struct card {
	struct buf cells[COLUMNS];
	struct buf name, organisation; /* what stands in where a card has no FN */
	bool mobile;                   /* the phone number is that of a mobile */
};

/* One line of a card: "item1.TEL;TYPE=cell:+1 555". */
struct line {
	const char *name, *parameters, *value;
	size_t name_length, parameters_length, value_length;
};

bool vcard_begins(const char *bytes, size_t n)
{
	static const char begin[] = "BEGIN:VCARD";

	return n >= sizeof begin - 1 && strncasecmp(bytes, begin, sizeof begin - 1) == 0;
}

static void card_clear(struct card *card)
{
	for (size_t i = 0; i < COLUMNS; i++)
		buf_clear(&card->cells[i]);
	buf_clear(&card->name);
	buf_clear(&card->organisation);
	card->mobile = false;
}

static void card_free(struct card *card)
{
	for (size_t i = 0; i < COLUMNS; i++)
		buf_free(&card->cells[i]);
	buf_free(&card->name);
	buf_free(&card->organisation);
}

/* ---- lines ----------------------------------------------------------------------------------- */

static bool has_parameter(const struct line *line, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= line->parameters_length; i++)
		if (strncasecmp(line->parameters + i, word, n) == 0)
			return true;
	return false;
}

static bool is_quoted_printable(const struct line *line)
{
	return has_parameter(line, "QUOTED-PRINTABLE");
}

/* The end of the line that begins at s: behind all lines that fold into it. */
static const char *end_of_line(const char *s, const char *end, bool soft_breaks)
{
	const char *at = s;

	for (;;) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));

		if (feed == NULL)
			return end;
		at = feed + 1;
		if (at < end && (*at == ' ' || *at == '\t'))
			continue;
		while (feed > s && feed[-1] == '\r')
			feed--;
		if (!soft_breaks || feed == s || feed[-1] != '=')
			return at;
	}
}

/* Without the ends of lines and the blank that folds the next one in. */
static void unfold(const char *s, const char *end, struct buf *out)
{
	while (s < end) {
		size_t n = strcspn(s, "\r\n");

		if (n > (size_t)(end - s))
			n = (size_t)(end - s);
		buf_add(out, s, n);
		s += n;
		while (s < end && (*s == '\r' || *s == '\n'))
			s++;
		if (s < end && (*s == ' ' || *s == '\t'))
			s++;
	}
}

static bool split_line(const char *s, size_t n, struct line *line)
{
	const char *colon = NULL;
	bool quoted = false;
	size_t names;

	for (size_t i = 0; i < n && colon == NULL; i++) {
		quoted ^= s[i] == '"';
		if (s[i] == ':' && !quoted)
			colon = s + i;
	}
	if (colon == NULL)
		return false;
	names = (size_t)(colon - s);
	line->value = colon + 1;
	line->value_length = n - names - 1;
	line->name = s;
	line->name_length = strcspn(s, ";:") < names ? strcspn(s, ";:") : names;
	line->parameters = s + line->name_length;
	line->parameters_length = names - line->name_length;
	for (size_t i = 0; i < line->name_length; i++) {
		if (s[i] != '.')
			continue;
		line->name = s + i + 1;
		line->name_length -= i + 1;
		break;
	}
	return true;
}

static bool is_named(const struct line *line, const char *name)
{
	return line->name_length == strlen(name) &&
		strncasecmp(line->name, name, line->name_length) == 0;
}

/* ---- values ---------------------------------------------------------------------------------- */

static int hex(char c)
{
	return text_digit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static void add_quoted_printable(const char *s, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] != '=' || i + 2 >= n + 0 || hex(s[i + 1]) < 0 || hex(s[i + 2]) < 0) {
			if (s[i] != '=')
				buf_addc(out, s[i]);
			continue;
		}
		buf_addc(out, (char)(hex(s[i + 1]) << 4 | hex(s[i + 2])));
		i += 2;
	}
}

/* One component, to the separator or the end; what stands behind a backslash is meant. The length
 * of what was read, with the separator. */
static size_t add_component(const char *s, size_t n, char separator, struct buf *out)
{
	size_t i;

	for (i = 0; i < n && s[i] != separator; i++) {
		if (s[i] != '\\' || i + 1 == n)
			buf_addc(out, s[i]);
		else
			buf_addc(out, (s[++i] | 0x20) == 'n' ? '\n' : s[i]);
	}
	return i < n ? i + 1 : n;
}

static void add_text(const char *s, size_t n, struct buf *out)
{
	add_component(s, n, '\0', out);
}

/* The components that are not empty, in this order, with `between` between them. */
static void add_joined(
	const char *s, size_t n, char separator, const char *between, struct buf *out)
{
	while (n > 0) {
		struct buf part CLEANUP(buf_free) = {0};
		size_t length = add_component(s, n, separator, &part);

		if (part.len > 0)
			buf_addf(out, "%s%s", out->len > 0 ? between : "", buf_str(&part));
		s += length;
		n -= length;
	}
}

/* "Salas;Wren;Ana;;" -> "Wren Ana Salas". */
static void add_name(const char *s, size_t n, struct buf *out)
{
	struct buf parts[3] = {{0}};

	for (size_t i = 0; i < ARRAY_SIZE(parts) && n > 0; i++) {
		size_t length = add_component(s, n, ';', &parts[i]);

		s += length;
		n -= length;
	}
	for (size_t i = 1; i <= ARRAY_SIZE(parts); i++) {
		struct buf *part = &parts[i % ARRAY_SIZE(parts)];

		if (part->len > 0)
			buf_addf(out, "%s%s", out->len > 0 ? " " : "", buf_str(part));
		buf_free(part);
	}
}

/* 19800517 -> 1980-05-17, --0517 -> --05-17; a time behind it is cut off. */
static void add_day(const char *s, size_t n, struct buf *out)
{
	size_t digits = 0;

	for (size_t i = 0; i < n && s[i] != 'T'; i++)
		digits += text_digit(s[i]);
	if (digits == 8 && n >= 8 && strspn(s, "0123456789") >= 8)
		buf_addf(out, "%.4s-%.2s-%.2s", s, s + 4, s + 6);
	else if (digits == 4 && n >= 6 && memcmp(s, "--", 2) == 0 && text_digit(s[5]))
		buf_addf(out, "--%.2s-%.2s", s + 2, s + 4);
	else
		buf_add(out, s, strcspn(s, "T") < n ? strcspn(s, "T") : n);
}

/* The mobile number first, then the first that there is. */
static void take_phone(struct card *card, const struct line *line, const char *s, size_t n)
{
	bool mobile = has_parameter(line, "CELL");
	struct buf *phone = &card->cells[PHONE], *other = &card->cells[OTHER_PHONE];

	if (n > 4 && strncasecmp(s, "tel:", 4) == 0) {
		s += 4;
		n -= 4;
	}
	if (phone->len > 0 && mobile && !card->mobile) {
		buf_clear(other);
		buf_adds(other, buf_str(phone));
		buf_clear(phone);
	}
	if (phone->len == 0) {
		add_text(s, n, phone);
		card->mobile = mobile;
	} else if (other->len == 0) {
		add_text(s, n, other);
	}
}

/* Ours is not hers: it is told by name and number again. */
static void take_uid(struct card *card, const char *s, size_t n)
{
	static const char urn[] = "urn:uuid:", own[] = "mct-";

	if (n > sizeof urn && strncasecmp(s, urn, sizeof urn - 1) == 0) {
		s += sizeof urn - 1;
		n -= sizeof urn - 1;
	}
	if (n < sizeof own || memcmp(s, own, sizeof own - 1) != 0)
		add_text(s, n, &card->cells[UID]);
}

static void take_line(struct card *card, const struct line *line)
{
	static const struct {
		const char *name;
		enum column column;
	} texts[] = {{"FN", NAME}, {"NICKNAME", CALLED}, {"EMAIL", EMAIL}, {"NOTE", NOTE}};
	struct buf decoded CLEANUP(buf_free) = {0};
	const char *s = line->value;
	size_t n = line->value_length;

	if (is_quoted_printable(line)) {
		add_quoted_printable(s, n, &decoded);
		s = buf_str(&decoded);
		n = decoded.len;
	}
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		if (is_named(line, texts[i].name) && card->cells[texts[i].column].len == 0)
			add_text(s, n, &card->cells[texts[i].column]);
	if (is_named(line, "N") && card->name.len == 0)
		add_name(s, n, &card->name);
	else if (is_named(line, "ORG") && card->organisation.len == 0)
		add_component(s, n, ';', &card->organisation);
	else if (is_named(line, "TEL"))
		take_phone(card, line, s, n);
	else if (is_named(line, "BDAY") && card->cells[BIRTHDAY].len == 0)
		add_day(s, n, &card->cells[BIRTHDAY]);
	else if (is_named(line, "ADR") && card->cells[ADDRESS].len == 0)
		add_joined(s, n, ';', ", ", &card->cells[ADDRESS]);
	else if (is_named(line, "CATEGORIES"))
		add_joined(s, n, ',', "; ", &card->cells[TAGS]);
	else if (is_named(line, "UID") && card->cells[UID].len == 0)
		take_uid(card, s, n);
}

/* ---- cards ----------------------------------------------------------------------------------- */

/* A list turns "Salas, Wren" round; the name on a card stands as it is meant. */
static void guard_name(struct buf *name)
{
	struct buf quoted CLEANUP(buf_free) = {0};

	if (strchr(buf_str(name), ',') == NULL)
		return;
	buf_addf(&quoted, "\"%s\"", buf_str(name));
	buf_clear(name);
	buf_adds(name, buf_str(&quoted));
}

static void end_card(struct card *card, struct buf *csv)
{
	struct buf *name = &card->cells[NAME];

	if (name->len == 0)
		buf_adds(name, buf_str(card->name.len > 0 ? &card->name : &card->organisation));
	guard_name(name);
	for (size_t i = 0; i < COLUMNS; i++) {
		if (i > 0)
			buf_addc(csv, ',');
		csv_add_cell(csv, buf_str(&card->cells[i]), card->cells[i].len, ',');
	}
	buf_adds(csv, "\r\n");
	card_clear(card);
}

void vcard_to_csv(const char *cards, size_t n, struct buf *csv)
{
	struct card card CLEANUP(card_free) = {0};
	const char *s = cards, *end = cards + n;

	for (size_t i = 0; i < COLUMNS; i++)
		buf_addf(csv, "%s%s", i > 0 ? "," : "", headings[i]);
	buf_adds(csv, "\r\n");
	while (s < end) {
		const char *next = end_of_line(s, end, false);
		struct buf text CLEANUP(buf_free) = {0};
		struct line line;

		if (split_line(s, (size_t)(next - s), &line) && is_quoted_printable(&line))
			next = end_of_line(s, end, true);
		unfold(s, next, &text);
		s = next;
		if (!split_line(buf_str(&text), text.len, &line))
			continue;
		if (is_named(&line, "END"))
			end_card(&card, csv);
		else
			take_line(&card, &line);
	}
}
