/*
 * trait.c - the fields of a trait of the ideal client: a condition over her fields or
 * her figures, and how much it weighs.
 */
#include "people/trait.h"

#include "record/record.h"
#include "value/traits.h"

enum { CONDITION, WEIGHT, BECAUSE };

static const mct_field_t fields[] = {
	[CONDITION] = {.name = "condition",
		.title = "Condition",
		.help = "such as tags=runner or visits_per_year>=8",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY},
	[WEIGHT] = {.name = "weight",
		.title = "Weight",
		.help = "how much it counts; 1",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "why it matters to you",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_SEARCHED},
};

/* A condition that cannot be judged is refused when it is written, not when it is needed. */
static mct_status_t check(mct_record_t *r)
{
	const struct mct_value one = {.set = true, .integer = 1, .text = ""};
	const char *condition = record_text(r, CONDITION);
	mct_status_t st = MCT_OK;

	if (!record_value(r, WEIGHT)->set)
		record_put(r, WEIGHT, &one);
	if (condition != NULL && record_is_changed(r, CONDITION))
		st = trait_check(r->m, condition);
	if (st == MCT_INVALID)
		problem_add(r->m, MCT_INVALID, "condition", condition, r->m->error.hint, "%s",
			r->m->error.message);
	return st;
}

const mct_entity_t entity_trait = {
	.name = "trait",
	.plural = "traits",
	.help = "what describes your ideal client",
	.table = "trait",
	.prefix = "i",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.order = "trait.weight DESC, trait.id",
	.check = check,
};
