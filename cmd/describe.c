/*
 * describe.c - a record as one would say it. Each entity has its sentence in one
 * table; what the sentence leaves out but the person typed follows it, so
 * that every reading is echoed.
 */
#include "describe.h"

#include <string.h>

#include "util/date.h"
#include "util/text.h"

/* A text is told in full when it was added; as the name of a record this much is enough. */
#define NAME_COLUMNS 50

/*
 * {field} stands for its value, {} for the entity's name; [...] is left out where a field in it is
 * unset. The first row of an entity whose condition holds is its sentence.
 */
struct saying {
	const char *entity;
	const char *field, *value; /* the condition: that field has this value; NULL: none */
	const char *added;         /* what was done */
	const char *one;           /* which record it is */
};

static const struct saying sayings[] = {
	{"client", NULL, NULL, "Added client {name}", "client {name}"},
	{"contact", NULL, NULL, "Added contact {name}", "contact {name}"},
	{"partner", NULL, NULL, "Added partner {name}", "partner {name}"},
	{"topic", NULL, NULL, "Added topic {name}", "topic {name}"},
	{"trait", NULL, NULL, "Added trait {condition}, weight {weight}", "trait {condition}"},
	{"rate", NULL, NULL, "Added the rate of {hour} an hour from {since} on",
		"the rate of {hour} an hour from {since} on"},
	{"visit", "outcome", "booked", "Booked {client} for {date}[ {time}][, {minutes} min]",
		"the visit of {client} on {date}[ {time}]"},
	{"visit", NULL, NULL,
		"Logged {client}, {date}[ {time}][, {minutes} min], {outcome}[, {price}]",
		"the visit of {client} on {date}[ {time}]"},
	{"referral", "direction", "out", "Noted that you sent {client} to {partner} on {date}",
		"the referral of {client} to {partner}"},
	{"referral", "partner", "", "Noted that {referrer} sent you {client} on {date}",
		"the referral of {client} by {referrer}"},
	{"referral", "referrer", "", "Noted that {partner} sent you {client} on {date}",
		"the referral of {client} by {partner}"},
	{"referral", NULL, NULL,
		"Noted that {referrer} sent you {client} through {partner} on {date}",
		"the referral of {client} by {referrer}"},
	{"mapping", NULL, NULL, "Kept the mapping {name} for files of {kind}",
		"the mapping {name}"},
	{"relation", NULL, NULL,
		"Added the kind of connection \"{name}\", the other way \"{inverse}\"",
		"the kind of connection \"{name}\""},
	{"connection", NULL, NULL, "Connected {person}, {kind} {other}",
		"the connection of {person}, {kind} {other}"},
	{"fact", NULL, NULL, "Remembered about {client}: {text}[, about {about}]",
		"the fact about {client}, \"{text}\""},
	{"caution", NULL, NULL, "Noted a caution for {client}: {text}, {kind}, {severity}",
		"the caution for {client}, \"{text}\""},
	{"review", NULL, NULL, "Noted the health review of {client} on {date}: {result}",
		"the health review of {client} on {date}"},
	{"consent", NULL, NULL, "Noted that {client} agreed to {purpose} on {given}",
		"the consent of {client} to {purpose}"},
	{"goal", NULL, NULL, "Noted a goal of {client}: {text}",
		"the goal of {client}, \"{text}\""},
	{"wish", NULL, NULL, "Noted that {client} would like to come {when}",
		"the wish of {client} for {when}"},
	{"promise", "by", "me", "Noted that you promised {client}: {text}",
		"your promise to {client}, \"{text}\""},
	{"promise", "by", "client", "Noted that {client} promised: {text}",
		"the promise of {client}, \"{text}\""},
	{"recommendation", NULL, NULL,
		"Noted that you recommended to {client}: {text}, because {because}",
		"your recommendation to {client}, \"{text}\""},
	{"suspension", NULL, NULL, "Noted that {client} pauses from {since} on: {because}",
		"the pause of {client} from {since} on"},
	{"assessment", NULL, NULL,
		"Noted that {partner} is {quality}, {score} of 3, because {because}",
		"the assessment of {partner}, {quality} on {date}"},
	{"stage", NULL, NULL, "Noted the stage with {partner}: {stage}, since {since}",
		"the stage with {partner}, {stage} since {since}"},
	{"win", "side", "me", "Noted what you get with {partner}: {text}",
		"what you get with {partner}, \"{text}\""},
	{"win", "side", "partner", "Noted what {partner} gets: {text}",
		"what {partner} gets, \"{text}\""},
	{"win", "side", "clients", "Noted what the clients of {partner} get: {text}",
		"what the clients of {partner} get, \"{text}\""},
	{"agreement", NULL, NULL, "Drafted the agreement with {partner} on {drafted}",
		"the agreement with {partner} of {drafted}"},
	{"system", NULL, NULL, "Noted that {partner} introduces you by {mechanism}[: {text}]",
		"the {mechanism} of {partner}"},
	{"touch", "direction", "in", "Noted that {who} was in touch on {date}[: {what}]",
		"the touch by {who} on {date}"},
	{"touch", NULL, NULL, "Noted that you were in touch with {who} on {date}[: {what}]",
		"the touch with {who} on {date}"},
	{"event", NULL, NULL, "Added event {name} on {date}[ {time}]", "event {name}"},
	{"meeting", NULL, NULL, "Noted that you met {who} at {event}[: {about}]",
		"the meeting with {who} at {event}"},
	{"request", NULL, NULL, "Noted that {who} asked for {kind} on {date}, due {due}",
		"the request of {who} for {kind}"},
	{"disclosure", NULL, NULL, "Noted what was handed out about {who} to {to}: {what}",
		"what was handed out about {who} to {to}"},
	{"task", NULL, NULL, "To do: {what}[, with {who}][, due {due}]", "the task \"{what}\""},
	{"market", NULL, NULL, "Noted that a {business} serves {market}[, because {because}]",
		"the {business} that serves {market}"},
	{"finding", NULL, NULL, "Noted on {topic}: {text}", "the finding on {topic}, \"{text}\""},
};
static const struct saying plain_saying = {NULL, NULL, NULL, "Added {}", "{}"};

