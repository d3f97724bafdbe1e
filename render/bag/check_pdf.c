/* The report as PDF: it must have the form that this program writes, byte for
 * byte, and the files attached to it must be those of the bag: its tables and
 * report.json. What its pages show is not read. See check.h. */
#include "base/map.h"
#include "render/bag/check.h"
#include "render/pdf/walk.h"

#define PDF "data/report/report.pdf"
#define TABLES "data/tables/T-"

struct pdf_check {
	struct bag_checks *checks;
	const struct found_bag *bag;
	struct map digests; /* of what is attached */
	size_t attached;
};

static bool is_in_bag(const struct found_bag *bag, const char *digest)
{
	for (size_t i = 0; i < bag->count; i++)
		if (str_equal_z(str_from(digest), bag->items[i].digest))
			return true;
	return false;
}

static void take_attached(struct pdf_check *at, const struct pdf_part *part)
{
	char digest[HASH_HEX_SIZE];
	size_t size = 0;
	bool inflates = pdf_part_digest(part, digest, &size);
	at->attached++;
	if (inflates && is_in_bag(at->bag, digest))
		map_put(&at->digests, str_from(digest), NULL)->number = 1;
	else
		check_add(at->checks, false, "text", STR(PDF),
		    "attached file %zu (%zu bytes) is none of the bag's",
		    at->attached, size);
}

/* What must be attached: nothing, when nothing is. */
static void tell_missing(const struct pdf_check *at)
{
	for (size_t i = 0; at->attached && i < at->bag->count; i++) {
		const struct found_file *file = &at->bag->items[i];
		if ((str_starts(file->path, STR(TABLES)) ||
			str_equal_z(file->path, "data/report/report.json")) &&
		    !map_get(&at->digests, str_from(file->digest)))
			check_add(at->checks, false, "text", STR(PDF),
			    "has not " STR_FMT " attached as the bag has it",
			    STR_ARG(file->path));
	}
}

void check_pdf(struct bag_checks *checks, const struct found_bag *bag)
{
	struct pdf_check at = { .checks = checks,
		.bag = bag,
		.digests = { .arena = checks->keep } };
	struct pdf_walk walk;
	struct pdf_part part;
	size_t failed = checks_failed(checks);
	struct str bytes;
	if (!check_report_file(&bytes, checks, bag, PDF))
		return;
	pdf_walk_open(&walk, bytes);
	while (pdf_walk_next(&walk, &part))
		if (str_starts(part.dict, STR("/Type/EmbeddedFile")))
			take_attached(&at, &part);
	if (walk.wrong)
		check_add(checks, false, "text", STR(PDF), "%s", walk.wrong);
	else
		tell_missing(&at);
	if (checks_failed(checks) == failed)
		check_add(checks, true, "text", STR(PDF),
		    "is of the form that this program writes; the %zu files "
		    "attached are those of the bag; its pages are not read",
		    at.attached);
}
