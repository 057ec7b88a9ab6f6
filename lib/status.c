/*
 * status.c - the words for statuses and types, one table each, in the order of the
 * enums in mct.h. They appear in JSON errors and in the introspection, so
 * they never change.
 */
#include "mct.h"
#include "util/base.h"

static const char *const status_names[] = {
	[MCT_OK] = "ok",
	[MCT_ROW] = "row",
	[MCT_DONE] = "done",
	[MCT_ERROR] = "error",
	[MCT_NOMEM] = "nomem",
	[MCT_MISUSE] = "misuse",
	[MCT_INVALID] = "invalid",
	[MCT_NOTFOUND] = "notfound",
	[MCT_AMBIGUOUS] = "ambiguous",
	[MCT_REFUSED] = "refused",
	[MCT_BUSY] = "busy",
	[MCT_READONLY] = "readonly",
	[MCT_NOFILE] = "nofile",
	[MCT_NOTPRACTICE] = "notpractice",
	[MCT_CORRUPT] = "corrupt",
	[MCT_TOONEW] = "toonew",
	[MCT_EXISTS] = "exists",
	[MCT_INTERRUPTED] = "interrupted",
	[MCT_EXPOSED] = "exposed",
	[MCT_LOCKED] = "locked",
};

const char *mct_status_name(mct_status_t status)
{
	return (size_t)status < ARRAY_SIZE(status_names) ? status_names[status] : "unknown";
}
