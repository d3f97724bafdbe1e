/* The rows of a table measure as a table: kinds of cells by the types of its
 * columns, words in place of what it writes. */
#include "analysis/recommend.h"
#include "base/date.h"
#include "render/expand.h"
#include "render/print.h"

static bool is_number(struct str type)
{
	return str_equal_z(type, "money") || str_equal_z(type, "count") ||
	       str_equal_z(type, "share") || str_equal_z(type, "days") ||
	       str_equal_z(type, "rate");
}

/* Texts that are numbers, but for those of which there are too few to say. */
static bool is_almost_number(struct str name)
{
	return str_equal_z(name, "users") || str_equal_z(name, "mean") ||
	       str_equal_z(name, "lowest") || str_equal_z(name, "highest");
}

/* "4700.00" is 4,700.00: the thousands of what SQL wrote to the cent. */
static struct str print_money(struct arena *keep, struct str text)
{
	int64_t whole;
	size_t point = str_find_byte(text, '.');
	if (!str_to_int(str_slice(text, 0, point), &whole) || whole < 0)
		return text;
	return arena_printf(keep, STR_FMT STR_FMT,
	    STR_ARG(print_count(keep, whole)), STR_ARG(str_skip(text, point)));
}

static struct str print_cell(
    struct str type, struct str text, struct arena *keep)
{
	int64_t whole;
	double real;
	if (str_equal_z(type, "count") && str_to_int(text, &whole))
		return print_count(keep, whole);
	if (str_equal_z(type, "money"))
		return print_money(keep, text);
	if (str_equal_z(type, "share") && str_to_double(text, &real))
		return print_share(keep, real, 1);
	if (str_equal_z(type, "rate") && str_to_double(text, &real))
		return print_rate(keep, real);
	if (str_equal_z(type, "days") && str_to_double(text, &real))
		return print_days(keep, real);
	if (str_equal_z(type, "time") && date_parse_iso(text, &whole))
		return print_date(keep, whole);
	return text;
}

/* What a policy says of a tool; of one that it does not name it says nothing,
 * which is less than "none". */
static struct str policy_words(struct str text)
{
	if (str_equal_z(text, "none"))
		return STR("not named");
	if (str_equal_z(text, "not assessed"))
		return STR("none given");
	return text;
}

/* So many people that no more is told of them. */
static struct str under_minimum(const struct expansion *expansion)
{
	return arena_printf(expansion->keep, "under %lld",
	    (long long)expansion->facts.minimum_group);
}

/* "open": "no clear difference". */
static struct str class_words(
    const struct expansion *expansion, struct str text)
{
	enum word_class class;
	const struct word_fields none = { .count = 0 };
	struct str words = STR_NONE;
	if (words_class_from(text, &class))
		words = words_say(expansion->words, STR("class"), class, false,
		    &none, expansion->keep);
	return words.ptr ? words : text;
}

/* Why there is no score, or no share. */
static struct str score_words(struct str text)
{
	static const char *const words[][2] = {
		{ "few_commits", "too few commits" },
		{ "few_days", "too few days" },
		{ "few_parts", "too little is known" },
		{ "no_stability", "no figure of stability" },
		{ "not_assessed", "not tested" }, { "too_little", "too little" }
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal_z(text, words[i][0]))
			return str_from(words[i][1]);
	return text;
}

/* Words of a cell whose name decides them. */
static struct str cell_words(
    const struct expansion *expansion, struct str name, struct str text)
{
	if (str_equal_z(name, "users") && str_equal_z(text, "few"))
		return under_minimum(expansion);
	if (str_equal_z(name, "policy"))
		return policy_words(text);
	if (str_equal_z(name, "decision"))
		return decision_text(text);
	if (str_equal_z(name, "class"))
		return class_words(expansion, text);
	if (str_equal_z(name, "state") && str_equal_z(text, "suppressed"))
		return STR("not shown, for privacy");
	if (str_equal_z(name, "state"))
		return score_words(text);
	if (str_equal_z(name, "origin") || str_equal_z(name, "validated"))
		return key_words(expansion, name, text);
	return text;
}

/* What a cell without a value says. */
static struct str unknown_words(
    const struct expansion *expansion, struct str name)
{
	if (str_equal_z(name, "people"))
		return under_minimum(expansion);
	return STR("not known");
}

/* A report names no commit: by it, whoever has the repository has the person.
 * The terminal tells. */
static bool is_kept(const struct column *column)
{
	return str_equal_z(column->type, "commit") ||
	       str_equal_z(column->name, "commit");
}

void table_rows_fill(struct table *table, struct expansion *expansion,
    const struct answer *answer)
{
	static const struct figure few = { .class = CLASS_TOO_LITTLE };
	struct arena *keep = expansion->keep;
	for (size_t i = 0; i < answer->column_count; i++)
		table_column(table, keep,
		    (struct table_column){
			.name = answer->columns[i].name,
			.title = answer->columns[i].title,
			.kind = answer->columns[i].type,
			.number = is_number(answer->columns[i].type),
			.right = is_almost_number(answer->columns[i].name),
			.whole = str_equal_z(answer->columns[i].type, "time") ||
				 str_equal_z(answer->columns[i].name, "policy"),
			.show = is_kept(&answer->columns[i]) ? SHOW_NONE
							     : SHOW_BOTH,
		    });
	table_add_few(table,
	    words_few(expansion->words, answer->measure, &few, keep), keep);
	for (size_t i = 0; i < answer->row_count * answer->column_count; i++) {
		struct str text = answer->cells[i];
		struct str name =
		    answer->columns[i % answer->column_count].name;
		struct str type =
		    answer->columns[i % answer->column_count].type;
		struct str shown = text.ptr ? print_cell(type, text, keep)
					    : unknown_words(expansion, name);
		shown = cell_words(expansion, name, shown);
		table_value(table, keep, shown, text.ptr ? text : STR(""));
	}
}