/* ---- values ---------------------------------------------------------------------------------- */

/* A day with its weekday, a choice without what stands for a blank in it; one line, made safe. */
static void add_value(
	struct run *r, const mct_record_t *record, const mct_field_t *f, struct buf *out)
{
	struct buf words CLEANUP(buf_free) = {0};
	struct mct_value v;
	size_t length;
	const char *text;

	mct_record_get(record, f, &v);
	text = mct_value_text(r->m, f, &v, MCT_FORM_HUMAN, &length);
	if (mct_field_type(f) == MCT_TYPE_DATE && date_from_iso(v.text, v.length) != DATE_NONE)
		date_to_human(date_from_iso(v.text, v.length), true, &words);
	else
		buf_add(&words, text, length);
	for (size_t i = 0; i < words.len; i++)
		if (words.data[i] == '\n' || words.data[i] == '\t' ||
			(words.data[i] == '_' && mct_field_type(f) == MCT_TYPE_CHOICE))
			words.data[i] = ' ';
	text_add_safe(out, buf_str(&words), words.len, false);
}

static bool is_set(const mct_record_t *record, const mct_field_t *f)
{
	struct mct_value v;

	mct_record_get(record, f, &v);
	return v.set;
}

static bool is_free_text(const mct_field_t *f)
{
	return mct_field_type(f) == MCT_TYPE_TEXT || mct_field_type(f) == MCT_TYPE_LONG_TEXT;
}

/* "ask Fri 27 Nov 2026", "note "likes quiet"", "no note" */
static void add_labelled(
	struct run *r, const mct_record_t *record, const mct_field_t *f, struct buf *out)
{
	struct buf value CLEANUP(buf_free) = {0};
	bool quoted;

	buf_adds(out, is_set(record, f) ? "" : "no ");
	for (const char *c = mct_field_name(f); *c != '\0'; c++)
		buf_addc(out, *c == '_' ? ' ' : *c);
	if (!is_set(record, f))
		return;
	add_value(r, record, f, &value);
	quoted = is_free_text(f) && strchr(buf_str(&value), ' ') != NULL;
	buf_addf(out, quoted ? " \"%s\"" : " %s", buf_str(&value));
}

/* ---- sentences ------------------------------------------------------------------------------- */

static const mct_field_t *condition_field(const mct_entity_t *e, const struct saying *s)
{
	return s->field != NULL ? mct_entity_field_named(e, s->field) : NULL;
}

static bool holds(const mct_record_t *record, const struct saying *s)
{
	const mct_field_t *f = condition_field(mct_record_entity(record), s);
	struct mct_value v;

	if (f == NULL)
		return true;
	mct_record_get(record, f, &v);
	return strcmp(v.text, s->value) == 0;
}

static const struct saying *saying_of(const mct_record_t *record)
{
	const char *entity = mct_entity_name(mct_record_entity(record));

	for (size_t i = 0; i < ARRAY_SIZE(sayings); i++)
		if (strcmp(sayings[i].entity, entity) == 0 && holds(record, &sayings[i]))
			return &sayings[i];
	return &plain_saying;
}

