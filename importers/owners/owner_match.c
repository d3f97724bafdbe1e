/* Whose a path is.
 *
 * A pattern is made into steps, one a folder: a glob for one name, or any
 * number of names. They are walked along the path with the set of steps that
 * can be reached so far, so that no pattern takes longer than steps times
 * names.
 *
 * GitHub: a pattern with "/" inside or in front is tied to the root, another
 * one matches at any depth; it takes in all below it, but "docs" followed by
 * "/" and one star takes in the files of that folder alone. GitLab: a pattern
 * without "/" in front matches at any depth; one that ends in "/" takes in all
 * below it, any other is matched whole, as File.fnmatch of Ruby does. */
#include "importers/owners/owner_rules.h"

#include "base/map.h"
#include "base/vec.h"

enum { STEPS_MAX = 256 };

enum step_kind {
	STEP_NAME,
	STEP_ANY,
	STEP_SOME
}; /* none or more, one or more */

struct step {
	enum step_kind kind;
	struct str glob;
};

struct steps {
	struct step *items; /* room for STEPS_MAX while they are made */
	size_t count;	    /* 0: matches nothing */
	bool has_sets;	    /* "[a-z]" in globs */
};

/* ----------------------------------------------------------------- globs -- */

/* "[...]" at the start of PATTERN and C: its length, 0 when it is none. */
static size_t match_set(struct str pattern, char c, bool *matches)
{
	size_t i = 1;
	bool negated =
	    i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^');
	bool found = false;
	i += negated;
	while (i < pattern.len && pattern.ptr[i] != ']') {
		if (pattern.ptr[i] == '\\' && i + 1 < pattern.len)
			i++;
		unsigned char low = (unsigned char)pattern.ptr[i];
		unsigned char high = low;
		if (i + 2 < pattern.len && pattern.ptr[i + 1] == '-' &&
		    pattern.ptr[i + 2] != ']') {
			high = (unsigned char)pattern.ptr[i + 2];
			i += 2;
		}
		found |= (unsigned char)c >= low && (unsigned char)c <= high;
		i++;
	}
	if (i >= pattern.len)
		return 0;
	*matches = found != negated;
	return i + 1;
}

/* How much of PATTERN one byte C takes; 0: they do not fit. */
static size_t match_byte(struct str pattern, char c, bool has_sets)
{
	bool matches = false;
	if (!pattern.len)
		return 0;
	if (pattern.ptr[0] == '?')
		return 1;
	if (pattern.ptr[0] == '[' && has_sets) {
		size_t len = match_set(pattern, c, &matches);
		return matches ? len : 0;
	}
	size_t escaped = pattern.ptr[0] == '\\' && pattern.len > 1;
	return pattern.ptr[escaped] == c ? 1 + escaped : 0;
}

static bool match_glob(struct str pattern, struct str name, bool has_sets)
{
	size_t i = 0;
	size_t j = 0;
	size_t star = SIZE_MAX; /* behind the last star */
	size_t star_at = 0;
	while (i < name.len) {
		if (j < pattern.len && pattern.ptr[j] == '*') {
			star = ++j;
			star_at = i;
			continue;
		}
		size_t len =
		    match_byte(str_skip(pattern, j), name.ptr[i], has_sets);
		if (len) {
			i++;
			j += len;
			continue;
		}
		if (star == SIZE_MAX)
			return false;
		i = ++star_at;
		j = star;
	}
	while (j < pattern.len && pattern.ptr[j] == '*')
		j++;
	return j == pattern.len;
}

/* ----------------------------------------------------------------- steps -- */

static void add_step(struct steps *steps, enum step_kind kind, struct str glob)
{
	if (steps->count < STEPS_MAX)
		steps->items[steps->count] = (struct step){ kind, glob };
	steps->count++;
}

static void github_steps(struct steps *steps, struct str pattern)
{
	struct str name;
	bool is_folder = pattern.len > 1 && str_ends(pattern, STR("/"));
	if (is_folder)
		pattern.len--;
	bool anchored = str_find_byte(pattern, '/') < pattern.len;
	if (str_starts(pattern, STR("/")))
		pattern = str_skip(pattern, 1);
	if (!pattern.len)
		return; /* "/" is nothing */
	if (!anchored && !str_equal_z(pattern, "**"))
		add_step(steps, STEP_ANY, STR(""));
	while (str_split(&pattern, '/', &name)) {
		bool last = !pattern.ptr;
		if (str_equal_z(name, "**"))
			add_step(steps,
			    last && !is_folder ? STEP_SOME : STEP_ANY, STR(""));
		else
			add_step(steps, STEP_NAME, name);
		if (last && is_folder)
			add_step(steps, STEP_SOME, STR(""));
		else if (last && !str_equal_z(name, "**") &&
			 !str_equal_z(name, "*"))
			add_step(steps, STEP_ANY, STR(""));
	}
}

