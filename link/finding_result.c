/* One row of result to one sighting. */
#include "link/finding_result.h"

#include "base/hash.h"

/* GitHub's hash of the line, where the tool says it; else 0. */
static uint64_t text_of(struct str fingerprint)
{
	struct str name = STR("primaryLocationLineHash:");
	struct str line;
	while (str_line(&fingerprint, &line))
		if (str_starts(line, name))
			return hash_quick(str_skip(line, name.len));
	return 0;
}

struct sighting finding_result_read(const struct query *query, int column)
{
	struct str fingerprint = query_text(query, column + 4);
	int64_t about = query_int(query, column + 8);
	bool is_gone = !query_is_null(query, column + 11);
	return (struct sighting){
		.marks = { .fingerprint = fingerprint,
		    .text = text_of(fingerprint),
		    .package = query_text(query, column + 9),
		    .version = query_text(query, column + 10) },
		.result_id = query_int(query, column),
		.rule = query_text(query, column + 1),
		.line = query_int(query, column + 2),
		.end_line = query_int(query, column + 3),
		.claim = { .suppressed = query_int(query, column + 5) == 1,
		    .until_time = query_is_null(query, column + 12)
				      ? 0
				      : query_int(query, column + 12),
		    .first_time = query_int(query, column + 6),
		    .absent = is_gone,
		    .fixed = is_gone,
		    .fixed_time = query_int(query, column + 11) },
		.scan_id = query_int(query, column + 7),
		.cwe = about / 256,
		.about = about % 64,
		.trust = (int)(about / 64 % 4),
	};
}
