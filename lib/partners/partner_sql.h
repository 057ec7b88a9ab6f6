/*
 * partner_sql.h - what follows of a partner from the records around it, as SQL: each is
 * one expression or query about the partner whose id is `id`, a column or a
 * parameter, on the day `today`.
 */
#ifndef MCT_PARTNERS_PARTNER_SQL_H
#define MCT_PARTNERS_PARTNER_SQL_H

#include "people/touch.h"

/* The latest score for a quality; NULL: unknown. */
#define PARTNER_SCORE(id, quality)                                                                 \
	"(SELECT score FROM assessment WHERE partner_id = " id " AND quality = " quality           \
	"  ORDER BY assessed_on DESC LIMIT 1)"

/* The four of them in the order of the word, "32.1"; a point: unknown. */
#define PARTNER_DIGIT(id, quality) "coalesce(" PARTNER_SCORE(id, quality) ", '.')"
#define PARTNER_PERP(id)                                                                           \
	PARTNER_DIGIT(id, "'purposeful'")                                                          \
	"||" PARTNER_DIGIT(id, "'enthusiastic'") "||" PARTNER_DIGIT(                               \
		id, "'respectful'") "||" PARTNER_DIGIT(id, "'promoting'")

#define PARTNER_STAGE(id)                                                                          \
	"(SELECT stage FROM stage WHERE partner_id = " id                                          \
	"  ORDER BY reached_on DESC, id DESC LIMIT 1)"

/* The last time that somebody was in touch with it, or with one of its people. */
#define PARTNER_LAST_CONTACT(id)                                                                   \
	"(SELECT max(" LAST_TOUCH("they.id") ") FROM contact AS they WHERE they.id = " id          \
	"  OR they.id IN (SELECT contact_id FROM connection"                                       \
	"    WHERE other_id = " id " AND kind = 'works at' UNION ALL SELECT other_id"              \
	"    FROM connection WHERE contact_id = " id " AND kind = 'employs'))"

/* After how many days without a contact it is time for one; 0: never. */
#define PARTNER_TOUCH_EVERY(id)                                                                    \
	"coalesce((SELECT touch_every FROM contact AS it WHERE it.id = " id "),"                   \
	"  setting_days('partner.touch'))"

/* How many clients were sent in a direction. */
#define PARTNER_REFERRALS(id, direction)                                                           \
	"(SELECT count(*) FROM referral WHERE partner_id = " id " AND direction = " direction ")"

/* What became of a client who was sent: she booked; she stayed, which is three sessions or more;
 * and what all the clients that a query picks have been worth, as mct_worth() reckons it. */
#define REFERRAL_BOOKED(client) "EXISTS (SELECT 1 FROM visit WHERE visit.client_id = " client ")"
#define REFERRAL_STAYED(client)                                                                    \
	"(SELECT count(*) FROM visit WHERE visit.client_id = " client                              \
	"  AND outcome = 'completed') >= 3"
#define REFERRAL_WORTH(clients)                                                                    \
	"(SELECT coalesce(sum(coalesce(price, 0) + coalesce(tip, 0)), 0) FROM visit"               \
	"  WHERE outcome = 'completed' AND visit.client_id IN (" clients "))"

/*
 * What there is to do with a partner, as rows `rank step because due record`. The lower the rank,
 * the more it is worth doing. It is explained in mct-partner(1).
 */

#define STEP_RENEW(id, today)                                                                      \
	"SELECT 10 AS rank, 'renew the agreement' AS step,"                                        \
	"  iif(renews_on < " today ", 'it ran out', 'it runs out') AS because,"                    \
	"  renews_on AS due, 'j' || id AS record FROM agreement WHERE id ="                        \
	"  (SELECT max(id) FROM agreement WHERE partner_id = " id " AND signed_on IS NOT NULL)"    \
	"  AND ended_on IS NULL"                                                                   \
	"  AND renews_on <= date(" today ", setting_days('partner.renew') || ' days')"

#define STEP_THANK(id, today)                                                                      \
	"SELECT 20, 'say thank you', 'they sent you ' || name, date, 'r' || referral.id"           \
	"  FROM referral JOIN contact ON contact.id = client_id WHERE partner_id = " id            \
	"  AND direction = 'in' AND thanked_on IS NULL AND date <= " today

#define STEP_SYSTEM(id, today)                                                                     \
	"SELECT 30, 'see to the ' || mechanism, coalesce(text, 'it is due'), due_on, 'm' || id"    \
	"  FROM referral_system WHERE partner_id = " id " AND ended_on IS NULL"                    \
	"  AND due_on <= date(" today ", '30 days')"

