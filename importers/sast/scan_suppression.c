/* Suppressions of native formats in the terms of SARIF 2.1.0 section 3.35:
 * where it was said (kind), how far it is decided (status) and why. A tool that
 * only marks its result has accepted it; one that was proposed, or refused,
 * leaves the result open. A reason "-" of a profile's words is none, and an
 * empty one is there and not kept. */
#include "importers/sast/scan_suppression.h"

#include "base/utf8.h"

static struct str word_of(const struct scan_item *item, enum scan_field field,
    const struct str *words, size_t count)
{
	struct str text = scan_item_text(item, field);
	for (size_t i = 0; i < count; i++)
		if (str_equal_nocase(text, words[i]))
			return words[i];
	return STR_NONE;
}

static struct str kept(const struct scan_item *item, struct str text)
{
	return text.len
		   ? utf8_clean(item->keep, sast_text_short(item->keep, text))
		   : STR_NONE;
}

static struct str reason_of(const struct scan_item *item, bool is_secret)
{
	struct str said = str_trim(scan_item_raw(item, SCAN_SUPPRESSED_REASON));
	struct str text =
	    str_trim(scan_item_text(item, SCAN_SUPPRESSED_REASON));
	if (!said.len || str_equal_z(text, "-"))
		return STR_NONE;
	return is_secret || !text.len ? STR("") : kept(item, text);
}

bool scan_suppression_read(struct sast_suppressions *suppressions,
    const struct scan_item *item, bool is_secret)
{
	static const struct str kinds[] = { { "inSource", 8 },
		{ "external", 8 } };
	static const struct str statuses[] = { { "accepted", 8 },
		{ "underReview", 11 }, { "rejected", 8 } };
	bool is_marked = scan_item_is(item, SCAN_SUPPRESSED);
	struct str status =
	    is_marked ? statuses[0]
		      : word_of(item, SCAN_SUPPRESSED_STATUS, statuses, 3);
	if (!status.len)
		return false;
	suppressions->by[suppressions->count] =
	    kept(item, str_trim(scan_item_text(item, SCAN_SUPPRESSED_BY)));
	suppressions->items[suppressions->count++] =
	    (struct fact_result_suppression){
		    .kind = word_of(item, SCAN_SUPPRESSED_KIND, kinds, 2),
		    .status = status,
		    .reason = reason_of(item, is_secret),
		    .word =
			kept(item, scan_item_text(item, SCAN_SUPPRESSED_WORD)),
		    .time = scan_item_time(item, SCAN_SUPPRESSED_TIME),
		    .until_time = scan_item_time(item, SCAN_SUPPRESSED_UNTIL),
	    };
	return str_equal(status, statuses[0]);
}
