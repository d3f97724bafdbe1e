/* The parser of scan profiles: a row of a table for each statement, one
 * function for each kind of value. What stands before the first "records" holds
 * for all of them. */
#include "importers/sast/scan_profile.h"

#include <stdlib.h>

#include "base/asset_folder.h"
#include "base/shelf.h"
#include "base/utf8.h"
#include "base/vec.h"

static const char *const field_names[SCAN_FIELDS] = {
	[SCAN_PATH] = "path",
	[SCAN_LINE] = "line",
	[SCAN_END_LINE] = "end-line",
	[SCAN_COLUMN] = "column",
	[SCAN_RULE] = "rule",
	[SCAN_FORMER] = "former",
	[SCAN_MESSAGE] = "message",
	[SCAN_SCORE] = "score",
	[SCAN_WORD] = "word",
	[SCAN_LEVEL] = "level",
	[SCAN_CONFIDENCE] = "confidence",
	[SCAN_IMPACT] = "impact",
	[SCAN_PROBABILITY] = "probability",
	[SCAN_ACCURACY] = "accuracy",
	[SCAN_ASSUMED] = "assumed",
	[SCAN_CWE] = "cwe",
	[SCAN_TAG] = "tag",
	[SCAN_PACKAGE] = "package",
	[SCAN_PACKAGE_VERSION] = "package-version",
	[SCAN_COMMIT] = "commit",
	[SCAN_FIRST_TIME] = "first-time",
	[SCAN_FIXED_TIME] = "fixed-time",
	[SCAN_SUPPRESSED] = "suppressed",
	[SCAN_SUPPRESSED_STATUS] = "suppressed-status",
	[SCAN_SUPPRESSED_KIND] = "suppressed-kind",
	[SCAN_SUPPRESSED_REASON] = "suppressed-reason",
	[SCAN_SUPPRESSED_WORD] = "suppressed-word",
	[SCAN_SUPPRESSED_TIME] = "suppressed-time",
	[SCAN_SUPPRESSED_UNTIL] = "suppressed-until",
	[SCAN_SUPPRESSED_BY] = "suppressed-by",
	[SCAN_BASELINE] = "baseline",
	[SCAN_KIND] = "kind",
	[SCAN_CATEGORY] = "category",
	[SCAN_DUPLICATE] = "duplicate",
	[SCAN_PROBLEM] = "problem",
	[SCAN_TOOL] = "tool",
	[SCAN_TOOL_VERSION] = "tool-version",
	[SCAN_ANALYSIS] = "analysis",
	[SCAN_REPOSITORY] = "repository",
	[SCAN_REF] = "ref",
	[SCAN_REVISION] = "revision",
	[SCAN_TIME] = "time",
	[SCAN_ROOT] = "root",
	[SCAN_ERRORS] = "errors",
	[SCAN_FAILED] = "failed",
	[SCAN_TOTAL] = "total",
	[SCAN_HIDDEN] = "hidden",
};

struct reader {
	struct scan_profile *profile;
	struct scan_section *section; /* being read; the shared one first */
	struct place place;
	struct arena *keep;
	struct error *err;
};

typedef bool statement_fn(struct reader *reader, struct str rest);

static bool refuse(const struct reader *reader, const char *expected,
    struct str found, const char *fix)
{
	struct arena *scratch = arena_new();
	struct str shown = utf8_printable(scratch, str_slice(found, 0, 100));
	error_at(reader->err, reader->place,
	    "expected %s, found \"" STR_FMT "\"", expected, STR_ARG(shown));
	arena_free(scratch);
	return error_fix(reader->err, "%s", fix);
}

/* ---------------------------------------------------------------- values -- */

/* The next word of *REST: up to a blank, or between double quotes. */
static bool take_word(struct str *rest, struct str *word, bool *quoted)
{
	*rest = str_trim(*rest);
	*quoted = rest->len && rest->ptr[0] == '"';
	if (!rest->len)
		return false;
	if (*quoted)
		*rest = str_skip(*rest, 1);
	size_t end = str_find_byte(*rest, *quoted ? '"' : ' ');
	if (*quoted && end == rest->len)
		return false;
	*word = str_slice(*rest, 0, end);
	*rest = str_skip(*rest, end + 1);
	return true;
}

static bool find_lookup(
    const struct reader *reader, struct str name, int64_t *index)
{
	for (size_t i = 0; i < reader->profile->lookups.count; i++)
		if (str_equal(reader->profile->lookups.items[i].name, name)) {
			*index = (int64_t)i;
			return true;
		}
	return false;
}

