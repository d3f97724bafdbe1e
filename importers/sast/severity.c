/* The severity scale. What scanners write is in data/severity.csv; the limits
 * of the classes are those of CVSS v3.1 section 5, which GitHub also uses. */
#include "importers/sast/severity.h"

#include "base/date.h"
#include "base/rules.h"
#include "base/vec.h"

enum { SCORE_MAX_E6 = 10000000 };

static const char *const names[] = { "", "critical", "high", "medium", "low",
	"info" };

const char *severity_name(enum severity severity)
{
	return names[severity];
}

static enum severity class_named(struct str name)
{
	for (int i = SEVERITY_CRITICAL; i <= SEVERITY_INFO; i++)
		if (str_equal_z(name, names[i]))
			return (enum severity)i;
	return SEVERITY_NONE;
}

static bool load_row(struct severity_table *table, struct str name,
    struct str class, const struct rules *rules, size_t row, struct arena *keep,
    struct error *err)
{
	enum severity severity = class_named(class);
	if (!severity)
		return error_at(err,
		    (struct place){ rules->name, rules->lines[row], 0 },
		    "expected a class from critical to info, found \"" STR_FMT
		    "\"",
		    STR_ARG(class));
	map_put(&table->classes, arena_lower(keep, name), NULL)->number =
	    severity;
	return true;
}

bool severity_load(struct severity_table *table,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t what;
	size_t name;
	size_t class;
	VEC(const char *) properties = { 0 };
	*table = (struct severity_table){ .classes = { .arena = keep } };
	if (!rules_read(&rules, folders, STR("data/severity.csv"), keep, err) ||
	    !rules_column(&rules, "what", &what, err) ||
	    !rules_column(&rules, "name", &name, err) ||
	    !rules_column(&rules, "class", &class, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct str text = rules_cell(&rules, i, name);
		if (str_equal_z(rules_cell(&rules, i, what), "property"))
			VEC_PUSH(&properties, keep, arena_z(keep, text));
		else if (!load_row(table, text, rules_cell(&rules, i, class),
			     &rules, i, keep, err))
			return false;
	}
	VEC_PUSH(&properties, keep, NULL);
	table->properties = properties.items;
	return true;
}

int64_t severity_score(struct str text)
{
	int64_t score_e6;
	if (!str_to_millionths(str_trim(text), &score_e6) || score_e6 < 0 ||
	    score_e6 > SCORE_MAX_E6)
		return UNKNOWN;
	return score_e6;
}

static enum severity severity_of_score(int64_t score_e6)
{
	if (score_e6 == UNKNOWN || score_e6 <= 0)
		return SEVERITY_NONE;
	if (score_e6 >= 9000000)
		return SEVERITY_CRITICAL;
	if (score_e6 >= 7000000)
		return SEVERITY_HIGH;
	return score_e6 >= 4000000 ? SEVERITY_MEDIUM : SEVERITY_LOW;
}

static enum severity severity_of_level(struct str level)
{
	static const struct {
		const char *level;
		enum severity severity;
	} levels[] = {
		{ "error", SEVERITY_HIGH },
		{ "warning", SEVERITY_MEDIUM },
		{ "note", SEVERITY_LOW },
		{ "none", SEVERITY_INFO },
	};
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		if (str_equal_nocase(level, str_from(levels[i].level)))
			return levels[i].severity;
	return SEVERITY_NONE;
}

enum severity severity_of_word(
    const struct severity_table *table, struct str word)
{
	enum { WORD_MAX = 32 };
	char lower[WORD_MAX];
	word = str_trim(word);
	if (!word.len || word.len > WORD_MAX)
		return SEVERITY_NONE;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];
		lower[i] = (char)(ascii_is_upper(c) ? c | 0x20 : c);
	}
	const union map_value *found =
	    map_get(&table->classes, (struct str){ lower, word.len });
	return found ? (enum severity)found->number : SEVERITY_NONE;
}

struct severity_decision severity_decide(const struct severity_table *table,
    int64_t score_e6, struct str word, struct str level)
{
	struct severity_decision decision = { .word = word,
		.score_e6 = score_e6 };
	decision.rule = "score";
	decision.severity = severity_of_score(score_e6);
	if (decision.severity)
		return decision;
	decision.rule = "word";
	decision.severity = severity_of_word(table, word);
	if (decision.severity)
		return decision;
	decision.rule = "level";
	decision.severity = severity_of_level(level);
	if (decision.severity)
		return decision;
	decision.severity = severity_of_word(table, level);
	if (decision.severity) {
		decision.rule = "word";
		decision.word = level;
	} else {
		decision.severity = SEVERITY_MEDIUM; /* SARIF's default */
	}
	return decision;
}
