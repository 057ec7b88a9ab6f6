/*
 * topic.c - the fields of a topic and of a finding. A client whose record names the
 * topic, or one of its words, is offered it in her brief.
 */
#include "people/topic.h"

#include "people/client.h"
#include "people/find.h"
#include "record/record.h"
#include "store/statement.h"

/* ---- topics ---------------------------------------------------------------------------------- */

enum { T_NAME, T_WORDS, T_NOTE, T_FINDINGS };

static const char *const name_words[] = {"topic", "condition", "trend", NULL};
static const char *const other_words[] = {"also", "other words", "synonyms", NULL};

static const mct_field_t topic_fields[] = {
	[T_NAME] = {.name = "name",
		.title = "Topic",
		.help = "the condition or trend",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.key_column = "name_key",
		.words = name_words},
	[T_WORDS] = {.name = "words",
		.title = "Words",
		.help = "other words for it, kept apart by ;",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_SEARCHED,
		.words = other_words},
	[T_NOTE] = {.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED},
	[T_FINDINGS] = {.name = "findings",
		.title = "Found",
		.help = "what was found so far, a line each",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_COMPUTED,
		.sql = "(SELECT group_concat(line, char(10)) FROM (SELECT date || '  ' || text ||"
		       "  coalesce(' (' || source || ')', '') AS line FROM finding"
		       "  WHERE topic_id = topic.id ORDER BY date, id))"},
};

static mct_status_t check_topic(mct_record_t *r)
{
	return record_check_name(
		r, T_NAME, "topic", "add what was found to it with: mct topic note");
}

const mct_entity_t entity_topic = {
	.name = "topic",
	.plural = "topics",
	.help = "conditions and trends looked into together",
	.table = "topic",
	.prefix = "t",
	.is_named = true,
	.fields = topic_fields,
	.count = ARRAY_SIZE(topic_fields),
	.order = "topic.name_key",
	.check = check_topic,
};

/* ---- findings -------------------------------------------------------------------------------- */

enum { F_TOPIC, F_DATE, F_TEXT, F_SOURCE, F_CLIENT };

static const char *const text_words[] = {"finding", "found", "note", NULL};

static const mct_field_t finding_fields[] = {
	[F_TOPIC] = {.name = "topic",
		.title = "Topic",
		.help = "what it is about",
		.type = MCT_TYPE_REF,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "topic_id",
		.target = &entity_topic},
	[F_DATE] = {.name = "date",
		.title = "Date",
		.help = "the day it was found",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY},
	[F_TEXT] = {.name = "text",
		.title = "Finding",
		.help = "what was found",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.words = text_words},
	[F_SOURCE] = {.name = "source",
		.title = "Source",
		.help = "where it was found",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_SEARCHED},
	[F_CLIENT] = {.name = "client",
		.title = "Client",
		.help = "whom it concerns",
		.type = MCT_TYPE_REF,
		.find = find_reference,
		.flags = MCT_FIELD_LISTED,
		.column = "client_id",
		.target = &entity_client},
};

static mct_status_t complete_finding(mct_record_t *r)
{
	record_default_today(r, F_DATE);
	return MCT_OK;
}

static mct_status_t check_finding(mct_record_t *r)
{
	record_check_past(r, F_DATE);
	return MCT_OK;
}

const mct_entity_t entity_finding = {
	.name = "finding",
	.plural = "findings",
	.help = "what was found on a topic, with source and date",
	.table = "finding",
	.prefix = "d",
	.fields = finding_fields,
	.count = ARRAY_SIZE(finding_fields),
	.date_field = "date",
	.order = "finding.date, finding.id",
	.complete = complete_finding,
	.check = check_finding,
};
