/* Which profile a file is read by: what a profile asks for, held against the
 * paths that the file has in its first bytes, else in all of it. */
#include "importers/sast/scan_recognise.h"

#include "importers/sast/scan.h"
#include "importers/sast/scan_in.h"
#include "importers/sast/scanner.h"

enum {
	SURE_OF_PROFILE = 90,
	SURE_AS_NAMED = 100,
	SURE_OF_TOOL = 91, /* whose report is not read: surer than a table */
};

static bool one_fits(const struct scan_sketch *sketch,
    const struct str_list *alternatives, struct str *which)
{
	for (size_t i = 0; i < alternatives->count; i++)
		if (scan_sketch_has(sketch, alternatives->items[i])) {
			*which = alternatives->items[i];
			return true;
		}
	return false;
}

/* Whether the file has nothing but what ALLOWED names. */
static bool has_only(
    const struct scan_sketch *sketch, const struct str_list *allowed)
{
	for (size_t i = 0; allowed->count && i < sketch->paths.count; i++) {
		size_t a = 0;
		while (
		    a < allowed->count &&
		    !scanner_matches(sketch->paths.items[i], allowed->items[a]))
			a++;
		if (a == allowed->count)
			return false;
	}
	return true;
}

static bool profile_fits(const struct scan_profile *profile,
    const struct scan_sketch *sketch, struct str *which)
{
	enum scan_format format = sketch->is_xml    ? SCAN_XML
				  : sketch->is_json ? SCAN_JSON
						    : SCAN_CSV;
	if (profile->format != format)
		return false;
	if (profile->xml_namespace.len &&
	    !scanner_matches(sketch->xml_namespace, profile->xml_namespace))
		return false;
	struct str ignored;
	for (size_t i = 0; i < profile->match.count; i++)
		if (!one_fits(
			sketch, &profile->match.items[i], i ? &ignored : which))
			return false;
	return has_only(sketch, &profile->only) &&
	       !one_fits(sketch, &profile->unless, &ignored);
}

/* A file that has text besides is not one that has only what a profile says:
 * brackets stand in scripts and notes too. */
static const struct scan_profile *find_fitting(
    const struct scan_profile_list *list, const struct scan_sketch *sketch,
    struct str *which)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct scan_profile *profile = &list->items[i];
		bool has_more = profile->only.count && sketch->has_text_before;
		if (!has_more && profile_fits(profile, sketch, which))
			return profile;
	}
	return NULL;
}

/* Whether all of WANTED, with '&' between, are there. */
static bool has_all(const struct scan_sketch *sketch, struct str wanted)
{
	struct str part;
	while (str_split(&wanted, '&', &part))
		if (!scan_sketch_has(sketch, str_trim(part)))
			return false;
	return true;
}

/* What a text for people has, by its first lines. */
static void sketch_lines(
    struct scan_sketch *sketch, struct str head, struct arena *keep)
{
	struct str line;
	while (str_line(&head, &line))
		scan_sketch_add(sketch, str_trim(line), keep);
}

/* The tool whose report this is, and its form, when it is one that is known
 * and not read; none else. */
static bool find_unread(struct str *tool, const struct scan_sketch *sketch,
    const struct input *input, struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t columns[3];
	struct scan_sketch lines = { .is_json = false };
	*tool = STR_NONE;
	if (!sketch->is_json && !sketch->is_xml)
		sketch_lines(&lines, input->head, keep);
	if (!rules_read(&rules, input->folders,
		STR("data/reports-not-read.csv"), keep, err) ||
	    !rules_column(&rules, "tool", &columns[0], err) ||
	    !rules_column(&rules, "form", &columns[1], err) ||
	    !rules_column(&rules, "match", &columns[2], err))
		return false;
	for (size_t i = 0; i < rules.row_count && !tool->len; i++)
		if (has_all(
			str_equal_z(rules_cell(&rules, i, columns[1]), "text")
			    ? &lines
			    : sketch,
			rules_cell(&rules, i, columns[2])))
			*tool = arena_printf(keep, STR_FMT " (" STR_FMT ")",
			    STR_ARG(rules_cell(&rules, i, columns[0])),
			    STR_ARG(rules_cell(&rules, i, columns[1])));
	return true;
}

/* The first byte that says anything: without mark of order, zeros, blanks. */
static char first_sign(struct str head)
{
	for (size_t i = 0; i < head.len; i++)
		if ((unsigned char)head.ptr[i] < 0x80 && head.ptr[i] > ' ')
			return head.ptr[i];
	return '\0';
}

static bool is_binary(struct str head)
{
	return str_starts(head, STR("PK\003\004")) ||
	       str_starts(head, STR("SQLite format 3")) ||
	       str_starts(head, STR("\x1f\x8b"));
}

