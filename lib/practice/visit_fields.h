/*
 * visit_fields.h - the fields of a visit by their position in the table of visit.c: for
 * that file, visit_match.c and missed.c alone.
 */
#ifndef MCT_PRACTICE_VISIT_FIELDS_H
#define MCT_PRACTICE_VISIT_FIELDS_H

enum {
	CLIENT,
	DATE,
	TIME,
	MINUTES,
	SERVICE,
	OUTCOME,
	LATE_MINUTES,
	PRICE,
	TIP,
	CHECKIN,
	CHECKOUT,
	FEEL_BEFORE,
	FEEL_AFTER,
	SUBJECTIVE,
	OBJECTIVE,
	ASSESSMENT,
	PLAN,
	ENHANCEMENTS,
	DISCOUNT,
	PAID_BY,
	BOOKED_ON,
	THERAPIST,
	NOTE,
	EXTERNAL_ID,
	FELT,
	PRICE_BECAUSE,
	NOTED,
	NOTICE,
	MISSED_FEE,
	MISSED_BECAUSE,
	CODE
};

#endif
