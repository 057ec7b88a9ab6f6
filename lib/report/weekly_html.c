/*
 * weekly_html.c - the mail of a week as HTML: one column, no image, no script, nothing from
 * elsewhere, and every style in its own element, since mail programs keep little else. Colour
 * only repeats what a word says.
 */
#include <string.h>

#include "report/weekly.h"
#include "util/html.h"
#include "util/text.h"

#define TOP                                                                                        \
	"<body style=\"margin:0;padding:16px;background:#ffffff;color:#1c1c1c;"                    \
	"font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"                  \
	"font-size:16px;line-height:1.45\">\n<div style=\"max-width:600px;margin:0 auto\">\n"
#define TITLE "<h1 style=\"font-size:22px;line-height:1.25;margin:0\">"
#define HEADING "<h2 style=\"font-size:18px;margin:28px 0 8px\">"
#define QUIET "<div style=\"color:#5a5a5a\">"
#define LINK                                                                                       \
	"<a style=\"display:inline-block;padding:9px 14px;margin:8px 8px 0 0;"                     \
	"border:1px solid #1f5fa8;border-radius:6px;color:#1f5fa8;text-decoration:none;"           \
	"overflow-wrap:anywhere\" href=\""

/* ---- links ----------------------------------------------------------------------------------- */

/* RFC 3966: the digits, with the plus of a country; "(0)" is dialled only without it. What stands
 * behind an x is an extension. False when that is no number. */
static bool add_dialled(struct buf *out, const char *phone)
{
	bool country = phone[strspn(phone, " (")] == '+', extension = false;
	const char *zero = country ? strstr(phone, "(0)") : NULL;
	size_t digits = 0;

	buf_adds(out, country ? "+" : "");
	for (; *phone != '\0'; phone++) {
		if (phone == zero) {
			phone += 2;
		} else if (text_digit(*phone)) {
			buf_addc(out, *phone);
			digits += !extension;
		} else if (strchr("xX#", *phone) != NULL && !extension) {
			extension = true;
			buf_adds(out, ";ext=");
		}
	}
	return digits >= 3;
}

/* A text message has no extension. */
static void add_phone(const char *phone, struct buf *out)
{
	struct buf dialled CLEANUP(buf_free) = {0};

	if (!add_dialled(&dialled, phone)) {
		html_add(out, phone);
		buf_addc(out, ' ');
		return;
	}
	buf_addf(out, LINK "tel:%s\">Call ", buf_str(&dialled));
	html_add(out, phone);
	buf_addf(out, "</a>" LINK "sms:%.*s\">Text</a>", (int)strcspn(buf_str(&dialled), ";"),
		buf_str(&dialled));
}

static void add_email(const char *email, struct buf *out)
{
	struct buf local CLEANUP(buf_free) = {0};
	const char *at = strrchr(email, '@');

	if (at == NULL)
		return;
	buf_add(&local, email, (size_t)(at - email));
	buf_adds(out, LINK "mailto:");
	html_add_encoded(out, buf_str(&local));
	buf_addc(out, '@');
	html_add_encoded(out, at + 1);
	buf_adds(out, "\">E-mail ");
	html_add(out, email);
	buf_adds(out, "</a>");
}

static void add_links(const struct weekly_entry *e, struct buf *out)
{
	if (e->phone == NULL && e->email == NULL)
		return;
	buf_adds(out, "<div>");
	if (e->phone != NULL)
		add_phone(e->phone, out);
	if (e->email != NULL)
		add_email(e->email, out);
	buf_adds(out, "</div>\n");
}

/* ---- entries --------------------------------------------------------------------------------- */

static void add_line(const char *before, const char *text, struct buf *out)
{
	if (text == NULL)
		return;
	buf_adds(out, before);
	html_add(out, text);
	buf_adds(out, "</div>\n");
}

/* A bar at the side shows how late she is. */
static void add_client(const struct weekly_entry *e, size_t number, struct buf *out)
{
	buf_addf(out,
		"<div style=\"border-left:5px solid %s;padding:2px 0 6px 12px;margin:18px 0\">\n"
		"<div style=\"font-size:18px\"><b>%zu. ",
		e->color, number);
	html_add(out, e->who);
	buf_addf(out, "</b></div>\n<div style=\"color:%s\">", e->color);
	html_add(out, e->head);
	buf_adds(out, "</div>\n");
	add_line(QUIET, e->visits, out);
	add_line("<div>", e->say, out);
	add_line("<div><b>Mind:</b> ", e->mind, out);
	add_line("<div>Reach by: ", e->reach, out);
	add_links(e, out);
	buf_adds(out, "</div>\n");
}

static void add_other(const struct weekly_entry *e, struct buf *out)
{
	buf_adds(out, "<div style=\"margin:0 0 14px\">");
	if (e->who != NULL) {
		buf_adds(out, "<b>");
		html_add(out, e->who);
		buf_adds(out, "</b>: ");
	}
	html_add(out, e->head);
	buf_addc(out, '\n');
	add_links(e, out);
	buf_adds(out, "</div>\n");
}

void weekly_add_html(const struct weekly *w, struct buf *out)
{
	enum weekly_section section = WEEKLY_SECTIONS;
	struct buf title CLEANUP(buf_free) = {0};
	size_t number = 0;

	weekly_add_title(w, &title);
	buf_addf(out,
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<title>%s</title>\n</head>\n" TOP TITLE "%s</h1>\n" QUIET,
		buf_str(&title), buf_str(&title));
	html_add(out, w->practice);
	buf_adds(out, "</div>\n");
	for (size_t i = 0; i < w->count; i++) {
		const struct weekly_entry *e = &w->items[i];

		if (e->section != section && e->section != WEEKLY_REBOOK)
			buf_addf(out, HEADING "%s</h2>\n", weekly_title(e->section));
		section = e->section;
		number++;
		if (e->color != NULL)
			add_client(e, number, out);
		else
			add_other(e, out);
	}
	buf_adds(out, "</div>\n</body>\n</html>\n");
}