/* Formats whose records are documents of their own, one a line: an empty file
 * is a report of nothing found. */
static bool may_be_empty(const struct scan_profile *profile)
{
	for (size_t i = 0; i < profile->sections.count; i++) {
		const struct scan_section *section =
		    &profile->sections.items[i];
		if (section->use == SCAN_RESULTS && !section->unit.count &&
		    !section->unit.in_array && !section->record.count)
			return true;
	}
	return false;
}

static const struct scan_profile *profile_named(
    const struct scan_profile_list *list, struct str name)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i].name, name))
			return &list->items[i];
	return NULL;
}

static void sketch_file(
    struct scan_sketch *sketch, const struct input *input, struct arena *keep)
{
	if (first_sign(input->head) == '<')
		scan_sketch_xml(sketch, input, keep);
	else
		scan_sketch_json(sketch, input, STR_NONE, keep);
	if (!sketch->is_json && !sketch->is_xml)
		scan_sketch_csv(sketch, input, keep);
}

/* The profile that the input names, of whose tool the file must be a report: an
 * empty list says nothing against it. NULL when it is of something else. */
static const struct scan_profile *find_named(
    const struct scan_profile_list *list, const struct input *input,
    struct arena *keep)
{
	struct scan_sketch sketch = { .is_json = false };
	struct str ignored;
	const struct scan_profile *profile =
	    profile_named(list, input->profile);
	const struct scan_profile *empty = profile_named(list, STR("empty"));
	if (!profile || is_binary(input->head))
		return NULL;
	if (!input->size_bytes)
		return may_be_empty(profile) ? profile : NULL;
	sketch_file(&sketch, input, keep);
	return profile_fits(profile, &sketch, &ignored) ||
		       (empty && profile->format == SCAN_JSON &&
			   profile_fits(empty, &sketch, &ignored))
		   ? profile
		   : NULL;
}

bool scan_is_profile(const struct asset_folders *folders, struct str name)
{
	struct scan_profile_list list;
	struct error ignored;
	struct arena *scratch = arena_new();
	bool found = name.len &&
		     scan_profile_load(&list, folders, scratch, &ignored) &&
		     profile_named(&list, name);
	arena_free(scratch);
	return found;
}

bool scan_profile_find(const struct scan_profile **profile, struct str *which,
    const struct input *input, struct arena *keep, struct error *err)
{
	struct scan_profile_list list;
	struct scan_sketch sketch = { .is_json = false };
	*profile = NULL;
	*which = STR_NONE;
	if (!scan_profile_load(&list, input->folders, keep, err))
		return false;
	if (input->is_folder || is_binary(input->head))
		return true;
	if (input->profile.len) {
		*profile = find_named(&list, input, keep);
		return true;
	}
	if (first_sign(input->head) == '<') {
		scan_sketch_xml(&sketch, input, keep);
		*profile = find_fitting(&list, &sketch, which);
		return *profile ||
		       find_unread(which, &sketch, input, keep, err);
	}
	scan_sketch_json(&sketch, input, input->head, keep);
	if (sketch.is_json) {
		*profile = find_fitting(&list, &sketch, which);
		if (*profile || scan_sketch_has(&sketch, STR("runs")))
			return true;
		scan_sketch_json(&sketch, input, STR_NONE, keep);
	} else if (str_find_byte(input->head, ',') < input->head.len ||
		   str_find_byte(input->head, ';') < input->head.len ||
		   str_find_byte(input->head, '\t') < input->head.len) {
		scan_sketch_csv(&sketch, input, keep);
	}
	*profile = find_fitting(&list, &sketch, which);
	return *profile || find_unread(which, &sketch, input, keep, err);
}

int scan_recognises(
    const struct input *input, const char **why, struct arena *scratch)
{
	const struct scan_profile *profile;
	struct str which = STR("");
	struct error ignored;
	if (scan_is_profile(input->folders, input->profile)) {
		*why = arena_z(scratch,
		    arena_printf(scratch, "profile " STR_FMT " is named for it",
			STR_ARG(input->profile)));
		return SURE_AS_NAMED;
	}
	if (!input->head.len || input->profile.len ||
	    !scan_profile_find(&profile, &which, input, scratch, &ignored))
		return 0;
	if (!profile) {
		*why = arena_z(
		    scratch, arena_printf(scratch, SCAN_UNREAD_WHY STR_FMT,
				 STR_ARG(which)));
		return which.len ? SURE_OF_TOOL : 0;
	}
	*why = arena_z(scratch,
	    arena_printf(scratch,
		STR_FMT " by profile " STR_FMT "@" STR_FMT ": it has " STR_FMT,
		STR_ARG(profile->title), STR_ARG(profile->name),
		STR_ARG(profile->version), STR_ARG(which)));
	return SURE_OF_PROFILE;
}