static bool add_cut(struct reader *reader, struct scan_part *part,
    struct str name, struct str argument)
{
	static const char *const names[] = { "after", "behind", "before",
		"until", "without", "add", "is", "in", "as", "like", "unlike" };
	enum { NAMES = sizeof names / sizeof *names };
	size_t i = 0;
	while (i < NAMES && !str_equal_z(name, names[i]))
		i++;
	struct scan_cut cut = { .text = argument };
	if (i == NAMES || part->cut_count == SCAN_CUTS_MAX || part->is_text)
		return refuse(reader,
		    "after, behind, before, until, without, add, is, in, as, "
		    "like, unlike",
		    name, "write for instance: path component after \":\"");
	cut.kind = (enum scan_cut_kind)i;
	if ((cut.kind == CUT_ADD && !str_to_int(argument, &cut.number)) ||
	    (cut.kind == CUT_IN && !find_lookup(reader, argument, &cut.number)))
		return refuse(reader, "a number, or a lookup named above",
		    argument, "write it behind add or in");
	part->cuts[part->cut_count++] = cut;
	return true;
}

/* A part up to "+", "|" or the end of the line; *END tells which. */
static bool read_part(
    struct reader *reader, struct str *rest, struct scan_part *part, char *end)
{
	struct str word;
	struct str argument;
	bool quoted;
	*part = (struct scan_part){ .is_text = false };
	if (!take_word(rest, &word, &quoted))
		return refuse(reader, "a path or a quoted text", *rest,
		    "write one behind the name of the field");
	part->is_text = quoted;
	part->text = word;
	if (!quoted && !scan_path_read(&part->path, word))
		return refuse(reader, "a path", word,
		    "names with dots between; docs/formats.md has the grammar");
	*end = '\0';
	while (str_trim(*rest).len) {
		if (!take_word(rest, &word, &quoted))
			return refuse(reader, "a closing quote", *rest,
			    "texts stand between double quotes");
		if (!quoted &&
		    (str_equal_z(word, "|") || str_equal_z(word, "+"))) {
			*end = word.ptr[0];
			return true;
		}
		if (!take_word(rest, &argument, &quoted))
			return refuse(reader, "something behind the word", word,
			    "write for instance: after \":\"");
		if (!add_cut(reader, part, word, argument))
			return false;
	}
	return true;
}

static bool read_value(
    struct reader *reader, struct str rest, struct scan_value *value)
{
	struct scan_term term = { 0 };
	char end = '|';
	while (end) {
		struct scan_part part;
		if (!read_part(reader, &rest, &part, &end))
			return false;
		VEC_PUSH(&term, reader->keep, part);
		if (end == '+')
			continue;
		VEC_PUSH(value, reader->keep, term);
		term = (struct scan_term){ 0 };
	}
	return true;
}

/* ------------------------------------------------------------ statements -- */

static bool read_scan(struct reader *reader, struct str rest)
{
	size_t at = str_find_byte(rest, '@');
	reader->profile->name = str_slice(rest, 0, at);
	reader->profile->version = str_skip(rest, at + 1);
	return (reader->profile->name.len && reader->profile->version.len) ||
	       refuse(reader, "name@version", rest, "write scan name@1");
}

static bool read_title(struct reader *reader, struct str rest)
{
	reader->profile->title = rest;
	return true;
}

static bool read_source(struct reader *reader, struct str rest)
{
	reader->profile->source = rest;
	return true;
}

static bool read_format(struct reader *reader, struct str rest)
{
	static const char *const formats[] = { "json", "xml", "csv" };
	for (int i = 0; i < 3; i++)
		if (str_equal_z(rest, formats[i])) {
			reader->profile->format = (enum scan_format)i;
			return true;
		}
	return refuse(reader, "json, xml or csv", rest, "name one of them");
}

static bool read_list(
    struct reader *reader, struct str rest, struct str_list *list)
{
	struct str part;
	while (str_split(&rest, '|', &part))
		VEC_PUSH(list, reader->keep, str_trim(part));
	return list->count || refuse(reader, "names with | between", rest,
				  "write at least one");
}

static bool read_match(struct reader *reader, struct str rest)
{
	struct str_list names = { 0 };
	if (!read_list(reader, rest, &names))
		return false;
	VEC_PUSH(&reader->profile->match, reader->keep, names);
	return true;
}

static bool read_unless(struct reader *reader, struct str rest)
{
	return read_list(reader, rest, &reader->profile->unless);
}

static bool read_only(struct reader *reader, struct str rest)
{
	return read_list(reader, rest, &reader->profile->only);
}

