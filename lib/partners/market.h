/*
 * market.h - the entity "market": which kind of business serves which market, as the
 * therapist knows it; and that together with what the program knows itself.
 */
#ifndef MCT_PARTNERS_MARKET_H
#define MCT_PARTNERS_MARKET_H

#include "record/field.h"

extern const mct_entity_t entity_market;

/* The table of the program as JSON, for the first parameter of MARKET_KINDS. */
void market_table_json(struct buf *out);

/*
 * Tables of a query: `kind` is every kind of business that is to be suggested, in the order of
 * pos, with `names` of its market and `words` of it as keys for has_phrase(). What she wrote stands
 * before what the program knows, and instead of it where both are the same. ?1 is
 * market_table_json().
 */
#define MARKET_KINDS                                                                               \
	"shipped AS MATERIALIZED (SELECT key AS pos, value->>0 AS market, value->>1 AS also,"      \
	"    phrase_keys((value->>0) || ';' || (value->>1)) AS names, value->>2 AS business,"      \
	"    value->>3 AS others, phrase_keys(value->>2) AS own_key,"                              \
	"    phrase_keys((value->>2) || ';' || (value->>3)) AS words, value->>4 AS because"        \
	"  FROM json_each(?1)), "                                                                  \
	"hers AS MATERIALIZED (SELECT market.id - 1000000 AS pos,"                                 \
	"    coalesce(shipped.market, market.market) AS market, shipped.also,"                     \
	"    coalesce(shipped.names, phrase_keys(market.market)) AS names, market.business,"       \
	"    market.words AS others, phrase_keys(market.business) AS own_key,"                     \
	"    phrase_keys(market.business || ';' || coalesce(market.words, '')) AS words,"          \
	"    market.because, ended_on, market.id"                                                  \
	"  FROM market LEFT JOIN shipped ON shipped.pos = (SELECT min(pos) FROM shipped"           \
	"    WHERE has_phrase(phrase_keys(market.market), names))), "                              \
	"kind AS MATERIALIZED (SELECT pos, market, also, names, business, others, words, because," \
	"    'mk' || id AS id FROM hers WHERE coalesce(ended_on, '9') > today() "                  \
	"  UNION ALL SELECT pos, market, also, names, business, others, words, because, NULL"      \
	"  FROM shipped WHERE NOT EXISTS (SELECT 1 FROM hers"                                      \
	"    WHERE hers.market = shipped.market AND hers.own_key = shipped.own_key))"

#endif