static void gitlab_steps(struct steps *steps, struct str pattern)
{
	struct str name;
	steps->has_sets = true;
	if (str_equal_z(pattern, "*")) {
		add_step(steps, STEP_SOME, STR(""));
		return;
	}
	if (str_starts(pattern, STR("/")))
		pattern = str_skip(pattern, 1);
	else
		add_step(steps, STEP_ANY, STR(""));
	while (str_split(&pattern, '/', &name)) {
		if (!pattern.ptr && !name.len)
			add_step(steps, STEP_SOME, STR(""));
		else if (pattern.ptr && str_equal_z(name, "**"))
			add_step(steps, STEP_ANY, STR(""));
		else
			add_step(steps, STEP_NAME, name);
	}
}

/* A pattern of more than STEPS_MAX folders matches nothing. */
static void make_steps(
    struct steps *steps, enum owner_dialect dialect, struct str pattern)
{
	if (dialect == OWNERS_GITHUB)
		github_steps(steps, pattern);
	else
		gitlab_steps(steps, pattern);
	if (steps->count > STEPS_MAX)
		steps->count = 0;
}

/* Steps that need no name are passed at once. */
static void pass_empty(const struct steps *steps, bool *reached)
{
	for (size_t i = 0; i < steps->count; i++)
		if (reached[i] && steps->items[i].kind == STEP_ANY)
			reached[i + 1] = true;
}

/* From the steps REACHED to those reached with one more NAME; false when
 * there are none. */
static bool take_name(const struct steps *steps, bool *reached, struct str name)
{
	bool any = false;
	for (size_t i = steps->count; i-- > 0;) {
		const struct step *step = &steps->items[i];
		bool here = reached[i];
		reached[i] = here && step->kind != STEP_NAME;
		if (here && step->kind != STEP_ANY &&
		    (step->kind == STEP_SOME ||
			match_glob(step->glob, name, steps->has_sets)))
			reached[i + 1] = true;
		any |= reached[i] || reached[i + 1];
	}
	pass_empty(steps, reached);
	return any;
}

static bool match_steps(const struct steps *steps, struct str path)
{
	bool reached[STEPS_MAX + 1];
	struct str name;
	for (size_t i = 1; i <= steps->count; i++)
		reached[i] = false;
	reached[0] = steps->count > 0;
	pass_empty(steps, reached);
	while (str_split(&path, '/', &name)) {
		reached[steps->count] = false; /* the path goes on */
		if (!take_name(steps, reached, name))
			return false;
	}
	return reached[steps->count];
}

bool owner_pattern_matches(
    enum owner_dialect dialect, struct str pattern, struct str path)
{
	struct step items[STEPS_MAX];
	struct steps steps = { .items = items };
	make_steps(&steps, dialect, pattern);
	return match_steps(&steps, path);
}

/* -------------------------------------------------------------- matching -- */

struct owner_matcher {
	const struct owner_rules *rules;
	struct steps *steps; /* of each rule */
	size_t *sections;    /* of each rule, from 0 */
	size_t section_count;
};

struct owner_matcher *owner_matcher_new(
    const struct owner_rules *rules, struct arena *keep)
{
	struct owner_matcher *matcher = ARENA_NEW(keep, struct owner_matcher);
	struct map names = { .arena = keep };
	matcher->rules = rules;
	matcher->steps =
	    arena_array(keep, rules->count, sizeof *matcher->steps);
	matcher->sections =
	    arena_array(keep, rules->count, sizeof *matcher->sections);
	for (size_t i = 0; i < rules->count; i++) {
		struct step items[STEPS_MAX];
		struct steps steps = { .items = items };
		bool added;
		make_steps(&steps, rules->dialect, rules->items[i].pattern);
		matcher->steps[i] = steps;
		matcher->steps[i].items =
		    arena_array(keep, steps.count, sizeof *items);
		for (size_t j = 0; j < steps.count; j++)
			matcher->steps[i].items[j] = items[j];
		union map_value *section =
		    map_put(&names, rules->items[i].section, &added);
		if (added)
			section->number = (int64_t)matcher->section_count++;
		matcher->sections[i] = (size_t)section->number;
	}
	return matcher;
}

/* The rule of SECTION that decides; SIZE_MAX: none. */
static size_t deciding_rule(
    const struct owner_matcher *matcher, size_t section, struct str path)
{
	const struct owner_rules *rules = matcher->rules;
	size_t found = SIZE_MAX;
	for (size_t i = rules->count; i-- > 0;) {
		bool wanted = found == SIZE_MAX || rules->items[i].excludes;
		if (matcher->sections[i] != section || !wanted ||
		    !match_steps(&matcher->steps[i], path))
			continue;
		if (rules->items[i].excludes)
			return SIZE_MAX;
		found = i;
		if (rules->dialect == OWNERS_GITHUB)
			break;
	}
	return found;
}

void owner_match(const struct owner_matcher *matcher, struct str path,
    struct str_list *owners, size_t **rules, struct arena *keep)
{
	VEC(size_t) named = { 0 };
	*owners = (struct str_list){ 0 };
	for (size_t s = 0; s < matcher->section_count; s++) {
		size_t rule = deciding_rule(matcher, s, path);
		if (rule == SIZE_MAX)
			continue;
		const struct str_list *list =
		    &matcher->rules->items[rule].owners;
		for (size_t i = 0; i < list->count; i++) {
			if (str_list_has(owners, list->items[i]))
				continue;
			VEC_PUSH(owners, keep, list->items[i]);
			VEC_PUSH(&named, keep, rule);
		}
	}
	*rules = named.items;
}