static bool read_omit(struct reader *reader, struct str rest)
{
	return read_list(reader, rest, &reader->profile->omit);
}

static bool read_page(struct reader *reader, struct str rest)
{
	return read_list(reader, rest, &reader->profile->pages);
}

static bool read_namespace(struct reader *reader, struct str rest)
{
	reader->profile->xml_namespace = rest;
	return true;
}

/* "lookup NAME ROWS KEY VALUE" */
static bool read_lookup(struct reader *reader, struct str rest)
{
	struct scan_lookup lookup = { 0 };
	struct str words[4];
	bool quoted;
	for (int i = 0; i < 4; i++)
		if (!take_word(&rest, &words[i], &quoted))
			return refuse(reader, "a name and three paths", rest,
			    "write lookup NAME ROWS KEY VALUE");
	lookup.name = words[0];
	if (!scan_path_read(&lookup.rows, words[1]) ||
	    !scan_path_read(&lookup.key, words[2]) ||
	    !scan_path_read(&lookup.value, words[3]))
		return refuse(
		    reader, "paths", words[1], "names with dots between");
	VEC_PUSH(&reader->profile->lookups, reader->keep, lookup);
	return true;
}

/* "records UNIT / RECORD" */
static bool read_section(
    struct reader *reader, struct str rest, enum scan_use use)
{
	struct scan_section *section =
	    ARENA_NEW(reader->keep, struct scan_section);
	size_t slash = str_find_byte(rest, '/');
	struct str unit = str_trim(str_slice(rest, 0, slash));
	struct str record = str_trim(str_skip(rest, slash + 1));
	section->use = use;
	if (!scan_path_read(&section->unit, unit) || section->unit.up ||
	    section->unit.of_head ||
	    (record.len && !scan_path_read(&section->record, record)))
		return refuse(reader, "a path, or two with / between", rest,
		    "write for instance: records Results[] / Secrets[]");
	if (reader->profile->sections.count == SCAN_SECTIONS_MAX)
		return refuse(reader, "fewer kinds of records", rest,
		    "make a second profile");
	VEC_PUSH(&reader->profile->sections, reader->keep, *section);
	reader->section = &reader->profile->sections
			       .items[reader->profile->sections.count - 1];
	return true;
}

static bool read_records(struct reader *reader, struct str rest)
{
	return read_section(reader, rest, SCAN_RESULTS);
}

static bool read_covers(struct reader *reader, struct str rest)
{
	return read_section(reader, rest, SCAN_COVERS);
}

static bool read_unread(struct reader *reader, struct str rest)
{
	return read_section(reader, rest, SCAN_UNREAD);
}

static bool read_scans(struct reader *reader, struct str rest)
{
	return read_section(reader, rest, SCAN_SCANS);
}

static bool take_field(
    struct reader *reader, struct str *rest, enum scan_field *field)
{
	struct str name = STR_NONE;
	bool quoted;
	if (take_word(rest, &name, &quoted))
		for (int i = 0; i < SCAN_FIELDS; i++)
			if (str_equal_z(name, field_names[i])) {
				*field = (enum scan_field)i;
				return true;
			}
	return refuse(reader, "a field of results", name,
	    "path line end-line column rule message score word level ... "
	    "stand in docs/formats.md");
}

static bool read_field(struct reader *reader, struct str rest)
{
	enum scan_field field;
	return take_field(reader, &rest, &field) &&
	       read_value(reader, rest, &reader->section->fields[field]);
}

static bool read_word(struct reader *reader, struct str rest)
{
	struct scan_word word;
	if (!take_field(reader, &rest, &word.field))
		return false;
	size_t equals = str_find_byte(rest, '=');
	if (equals == rest.len)
		return refuse(reader, "text = value", rest,
		    "write for instance: value word 2 = error");
	word.from = str_trim(str_slice(rest, 0, equals));
	word.to = str_trim(str_skip(rest, equals + 1));
	VEC_PUSH(&reader->section->words, reader->keep, word);
	return true;
}

static bool read_key(struct reader *reader, struct str rest)
{
	return read_value(reader, rest, &reader->section->key);
}

/* "fingerprint NAME whole|line VALUE" */
static bool read_fingerprint(struct reader *reader, struct str rest)
{
	struct scan_fingerprint fingerprint = { 0 };
	struct str use = STR_NONE;
	bool quoted;
	if (!take_word(&rest, &fingerprint.name, &quoted) ||
	    !take_word(&rest, &use, &quoted))
		return refuse(reader, "a name and whole or line", rest,
		    "write fingerprint NAME whole PATH");
	fingerprint.is_line = str_equal_z(use, "line");
	if (!fingerprint.is_line && !str_equal_z(use, "whole"))
		return refuse(reader, "whole or line", use,
		    "whole: it means the finding; line: a text of the file");
	if (!read_value(reader, rest, &fingerprint.value))
		return false;
	VEC_PUSH(&reader->section->fingerprints, reader->keep, fingerprint);
	return true;
}

