/*
 * network_dot.c - a network in the DOT language: who is drawn how, and the legend that says
 * so. Whatever stands in a name is text there, and nothing else.
 */
#include <math.h>
#include <string.h>

#include "report/network.h"
#include "util/date.h"
#include "util/text.h"

#define FONT "sans-serif"
#define PAPER "#fffdf8"
#define INK "#2b2a27"
#define TEAL "#0b6e6e"

/* ---- text ------------------------------------------------------------------------------------ */

/* Graphviz reads entities in every label, and what follows a backslash in those that are no HTML.
 */
enum label { LABEL_QUOTED, LABEL_HTML };

/* One character; what is not printed, or turns the direction of others, is a blank. */
static void add_character(
	struct buf *out, enum label label, const char *s, size_t length, int32_t code)
{
	if (code == '&')
		buf_adds(out, "&amp;");
	else if (code == '<')
		buf_adds(out, "&lt;");
	else if (code == '>')
		buf_adds(out, "&gt;");
	else if (code == '"')
		buf_adds(out, "&quot;");
	else if (code == '\\' && label == LABEL_QUOTED)
		buf_adds(out, "\\\\");
	else if (text_is_unsafe(code))
		buf_addc(out, ' ');
	else
		buf_add(out, s, length);
}

static void add_text(struct buf *out, enum label label, const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		int32_t code;
		size_t length = text_decode(s + i, n - i, &code);

		if (length == 0) {
			buf_addc(out, '?');
			i++;
			continue;
		}
		add_character(out, label, s + i, length, code);
		i += length;
	}
}

/* A name in lines of so many columns, broken at blanks. */
static void add_lines(struct buf *out, const char *name, size_t columns)
{
	size_t n = strlen(name);

	while (text_width(name, n) > columns) {
		size_t fits = text_fit(name, n, columns), cut = fits;

		while (cut > 0 && name[cut] != ' ')
			cut--;
		if (cut == 0)
			for (cut = fits; cut < n && name[cut] != ' ';)
				cut++;
		if (cut == n)
			break;
		add_text(out, LABEL_QUOTED, name, cut);
		buf_adds(out, "\\n");
		name += cut + 1;
		n -= cut + 1;
	}
	add_text(out, LABEL_QUOTED, name, n);
}

/* ---- people ---------------------------------------------------------------------------------- */

static const struct look {
	const char *legend, *fill, *ink, *border, *style;
	double font, margin;
	size_t columns; /* of a line of the name */
} looks[] = {
	[FIGURE_ME] = {"you", "#f2c14e", INK, "#8a6a12", "filled,rounded,bold", 15, 0.16, 18},
	[FIGURE_PRIMARY] = {"primary partner", TEAL, "#ffffff", "#064545", "filled,rounded", 12,
		0.13, 16},
	[FIGURE_SECONDARY] = {"secondary partner", "#cfe8e4", "#084b4b", TEAL, "filled,rounded", 11,
		0.11, 16},
	[FIGURE_CLIENT] = {"client", "#ffffff", INK, "#a39c8c", "filled,rounded", 9, 0.05, 24},
	[FIGURE_ORGANISATION] = {"organisation", "#e6e2d8", INK, "#8a8578", "filled", 10, 0.08, 16},
	[FIGURE_OTHER] = {"somebody else", PAPER, INK, "#8a8578", "filled,rounded,dashed", 9, 0.05,
		24},
};

/* The more she has sent, the larger she stands there. */
static double font_of(const struct figure *f)
{
	return looks[f->kind].font + fmin(12, 2.2 * sqrt((double)f->sent));
}

static void add_counts(const struct figure *f, struct buf *out)
{
	if (f->kind != FIGURE_PRIMARY && f->kind != FIGURE_SECONDARY)
		return;
	if (f->sent > 0)
		buf_addf(out, "\\n%lld came", (long long)f->sent);
	if (f->on > 0)
		buf_addf(out, "%s%lld went", f->sent > 0 ? ", " : "\\n", (long long)f->on);
}

