/* The data of one invented quarter, for the tests of charts: the inputs of
 * the report's visual design and what they must give. */
#ifndef TESTS_UNIT_CHART_SAMPLES_H
#define TESTS_UNIT_CHART_SAMPLES_H

#include "base/date.h"
#include "render/chart/chart.h"
#include "tests/unit/literal.h"

/* clang-format off */
static struct forest_row sample_strata[] = {
	{ LITERAL("TypeScript"), 85, 46.2, 36, 28.4, true, 1.451, .99, 2.16, 17.6, true },
	{ LITERAL("Python"), 49, 31.6, 25, 22.1, true, 1.371, .85, 2.25, 13.0, true },
	{ LITERAL("Java"), 20, 22.4, 44, 61.8, true, 1.254, .73, 2.11, 16.4, true },
	{ LITERAL("Kotlin"), 22, 21.3, 21, 24.9, true, 1.225, .67, 2.25, 11.5, true },
	{ LITERAL("Go"), 13, 18.9, 30, 43.6, true, 1.000, .51, 1.89, 13.2, true },
	{ LITERAL("Terraform"), 4, 8.5, 3, 8.6, false, 0, 0, 0, 4.3, true },
};

static struct forest_data sample_forest = {
	.stratum_title = LITERAL("Language"),
	.left_title = LITERAL("AI-assisted"),
	.right_title = LITERAL("Human"),
	.raw = { LITERAL("All lines, raw"), 193, 148.9, 159, 189.4, true, 1.54399, 1.25188, 1.90629, 0, true },
	.strata = sample_strata,
	.stratum_count = 6,
	.pooled = { LITERAL("Like for like"), 193, 148.9, 159, 189.4, true, 1.30722, 1.04595, 1.63376, 0, true },
	.what_if = {
		{ LITERAL("If all unknown were AI"), 0, 0, 0, 0, true, 1.21257, .98753, 1.48889, 0, false },
		{ LITERAL("If none were AI"), 0, 0, 0, 0, true, 1.29274, 1.05903, 1.57803, 0, false },
	},
	.what_if_count = 2,
	.limit = 1.25,
};

/* time, known, value, low, high, centre, new limits, change */
static struct control_point sample_points[] = {
	{ 20493 * DAY_SECONDS, true, 1.774, 0.112, 3.226, 1.671, false, LITERAL("") },
	{ 20500 * DAY_SECONDS, true, 1.553, 0.059, 3.279, 1.671, false, LITERAL("") },
	{ 20507 * DAY_SECONDS, true, 1.818, 0.162, 3.179, 1.671, false, LITERAL("") },
	{ 20514 * DAY_SECONDS, true, 1.562, 0.138, 3.203, 1.671, false, LITERAL("") },
	{ 20521 * DAY_SECONDS, true, 1.856, 0.206, 3.135, 1.671, false, LITERAL("") },
	{ 20528 * DAY_SECONDS, true, 1.312, 0.100, 3.238, 1.671, false, LITERAL("") },
	{ 20535 * DAY_SECONDS, true, 1.738, 0.194, 3.147, 1.671, false, LITERAL("") },
	{ 20542 * DAY_SECONDS, true, 1.691, 0.150, 3.191, 1.671, false, LITERAL("") },
	{ 20549 * DAY_SECONDS, true, 1.429, 0.141, 2.538, 1.339, true, LITERAL("scan rules changed, new limits") },
	{ 20556 * DAY_SECONDS, true, 1.150, 0.162, 2.518, 1.339, false, LITERAL("") },
	{ 20563 * DAY_SECONDS, true, 1.444, 0.182, 2.497, 1.339, false, LITERAL("") },
	{ 20570 * DAY_SECONDS, true, 1.647, 0.188, 2.491, 1.339, false, LITERAL("") },
	{ 20577 * DAY_SECONDS, true, 1.250, 0.168, 2.509, 1.339, false, LITERAL("") },
	{ 20584 * DAY_SECONDS, true, 1.488, 0.206, 2.471, 1.339, false, LITERAL("") },
	{ 20591 * DAY_SECONDS, true, 1.668, 0.218, 2.459, 1.339, false, LITERAL("") },
	{ 20598 * DAY_SECONDS, true, 1.303, 0.194, 2.485, 1.339, false, LITERAL("") },
	{ 20605 * DAY_SECONDS, true, 1.368, 0.212, 2.465, 1.339, false, LITERAL("") },
	{ 20612 * DAY_SECONDS, true, 1.009, 0.235, 2.444, 1.339, false, LITERAL("") },
	{ 20619 * DAY_SECONDS, true, 1.547, 0.224, 2.453, 1.339, false, LITERAL("") },
	{ 20626 * DAY_SECONDS, true, 1.400, 0.241, 2.438, 1.339, false, LITERAL("") },
	{ 20633 * DAY_SECONDS, true, 1.385, 0.247, 2.432, 1.339, false, LITERAL("") },
	{ 20640 * DAY_SECONDS, true, 1.559, 0.288, 2.391, 1.339, false, LITERAL("") },
	{ 20647 * DAY_SECONDS, true, 1.621, 0.297, 2.382, 1.339, false, LITERAL("") },
	{ 20654 * DAY_SECONDS, true, 1.415, 0.306, 2.371, 1.339, false, LITERAL("") },
	{ 20661 * DAY_SECONDS, true, 2.585, 0.321, 2.359, 1.339, false, LITERAL("") },
	{ 20668 * DAY_SECONDS, true, 1.491, 0.312, 2.368, 1.339, false, LITERAL("") },
	{ 20675 * DAY_SECONDS, true, 1.129, 0.315, 2.362, 1.339, false, LITERAL("") },
	{ 20682 * DAY_SECONDS, true, 1.112, 0.324, 2.353, 1.339, false, LITERAL("") },
	{ 20689 * DAY_SECONDS, true, 1.035, 0.321, 2.359, 1.339, false, LITERAL("") },
	{ 20696 * DAY_SECONDS, true, 0.871, 0.315, 2.362, 1.339, false, LITERAL("") },
	{ 20703 * DAY_SECONDS, true, 1.103, 0.329, 2.350, 1.339, false, LITERAL("") },
	{ 20710 * DAY_SECONDS, true, 0.974, 0.306, 2.371, 1.339, false, LITERAL("") },
	{ 20717 * DAY_SECONDS, true, 1.044, 0.315, 2.362, 1.339, false, LITERAL("") },
	{ 20724 * DAY_SECONDS, true, 0.941, 0.324, 2.353, 1.339, false, LITERAL("") },
};

