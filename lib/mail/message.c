/*
 * message.c - puts a message together with GMime: text and HTML as alternatives, and a
 * table attached. What stands in the data never becomes a header of its own: GMime encodes
 * (RFC 2047) and folds every field.
 */
#include "mail/message.h"

#include <gmime/gmime.h>
#include <string.h>

#include "mct.h"

/* Never comes up in what is encoded: "=_" is no part of quoted-printable, nor of base64. */
#define BOUNDARY "=_mct_"

static void set_up(void)
{
	static bool done;

	if (!done)
		g_mime_init();
	done = true;
}

/* ---- addresses ------------------------------------------------------------------------------- */

/* Nothing that could end a header's line, be taken for an option, or name a second address. */
static bool is_bare_address(const char *address)
{
	const char *at = strchr(address, '@');

	if (at == NULL || at == address || at[1] == '\0' || strchr(at + 1, '@') != NULL ||
		address[0] == '-')
		return false;
	for (const char *c = address; *c != '\0'; c++)
		if ((unsigned char)*c <= ' ' || (unsigned char)*c >= 0x7f ||
			strchr("<>,;()\"\\", *c) != NULL)
			return false;
	return true;
}

static bool has_control(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return true;
	return false;
}

static bool address_read(const char *text, struct buf *name, struct buf *address)
{
	InternetAddressList *list;
	InternetAddress *one;
	const char *bare = NULL;

	set_up();
	if (has_control(text))
		return false;
	list = internet_address_list_parse(NULL, text);
	if (list == NULL)
		return false;
	one = internet_address_list_length(list) == 1 ? internet_address_list_get_address(list, 0)
						      : NULL;
	if (one != NULL && INTERNET_ADDRESS_IS_MAILBOX(one))
		bare = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one));
	if (bare != NULL && is_bare_address(bare)) {
		buf_adds(address, bare);
		buf_adds(name, one->name != NULL ? one->name : "");
	} else {
		bare = NULL;
	}
	g_object_unref(list);
	return bare != NULL && !name->failed && !address->failed;
}

/* ---- parts ----------------------------------------------------------------------------------- */

static GMimePart *new_part(const char *type, const char *subtype, GMimeContentEncoding encoding,
	const char *bytes, size_t length)
{
	GMimePart *part = g_mime_part_new_with_type(type, subtype);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
	GMimeDataWrapper *content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, encoding);
	g_object_unref(content);
	g_object_unref(stream);
	return part;
}

static GMimePart *new_text(const char *subtype, const char *text)
{
	return new_part(
		"text", subtype, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, text, strlen(text));
}

static GMimePart *new_table(const struct message *m)
{
	GMimePart *part =
		new_part("text", "csv", GMIME_CONTENT_ENCODING_BASE64, m->csv, m->csv_length);

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "header", "present");
	g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
	g_mime_object_set_content_disposition_parameter(
		GMIME_OBJECT(part), "filename", m->csv_name);
	return part;
}

static void add_part(GMimeMultipart *parts, GMimePart *part)
{
	g_mime_multipart_add(parts, GMIME_OBJECT(part));
	g_object_unref(part);
}

/* What a reader understands best comes last (RFC 2046 5.1.4). */
static GMimeMultipart *new_alternatives(const struct message *m)
{
	GMimeMultipart *parts = g_mime_multipart_new_with_subtype("alternative");

	g_mime_multipart_set_boundary(parts, BOUNDARY "either");
	add_part(parts, new_text("plain", m->text));
	add_part(parts, new_text("html", m->html));
	return parts;
}

static GMimeMultipart *new_body(const struct message *m)
{
	GMimeMultipart *parts, *either = new_alternatives(m);

	if (m->csv == NULL)
		return either;
	parts = g_mime_multipart_new_with_subtype("mixed");
	g_mime_multipart_set_boundary(parts, BOUNDARY "all");
	g_mime_multipart_add(parts, GMIME_OBJECT(either));
	g_object_unref(either);
	add_part(parts, new_table(m));
	return parts;
}

/* ---- the message ----------------------------------------------------------------------------- */

static void add_address(
	GMimeMessage *message, GMimeAddressType type, const char *name, const char *address)
{
	InternetAddressList *list = g_mime_message_get_addresses(message, type);
	InternetAddress *one = internet_address_mailbox_new(name[0] != '\0' ? name : NULL, address);

	internet_address_set_charset(one, "utf-8");
	internet_address_list_add(list, one);
	g_object_unref(one);
}

static void set_date(GMimeMessage *message, const struct message *m)
{
	GDateTime *utc = g_date_time_new_from_unix_utc(m->moment);
	GTimeZone *zone = g_time_zone_new_offset(m->offset);
	GDateTime *date = g_date_time_to_timezone(utc, zone);

	g_mime_message_set_date(message, date);
	g_date_time_unref(date);
	g_time_zone_unref(zone);
	g_date_time_unref(utc);
}

static bool message_write(const struct message *m, struct buf *out)
{
	GMimeMessage *message;
	GMimeMultipart *body;
	char *text;

	set_up();
	message = g_mime_message_new(TRUE);
	add_address(message, GMIME_ADDRESS_TYPE_FROM, m->from_name, m->from);
	add_address(message, GMIME_ADDRESS_TYPE_TO, m->to_name, m->to);
	g_mime_message_set_subject(message, m->subject, "utf-8");
	set_date(message, m);
	g_mime_message_set_message_id(message, m->id);
	g_mime_object_set_header(
		GMIME_OBJECT(message), "Auto-Submitted", "auto-generated", "utf-8");
	g_mime_object_set_header(GMIME_OBJECT(message), "MIME-Version", "1.0", "utf-8");
	body = new_body(m);
	g_mime_message_set_mime_part(message, GMIME_OBJECT(body));
	text = g_mime_object_to_string(GMIME_OBJECT(message), NULL);
	buf_adds(out, text);
	g_free(text);
	g_object_unref(body);
	g_object_unref(message);
	return !out->failed;
}

/* ---- the module ------------------------------------------------------------------------------ */

MCT_API extern const struct mail mct_module_mail;

const struct mail mct_module_mail = {
	.module = {MCT_VERSION, sizeof mct_module_mail},
	.address_read = address_read,
	.message_write = message_write,
};
