/*
 * relation.c - the kinds of connection that ship with mct, those that the therapist
 * adds, and how any kind reads from the other side. What ends in "of", "by" or
 * "with" can be turned round without a table.
 */
#include "people/relation.h"

#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "store/statement.h"
#include "util/text.h"

const char *const relation_groups[] = {
	"family", "friends", "work", "care", "referral", "other", NULL};

/*
 * The kinds that ship, all in words that folding leaves as they are. A kind that is its own inverse
 * reads the same both ways. Where several have the same inverse ("son of", "daughter of": "parent
 * of"), that one has a row of its own, which says how it reads from the other side.
 */
static const struct relation shipped[] = {
	{"child of", "parent of", RELATION_FAMILY},
	{"parent of", "child of", RELATION_FAMILY},
	{"son of", "parent of", RELATION_FAMILY},
	{"daughter of", "parent of", RELATION_FAMILY},
	{"mother of", "child of", RELATION_FAMILY},
	{"father of", "child of", RELATION_FAMILY},
	{"sibling of", "sibling of", RELATION_FAMILY},
	{"sister of", "sibling of", RELATION_FAMILY},
	{"brother of", "sibling of", RELATION_FAMILY},
	{"twin of", "twin of", RELATION_FAMILY},
	{"spouse of", "spouse of", RELATION_FAMILY},
	{"wife of", "spouse of", RELATION_FAMILY},
	{"husband of", "spouse of", RELATION_FAMILY},
	{"partner of", "partner of", RELATION_FAMILY},
	{"cousin of", "cousin of", RELATION_FAMILY},
	{"grandparent of", "grandchild of", RELATION_FAMILY},
	{"grandmother of", "grandchild of", RELATION_FAMILY},
	{"grandfather of", "grandchild of", RELATION_FAMILY},
	{"grandchild of", "grandparent of", RELATION_FAMILY},
	{"aunt of", "niece or nephew of", RELATION_FAMILY},
	{"uncle of", "niece or nephew of", RELATION_FAMILY},
	{"niece of", "aunt or uncle of", RELATION_FAMILY},
	{"nephew of", "aunt or uncle of", RELATION_FAMILY},
	{"relative of", "relative of", RELATION_FAMILY},
	{"lives with", "lives with", RELATION_FAMILY},
	{"dog of", "owner of", RELATION_FAMILY},
	{"cat of", "owner of", RELATION_FAMILY},
	{"horse of", "owner of", RELATION_FAMILY},
	{"pet of", "owner of", RELATION_FAMILY},
	{"owner of", "belongs to", RELATION_OTHER},
	{"friend of", "friend of", RELATION_FRIENDS},
	{"knows", "knows", RELATION_FRIENDS},
	{"neighbour of", "neighbour of", RELATION_FRIENDS},
	{"neighbor of", "neighbor of", RELATION_FRIENDS},
	{"trains with", "trains with", RELATION_FRIENDS},
	{"trains at", "trains", RELATION_FRIENDS},
	{"goes to", "visited by", RELATION_FRIENDS},
	{"member of", "has as member", RELATION_FRIENDS},
	{"works at", "employs", RELATION_WORK},
	{"works for", "employs", RELATION_WORK},
	{"employs", "works at", RELATION_WORK},
	{"works with", "works with", RELATION_WORK},
	{"colleague of", "colleague of", RELATION_WORK},
	{"runs", "run by", RELATION_WORK},
	{"owns", "owned by", RELATION_WORK},
	{"landlord of", "tenant of", RELATION_WORK},
	{"accountant of", "has as accountant", RELATION_WORK},
	{"teacher of", "student of", RELATION_WORK},
	{"studies at", "teaches", RELATION_WORK},
	{"buys from", "sells to", RELATION_WORK},
	{"trainer of", "trained by", RELATION_CARE},
	{"guardian of", "in the care of", RELATION_CARE},
	{"carer of", "in the care of", RELATION_CARE},
	{"emergency contact of", "has as emergency contact", RELATION_CARE},
	{"doctor of", "patient of", RELATION_CARE},
	{"midwife of", "patient of", RELATION_CARE},
	{"therapist of", "patient of", RELATION_CARE},
	{"looks after", "looked after by", RELATION_CARE},
	{"sent on to", "was sent", RELATION_CARE},
	{"recommended to", "was recommended", RELATION_CARE},
	{"sent by", "sent", RELATION_REFERRAL},
	{"introduced by", "introduced", RELATION_REFERRAL},
	{"spoke of", "spoken of by", RELATION_OTHER},
};

