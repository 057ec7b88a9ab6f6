/*
 * brief_parts.c - the parts of a brief that are one query each. What is new and what is
 * due ranks first; what is over is not put forward. The ranks are explained in
 * mct-brief(1).
 */
#include "people/brief.h"

const struct brief_part brief_parts[] = {
	{BRIEF_PROMISED, 9, 6,
		"SELECT CASE made_by WHEN 'me' THEN 'you' ELSE 'she' END, text, 'on', promised_on,"
		"  'o' || id, made_by <> 'me' "
		"FROM promise WHERE client_id = ?1 AND kept IS NULL AND closed_on IS NULL"
		"  AND promised_on <= ?2 "
		"ORDER BY made_by DESC, promised_on, id"},
	{BRIEF_GOAL, 14, 8,
		"SELECT NULL, text || coalesce(': ' || progress, ''),"
		"  CASE WHEN by_date IS NULL THEN 'since' ELSE 'by' END, coalesce(by_date, since),"
		"  'g' || id, 0 "
		"FROM goal WHERE client_id = ?1 AND ended_on IS NULL "
		"ORDER BY by_date IS NULL, by_date, id"},
	{BRIEF_RECOMMENDED, 18, 8,
		"SELECT replace(kind, '_', '-'), text || ', because ' || because,"
		"  'on', recommended_on, 'e' || id, 0 "
		"FROM recommendation WHERE client_id = ?1 AND answer IN ('open', 'later')"
		"  AND recommended_on <= ?2 "
		"ORDER BY answer DESC, recommended_on, id"},
	{BRIEF_THANKS, 17, 4,
		"SELECT NULL, 'she sent you ' || c.name, 'on', r.date, 'r' || r.id, 0 "
		"FROM referral AS r JOIN contact AS c ON c.id = r.client_id "
		"WHERE r.referrer_id = ?1 AND r.direction = 'in' AND r.thanked_on IS NULL"
		"  AND r.date <= ?2 "
		"ORDER BY r.date, r.id"},
	/* While she pauses, and for a while after. */
	{BRIEF_PAUSE, 6, 0,
		"SELECT NULL, CASE WHEN s.resumed_on IS NULL THEN 'she pauses: ' || s.because"
		"    ELSE 'she is back: ' || coalesce(s.outcome, s.because) END"
		"  || coalesce(', with ' || c.name, ''),"
		"  CASE WHEN s.resumed_on IS NOT NULL THEN 'since'"
		"    WHEN s.until IS NOT NULL THEN 'until' ELSE 'since' END,"
		"  coalesce(s.resumed_on, s.until, s.since), 's' || s.id, 0 "
		"FROM suspension AS s LEFT JOIN contact AS c ON c.id = s.carer_id "
		"WHERE s.client_id = ?1 AND s.since <= ?2"
		"  AND (s.resumed_on IS NULL OR s.resumed_on > date(?2, '-60 days')) "
		"ORDER BY s.since DESC LIMIT 1"},
	{BRIEF_WISH, 40, 4,
		"SELECT NULL, hours || coalesce(', ' || minutes || ' min', '')"
		"  || coalesce(': ' || note, ''),"
		"  CASE WHEN until IS NOT NULL THEN 'until' END, until, 'z' || id, 0 "
		"FROM wish WHERE client_id = ?1 AND coalesce(until, ?2) >= ?2 ORDER BY id"},
};

const size_t brief_part_count = sizeof brief_parts / sizeof brief_parts[0];
