/*
 * network_read.c - what a picture of the network has: everybody who is tied to somebody, and
 * all partners; or those around one person; or the partners around the practice.
 */
#include "report/network.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "people/me.h"
#include "people/tie.h"
#include "people/web.h"
#include "store/statement.h"
#include "util/array.h"
#include "util/text.h"

struct reader {
	mct_t *m;
	const struct mct_network_query *query;
	const char *as_of;
	int64_t me;     /* 0: she is not in the book */
	int64_t people; /* one more than the highest id */
	uint8_t *near;  /* steps from the one in the middle; NULL: nobody is */
	size_t *place;  /* of everybody's figure, plus one; 0: not drawn */
	int64_t *paid;  /* by everybody, in minor units */
	struct relations relations;
	sqlite3_stmt *person;
	struct network *out;
	size_t figures, lines; /* room for so many */
};

static void reader_free(struct reader *r)
{
	free(r->near);
	free(r->place);
	free(r->paid);
	relations_free(&r->relations);
	statement_finish(&r->person);
}

void network_free(struct network *network)
{
	for (size_t i = 0; i < network->figure_count; i++)
		free(network->figures[i].name);
	free(network->figures);
	free(network->lines);
	*network = (struct network){0};
}

/* ---- people ---------------------------------------------------------------------------------- */

/* "D.W.": the first letter of every word. */
static void add_initials(const char *name, struct buf *out)
{
	bool begins = true;

	for (size_t n = strlen(name); n > 0;) {
		int32_t code;
		size_t length = text_decode(name, n, &code);
		bool letter = code >= 0x80 || isalnum(code);

		if (length == 0)
			break;
		if (begins && letter) {
			buf_add(out, name, length);
			buf_addc(out, '.');
		}
		begins = !letter && code != '\'';
		name += length;
		n -= length;
	}
}

enum { P_NAME, P_KIND, P_LEVEL, P_CLIENT };

/* The name alone: a mark that tells namesakes apart is a number or an address. */
static const char sql_person[] =
	"SELECT name, kind, (SELECT level FROM partner WHERE id = contact.id),"
	"  EXISTS (SELECT 1 FROM client WHERE id = contact.id) FROM contact WHERE id = ?1";

static enum figure_kind kind_of(const struct reader *r, int64_t id)
{
	const char *level = (const char *)sqlite3_column_text(r->person, P_LEVEL);
	const char *kind = (const char *)sqlite3_column_text(r->person, P_KIND);

	if (id == r->me)
		return FIGURE_ME;
	if (level != NULL)
		return strcmp(level, "primary") == 0 ? FIGURE_PRIMARY : FIGURE_SECONDARY;
	if (sqlite3_column_int(r->person, P_CLIENT) != 0)
		return FIGURE_CLIENT;
	return strcmp(kind, "organisation") == 0 ? FIGURE_ORGANISATION : FIGURE_OTHER;
}

static mct_status_t make_figure(struct reader *r, int64_t id, struct figure *out)
{
	struct buf name CLEANUP(buf_free) = {0};
	const char *said;
	mct_status_t st;

	statement_reset(r->person);
	statement_bind(r->person, "i", id);
	st = statement_step(r->m, r->person);
	if (st != MCT_ROW)
		return st == MCT_DONE ? MCT_NOTFOUND : st;
	said = (const char *)sqlite3_column_text(r->person, P_NAME);
	*out = (struct figure){.id = id, .kind = kind_of(r, id)};
	if (r->query->initials && (out->kind == FIGURE_CLIENT || out->kind == FIGURE_OTHER))
		add_initials(said, &name);
	else
		buf_adds(&name, said);
	out->name = buf_take(&name);
	return out->name != NULL ? MCT_OK : fail_nomem(r->m);
}

static mct_status_t add_figure(struct reader *r, const struct figure *figure)
{
	struct network *n = r->out;

	if (!ARRAY_ROOM(n->figures, n->figure_count, r->figures)) {
		free(figure->name);
		return fail_nomem(r->m);
	}
	n->figures[n->figure_count++] = *figure;
	if (figure->id > 0)
		r->place[figure->id] = n->figure_count;
	return MCT_OK;
}