static const struct {
	const char *keyword;
	statement_fn *read;
} statements[] = {
	{ "scan", read_scan },
	{ "title", read_title },
	{ "source", read_source },
	{ "format", read_format },
	{ "match", read_match },
	{ "unless", read_unless },
	{ "only", read_only },
	{ "namespace", read_namespace },
	{ "omit", read_omit },
	{ "page", read_page },
	{ "lookup", read_lookup },
	{ "records", read_records },
	{ "covers", read_covers },
	{ "unread", read_unread },
	{ "scans", read_scans },
	{ "field", read_field },
	{ "value", read_word },
	{ "key", read_key },
	{ "fingerprint", read_fingerprint },
};

static bool read_statement(struct reader *reader, struct str line)
{
	size_t end = str_find_byte(line, ' ');
	struct str keyword = str_slice(line, 0, end);
	struct str rest = str_trim(str_skip(line, end));
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
		if (str_equal_z(keyword, statements[i].keyword))
			return statements[i].read(reader, rest);
	return refuse(reader, "a statement of a scan profile", keyword,
	    "statements are: scan title source format match unless only "
	    "namespace "
	    "omit page lookup records covers unread scans field value key "
	    "fingerprint");
}

static bool check_whole(struct reader *reader)
{
	const struct scan_profile *profile = reader->profile;
	const char *missing = !profile->name.len	 ? "scan name@version"
			      : !profile->title.len	 ? "title"
			      : !profile->source.len	 ? "source"
			      : !profile->match.count	 ? "match"
			      : !profile->sections.count ? "records"
							 : NULL;
	if (!missing)
		return true;
	error_at(reader->err, reader->place,
	    "expected a line \"%s ...\", found none", missing);
	return error_fix(reader->err, "add it");
}

bool scan_profile_read(struct scan_profile *profile, struct str text,
    struct str file, struct arena *keep, struct error *err)
{
	struct reader reader = { profile, &profile->shared, { file, 0, 0 },
		keep, err };
	struct str rest = arena_str(keep, text);
	struct str line;
	*profile = (struct scan_profile){ .file = file, .text = rest };
	while (str_line(&rest, &line)) {
		reader.place.line++;
		line = str_trim(line);
		if (line.len && line.ptr[0] != '#' &&
		    !read_statement(&reader, line))
			return false;
	}
	return check_whole(&reader);
}

const struct scan_value *scan_profile_value(const struct scan_profile *profile,
    const struct scan_section *section, enum scan_field field)
{
	return section && section->fields[field].count
		   ? &section->fields[field]
		   : &profile->shared.fields[field];
}

/* ------------------------------------------------------------------ list -- */

static int compare_profiles(const void *a, const void *b)
{
	return str_compare(((const struct scan_profile *)a)->name,
	    ((const struct scan_profile *)b)->name);
}

struct adding {
	struct scan_profile_list *list;
	struct arena *keep;
};

static bool add_profile(
    void *into, struct str text, struct str file, struct error *err)
{
	const struct adding *adding = into;
	struct scan_profile_list *list = adding->list;
	struct scan_profile profile;
	if (!scan_profile_read(&profile, text, file, adding->keep, err))
		return false;
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i].name, profile.name)) {
			list->items[i] = profile;
			return true;
		}
	VEC_PUSH(list, adding->keep, profile);
	return true;
}

static bool load_all(struct scan_profile_list *list,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const struct asset_folder scans = { "scans", ".scan",
		SCAN_PROFILE_LIMIT };
	struct adding adding = { list, keep };
	*list = (struct scan_profile_list){ 0 };
	if (!asset_folder_each(
		&scans, folders, add_profile, &adding, keep, err))
		return false;
	if (list->count)
		qsort(list->items, list->count, sizeof *list->items,
		    compare_profiles);
	return true;
}

bool scan_profile_load(struct scan_profile_list *list,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const char name[] = "profiles of scans";
	const struct scan_profile_list *kept =
	    shelf_find(folders, str_from(name));
	if (kept) {
		*list = *kept;
		return true;
	}
	if (!load_all(list, folders, shelf_keep(folders, keep), err))
		return false;
	shelf_put(folders, str_from(name), list, sizeof *list);
	return true;
}
