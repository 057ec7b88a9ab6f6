/* ten-lines.c - the smallest program on libmct: the names of all clients. */
#include <mct.h>
#include <stdio.h>
int main(int argc, char **argv)
{
	const struct mct_query names = {.columns = (const char *const[]){"name", NULL}};
	struct mct_value name;
	mct_rows_t *rows = NULL;
	mct_t *m = NULL;
	if (argc != 2 || mct_new(&m) != MCT_OK || mct_open(m, argv[1], MCT_OPEN_READ) != MCT_OK ||
		mct_list(m, mct_entity_named("client"), &names, &rows) != MCT_OK)
		return fprintf(stderr, "%s\n", m != NULL ? mct_error(m)->message : "usage"), 1;
	for (; mct_rows_next(rows) == MCT_ROW; puts(name.text))
		mct_rows_value(rows, 0, &name);
	return mct_rows_free(rows), mct_free(m), 0;
}
