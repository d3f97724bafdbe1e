/* Manifests are compared with what they must be, made anew from the files, so
 * that a digest in other letters, a line twice or a blank too many is seen: a
 * tool that only compares digests forgives these. See check.h. */
#include "render/bag/check.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "render/bag/bag.h"

enum { DIGEST_LETTERS = 64, ID_LETTERS = 8 };

void check_add(struct bag_checks *checks, bool holds, const char *what,
    struct str where, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	struct bag_check check = {
		.holds = holds,
		.what = what,
		.where = utf8_printable(
		    checks->keep, arena_str(checks->keep, where)),
		.found = utf8_printable(checks->keep,
		    arena_vprintf(checks->keep, format, arguments)),
	};
	va_end(arguments);
	VEC_PUSH(checks, checks->keep, check);
}

size_t checks_failed(const struct bag_checks *checks)
{
	size_t failed = 0;
	for (size_t i = 0; i < checks->count; i++)
		failed += !checks->items[i].holds;
	return failed;
}

static bool is_payload(struct str path)
{
	return str_starts(path, STR("data/"));
}

bool check_wants(struct str path)
{
	return !is_payload(path) || str_starts(path, STR("data/tables/")) ||
	       str_starts(path, STR("data/trace/cells/")) ||
	       str_starts(path, STR("data/controls/")) ||
	       str_starts(path, STR("data/report/")) ||
	       str_equal_z(path, "data/trace/numbers.csv");
}

bool check_report_file(struct str *content, struct bag_checks *checks,
    const struct found_bag *bag, const char *path)
{
	const struct found_file *file = found_file(bag, path);
	*content = file ? file->content : STR_NONE;
	if (file && !content->ptr)
		check_add(checks, true, "text", str_from(path),
		    "is too large to be compared: it was NOT compared");
	return content->ptr != NULL;
}

static void tell_faults(struct bag_checks *checks, const struct found_bag *bag)
{
	for (size_t i = 0; i < bag->faults.count; i++)
		check_add(checks, false, "form", bag->faults.items[i].where,
		    STR_FMT, STR_ARG(bag->faults.items[i].what));
	if (!bag->faults.count)
		check_add(
		    checks, true, "form", bag->name, "%zu files", bag->count);
}

/* One line of a manifest, as it should be. */
static bool read_line(struct str line, struct str *digest, struct str *path)
{
	*digest = str_slice(line, 0, DIGEST_LETTERS);
	*path = str_skip(line, DIGEST_LETTERS + 2);
	if (line.len <= DIGEST_LETTERS + 2 || line.ptr[DIGEST_LETTERS] != ' ' ||
	    line.ptr[DIGEST_LETTERS + 1] != ' ')
		return false;
	for (size_t i = 0; i < digest->len; i++) {
		char c = digest->ptr[i];
		if (!ascii_is_digit(c) && !(c >= 'a' && c <= 'f'))
			return false;
	}
	return bag_path_is_fine(*path);
}

/* A manifest, and the files that it must list: those below data/, or the outer
 * ones. */
struct listing {
	const char *manifest;
	const char *what; /* "digest" */
	bool payload;
};

static bool is_listed(const struct listing *listing, struct str path)
{
	if (listing->payload)
		return is_payload(path);
	return !is_payload(path) && !str_equal_z(path, BAG_TAG_MANIFEST) &&
	       !str_equal_z(path, BAG_SIGNATURE) &&
	       !str_equal_z(path, BAG_STAMP);
}

static void compare_digest(struct bag_checks *checks,
    const struct found_bag *bag, const struct listing *listing,
    struct str digest, struct str path, size_t line)
{
	char *z = arena_z(checks->keep, path);
	const struct found_file *file = found_file(bag, z);
	if (!file)
		check_add(checks, false, listing->what, path,
		    "is missing; %s:%zu lists it", listing->manifest, line);
	else if (!str_equal_z(digest, file->digest))
		check_add(checks, false, listing->what, path,
		    "has changed: its SHA-256 is %s, %s:%zu has " STR_FMT,
		    file->digest, listing->manifest, line, STR_ARG(digest));
	else
		check_add(
		    checks, true, listing->what, path, "%s", file->digest);
}

