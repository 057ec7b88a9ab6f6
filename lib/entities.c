/*
 * entities.c - the list of all entities, in the order of every listing of them.
 */
#include <string.h>

#include "partners/partner.h"
#include "partners/referral.h"
#include "people/client.h"
#include "practice/visit.h"

static const mct_entity_t *const entities[] = {
	&entity_client, &entity_visit, &entity_partner, &entity_referral};

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
