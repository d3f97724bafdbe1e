/* Questions of a template: which measure, by which keys, for which of them and
 * which period; the order and number of groups; whether a condition holds. */
#include <stdlib.h>

#include "base/vec.h"
#include "render/expand.h"

struct str expand_bound(const struct expansion *expansion, struct str text)
{
	if (!str_starts(text, STR("$")))
		return text;
	for (size_t i = expansion->binding_count; i > 0; i--)
		if (str_equal(
			str_skip(text, 1), expansion->bindings[i - 1].name))
			return expansion->bindings[i - 1].value;
	return text;
}

static void set_where(
    struct question *question, struct expansion *expansion, struct str where)
{
	struct key_value *pairs =
	    arena_array(expansion->keep, ASKED_KEYS_MAX, sizeof *pairs);
	struct str part;
	size_t count = 0;
	while (count < ASKED_KEYS_MAX && str_split(&where, ';', &part)) {
		size_t equals = str_find_byte(part, '=');
		pairs[count].key = str_trim(str_slice(part, 0, equals));
		pairs[count].value = expand_bound(
		    expansion, str_trim(str_skip(part, equals + 1)));
		count++;
	}
	question->where = pairs;
	question->where_count = count;
}

static void set_by(
    struct question *question, struct expansion *expansion, struct str by)
{
	struct str *keys =
	    arena_array(expansion->keep, ASKED_KEYS_MAX, sizeof *keys);
	struct str key;
	size_t count = 0;
	while (count < ASKED_KEYS_MAX && str_split(&by, ' ', &key))
		if (key.len)
			keys[count++] = key;
	question->by = keys;
	question->by_count = count;
}

void expand_question(struct question *question, struct expansion *expansion,
    const struct template_node *node, struct str id)
{
	int64_t shift = 0;
	struct str by = template_get(node, "by");
	if (template_is(node, "for-each"))
		by = template_get(node, "key");
	*question = (struct question){ .id = id };
	if (template_get(node, "where").len)
		set_where(question, expansion, template_get(node, "where"));
	if (by.len)
		set_by(question, expansion, by);
	if (str_to_int(template_get(node, "period"), &shift))
		question->shift = (int)shift;
}

bool expand_ask(struct answer *answer, struct expansion *expansion,
    const struct question *question, struct error *err)
{
	struct str_list *used = &expansion->used;
	bool known = false;
	if (expansion->telling)
		table_tells(expansion->telling, question->id, expansion->keep);
	for (size_t i = 0; i < used->count; i++)
		known = known || str_equal(used->items[i], question->id);
	if (!known)
		VEC_PUSH(used, expansion->keep,
		    arena_str(expansion->keep, question->id));
	return engine_ask(
	    answer, expansion->engine, question, expansion->keep, err);
}

bool expand_ask_node(struct answer *answer, struct expansion *expansion,
    const struct template_node *node, struct error *err)
{
	struct question question;
	expand_question(&question, expansion, node, template_get(node, "of"));
	return expand_ask(answer, expansion, &question, err) ||
	       error_while(err, "expanding <" STR_FMT "> of " STR_FMT ":%lld",
		   STR_ARG(node->name), STR_ARG(node->place.file),
		   (long long)node->place.line);
}

bool expand_is_answered(const struct answer *answer)
{
	if (answer->partial.ptr)
		return true; /* that it is a part is told */
	if (answer->measure->kind == MEASURE_TABLE)
		return answer->row_count > 0;
	/* A share of nothing is no answer. */
	if (answer->measure->kind == MEASURE_SHARE && !answer->figure.n &&
	    !answer->figure.suppressed)
		return false;
	return answer->figure.known || answer->figure.class == CLASS_TOO_LITTLE;
}

static int compare_keys(const struct group *a, const struct group *b)
{
	for (size_t i = 0; i < a->key_count && i < b->key_count; i++) {
		int order = str_compare(a->keys[i].value, b->keys[i].value);
		if (order)
			return order;
	}
	return 0;
}

/* A value of too few is none to be first by. */
static bool has_value(const struct group *group)
{
	return group->figure.known && group->figure.class != CLASS_TOO_LITTLE;
}

static int by_value(const void *left, const void *right)
{
	const struct group *a = left;
	const struct group *b = right;
	if (has_value(a) != has_value(b))
		return has_value(a) ? -1 : 1;
	if (a->figure.known != b->figure.known)
		return a->figure.known ? -1 : 1;
	if (a->figure.known && a->figure.value > b->figure.value)
		return -1;
	if (a->figure.known && a->figure.value < b->figure.value)
		return 1;
	return compare_keys(a, b);
}