/* ---- the records ----------------------------------------------------------------------------- */

enum { NAME, INVERSE, GROUP };

static const char *const name_words[] = {"kind", "relation", "relationship", "as", NULL};
static const char *const inverse_words[] = {"other way", "reverse", "the other way round", NULL};
static const char *const group_words[] = {"sort", "family", NULL};

static const mct_field_t fields[] = {
	[NAME] = {.name = "name",
		.title = "Kind",
		.help = "the kind, as in: Leo is \"child of\" Dana",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.key_column = "name_key",
		.words = name_words},
	[INVERSE] = {.name = "inverse",
		.title = "The other way",
		.help = "how it reads from the other side: \"parent of\"",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED,
		.words = inverse_words},
	[GROUP] = {.name = "group",
		.title = "Group",
		.help = "family, friends, work, care, referral or other",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.column = "tie_group",
		.choices = relation_groups,
		.words = group_words},
};

static mct_status_t check(mct_record_t *r)
{
	if (!record_value(r, GROUP)->set)
		record_put_text(r, GROUP, relation_groups[RELATION_OTHER]);
	return record_check_name(r, NAME, "kind", "change it with: mct relation edit");
}

const mct_entity_t entity_relation = {
	.name = "relation",
	.plural = "relations",
	.help = "kinds of connection of your own, and how they read the other way",
	.table = "relation",
	.prefix = "xk",
	.is_named = true,
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.order = "relation.name_key",
	.check = check,
};

/* ---- those of her own ------------------------------------------------------------------------ */

static enum relation_group group_named(const char *name)
{
	size_t i = 0;

	while (relation_groups[i] != NULL && strcmp(relation_groups[i], name) != 0)
		i++;
	return relation_groups[i] != NULL ? (enum relation_group)i : RELATION_OTHER;
}

/* A row as texts that stand one after the other, each with its NUL. */
static void add_texts(struct buf *texts, sqlite3_stmt *row)
{
	for (int column = 0; column < 5; column++) {
		buf_adds(texts, (const char *)sqlite3_column_text(row, column));
		buf_addc(texts, '\0');
	}
}

static const char *take_text(const char **at)
{
	const char *text = *at;

	*at += strlen(text) + 1;
	return text;
}

mct_status_t relations_load(mct_t *m, struct relations *out)
{
	static const char sql[] = "SELECT name, inverse, name_key, fold(inverse), tie_group "
				  "FROM relation ORDER BY id";
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	const char *at;
	mct_status_t st = statement_get(m, sql, &row);

	*out = (struct relations){0};
	for (; st == MCT_OK && (st = statement_step(m, row)) == MCT_ROW; out->count++, st = MCT_OK)
		add_texts(&out->texts, row);
	if (st == MCT_DONE && out->count > 0)
		out->own = calloc(out->count, sizeof *out->own);
	if (st != MCT_DONE || out->texts.failed || (out->count > 0 && out->own == NULL)) {
		relations_free(out);
		return st == MCT_DONE ? fail_nomem(m) : st;
	}
	at = buf_str(&out->texts);
	for (size_t i = 0; i < out->count; i++) {
		struct own_relation *own = &out->own[i];

		own->words.name = take_text(&at);
		own->words.inverse = take_text(&at);
		own->name_key = take_text(&at);
		own->inverse_key = take_text(&at);
		own->words.group = group_named(take_text(&at));
	}
	return MCT_OK;
}

void relations_free(struct relations *relations)
{
	free(relations->own);
	buf_free(&relations->texts);
	*relations = (struct relations){0};
}

