/*
 * numbers.h - the trade's own figures of a time: who came, who stayed, what a visit
 * brings. Arithmetic on arrays, without SQL. The same word means different things in
 * different programs: what each figure is here stands beside it, and in mct-report(1).
 */
#ifndef MCT_REPORT_NUMBERS_H
#define MCT_REPORT_NUMBERS_H

#include "practice/suspension.h"

/* What happened with a client on a day. Of one day, what comes first here is first. */
enum event_kind {
	EVENT_VISIT, /* completed */
	EVENT_NO_SHOW,
	EVENT_LATE_CANCEL,
	EVENT_CANCELLED,
	EVENT_BOOKED,  /* still ahead */
	EVENT_REFERRAL /* she sent somebody */
};
struct event {
	int64_t client, price, tip; /* 0 where they are not known */
	int32_t day, booked_on;     /* booked_on: DATE_NONE where it is not known */
	int32_t minutes, late;      /* late: negative where it is not known */
	uint32_t group, therapist;  /* positions in lists of the caller's */
	enum event_kind kind;
	bool priced;
};

/* What is known of a client beside her visits. */
struct client_facts {
	int64_t id;
	int32_t known_before; /* a visit before the first one here; DATE_NONE */
	uint32_t group;
	bool referred;  /* somebody sent her */
	bool ended;     /* is said to be no client any more */
	bool suspended; /* is said to pause, whether or not it is written down since when */
};

/* The world as the figures look at it. */
struct numbers_world {
	const struct client_facts *clients; /* by id */
	size_t client_count;
	const struct suspensions *pauses;
	int32_t as_of;        /* the day of reckoning */
	int32_t booked_since; /* since when it is written down when bookings are made */
	int32_t late_from;    /* minutes */
	int32_t usual_rhythm; /* days, of a client who has none of her own yet */
};

/* Never NULL: of whom nothing is known, nothing is said. */
const struct client_facts *numbers_facts(const struct numbers_world *world, int64_t id);
/* Days by a client's own clock, which stands still while she pauses. */
int32_t numbers_days(const struct numbers_world *world, int64_t client, int32_t from, int32_t to);
/* Whether she pauses on a day, or is said to pause. */
bool numbers_paused(const struct numbers_world *world, int64_t client, int32_t day);

#define EVERY_GROUP UINT32_MAX
struct numbers_span {
	int32_t from, until;               /* both included */
	int32_t before_from, before_until; /* the time that it is compared with */
	bool over;                         /* it ends by the day of reckoning */
	uint32_t group;                    /* only visits of that group, or EVERY_GROUP */
	double open_minutes; /* of work in it, by the hours of all who work; 0 when not known */
};

enum numbers_count {
	COUNT_CLIENTS,   /* who came */
	COUNT_NEW,       /* whose first visit ever it was */
	COUNT_RETURNING, /* who had come before */
	COUNT_VISITS,
	COUNT_MINUTES, /* of work */
	COUNT_PAID,    /* without tips */
	COUNT_TIPS,
	COUNT_WIN_BACKS, /* visits after a break of more than two rhythms and WIN_BACK_DAYS */
	COUNT_NEW_OPEN,  /* new clients whose RETENTION_DAYS are not over */
	COUNT_RETURNING_OPEN,
	NUMBERS_COUNTS
};

/* Shares and means, each a part by a whole. */
enum numbers_figure {
	FIGURE_RETENTION_NEW,       /* came again within RETENTION_DAYS, by new clients */
	FIGURE_RETENTION_RETURNING, /* the same of those who had come before */
	FIGURE_SECOND_VISIT,        /* came again at all, by new clients known so long */
	FIGURE_RETURNING_SHARE,     /* returning by all clients */
	FIGURE_REBOOKED,            /* visits with a later one that was booked by then, by visits */
	FIGURE_BOOKED_AHEAD,        /* who hold a booking on the day of reckoning, by clients */
	FIGURE_ATTRITION,           /* who came in the time before and not in this one */
	FIGURE_GAP_DAYS,            /* the middle client's middle interval */
	FIGURE_VISITS_PER_YEAR,     /* the middle client's */
	FIGURE_AVERAGE_TICKET,      /* prices by priced visits */
	FIGURE_AVERAGE_TIP,         /* tips by the same visits */
	FIGURE_TIP_RATE,            /* tips by prices */
	FIGURE_UTILISATION,         /* minutes booked, missed ones too, by open_minutes */
	FIGURE_NO_SHOW_RATE,        /* no-shows by visits and no-shows */
	FIGURE_LATE_CANCEL_RATE,    /* late cancellations by all that was booked */
	FIGURE_LATE_SHARE,          /* late visits by those of which it is known */
	FIGURE_REFERRAL_RATE,       /* who were sent, by new clients */
	FIGURE_REFERRALS_PER_CLIENT,
	NUMBERS_FIGURES
};

#define RETENTION_DAYS 90 /* by her own clock, which stands still while she pauses */
#define WIN_BACK_DAYS 60

struct numbers {
	int64_t counts[NUMBERS_COUNTS];
	struct {
		double value; /* NAN where there is nothing to reckon with */
		int64_t of;   /* how many clients it rests on */
	} figures[NUMBERS_FIGURES];
};

/* Of events in the order of event_compare(). False when there was no memory. */
bool numbers_of(const struct numbers_world *world, const struct event *events, size_t n,
	const struct numbers_span *span, struct numbers *out);

/* For qsort(): by client, day and kind. */
int event_compare(const void *a, const void *b);

/* The minutes of work of one person from a day to a day, both included, by those of each weekday
 * (0 Monday). */
double minutes_between(const int week[static 7], int32_t from, int32_t until);

#endif
