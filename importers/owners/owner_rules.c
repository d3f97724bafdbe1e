/* Reading CODEOWNERS. Sources: GitHub documentation, "About code owners";
 * GitLab documentation, "Code Owners syntax and error handling"
 * (gitlabhq/gitlabhq doc/user/project/codeowners/reference.md). What the
 * hosts leave open about GitHub's form follows hmarr/codeowners. */
#include "importers/owners/owner_rules.h"

#include "base/vec.h"

const char *const *owner_places(enum owner_dialect dialect)
{
	static const char *const github[] = { ".github/CODEOWNERS",
		"CODEOWNERS", "docs/CODEOWNERS", NULL };
	static const char *const gitlab[] = { "CODEOWNERS", "docs/CODEOWNERS",
		".gitlab/CODEOWNERS", NULL };
	return dialect == OWNERS_GITHUB ? github : gitlab;
}

/* ---------------------------------------------------------------- words -- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The pattern up to a blank that no "\" stands before. */
static struct str take_pattern(struct str *rest)
{
	size_t end = 0;
	while (end < rest->len && !is_blank(rest->ptr[end]))
		end += rest->ptr[end] == '\\' && end + 1 < rest->len ? 2 : 1;
	struct str pattern = str_slice(*rest, 0, end);
	*rest = str_skip(*rest, end);
	return pattern;
}

static bool take_word(struct str *rest, struct str *word)
{
	*rest = str_trim(*rest);
	size_t end = 0;
	while (end < rest->len && !is_blank(rest->ptr[end]))
		end++;
	*word = str_slice(*rest, 0, end);
	*rest = str_skip(*rest, end);
	return end > 0;
}

static bool is_name(struct str text, const char *others)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool plain = ascii_is_alnum(c);
		for (const char *other = others; *other; other++)
			plain |= c == *other;
		if (!plain)
			return false;
	}
	return text.len > 0;
}

static bool is_address(struct str word)
{
	size_t at = str_find_byte(word, '@');
	struct str host = str_skip(word, at + 1);
	return at > 0 && at < word.len &&
	       is_name(str_slice(word, 0, at), "._%+-") &&
	       is_name(host, ".-") && str_find_byte(host, '.') < host.len;
}

/* "@user", "@org/team", an address; GitLab also has "@group/sub/group" and
 * roles, "@@maintainer". */
static bool is_owner(struct str word, enum owner_dialect dialect)
{
	if (!str_starts(word, STR("@")))
		return is_address(word);
	struct str name = str_skip(word, 1);
	if (dialect == OWNERS_GITLAB) {
		if (str_starts(name, STR("@")))
			name = str_skip(name, 1);
		return is_name(name, "-_./");
	}
	size_t slash = str_find_byte(name, '/');
	return is_name(str_slice(name, 0, slash), "-_") &&
	       (slash == name.len || is_name(str_skip(name, slash + 1), "-_."));
}

/* ---------------------------------------------------------------- GitHub -- */

static void note_bad(struct owner_rules *rules, int64_t line)
{
	if (!rules->bad_lines++)
		rules->first_bad = line;
}

/* A comment starts at a "#" that nothing escapes. */
static struct str without_comment(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] == '#' && (i == 0 || line.ptr[i - 1] != '\\'))
			return str_slice(line, 0, i);
	return line;
}

/* A line with one wrong owner is passed over whole, as is a negation. */
static void read_github_line(struct owner_rules *rules, struct str line,
    int64_t number, struct arena *keep)
{
	struct owner_rule rule = { .line = number, .section = STR("") };
	struct str word;
	line = str_trim(without_comment(line));
	if (!line.len)
		return;
	rule.pattern = take_pattern(&line);
	bool good = rule.pattern.ptr[0] != '!' &&
		    !str_contains(rule.pattern, STR("***"));
	while (good && take_word(&line, &word)) {
		good = is_owner(word, OWNERS_GITHUB);
		if (good)
			VEC_PUSH(&rule.owners, keep, word);
	}
	if (good)
		VEC_PUSH(rules, keep, rule);
	else
		note_bad(rules, number);
}

/* ---------------------------------------------------------------- GitLab -- */

struct section {
	struct str name; /* as first written */
	bool is_optional;
	int64_t approvals;
	struct str_list owners;
};

