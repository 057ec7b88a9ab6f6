/*
 * middle.c - the lower of two middle ones: something that a client really has.
 */
#include "value/middle.h"

#include <math.h>
#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double middle_of(double *values, size_t n)
{
	size_t known = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(values[i]))
			values[known++] = values[i];
	if (known == 0)
		return NAN;
	qsort(values, known, sizeof *values, compare);
	return values[(known - 1) / 2];
}
