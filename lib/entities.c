/*
 * entities.c - the list of all entities, in the order of every listing of them.
 */
#include <string.h>

#include "exchange/saved_mapping.h"
#include "partners/agreement.h"
#include "partners/assessment.h"
#include "partners/market.h"
#include "partners/partner.h"
#include "partners/referral.h"
#include "partners/stage.h"
#include "partners/system.h"
#include "partners/win.h"
#include "people/client.h"
#include "people/connection.h"
#include "people/contact.h"
#include "people/event.h"
#include "people/disclosure.h"
#include "people/fact.h"
#include "people/relation.h"
#include "people/request.h"
#include "people/task.h"
#include "people/topic.h"
#include "people/touch.h"
#include "people/trait.h"
#include "practice/caution.h"
#include "practice/consent.h"
#include "practice/goal.h"
#include "practice/promise.h"
#include "practice/rate.h"
#include "practice/recommendation.h"
#include "practice/review.h"
#include "practice/suspension.h"
#include "practice/visit.h"
#include "practice/wish.h"

/* What others refer to stands before them, so that all of it can be read in again in this order. */
static const mct_entity_t *const entities[] = {&entity_contact, &entity_client, &entity_partner,
	&entity_rate, &entity_visit, &entity_referral, &entity_relation, &entity_connection,
	&entity_fact, &entity_caution, &entity_review, &entity_consent, &entity_goal, &entity_wish,
	&entity_promise, &entity_recommendation, &entity_suspension, &entity_topic, &entity_finding,
	&entity_trait, &entity_assessment, &entity_stage, &entity_win, &entity_agreement,
	&entity_system, &entity_touch, &entity_event, &entity_meeting, &entity_task,
	&entity_request, &entity_disclosure, &entity_market, &entity_mapping};

const mct_entity_t *mct_entity_at(size_t i)
{
	return i < ARRAY_SIZE(entities) ? entities[i] : NULL;
}

const mct_entity_t *mct_entity_named(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(entities); i++)
		if (strcmp(entities[i]->name, name) == 0 || strcmp(entities[i]->plural, name) == 0)
			return entities[i];
	return NULL;
}