#define STEP_TOUCH(id, today)                                                                      \
	"SELECT 40, 'get in touch', iif(last IS NULL, 'no contact was ever noted',"                \
	"  'the last contact is long ago'), date(last, every || ' days'), NULL"                    \
	"  FROM (SELECT " PARTNER_LAST_CONTACT(id) " AS last,"                                     \
	"    " PARTNER_TOUCH_EVERY(id) " AS every) WHERE every > 0"                                \
	"  AND coalesce(last, '') <= date(" today ", -every || ' days')"

#define STEP_OF_QUALITY                                                                            \
	"(VALUES ('purposeful', 'look for what their clients need of you'),"                       \
	"  ('enthusiastic', 'let them feel your work'),"                                           \
	"  ('respectful', 'tell them how you work'),"                                              \
	"  ('promoting', 'promote something together'))"

/* What is known to be lacking goes before what is not known. */
#define STEP_QUALITY(id)                                                                           \
	"SELECT iif(score IS NULL, 55, 50), iif(score IS NULL,"                                    \
	"  'find out how ' || quality || ' they are', step), quality || ' is '"                    \
	"  || coalesce(score || ' of 3', 'not known yet'), NULL, NULL"                             \
	"  FROM (SELECT column1 AS quality, column2 AS step, " PARTNER_SCORE(                      \
		id, "column1") " AS score FROM " STEP_OF_QUALITY ") WHERE coalesce(score, 0) < 2"

#define PARTNER_IS_PRIMARY(id)                                                                     \
	"EXISTS (SELECT 1 FROM partner AS self WHERE self.id = " id " AND level = 'primary')"

#define STEP_WIN(id)                                                                               \
	"SELECT 60, 'say what ' || column2, 'nothing is written down', NULL, NULL"                 \
	"  FROM (VALUES ('me', 'you get'), ('partner', 'they get'),"                               \
	"    ('clients', 'their clients get')) WHERE " PARTNER_IS_PRIMARY(                         \
		id) " AND NOT EXISTS (SELECT 1 FROM win WHERE partner_id = " id                    \
		    " AND side = column1)"

#define STEP_AGREEMENT(id)                                                                         \
	"SELECT 65, iif(newest IS NULL, 'write the agreement', 'sign the agreement'),"             \
	"  iif(newest IS NULL, 'there is none in writing', 'it is a draft'), NULL, 'j' || newest"  \
	"  FROM (SELECT (SELECT max(id) FROM agreement WHERE partner_id = " id ") AS newest)"      \
	"  WHERE NOT EXISTS (SELECT 1 FROM agreement WHERE id = newest"                            \
	"    AND (signed_on IS NOT NULL OR ended_on IS NOT NULL)) AND " PARTNER_IS_PRIMARY(id)

#define STEP_BALANCE(id)                                                                           \
	"SELECT 70, 'send them somebody', came || ' came, ' || went || ' went', NULL, NULL"        \
	"  FROM (SELECT " PARTNER_REFERRALS(id, "'in'") " AS came," PARTNER_REFERRALS(             \
		id, "'out'") " AS went) WHERE came >= went + 3"

#define STEP_STAGE(id)                                                                             \
	"SELECT 75, CASE stage WHEN 'know' THEN 'tell them what came of whom they sent'"           \
	"  WHEN 'trust' THEN 'let them feel your work' ELSE 'get to know one another' END,"        \
	"  coalesce('they ' || stage || ' you', 'no stage was noted'), NULL, NULL"                 \
	"  FROM (SELECT " PARTNER_STAGE(id) " AS stage) WHERE coalesce(stage, '') <> 'believe'"

#define UNION_ALL " UNION ALL "
#define PARTNER_STEPS(id, today)                                                                   \
	STEP_RENEW(id, today) UNION_ALL STEP_THANK(id, today)                                      \
	UNION_ALL STEP_SYSTEM(id, today)                                                           \
	UNION_ALL STEP_TOUCH(id, today)                                                            \
	UNION_ALL STEP_QUALITY(id)                                                                 \
	UNION_ALL STEP_WIN(id)                                                                     \
	UNION_ALL STEP_AGREEMENT(id)                                                               \
	UNION_ALL STEP_BALANCE(id)                                                                 \
	UNION_ALL STEP_STAGE(id)

#endif
