/*
 * partner.c - the group "partner".
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt touch_opts[] = {FIELD_OPERAND("PARTNER", "who", "with whom", "partner"),
	FIELD_OPERAND("WHAT", "what", "what was said, sent or brought", NULL), {0}};
static const char *const touch_examples[] = {
	"partner touch core \"brought new cards\" --via visit", NULL};
static const struct cmd partner_touch = {.name = "touch",
	.summary = "you were in touch",
	.examples = touch_examples,
	.opts = touch_opts,
	.args_size = sizeof(struct add_args),
	.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,
	.entity = "touch",
	.run = verb_add};

static const struct opt add_opts[] = {
	FIELD_OPERAND("NAME", "name", "the partner's name", NULL), {0}};
static const char *const add_examples[] = {
	"partner add \"Core Pilates\" --business Pilates --level primary", NULL};
static const char *const list_examples[] = {"partner list --status primary", NULL};

NOUN_GROUP(partner, "partner", "who sends clients, and is sent them", "\"core pil\"",
	"--level primary", add_opts, add_examples, list_examples, &cmd_partner_find,
	&cmd_partner_best, &cmd_partner_assess, &cmd_partner_review, &cmd_partner_win,
	&cmd_partner_agreement, &partner_touch, &cmd_partner_history, &cmd_partner_merge);