/* By her id, so that more can be made of it; with initials nothing leads back to her. */
static void add_node(const struct network *n, size_t i, struct buf *out)
{
	const struct figure *f = &n->figures[i];
	char prefix = f->kind == FIGURE_CLIENT                             ? 'c'
		: f->kind == FIGURE_PRIMARY || f->kind == FIGURE_SECONDARY ? 'p'
									   : 'n';

	if (n->initials)
		buf_addf(out, "f%zu", i);
	else if (f->id == 0)
		buf_adds(out, "practice");
	else
		buf_addf(out, "%c%lld", prefix, (long long)f->id);
}

static void add_figure(const struct network *n, size_t i, struct buf *out)
{
	const struct figure *f = &n->figures[i];
	const struct look *look = &looks[f->kind];

	buf_addc(out, '\t');
	add_node(n, i, out);
	buf_adds(out, " [label=\"");
	add_lines(out, f->name, look->columns);
	if (n->partners)
		add_counts(f, out);
	buf_addf(out,
		"\", fontsize=%.1f, fontcolor=\"%s\", fillcolor=\"%s\", color=\"%s\", style=\"%s\","
		" margin=\"%.2f,%.2f\"];\n",
		font_of(f), look->ink, look->fill, look->border, look->style, look->margin,
		look->margin / 2);
}

/* ---- lines ----------------------------------------------------------------------------------- */

#define STROKE_WIDTH 33 /* of a piece of a line in the legend, in points */

/* dash and gap: how the legend shows the line, in points; gap 0: it is solid. */
static const struct stroke {
	const char *legend, *color, *style;
	double width;
	int dash, gap;
} strokes[] = {
	[RELATION_FAMILY] = {"family", "#b3413a", "solid", 1.6, STROKE_WIDTH, 0},
	[RELATION_FRIENDS] = {"friends and leisure", "#b9770e", "dashed", 1.3, 7, 4},
	[RELATION_WORK] = {"work", "#4a6fa5", "solid", 0.8, STROKE_WIDTH, 0},
	[RELATION_CARE] = {"care; an arrow: you sent her on", "#7a4fa0", "dotted", 1.7, 2, 3},
	[RELATION_REFERRAL] = {"sent you; wider: worth more", TEAL "d0", "solid", 0.7, STROKE_WIDTH,
		0},
	[RELATION_OTHER] = {"otherwise", "#9a958a", "dotted", 0.9, 2, 3},
};

/* The area of what is seen grows with the worth. */
static double width_of(const struct line *line)
{
	const struct stroke *s = &strokes[line->group];

	return line->group == RELATION_REFERRAL ? s->width + 5 * sqrt(line->worth) : s->width;
}

static void add_line(const struct network *n, const struct line *line, struct buf *out)
{
	const struct stroke *s = &strokes[line->group];

	buf_addc(out, '\t');
	add_node(n, line->from, out);
	buf_adds(out, " -> ");
	add_node(n, line->to, out);
	buf_addf(out, " [color=\"%s\", style=%s, penwidth=%.2f%s];\n", s->color, s->style,
		width_of(line), line->arrow ? "" : ", dir=none");
}

/* ---- the legend ------------------------------------------------------------------------------ */

static bool has_figure(const struct network *n, enum figure_kind kind)
{
	for (size_t i = 0; i < n->figure_count; i++)
		if (n->figures[i].kind == kind)
			return true;
	return false;
}

static bool has_line(const struct network *n, enum relation_group group)
{
	for (size_t i = 0; i < n->line_count; i++)
		if (n->lines[i].group == group)
			return true;
	return false;
}

static void add_look(const struct look *look, struct buf *out)
{
	buf_addf(out,
		"<TD BORDER=\"1\" STYLE=\"%s%s\" BGCOLOR=\"%s\" COLOR=\"%s\" CELLPADDING=\"4\">"
		"<FONT COLOR=\"%s\">%s</FONT></TD>",
		strstr(look->style, "rounded") != NULL ? "rounded" : "solid",
		strstr(look->style, "dashed") != NULL ? ",dashed" : "", look->fill, look->border,
		look->ink, look->legend);
}

