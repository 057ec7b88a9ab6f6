/*
 * type_length.c - lengths that people count in hours, such as continuing education: "6" is six
 * hours. Kept in whole minutes, so that half and quarter hours add up.
 */
#include "record/type.h"
#include "util/date.h"

/* A bare number is hours; with a unit it is what it says. */
mct_status_t type_read_length(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	struct buf hours CLEANUP(buf_free) = {0};
	int minutes;

	(void)how;
	buf_add(&hours, s, n);
	buf_addc(&hours, 'h');
	if (!minutes_read(buf_str(&hours), hours.len, &minutes) && !minutes_read(s, n, &minutes))
		return type_refuse(
			m, f, s, n, "is not a length in hours", "write it as 6, 1.5 or 90m");
	cell_set_integer(out, minutes);
	return MCT_OK;
}

/* "6", "1.5", "0.75": to the hundredth of an hour, which tells minutes apart. */
void type_print_length(mct_t *m, const mct_field_t *f, const struct mct_value *v,
	enum mct_form form, struct buf *out)
{
	int64_t hundredths = (v->integer * 100 + 30) / 60;

	(void)m, (void)f, (void)form;
	buf_addf(out, "%lld", (long long)(hundredths / 100));
	if (hundredths % 100 != 0)
		buf_addf(out, hundredths % 10 == 0 ? ".%lld" : ".%02lld",
			(long long)(hundredths % 10 == 0 ? hundredths % 100 / 10
							 : hundredths % 100));
}