static struct control_signal sample_signals[] = {
	{ RULE_OUTSIDE, 24, 24, true, LITERAL("Signal 1: 30 problems") },
	{ RULE_RUN, 26, 33, false, LITERAL("Signal 2: eight below the average") },
};

static struct control_data sample_control = {
	.points = sample_points,
	.count = 34,
	.signals = sample_signals,
	.signal_count = 2,
	.has_limits = true,
	.by_quarter = true,
};

static struct origin_stage sample_stages[] = {
	{ LITERAL("All lines added"), 412600, true, LITERAL(""), 0, LEFT_UNKNOWN, LITERAL(""), true },
	{ LITERAL("Origin known"), 338300, true, LITERAL("82% of all"), 74300, LEFT_UNKNOWN, LITERAL("74,300 unknown origin"), true },
	{ LITERAL("AI-assisted"), 148900, false, LITERAL("44% of known"), 189400, LEFT_HUMAN, LITERAL("189,400 human"), true },
	{ LITERAL("Approved tool"), 128300, false, LITERAL("86% of AI"), 20600, LEFT_ALERT, LITERAL("20,600 tool not approved"), true },
	{ LITERAL("Reviewed by a second person"), 119400, false, LITERAL("93% of approved"), 8900, LEFT_ALERT, LITERAL("8,900 not reviewed"), true },
	{ LITERAL("No open problem"), 112300, false, LITERAL("94% of reviewed"), 7100, LEFT_ALERT, LITERAL("7,100 open problem"), true },
};
static struct origin_data sample_origin = { sample_stages, 6 };