/* In a picture of partners clients do not stand, unless they are partners besides. */
static mct_status_t add_person(struct reader *r, int64_t id, bool *drawn)
{
	struct figure figure;
	mct_status_t st;

	*drawn = r->place[id] != 0;
	if (*drawn || (r->near != NULL && r->near[id] == 255))
		return MCT_OK;
	st = make_figure(r, id, &figure);
	if (st != MCT_OK)
		return st;
	if (r->query->partners && figure.kind == FIGURE_CLIENT) {
		free(figure.name);
		return MCT_OK;
	}
	*drawn = true;
	return add_figure(r, &figure);
}

/* ---- lines ----------------------------------------------------------------------------------- */

static mct_status_t add_line(struct reader *r, const struct line *line)
{
	struct network *n = r->out;

	if (!ARRAY_ROOM(n->lines, n->line_count, r->lines))
		return fail_nomem(r->m);
	n->lines[n->line_count++] = *line;
	return MCT_OK;
}

/* Who was sent by whom: then the line leads from the sender to her, and is as wide as she is worth.
 */
static bool is_sent(struct reader *r, const struct tie *tie)
{
	return relation_group(&r->relations, tie->kind) == RELATION_REFERRAL;
}
static bool is_sent_on(const struct tie *tie)
{
	return strcmp(tie->kind, "sent on to") == 0;
}

static mct_status_t add_tie(struct reader *r, const struct tie *tie)
{
	bool one, other, sent = is_sent(r, tie);
	struct line line = {.group = relation_group(&r->relations, tie->kind),
		.arrow = sent || is_sent_on(tie)};
	mct_status_t st = add_person(r, tie->person, &one);

	if (st == MCT_OK)
		st = add_person(r, tie->other, &other);
	if (st != MCT_OK || !one || !other)
		return st;
	line.from = r->place[sent ? tie->other : tie->person] - 1;
	line.to = r->place[sent ? tie->person : tie->other] - 1;
	line.worth = sent ? (double)r->paid[tie->person] : 0;
	r->out->figures[r->place[tie->other] - 1].sent += sent;
	r->out->figures[r->place[tie->other] - 1].on += is_sent_on(tie);
	return add_line(r, &line);
}

/* Of partners: how many they sent and are sent, and what those are worth, goes to one line between
 * each and the practice. */
static mct_status_t add_to_practice(struct reader *r, const struct tie *tie, double *worth)
{
	struct figure *partner;
	bool drawn;
	mct_status_t st = add_person(r, tie->other, &drawn);

	if (st != MCT_OK || !drawn)
		return st;
	partner = &r->out->figures[r->place[tie->other] - 1];
	if (partner->kind != FIGURE_PRIMARY && partner->kind != FIGURE_SECONDARY)
		return MCT_OK;
	if (is_sent_on(tie)) {
		partner->on++;
	} else {
		partner->sent++;
		worth[tie->other] += (double)r->paid[tie->person];
	}
	return MCT_OK;
}

static mct_status_t add_partner_lines(struct reader *r, const double *worth)
{
	mct_status_t st = MCT_OK;

	for (size_t i = 1; st == MCT_OK && i < r->out->figure_count; i++) {
		const struct figure *f = &r->out->figures[i];
		struct line line = {.from = i,
			.group = RELATION_REFERRAL,
			.arrow = true,
			.worth = worth[f->id]};

		if (f->sent > 0)
			st = add_line(r, &line);
		line = (struct line){.to = i, .group = RELATION_CARE, .arrow = true};
		if (st == MCT_OK && f->on > 0)
			st = add_line(r, &line);
		line = (struct line){.to = i, .group = RELATION_OTHER};
		if (st == MCT_OK && f->sent + f->on == 0 &&
			(f->kind == FIGURE_PRIMARY || f->kind == FIGURE_SECONDARY))
			st = add_line(r, &line);
	}
	return st;
}