mct_status_t relations_check(mct_t *m, const struct relations *relations)
{
	return relations->failed ? fail_nomem(m) : MCT_OK;
}

/* ---- looking a kind up ----------------------------------------------------------------------- */

const struct relation *relation_at(struct relations *relations, size_t i)
{
	if (i < relations->count)
		return &relations->own[i].words;
	i -= relations->count;
	return i < ARRAY_SIZE(shipped) ? &shipped[i] : NULL;
}

static bool reads(struct relations *relations, size_t i, const char *key, bool turned)
{
	const struct relation *r = relation_at(relations, i);
	const char *name = r->name, *inverse = r->inverse;

	if (i < relations->count) {
		name = relations->own[i].name_key;
		inverse = relations->own[i].inverse_key;
	}
	return strcmp(turned ? inverse : name, key) == 0;
}

/* The place of a kind; *turned: it is what the row reads the other way. */
static bool find(struct relations *relations, const char *kind, size_t *place, bool *turned)
{
	struct buf key CLEANUP(buf_free) = {0};

	text_fold(kind, strlen(kind), &key);
	relations->failed |= key.failed;
	for (int way = 0; way < 2; way++) {
		*turned = way == 1;
		for (*place = 0; relation_at(relations, *place) != NULL; ++*place)
			if (reads(relations, *place, buf_str(&key), *turned))
				return true;
	}
	return false;
}

bool relation_place(struct relations *relations, const char *kind, size_t *place)
{
	bool turned;

	return find(relations, kind, place, &turned);
}

/* The row of a kind; NULL when there is none. */
static const struct relation *find_kind(struct relations *relations, const char *kind, bool *turned)
{
	size_t place;

	return find(relations, kind, &place, turned) ? relation_at(relations, place) : NULL;
}

const char *relation_known(struct relations *relations, const char *kind)
{
	struct buf with_of CLEANUP(buf_free) = {0};
	bool turned;
	const struct relation *r = find_kind(relations, kind, &turned);

	if (r == NULL) {
		buf_addf(&with_of, "%s of", kind);
		relations->failed |= with_of.failed;
		r = find_kind(relations, buf_str(&with_of), &turned);
	}
	return r == NULL ? NULL : turned ? r->inverse : r->name;
}

/* The length of the kind without the word that ends it, or 0. */
static size_t length_before(const char *kind, const char *last)
{
	size_t n = strlen(kind), end = strlen(last);

	return n > end && strcmp(kind + n - end, last) == 0 ? n - end : 0;
}

static void turn_round(const char *kind, struct buf *out)
{
	static const char has_as[] = "has as ";
	static const char arrow[] = RELATION_ARROW;
	size_t n;

	if (strncmp(kind, arrow, sizeof arrow - 1) == 0)
		buf_adds(out, kind + sizeof arrow - 1);
	else if (length_before(kind, " with") > 0)
		buf_adds(out, kind);
	else if ((n = length_before(kind, " of")) > 0)
		buf_addf(out, "%s%.*s", has_as, (int)n, kind);
	else if (strncmp(kind, has_as, sizeof has_as - 1) == 0)
		buf_addf(out, "%s of", kind + sizeof has_as - 1);
	else if ((n = length_before(kind, " by")) > 0)
		buf_add(out, kind, n);
	else
		buf_addf(out, "%s%s", arrow, kind);
}

void relation_inverse(struct relations *relations, const char *kind, struct buf *out)
{
	bool turned;
	const struct relation *r = find_kind(relations, kind, &turned);

	if (r != NULL)
		buf_adds(out, turned ? r->name : r->inverse);
	else
		turn_round(kind, out);
	relations->failed |= out->failed;
}

enum relation_group relation_group(struct relations *relations, const char *kind)
{
	bool turned;
	const struct relation *r = find_kind(relations, kind, &turned);

	return r != NULL ? r->group : RELATION_OTHER;
}

void relation_plain(struct relations *relations, const char *kind, struct buf *out)
{
	struct buf turned CLEANUP(buf_free) = {0};

	relation_inverse(relations, kind, &turned);
	relation_inverse(relations, buf_str(&turned), out);
}