static void add_cell(struct buf *out, int width, int height, const char *color)
{
	buf_addf(out, "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"%d\" HEIGHT=\"%d\" BGCOLOR=\"%s\"></TD>",
		width, height, color);
}

/* A piece of the line, of cells as high as it is wide; one that widens shows it. */
static void add_stroke(enum relation_group group, struct buf *out)
{
	const struct stroke *s = &strokes[group];

	buf_addf(out,
		"<TD><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"%d\">"
		"<TR>",
		s->gap);
	if (group == RELATION_REFERRAL)
		for (int height = 1; height <= 5; height += 2)
			add_cell(out, STROKE_WIDTH / 3, height, s->color);
	for (int at = 0; group != RELATION_REFERRAL && at < STROKE_WIDTH; at += s->dash + s->gap)
		add_cell(out, s->dash, s->width < 1.2 ? 1 : 2, s->color);
	buf_addf(out, "</TR></TABLE></TD><TD ALIGN=\"LEFT\">%s</TD>", s->legend);
}

static void add_title(const struct network *n, struct buf *out)
{
	buf_adds(out, "<TR><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"26\"><B>");
	add_text(out, LABEL_HTML, n->title, strlen(n->title));
	buf_addf(out, "</B></FONT></TD></TR><TR><TD ALIGN=\"LEFT\"><FONT COLOR=\"#6b675e\">%s",
		n->partners ? "partners and what came of it" : "who is tied to whom");
	if (n->around && n->figure_count > n->partners) {
		const char *name = n->figures[n->partners].name;

		buf_adds(out, ", around ");
		add_text(out, LABEL_HTML, name, strlen(name));
	}
	buf_adds(out, ", ");
	date_to_human(date_from_iso(n->day, strlen(n->day)), false, out);
	if (n->left_out > 0)
		buf_addf(out, "; %lld client%s without a tie %s not drawn", (long long)n->left_out,
			n->left_out == 1 ? "" : "s", n->left_out == 1 ? "is" : "are");
	buf_adds(out, "</FONT></TD></TR>");
}

/* Only what is in the picture. */
static void add_legend(const struct network *n, struct buf *out)
{
	buf_adds(out, "\tlabel=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\">");
	add_title(n, out);
	buf_adds(out,
		"<TR><TD ALIGN=\"LEFT\">"
		"<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"6\"><TR>");
	for (size_t i = 0; i < ARRAY_SIZE(looks); i++)
		if (has_figure(n, (enum figure_kind)i))
			add_look(&looks[i], out);
	buf_adds(out,
		"<TD></TD></TR></TABLE></TD></TR><TR><TD ALIGN=\"LEFT\">"
		"<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\"><TR>");
	for (size_t i = 0; i < ARRAY_SIZE(strokes); i++)
		if (has_line(n, (enum relation_group)i))
			add_stroke((enum relation_group)i, out);
	buf_adds(out, "<TD></TD></TR></TABLE></TD></TR></TABLE>>;\n");
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* Lines that go round everybody cost minutes where there are many; straight ones nothing. */
#define LINES_ROUND 150

void network_add_dot(const struct network *n, struct buf *out)
{
	buf_adds(out, "digraph network {\n");
	buf_addf(out,
		"\tgraph [layout=sfdp, start=1, overlap=prism, overlap_scaling=-4, sep=\"+6\","
		" esep=\"+2\", splines=%s, outputorder=edgesfirst, bgcolor=\"" PAPER
		"\", pad=0.4, fontname=\"" FONT "\", fontsize=12, fontcolor=\"" INK
		"\", labelloc=t, labeljust=l];\n",
		n->line_count <= LINES_ROUND ? "true" : "line");
	buf_adds(out,
		"\tnode [shape=box, fontname=\"" FONT "\", width=0.1, height=0.1,"
		" penwidth=0.7];\n"
		"\tedge [arrowsize=0.5];\n");
	add_legend(n, out);
	for (size_t i = 0; i < n->figure_count; i++)
		add_figure(n, i, out);
	for (size_t i = 0; i < n->line_count; i++)
		add_line(n, &n->lines[i], out);
	buf_adds(out, "}\n");
}
