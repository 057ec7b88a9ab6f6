/*
 * survival.c - how many stay for how long: the example of the textbooks, another way of
 * reckoning the same, what simulation says of the bounds, and the odd cases.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../simulate.h"
#include "report/survival.h"
#include "util/base.h"

static void assert_near(double is, double should, double error)
{
	if (!(fabs(is - should) <= error))
		fail_msg("%.9g is not %.9g within %g", is, should, error);
}

/* Weeks in remission under 6-mercaptopurine: Freireich et al. (1963), Blood 21, 699-716; estimates
 * and standard errors as in Kleinbaum & Klein, "Survival Analysis", chapter 2. */
static void the_example_of_the_textbooks(void **state)
{
	static const struct {
		double time;
		bool lost;
	} weeks[] = {{6, true}, {6, true}, {6, true}, {6, false}, {7, true}, {9, false}, {10, true},
		{10, false}, {11, false}, {13, true}, {16, true}, {17, false}, {19, false},
		{20, false}, {22, true}, {23, true}, {25, false}, {32, false}, {32, false},
		{34, false}, {35, false}};
	static const struct {
		double time, share, error;
		size_t lost;
	} published[] = {{5.9, 1, 0, 0}, {6, 0.8571, 0.0764, 3}, {7, 0.8067, 0.0869, 4},
		{10, 0.7529, 0.0963, 5}, {13, 0.6902, 0.1068, 6}, {16, 0.6275, 0.1141, 7},
		{22, 0.5378, 0.1282, 8}, {23, 0.4482, 0.1346, 9}, {35, 0.4482, 0.1346, 9}};
	struct lifetime lifetimes[ARRAY_SIZE(weeks)];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(weeks); i++)
		lifetimes[ARRAY_SIZE(weeks) - 1 - i] =
			(struct lifetime){weeks[i].time, weeks[i].lost};
	lifetimes_order(lifetimes, ARRAY_SIZE(lifetimes));
	for (size_t i = 0; i < ARRAY_SIZE(published); i++) {
		struct survival s =
			survival_at(lifetimes, ARRAY_SIZE(lifetimes), published[i].time);
		double share = s.share, away;

		assert_true(s.known);
		assert_int_equal(s.lost, published[i].lost);
		assert_near(share, published[i].share, 0.00005);
		if (s.lost == 0)
			continue;
		/* The standard error that the bounds were made of. */
		away = log(log(s.low) / log(share)) / 1.281552;
		assert_near(away * share * -log(share), published[i].error, 0.00006);
		assert_near(log(log(share) / log(s.high)) / 1.281552, away, 1e-5);
	}
	assert_false(survival_at(lifetimes, ARRAY_SIZE(lifetimes), 35.1).known);
	assert_int_equal(survival_at(lifetimes, ARRAY_SIZE(lifetimes), 35).at_risk, 1);
	assert_int_equal(survival_at(lifetimes, ARRAY_SIZE(lifetimes), 10).at_risk, 14);
}

/* Efron (1967): everybody carries the same share; who is not known of further hands hers on to
 * those who are, in equal parts. What the rest carries is the estimate. */
static double by_handing_on(const struct lifetime *sorted, size_t n, double time)
{
	double carried[64], left = 0;

	for (size_t i = 0; i < n; i++)
		carried[i] = 1 / (double)n;
	for (size_t i = 0; i < n; i++) {
		if (sorted[i].lost || i + 1 == n)
			continue;
		for (size_t j = i + 1; j < n; j++)
			carried[j] += carried[i] / (double)(n - i - 1);
		carried[i] = 0;
	}
	for (size_t i = 0; i < n; i++)
		if (sorted[i].time > time || (!sorted[i].lost && i + 1 == n))
			left += carried[i];
	return left;
}

static void handing_on_comes_to_the_same(void **state)
{
	struct random r = {3};

	(void)state;
	for (int again = 0; again < 5000; again++) {
		struct lifetime lifetimes[60];
		size_t n = 1 + random_below(&r, 60);

		for (size_t i = 0; i < n; i++)
			lifetimes[i] = (struct lifetime){
				random_between(&r, 0, 20), random_below(&r, 3) > 0};
		lifetimes_order(lifetimes, n);
		for (double time = -1; time <= 21; time++) {
			struct survival s = survival_at(lifetimes, n, time);

			if (s.known)
				assert_near(s.share, by_handing_on(lifetimes, n, time), 1e-12);
			assert_true(s.low >= 0 && s.low <= s.share && s.share <= s.high);
			assert_true(s.high <= 1);
		}
	}
}

/* Lives of the same kind, of which some are seen to their end: the truth lies between the bounds in
 * about eight cases of ten, however few they are. */
static void the_truth_is_between_the_bounds_in_eight_of_ten(void **state)
{
	static const size_t sizes[] = {8, 20, 60};
	struct random r = {9};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
		double within = 0, sum = 0, known = 0, truth = exp(-0.5);

		for (int again = 0; again < 4000; again++) {
			struct lifetime lifetimes[60];
			struct survival s;

			for (size_t j = 0; j < sizes[i]; j++) {
				double stays = -log(random_share(&r));
				double seen = 3 * random_share(&r);

				lifetimes[j] = (struct lifetime){fmin(stays, seen), stays <= seen};
			}
			lifetimes_order(lifetimes, sizes[i]);
			s = survival_at(lifetimes, sizes[i], 0.5);
			known += s.known;
			sum += s.known ? s.share : 0;
			within += s.known && s.low <= truth && truth <= s.high;
		}
		assert_true(known > 3900);
		assert_near(sum / known, truth, 0.012);
		assert_near(within / known, 0.8, 0.07);
	}
}

static void nobody_all_and_none(void **state)
{
	static const struct lifetime gone[] = {{0, true}, {0, true}, {3, true}};
	static const struct lifetime here[] = {{4, false}, {4, false}, {9, false}};
	static const struct lifetime doubtful[] = {{2, false}, {3, true}};
	struct survival s = survival_at(NULL, 0, 1);

	(void)state;
	assert_false(s.known);
	s = survival_at(gone, 3, 0);
	assert_near(s.share, 1.0 / 3, 1e-12);
	s = survival_at(gone, 3, 50);
	assert_true(s.known && s.share <= 0 && s.low <= 0);
	assert_near(s.high, 1 - pow(0.1, 1.0 / 3), 1e-12);
	s = survival_at(here, 3, 4);
	assert_true(s.known && s.share >= 1 && s.high >= 1);
	assert_near(s.low, pow(0.1, 1.0 / 3), 1e-12);
	assert_int_equal(survival_at(here, 3, 5).at_risk, 1);
	assert_false(survival_at(here, 3, 10).known);
	/* The last one who was known of was lost; of the other nobody knows. */
	s = survival_at(doubtful, 2, 3);
	assert_true(!s.known && s.share <= 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_example_of_the_textbooks),
		cmocka_unit_test(handing_on_comes_to_the_same),
		cmocka_unit_test(the_truth_is_between_the_bounds_in_eight_of_ten),
		cmocka_unit_test(nobody_all_and_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
