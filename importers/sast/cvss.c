/* CVSS 3.0 and 3.1, base metrics alone. Scores of one decimal are rounded up,
 * by the integers of appendix A, so that they are the same on every machine. */
#include "importers/sast/cvss.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/date.h"

enum { METRICS = 8 };

struct metric {
	const char *name;
	const char *letters;
	double weights[4];
};

/* The order is that in which base_score takes them. */
static const struct metric metrics[METRICS] = {
	{ "AV", "NALP", { 0.85, 0.62, 0.55, 0.2 } },
	{ "AC", "LH", { 0.77, 0.44 } },
	{ "PR", "NLH", { 0.85, 0.62, 0.27 } },
	{ "UI", "NR", { 0.85, 0.62 } },
	{ "S", "UC", { 0, 1 } },
	{ "C", "HLN", { 0.56, 0.22, 0 } },
	{ "I", "HLN", { 0.56, 0.22, 0 } },
	{ "A", "HLN", { 0.56, 0.22, 0 } },
};

static bool read_metric(struct str part, double weights[METRICS],
    bool given[METRICS], char *privileges)
{
	size_t colon = str_find_byte(part, ':');
	struct str name = str_slice(part, 0, colon);
	struct str value = str_skip(part, colon + 1);
	for (int i = 0; i < METRICS; i++) {
		if (!str_equal_z(name, metrics[i].name))
			continue;
		const char *at = value.len == 1 && value.ptr[0]
				     ? strchr(metrics[i].letters, value.ptr[0])
				     : NULL;
		if (!at || given[i])
			return false;
		weights[i] = metrics[i].weights[at - metrics[i].letters];
		given[i] = true;
		if (i == 2)
			*privileges = value.ptr[0];
		return true;
	}
	return true; /* temporal and environmental ones change no base score */
}

static int64_t round_up(double score)
{
	int64_t exact = llround(score * 100000);
	int64_t tenths = exact / 10000 + (exact % 10000 != 0);
	return tenths * 100000;
}

static int64_t base_score(const double w[METRICS], char privileges)
{
	bool changed = w[4] > 0.5;
	double pr = w[2];
	if (changed && privileges == 'L')
		pr = 0.68;
	if (changed && privileges == 'H')
		pr = 0.5;
	double iss = 1 - (1 - w[5]) * (1 - w[6]) * (1 - w[7]);
	double impact = changed
			    ? 7.52 * (iss - 0.029) - 3.25 * pow(iss - 0.02, 15)
			    : 6.42 * iss;
	double exploitability = 8.22 * w[0] * w[1] * pr * w[3];
	if (impact <= 0)
		return 0;
	double score = impact + exploitability;
	if (changed)
		score *= 1.08;
	return round_up(score < 10 ? score : 10);
}

int64_t cvss_score(struct str vector)
{
	double weights[METRICS] = { 0 };
	bool given[METRICS] = { false };
	char privileges = 'N';
	struct str part;
	if (!str_starts(vector, STR("CVSS:3.")) || vector.len > 300)
		return UNKNOWN;
	while (str_split(&vector, '/', &part))
		if (!read_metric(part, weights, given, &privileges))
			return UNKNOWN;
	for (int i = 0; i < METRICS; i++)
		if (!given[i])
			return UNKNOWN;
	return base_score(weights, privileges);
}