static bool was_listed(const struct str *paths, size_t count, struct str path)
{
	size_t low = 0;
	size_t high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(paths[middle], path);
		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static void tell_unlisted(struct bag_checks *checks,
    const struct found_bag *bag, const struct listing *listing,
    const struct str *paths, size_t count)
{
	for (size_t i = 0; i < bag->count; i++)
		if (is_listed(listing, bag->items[i].path) &&
		    !was_listed(paths, count, bag->items[i].path))
			check_add(checks, false, "unlisted", bag->items[i].path,
			    "was added: %s does not list it",
			    listing->manifest);
}

/* Lines in order of their paths, each with a line end: one form alone. */
static void check_manifest(struct bag_checks *checks,
    const struct found_bag *bag, const struct listing *listing)
{
	struct str where = str_from(listing->manifest);
	struct str text = found_content(bag, listing->manifest);
	struct str rest = text;
	struct str line;
	VEC(struct str) paths = { 0 };
	if (!found_file(bag, listing->manifest)) {
		check_add(checks, false, "manifest", where, "is missing");
		return;
	}
	bool fine = str_ends(text, STR("\n"));
	for (size_t number = 1; str_split(&rest, '\n', &line); number++) {
		struct str digest;
		struct str path;
		if (!line.len && !rest.len)
			break;
		bool reads = read_line(line, &digest, &path);
		if (!reads || !is_listed(listing, path) ||
		    (paths.count &&
			str_compare(paths.items[paths.count - 1], path) >= 0)) {
			check_add(checks, false, "manifest", where,
			    "line %zu is not as a manifest of this bag has it: "
			    "64 of 0-9a-f, two blanks, path, in order of paths",
			    number);
			fine = false;
			continue;
		}
		VEC_PUSH(&paths, checks->keep, path);
		compare_digest(checks, bag, listing, digest, path, number);
	}
	check_add(checks, fine, "manifest", where,
	    fine ? "%zu file%s"
		 : "is not written as it must be; as it must "
		   "be: %zu line%s",
	    paths.count, paths.count == 1 ? "" : "s");
	tell_unlisted(checks, bag, listing, paths.items, paths.count);
}

static void check_outer(struct bag_checks *checks, const struct found_bag *bag)
{
	static const char *const outer[] = { "VERIFY.txt", "bag-info.txt",
		"bagit.txt" };
	static const char form[] = "BagIt-Version: 1.0\n"
				   "Tag-File-Character-Encoding: UTF-8\n";
	for (size_t i = 0; i < sizeof outer / sizeof outer[0]; i++)
		if (!found_file(bag, outer[i]))
			check_add(checks, false, "form", str_from(outer[i]),
			    "is missing");
	if (!str_equal_z(found_content(bag, "bagit.txt"), form))
		check_add(checks, false, "form", STR("bagit.txt"),
		    "is not that of BagIt 1.0");
}

static void check_oxum(struct bag_checks *checks, const struct found_bag *bag)
{
	int64_t bytes = 0;
	size_t files = 0;
	struct str said = found_info(bag, "Payload-Oxum");
	for (size_t i = 0; i < bag->count; i++)
		if (is_payload(bag->items[i].path)) {
			bytes += bag->items[i].size_bytes;
			files++;
		}
	struct str is =
	    arena_printf(checks->keep, "%lld.%zu", (long long)bytes, files);
	if (str_equal(said, is))
		check_add(checks, true, "oxum", STR("bag-info.txt"), STR_FMT,
		    STR_ARG(is));
	else
		check_add(checks, false, "oxum", STR("bag-info.txt"),
		    "Payload-Oxum is \"" STR_FMT "\", data/ has " STR_FMT,
		    STR_ARG(said), STR_ARG(is));
}

/* A folder may be called otherwise; a tar has the name that it was made with.
 */
static void check_name(struct bag_checks *checks, const struct found_bag *bag)
{
	const struct found_file *tags = found_file(bag, BAG_TAG_MANIFEST);
	struct str name = bag->name;
	struct str id = str_skip(
	    name, name.len > ID_LETTERS ? name.len - ID_LETTERS : name.len);
	if (!tags)
		return;
	if (!str_starts(name, STR("evidence-")))
		check_add(checks, true, "name", name,
		    "is not evidence-...-%.8s: renamed, so not checked",
		    tags->digest);
	else if (str_equal(id, (struct str){ tags->digest, ID_LETTERS }))
		check_add(checks, true, "name", name,
		    "ends in the digest of "
		    "its " BAG_TAG_MANIFEST);
	else
		check_add(checks, false, "name", STR(BAG_TAG_MANIFEST),
		    "has changed: its SHA-256 begins with %.8s, the bag is "
		    "called " STR_FMT,
		    tags->digest, STR_ARG(name));
}

void check_whole(struct bag_checks *checks, const struct found_bag *bag)
{
	static const struct listing payload = { BAG_MANIFEST, "digest", true };
	static const struct listing outer = { BAG_TAG_MANIFEST, "digest",
		false };
	tell_faults(checks, bag);
	check_outer(checks, bag);
	check_manifest(checks, bag, &outer);
	check_manifest(checks, bag, &payload);
	check_oxum(checks, bag);
	check_name(checks, bag);
}

bool check_read_whole(struct found_bag *bag, struct str path, bag_wanted wanted,
    struct arena *keep, struct error *err)
{
	struct bag_checks checks = { .keep = keep };
	if (!bag_read(bag, path, wanted, keep, err))
		return false;
	check_whole(&checks, bag);
	size_t failed = checks_failed(&checks);
	if (!failed)
		return true;
	error_at(err, (struct place){ .file = path },
	    "expected an evidence bag that is whole, found one of which %zu "
	    "checks fail",
	    failed);
	return error_fix(
	    err, "assay verify " STR_FMT " lists them", STR_ARG(path));
}