struct gitlab {
	struct owner_rules *rules;
	struct arena *keep;
	VEC(struct section) sections;
	size_t current;
};

/* "^[Name][2] @owner": false when LINE is no heading. */
static bool split_heading(
    struct str line, struct section *section, struct str *owners)
{
	section->is_optional = str_starts(line, STR("^"));
	if (section->is_optional)
		line = str_skip(line, 1);
	size_t close = str_find_byte(line, ']');
	if (!str_starts(line, STR("[")) || close == line.len)
		return false;
	section->name = str_trim(str_slice(line, 1, close));
	line = str_skip(line, close + 1);
	if (str_starts(line, STR("["))) {
		close = str_find_byte(line, ']');
		if (!str_to_int(str_slice(line, 1, close), &section->approvals))
			return false;
		line = str_skip(line, close + 1);
	}
	*owners = line;
	return section->name.len && (!line.len || is_blank(line.ptr[0]));
}

/* What is no owner, a comment for instance, is passed over word by word. */
static void take_owners(
    struct str_list *owners, struct str rest, struct arena *keep)
{
	struct str word;
	while (take_word(&rest, &word))
		if (is_owner(word, OWNERS_GITLAB))
			VEC_PUSH(owners, keep, word);
}

/* Sections of one name are one, whatever its case. */
static void open_section(
    struct gitlab *gitlab, struct section section, struct str owners)
{
	take_owners(&section.owners, owners, gitlab->keep);
	for (size_t i = 0; i < gitlab->sections.count; i++)
		if (str_equal_nocase(
			gitlab->sections.items[i].name, section.name)) {
			section.name = gitlab->sections.items[i].name;
			gitlab->sections.items[i] = section;
			gitlab->current = i;
			return;
		}
	gitlab->current = gitlab->sections.count;
	VEC_PUSH(&gitlab->sections, gitlab->keep, section);
}

static void read_gitlab_line(
    struct gitlab *gitlab, struct str line, int64_t number)
{
	struct section heading = { 0 };
	struct str owners;
	line = str_trim(line);
	if (!line.len || line.ptr[0] == '#')
		return;
	if (split_heading(line, &heading, &owners)) {
		open_section(gitlab, heading, owners);
		return;
	}
	const struct section *in = &gitlab->sections.items[gitlab->current];
	struct owner_rule rule = {
		.line = number,
		.section = in->name,
		.is_optional = in->is_optional,
		.approvals = in->approvals,
		.excludes = line.ptr[0] == '!',
	};
	line = str_skip(line, rule.excludes);
	rule.pattern = take_pattern(&line);
	take_owners(&rule.owners, line, gitlab->keep);
	if (!rule.owners.count)
		rule.owners = in->owners;
	if (rule.excludes)
		rule.owners = (struct str_list){ 0 };
	if (rule.pattern.len)
		VEC_PUSH(gitlab->rules, gitlab->keep, rule);
	else
		note_bad(gitlab->rules, number);
}

/* ------------------------------------------------------------------ file -- */

bool owner_rules_have_sections(struct str content)
{
	struct str line;
	while (str_line(&content, &line)) {
		struct section section = { 0 };
		struct str owners;
		if (split_heading(str_trim(line), &section, &owners))
			return true;
	}
	return false;
}

void owner_rules_read(struct owner_rules *rules, struct str content,
    enum owner_dialect dialect, struct arena *keep)
{
	struct gitlab gitlab = { .rules = rules, .keep = keep };
	struct section first = { .name = STR("") };
	struct str line;
	int64_t number = 0;
	*rules = (struct owner_rules){ .dialect = dialect };
	VEC_PUSH(&gitlab.sections, keep, first);
	if (content.len > OWNER_FILE_MAX) {
		note_bad(rules, 1);
		return;
	}
	if (str_starts(content, STR("\xef\xbb\xbf")))
		content = str_skip(content, 3);
	while (str_line(&content, &line)) {
		number++;
		if (rules->count == OWNER_RULES_MAX)
			note_bad(rules, number);
		else if (dialect == OWNERS_GITHUB)
			read_github_line(rules, line, number, keep);
		else
			read_gitlab_line(&gitlab, line, number);
	}
}