/* "{name}..." -> the field; *at moves past the brace. */
static const mct_field_t *take_field(const mct_entity_t *e, const char **at)
{
	char name[64];
	size_t length = strcspn(*at, "}") - 1;

	snprintf(name, sizeof name, "%.*s", (int)length, *at + 1);
	*at += length + 2;
	return mct_entity_field_named(e, name);
}

/* Whether all fields up to the closing bracket are set. */
static bool part_is_set(const mct_record_t *record, const char *at)
{
	while (*at != ']' && *at != '\0') {
		if (*at != '{') {
			at++;
			continue;
		}
		if (!is_set(record, take_field(mct_record_entity(record), &at)))
			return false;
	}
	return true;
}

/* A text that names its record between quotes is cut short. */
static void add_field(struct run *r, const mct_record_t *record, const mct_field_t *f, bool quoted,
	struct buf *out)
{
	struct buf value CLEANUP(buf_free) = {0};

	add_value(r, record, f, &value);
	if (quoted)
		text_add_fitted(out, buf_str(&value), value.len, NAME_COLUMNS, r->term.utf8);
	else
		buf_add(out, buf_str(&value), value.len);
}

static void add_sentence(struct run *r, const mct_record_t *record, const char *at, struct buf *out)
{
	const mct_entity_t *e = mct_record_entity(record);

	while (*at != '\0') {
		if (at[0] == '{' && at[1] == '}') {
			buf_adds(out, mct_entity_name(e));
			at += 2;
		} else if (*at == '{') {
			bool quoted = out->len > 0 && out->data[out->len - 1] == '"';

			add_field(r, record, take_field(e, &at), quoted, out);
		} else if (*at == '[' && !part_is_set(record, at)) {
			at = strchr(at, ']') + 1;
		} else {
			if (*at != '[' && *at != ']')
				buf_addc(out, *at);
			at++;
		}
	}
	buf_addf(out, " (%s%lld)", mct_entity_prefix(e), (long long)mct_record_id(record));
}

static bool says_field(const struct saying *s, const mct_field_t *f)
{
	char word[72];

	snprintf(word, sizeof word, "{%s}", mct_field_name(f));
	return strstr(s->added, word) != NULL ||
		(s->field != NULL && strcmp(s->field, mct_field_name(f)) == 0);
}

static bool is_typed(const struct run *r, const mct_field_t *f)
{
	for (size_t i = 0; i < r->fields.count; i++)
		if (r->fields.items[i].field == f)
			return true;
	return false;
}

/* ---- the calls ------------------------------------------------------------------------------- */

/* What was typed and is not in the sentence; NULL: a sentence that says only which record it is. */
static void add_typed(
	struct run *r, const mct_record_t *record, const struct saying *said, struct buf *out)
{
	const mct_field_t *f;

	for (size_t i = 0; (f = mct_entity_field(mct_record_entity(record), i)) != NULL; i++) {
		if (!is_typed(r, f) || !is_set(record, f) || (said != NULL && says_field(said, f)))
			continue;
		buf_adds(out, ", ");
		add_labelled(r, record, f, out);
	}
}

void describe_added(struct run *r, const mct_record_t *record, bool already, struct buf *out)
{
	const struct saying *s = saying_of(record);

	if (already)
		buf_addf(out, "Already %c", text_lower(s->added[0]));
	add_sentence(r, record, s->added + already, out);
	add_typed(r, record, s, out);
}

void describe_done(struct run *r, const mct_record_t *record, const char *what, struct buf *out)
{
	buf_addf(out, "%s: ", what);
	add_sentence(r, record, saying_of(record)->one, out);
	add_typed(r, record, NULL, out);
}

void describe(struct run *r, const mct_record_t *record, struct buf *out)
{
	add_sentence(r, record, saying_of(record)->one, out);
}

static bool differs(const mct_record_t *before, const mct_record_t *record, const mct_field_t *f)
{
	struct mct_value a, b;

	mct_record_get(before, f, &a);
	mct_record_get(record, f, &b);
	return a.set != b.set || a.integer != b.integer || strcmp(a.text, b.text) != 0;
}

void describe_changes(
	struct run *r, const mct_record_t *before, const mct_record_t *record, struct buf *out)
{
	const mct_field_t *f;
	const char *comma = "";

	for (size_t i = 0; (f = mct_entity_field(mct_record_entity(record), i)) != NULL; i++) {
		if ((mct_field_flags(f) & MCT_FIELD_COMPUTED) != 0 || !differs(before, record, f))
			continue;
		buf_adds(out, comma);
		add_labelled(r, record, f, out);
		comma = ", ";
	}
}