static int by_size(const void *left, const void *right)
{
	const struct group *a = left;
	const struct group *b = right;
	if (a->figure.n != b->figure.n)
		return a->figure.n > b->figure.n ? -1 : 1;
	return compare_keys(a, b);
}

static int severity_rank(struct str name)
{
	static const char *const ranks[] = { "critical", "high", "medium",
		"low", "info" };
	int rank = 0;
	while (rank < 5 && !str_equal_z(name, ranks[rank]))
		rank++;
	return rank;
}

static int by_severity(const void *left, const void *right)
{
	const struct group *a = left;
	const struct group *b = right;
	return severity_rank(a->keys[0].value) -
	       severity_rank(b->keys[0].value);
}

/* A row of a table measure by the first count in it. */
struct ranked {
	size_t row;
	int64_t number;
	bool known;
};

static int by_number(const void *left, const void *right)
{
	const struct ranked *a = left;
	const struct ranked *b = right;
	if (a->known != b->known)
		return a->known ? -1 : 1;
	if (a->known && a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

/* Least first; rows without the number stay as they are, behind. */
static void order_rows(struct answer *answer, struct arena *keep)
{
	size_t width = answer->column_count;
	size_t column = 0;
	while (column < width &&
	       !str_equal_z(answer->columns[column].type, "count"))
		column++;
	struct ranked *rows =
	    arena_array(keep, answer->row_count + 1, sizeof *rows);
	struct str *cells =
	    arena_array(keep, answer->row_count * width + 1, sizeof *cells);
	for (size_t i = 0; i < answer->row_count; i++) {
		rows[i] = (struct ranked){ .row = i };
		rows[i].known = column < width &&
				answer->cells[i * width + column].ptr &&
				str_to_int(answer->cells[i * width + column],
				    &rows[i].number);
	}
	qsort(rows, answer->row_count, sizeof *rows, by_number);
	for (size_t i = 0; i < answer->row_count; i++)
		for (size_t k = 0; k < width; k++)
			cells[i * width + k] =
			    answer->cells[rows[i].row * width + k];
	answer->cells = cells;
}

void expand_order(
    struct answer *answer, const struct template_node *node, struct arena *keep)
{
	int64_t limit;
	struct str order = template_get(node, "order");
	if (answer->group_count && !order.len &&
	    str_equal_z(answer->groups[0].keys[0].key, "severity"))
		qsort(answer->groups, answer->group_count,
		    sizeof *answer->groups, by_severity);
	if (answer->group_count && str_equal_z(order, "value"))
		qsort(answer->groups, answer->group_count,
		    sizeof *answer->groups, by_value);
	if (answer->group_count && str_equal_z(order, "n"))
		qsort(answer->groups, answer->group_count,
		    sizeof *answer->groups, by_size);
	if (answer->row_count && str_equal_z(order, "least"))
		order_rows(answer, keep);
	/* A table keeps all its rows for its file. */
	if (!template_is(node, "table") &&
	    str_to_int(template_get(node, "limit"), &limit)) {
		if (answer->group_count > (size_t)limit)
			answer->group_count = (size_t)limit;
		if (answer->row_count > (size_t)limit)
			answer->row_count = (size_t)limit;
	}
}

static bool has_class(const struct template_node *node, enum word_class class)
{
	struct str rest = template_get(node, "class");
	struct str name;
	enum word_class wanted;
	while (str_split(&rest, ' ', &name))
		if (words_class_from(name, &wanted) && wanted == class)
			return true;
	return false;
}

/* Of one of the measures that NODE is of. */
static bool holds_of(bool *result, struct expansion *expansion,
    const struct template_node *node, struct str id, struct error *err)
{
	struct answer answer;
	struct question question;
	struct str known = template_get(node, "known");
	expand_question(&question, expansion, node, id);
	if (!expand_ask(&answer, expansion, &question, err))
		return error_while(err, "expanding <if> of " STR_FMT ":%lld",
		    STR_ARG(node->place.file), (long long)node->place.line);
	*result = (!known.ptr || str_equal_z(known, "yes") ==
				     expand_is_answered(&answer)) &&
		  (!template_get(node, "class").ptr ||
		      has_class(node, answer.figure.class));
	return true;
}

bool expand_holds(bool *result, struct expansion *expansion,
    const struct template_node *node, struct error *err)
{
	struct str ids = template_get(node, "of");
	struct str id;
	struct str has = template_get(node, "has");
	*result = true;
	if (has.ptr) {
		if (!listing_has(result, expansion, has, err))
			return false;
		if (str_equal_z(template_get(node, "known"), "no"))
			*result = !*result;
		return true;
	}
	*result = !ids.ptr;
	while (!*result && str_split(&ids, ' ', &id))
		if (id.len && !holds_of(result, expansion, node, id, err))
			return false;
	return true;
}
