/*
 * agreement_page.c - an agreement as a page to print and to sign: one file of HTML that needs
 * nothing else, on A4 as well as on letter paper.
 */
#include <string.h>

#include "partners/agreement.h"
#include "partners/partner.h"
#include "record/record.h"
#include "util/html.h"

static const char head[] =
	"<meta charset=\"utf-8\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	"<style>\n"
	"@page { margin: 24mm 26mm }\n"
	":root { --ink: #2b2a27; --accent: #0b6e6e; --line: #b9b4a8 }\n"
	"body { margin: 0 auto; padding: 3em 1.5em; max-width: 36em; background: #fff;\n"
	"  color: var(--ink); font: 12pt/1.55 Georgia, 'Times New Roman', serif;\n"
	"  overflow-wrap: break-word }\n"
	"header { text-align: center; margin-bottom: 2.2em }\n"
	"h1 { font-weight: normal; font-size: 1.9em; margin: 0 0 .5em }\n"
	"header p { margin: 0 }\n"
	"header .and { font-style: italic; color: var(--accent) }\n"
	"header strong { font-weight: 600; font-size: 1.15em }\n"
	"header small { display: block; font-size: .8em; color: #6b675e }\n"
	"header::after { content: ''; display: block; width: 6em; margin: 1.6em auto 0;\n"
	"  border-top: 2px solid var(--accent) }\n"
	"main p { margin: 0 0 1em; text-align: left; hyphens: auto; orphans: 3; widows: 3 }\n"
	".blank { display: inline-block; min-width: 9em; border-bottom: 1px solid var(--ink) }\n"
	".days { margin: 1.8em 0 0; font-size: .95em }\n"
	".sign { display: flex; gap: 3em; margin-top: 4.5em; break-inside: avoid }\n"
	".sign div { flex: 1; min-width: 0; border-top: 1px solid var(--ink); padding-top: .4em;\n"
	"  font-size: .9em; line-height: 1.35 }\n"
	".sign small { color: #6b675e }\n"
	"@media print { body { padding: 0; max-width: none } }\n"
	"</style>\n";

struct page {
	mct_t *m;
	const mct_record_t *agreement, *partner;
	struct buf *out;
};

static const char *text_of(const mct_record_t *r, const char *field)
{
	return record_text(r, record_field(r->e, field));
}

/* ---- who ------------------------------------------------------------------------------------- */

/* "Ines Roth · 12 Main Street, Springfield · 555-0177" */
static void add_address(const struct page *p)
{
	static const char *const parts[] = {"contact", "address", "phone", "email"};
	const char *between = "<small>";

	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		const char *text = text_of(p->partner, parts[i]);
		struct buf line CLEANUP(buf_free) = {0};

		if (text == NULL)
			continue;
		for (; *text != '\0'; text++)
			buf_adds(&line, *text == '\n' ? ", " : (char[]){*text, '\0'});
		buf_adds(p->out, between);
		html_add(p->out, buf_str(&line));
		between = " · ";
	}
	if (between[0] != '<')
		buf_adds(p->out, "</small>");
}

static void add_header(const struct page *p)
{
	buf_adds(p->out, "<header>\n<h1>Referral partnership</h1>\n<p><strong>");
	html_add(p->out, mct_setting(p->m, "practice.name"));
	buf_adds(p->out, "</strong></p>\n<p class=\"and\">and</p>\n<p><strong>");
	html_add(p->out, text_of(p->agreement, "partner"));
	buf_adds(p->out, "</strong>");
	add_address(p);
	buf_adds(p->out, "</p>\n</header>\n");
}

/* ---- what ------------------------------------------------------------------------------------ */

/* What the draft left open is a line to write on. */
static void add_line(struct buf *out, const char *line, size_t n)
{
	static const char open[] = "[...]";
	struct buf text CLEANUP(buf_free) = {0};
	const char *at;

	buf_add(&text, line, n);
	line = buf_str(&text);
	while ((at = strstr(line, open)) != NULL) {
		struct buf before CLEANUP(buf_free) = {0};

		buf_add(&before, line, (size_t)(at - line));
		html_add(out, buf_str(&before));
		buf_adds(out, "<span class=\"blank\">&nbsp;</span>");
		line = at + sizeof open - 1;
	}
	html_add(out, line);
}

/* A blank line parts paragraphs, a single break stays one. */
static void add_words(const struct page *p)
{
	const char *text = text_of(p->agreement, "text");
	bool within = false;

	buf_adds(p->out, "<main>\n");
	while (text != NULL && *text != '\0') {
		size_t n = strcspn(text, "\n");

		if (n > 0) {
			buf_adds(p->out, within ? "<br>\n" : "<p>");
			add_line(p->out, text, n);
		} else if (within) {
			buf_adds(p->out, "</p>\n");
		}
		within = n > 0;
		text += n + (text[n] == '\n');
	}
	buf_adds(p->out, within ? "</p>\n" : "");
}

static void add_day(const struct page *p, const char *field, const char *said)
{
	const char *day = text_of(p->agreement, field);

	if (day == NULL)
		return;
	buf_addf(p->out, "%s ", said);
	date_to_human(date_from_iso(day, strlen(day)), false, p->out);
	buf_adds(p->out, ". ");
}

static void add_days(const struct page *p)
{
	buf_adds(p->out, "<p class=\"days\">");
	if (text_of(p->agreement, "signed") != NULL)
		add_day(p, "signed", "Signed on");
	else
		add_day(p, "drafted", "Drafted on");
	add_day(p, "renews", "Both look at it again by");
	add_day(p, "ended", "Ended on");
	buf_adds(p->out, "</p>\n</main>\n");
}

static void add_signature(const struct page *p, const char *name)
{
	buf_adds(p->out, "<div>");
	html_add(p->out, name);
	buf_adds(p->out, "<br><small>signature, day</small></div>\n");
}

static void add_page(const struct page *p)
{
	const char *person = text_of(p->partner, "contact");

	buf_adds(p->out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<title>");
	html_add(p->out, mct_setting(p->m, "practice.name"));
	buf_adds(p->out, " and ");
	html_add(p->out, text_of(p->agreement, "partner"));
	buf_addf(p->out, "</title>\n%s</head>\n<body>\n", head);
	add_header(p);
	add_words(p);
	add_days(p);
	buf_adds(p->out, "<div class=\"sign\">\n");
	add_signature(p, mct_setting(p->m, "practice.name"));
	add_signature(p, person != NULL ? person : text_of(p->agreement, "partner"));
	buf_adds(p->out, "</div>\n</body>\n</html>\n");
}

mct_status_t mct_agreement_page(mct_t *m, int64_t agreement, const char **html)
{
	struct page p = {.m = m, .out = &m->scratch};
	mct_record_t *words = NULL, *partner = NULL;
	mct_status_t st = mct_record_new(m, &entity_agreement, &words);

	if (st == MCT_OK)
		st = mct_record_new(m, &entity_partner, &partner);
	if (st == MCT_OK)
		st = mct_record_load(words, agreement);
	if (st == MCT_OK)
		st = mct_record_load(
			partner, record_value(words, record_field(words->e, "partner"))->integer);
	if (st == MCT_OK) {
		p.agreement = words;
		p.partner = partner;
		buf_clear(&m->scratch);
		add_page(&p);
		if (m->scratch.failed)
			st = fail_nomem(m);
	}
	mct_record_free(words);
	mct_record_free(partner);
	if (st == MCT_OK)
		*html = buf_str(&m->scratch);
	return st;
}