static struct heat_cell sample_cells[] = {
	{ HEAT_GAP, 3, 4 }, { HEAT_PART, 2, 4 }, { HEAT_PART, 2, 4 }, { HEAT_PART, 1, 4 }, { HEAT_NOT_ASSESSED, 0, 0 }, { HEAT_MET, 0, 4 },
	{ HEAT_PART, 3, 6 }, { HEAT_PART, 2, 6 }, { HEAT_PART, 1, 6 }, { HEAT_PART, 1, 6 }, { HEAT_MET, 0, 6 }, { HEAT_PART, 1, 6 },
	{ HEAT_GAP, 2, 3 }, { HEAT_GAP, 2, 3 }, { HEAT_PART, 1, 3 }, { HEAT_GAP, 2, 3 }, { HEAT_MET, 0, 3 }, { HEAT_MET, 0, 3 },
	{ HEAT_PART, 2, 7 }, { HEAT_PART, 1, 7 }, { HEAT_PART, 1, 7 }, { HEAT_MET, 0, 7 }, { HEAT_PART, 1, 7 }, { HEAT_MET, 0, 7 },
	{ HEAT_GAP, 2, 2 }, { HEAT_PART, 1, 2 }, { HEAT_NOT_ASSESSED, 0, 0 }, { HEAT_PART, 1, 2 }, { HEAT_MET, 0, 2 }, { HEAT_MET, 0, 2 },
	{ HEAT_PART, 1, 2 }, { HEAT_PART, 1, 2 }, { HEAT_PART, 1, 2 }, { HEAT_NOT_ASSESSED, 0, 0 }, { HEAT_MET, 0, 2 }, { HEAT_MET, 0, 2 },
	{ HEAT_PART, 1, 5 }, { HEAT_MET, 0, 5 }, { HEAT_PART, 1, 5 }, { HEAT_MET, 0, 5 }, { HEAT_PART, 1, 5 }, { HEAT_MET, 0, 5 },
	{ HEAT_MET, 0, 5 }, { HEAT_PART, 1, 5 }, { HEAT_MET, 0, 5 }, { HEAT_MET, 0, 5 }, { HEAT_MET, 0, 5 }, { HEAT_MET, 0, 5 },
	{ HEAT_NOT_ASSESSED, 0, 0 }, { HEAT_MET, 0, 4 }, { HEAT_MET, 0, 4 }, { HEAT_MET, 0, 4 }, { HEAT_MET, 0, 4 }, { HEAT_MET, 0, 4 },
};
static struct str sample_rows[] = { LITERAL("Mobile"), LITERAL("Checkout"), LITERAL("Risk models"), LITERAL("Payments core"), LITERAL("Merchant portal"), LITERAL("Payouts"), LITERAL("Gateway"), LITERAL("Ledger"), LITERAL("Platform") };
static struct str sample_columns[] = { LITERAL("AI response\nvalidation"), LITERAL("Ownership of\nAI code"), LITERAL("Logging and\nobservability"), LITERAL("Data\nboundaries"), LITERAL("Infrastructure\nconfiguration"), LITERAL("Sign-in and\npermissions") };
static struct str sample_row_totals[] = { LITERAL("8"), LITERAL("4 of 5"), LITERAL("8"), LITERAL("all 6"), LITERAL("7"), LITERAL("3 of 4"), LITERAL("5"), LITERAL("all 7"), LITERAL("4"), LITERAL("2 of 4"), LITERAL("3"), LITERAL("2 of 4"), LITERAL("3"), LITERAL("all 5"), LITERAL("1"), LITERAL("all 5"), LITERAL("0"), LITERAL("all 4") };
static struct str sample_column_totals[] = { LITERAL("14 of 34"), LITERAL("10 of 38"), LITERAL("7 of 36"), LITERAL("5 of 36"), LITERAL("2 of 34"), LITERAL("1 of 38") };
static struct heat_data sample_heat = {
	.row_title = LITERAL("Team"),
	.rows = sample_rows,
	.row_count = 9,
	.columns = sample_columns,
	.column_count = 6,
	.cells = sample_cells,
	.row_totals = sample_row_totals,
	.total_titles = { LITERAL("Gaps\nopen"), LITERAL("Repositories\nassessed") },
	.column_totals = sample_column_totals,
	.grand_totals = { LITERAL("39"), LITERAL("38 of 44") },
	.total_label = LITERAL("All teams"),
};

static struct strip_data sample_strips[] = {
	{ STRIP_SHARE, true, true, { .known = true, .value = .82 }, STATUS_INSIDE, .8, LITERAL("at least 80%") },
	{ STRIP_SHARE, true, false, { .known = true, .has_interval = true, .value = .86192, .low = .845734, .high = .876664 }, STATUS_OUTSIDE, .9, LITERAL("at least 90%") },
	{ STRIP_RATIO, false, false, { .known = true, .has_interval = true, .value = 1.30722, .low = 1.04595, .high = 1.63376 }, STATUS_BORDERLINE, 1.25, LITERAL("at most 1.25") },
	{ STRIP_COUNT, false, true, { .known = true, .has_interval = true, .value = 11, .low = 5.48369, .high = 19.68324 }, STATUS_INSIDE, 12, LITERAL("at most 12") },
	{ STRIP_SHARE, true, false, { .known = true, .has_interval = true, .value = .763, .low = .607932, .high = .870063 }, STATUS_BORDERLINE, .75, LITERAL("at least 75%") },
	{ STRIP_COUNT, false, false, { .known = true, .has_interval = true, .value = 90, .low = 72, .high = 110 }, STATUS_OUTSIDE, 12, LITERAL("at most 12") },
	{ STRIP_SHARE, true, false, { 0 }, STATUS_NOT_ASSESSED, .75, LITERAL("at least 75%") },
};

static const double sample_shares[] = { .55, .60, .65, .68, .72, .74, .76, .82 };
static const double sample_counts[] = { 24, 27, 22, 25, 21, 23, 19, 11 };
static const bool sample_known[] = { true, true, true, true, true, true, true, true };
static const bool sample_gaps[] = { true, true, true, false, true, true, true, true, true, true };
static const double sample_ratios[] = { 1.6, 1.5, 1.55, 0, 1.4, 1.3, 1.38, 1.34, 1.31, 1.3 };
static struct sparkline_data sample_sparks[] = {
	{ STRIP_SHARE, sample_shares, sample_known, 8, true, .8, STATUS_INSIDE },
	{ STRIP_COUNT, sample_counts, sample_known, 8, true, 12, STATUS_INSIDE },
	{ STRIP_RATIO, sample_ratios, sample_gaps, 10, true, 1.25, STATUS_BORDERLINE },
	{ STRIP_SHARE, sample_shares, sample_known, 3, true, .8, STATUS_INSIDE },
};
/* clang-format on */

#endif