static mct_status_t add_ties(struct reader *r, double *worth)
{
	sqlite3_stmt *ties CLEANUP(statement_finish) = NULL;
	struct tie tie;
	mct_status_t st = ties_all(r->m, r->as_of, &ties);

	while (st == MCT_OK && (st = tie_next(r->m, ties, &tie)) == MCT_ROW) {
		if (tie.person <= 0 || tie.person >= r->people || tie.other <= 0 ||
			tie.other >= r->people)
			st = MCT_OK;
		else if (worth != NULL && (is_sent(r, &tie) || is_sent_on(&tie)))
			st = add_to_practice(r, &tie, worth);
		else
			st = add_tie(r, &tie);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

static int compare_lines(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return (x->group > y->group) - (x->group < y->group);
}

/* A line without an arrow has no direction; of several like it one is drawn, the widest. */
static void merge_lines(struct network *n)
{
	size_t kept = 0;
	double most = 0;

	for (size_t i = 0; i < n->line_count; i++) {
		struct line *line = &n->lines[i];
		size_t from = line->from;

		if (!line->arrow && line->from > line->to) {
			line->from = line->to;
			line->to = from;
		}
		most = line->worth > most ? line->worth : most;
	}
	if (n->line_count > 0)
		qsort(n->lines, n->line_count, sizeof *n->lines, compare_lines);
	for (size_t i = 0; i < n->line_count; i++) {
		struct line *line = &n->lines[i];

		line->worth = most > 0 ? line->worth / most : 0;
		if (kept > 0 && compare_lines(line, &n->lines[kept - 1]) == 0)
			n->lines[kept - 1].worth = fmax(line->worth, n->lines[kept - 1].worth);
		else
			n->lines[kept++] = *line;
	}
	n->line_count = kept;
}

/* Of a picture of partners: who is tied to none of them, nor to the practice, has no place in it.
 */
static void leave_strangers(struct network *n, bool *stays, size_t *moved)
{
	size_t kept = 0;

	for (size_t i = 0; i < n->figure_count; i++)
		stays[i] = n->figures[i].kind < FIGURE_CLIENT;
	for (size_t i = 0; i < n->line_count; i++) {
		bool to_partner = n->figures[n->lines[i].from].kind < FIGURE_CLIENT ||
			n->figures[n->lines[i].to].kind < FIGURE_CLIENT;

		stays[n->lines[i].from] |= to_partner;
		stays[n->lines[i].to] |= to_partner;
	}
	for (size_t i = 0; i < n->figure_count; i++) {
		moved[i] = kept;
		if (stays[i])
			n->figures[kept++] = n->figures[i];
		else
			free(n->figures[i].name);
	}
	n->figure_count = kept;
	kept = 0;
	for (size_t i = 0; i < n->line_count; i++) {
		struct line line = n->lines[i];

		if (!stays[line.from] || !stays[line.to])
			continue;
		line.from = moved[line.from];
		line.to = moved[line.to];
		n->lines[kept++] = line;
	}
	n->line_count = kept;
}

static mct_status_t drop_strangers(mct_t *m, struct network *n)
{
	bool *stays CLEANUP(free_pointer) = calloc(n->figure_count + 1, sizeof *stays);
	size_t *moved CLEANUP(free_pointer) = calloc(n->figure_count + 1, sizeof *moved);

	if (stays == NULL || moved == NULL)
		return fail_nomem(m);
	leave_strangers(n, stays, moved);
	return MCT_OK;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static mct_status_t read_paid(struct reader *r)
{
	static const char sql[] =
		"SELECT client_id, sum(coalesce(price, 0) + coalesce(tip, 0)) FROM visit "
		"WHERE outcome = 'completed' AND date <= ?1 GROUP BY client_id";
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(r->m, sql, &row);

	if (st == MCT_OK)
		statement_bind(row, "t", r->as_of);
	while (st == MCT_OK && (st = statement_step(r->m, row)) == MCT_ROW) {
		int64_t id = sqlite3_column_int64(row, 0);

		if (id > 0 && id < r->people)
			r->paid[id] = sqlite3_column_int64(row, 1);
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* Partners stand in the picture also when nobody is tied to them yet. */
static mct_status_t add_partners(struct reader *r)
{
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(r->m, "SELECT id FROM partner ORDER BY id", &row);
	bool drawn;

	while (st == MCT_OK && (st = statement_step(r->m, row)) == MCT_ROW)
		st = add_person(r, sqlite3_column_int64(row, 0), &drawn);
	return st == MCT_DONE ? MCT_OK : st;
}

/* The practice stands for the therapist. */
static mct_status_t add_practice(struct reader *r)
{
	struct figure figure = {.kind = FIGURE_ME, .name = strdup(r->out->title)};
	mct_status_t st = figure.name != NULL ? add_figure(r, &figure) : fail_nomem(r->m);

	if (st == MCT_OK && r->me != 0)
		r->place[r->me] = 1;
	return st;
}

static mct_status_t begin(struct reader *r)
{
	struct web web CLEANUP(web_free) = {0};
	mct_status_t st = web_load(r->m, r->as_of, &web);

	if (st != MCT_OK)
		return st;
	r->out->title = mct_setting(r->m, "practice.name");
	st = me_find(r->m, &r->me);
	if (st == MCT_ROW || st == MCT_DONE)
		st = relations_load(r->m, &r->relations);
	if (st == MCT_OK)
		st = statement_prepare(r->m, sql_person, &r->person);
	if (st != MCT_OK)
		return st;
	r->people = web.people;
	r->place = calloc((size_t)r->people, sizeof *r->place);
	r->paid = calloc((size_t)r->people, sizeof *r->paid);
	if (r->query->around != 0)
		r->near = web_distances(&web, r->query->around, r->query->steps);
	if (r->place == NULL || r->paid == NULL || (r->query->around != 0 && r->near == NULL))
		return fail_nomem(r->m);
	return read_paid(r);
}

/* Whom the picture could have and does not: clients to whom nobody is tied. */
static mct_status_t count_left_out(struct reader *r)
{
	int64_t clients = 0;
	mct_status_t st = query_integer(r->m, &clients, "SELECT count(*) FROM client", "");

	for (size_t i = 0; i < r->out->figure_count; i++)
		clients -= r->out->figures[i].kind == FIGURE_CLIENT;
	if (st == MCT_ROW && r->query->around == 0 && !r->query->partners)
		r->out->left_out = clients;
	return st == MCT_ROW ? MCT_OK : st;
}

static mct_status_t read_all(struct reader *r)
{
	double *worth CLEANUP(free_pointer) = NULL;
	bool drawn;
	mct_status_t st = begin(r);

	if (st == MCT_OK && r->query->partners) {
		worth = calloc((size_t)r->people, sizeof *worth);
		st = worth != NULL ? add_practice(r) : fail_nomem(r->m);
	}
	if (st == MCT_OK && r->query->around != 0)
		st = add_person(r, r->query->around, &drawn);
	else if (st == MCT_OK)
		st = add_partners(r);
	if (st == MCT_OK)
		st = add_ties(r, worth);
	if (st == MCT_OK && worth != NULL)
		st = add_partner_lines(r, worth);
	if (st == MCT_OK)
		st = relations_check(r->m, &r->relations);
	return st == MCT_OK ? count_left_out(r) : st;
}

mct_status_t network_read(mct_t *m, const struct mct_network_query *query, struct network *out)
{
	struct reader r CLEANUP(reader_free) = {.m = m,
		.query = query,
		.as_of = query->as_of != NULL ? query->as_of : mct_today(m),
		.out = out};
	mct_status_t st;

	*out = (struct network){.day = r.as_of,
		.initials = query->initials,
		.partners = query->partners,
		.around = query->around != 0};
	st = read_all(&r);
	merge_lines(out);
	return st == MCT_OK && query->partners ? drop_strangers(m, out) : st;
}
