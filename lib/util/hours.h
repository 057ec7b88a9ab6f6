/*
 * hours.h - a time of the week that comes again: "thu 14-18", "mon, wed mornings",
 * "weekdays after 17". Read as people say it, written one way, so that wishes
 * can be compared with free hours.
 */
#ifndef MCT_UTIL_HOURS_H
#define MCT_UTIL_HOURS_H

#include <stdbool.h>

#include "util/buf.h"

#define HOURS_ALL_DAYS 0x7f

struct hours {
	unsigned days; /* a bit a weekday, 1 is Monday; never 0 */
	int from, to;  /* minutes of the day, [from, to) */
};

/* Days (names, three letters or whole, "weekdays", "weekend", "any", ranges "mon-fri", kept apart
 * by commas or blanks) and hours ("14-18", "14:30-18:00", "2pm-6pm", "after 17", "before 12", "at
 * 10", "mornings" to 12:00, "afternoons" 12:00 to 17:00, "evenings" from 17:00), each of which may
 * be left out, but not both. False when it is anything else. */
bool hours_read(const char *text, struct hours *out);
/* "mon wed 08:00-12:00", "any 14:00-18:00", "thu": what hours_read() reads back to the same. */
void hours_to_text(const struct hours *hours, struct buf *out);
/* Several of them, kept apart by ";": which minutes of each weekday, from Monday on, lie in one or
 * more. False when one of them is none, or there are none. */
struct week {
	bool holds[7][24 * 60];
};
bool week_read(const char *text, struct week *out);
/* The same, as how many minutes those are. */
bool hours_read_week(const char *text, int minutes[static 7]);
/* Whether a session of `minutes` from `minute` on that weekday (0 Monday) lies wholly within. */
bool hours_hold(const struct hours *hours, int weekday, int minute, int minutes);

#endif
