#include "cli/explain_check.h"

#include "analysis/check.h"
#include "analysis/inputs.h"
#include "analysis/measure.h"
#include "base/json_out.h"
#include "base/rules.h"

#define ITEMS "data/readiness.csv"
#define CONTROLS "data/controls.csv"
#define UNMEASURED "data/not-measured.csv"

/* "name: value" pairs in the order of print. */
struct said {
	struct {
		const char *name; /* in text */
		const char *key;  /* in JSON */
		struct str value; /* none: it is left out */
	} items[8];
	size_t count;
};

static void say(
    struct said *said, const char *name, const char *key, struct str value)
{
	said->items[said->count].name = name;
	said->items[said->count].key = key;
	said->items[said->count++].value = value;
}

static bool names(struct str list, struct str id)
{
	struct str part;
	while (str_split(&list, ';', &part))
		if (str_equal(str_trim(part), id))
			return true;
	return false;
}

/* The cells of COLUMNS in the rows of the table NAME whose evidence holds ID,
 * "RD-101, RD-102". */
static bool read_users(struct str *users, const char *name,
    const char *const columns[2], struct str id,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t evidence;
	size_t first;
	size_t second;
	*users = STR("");
	if (!rules_read(&rules, folders, str_from(name), keep, err) ||
	    !rules_column(&rules, "evidence", &evidence, err) ||
	    !rules_column(&rules, columns[0], &first, err) ||
	    !rules_column(&rules, columns[1], &second, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct str one = rules_cell(&rules, i, first);
		if (!names(rules_cell(&rules, i, evidence), id))
			continue;
		if (second != first)
			one = arena_printf(keep, STR_FMT " " STR_FMT,
			    STR_ARG(one),
			    STR_ARG(rules_cell(&rules, i, second)));
		*users = arena_printf(keep, STR_FMT "%s" STR_FMT,
		    STR_ARG(*users), users->len ? ", " : "", STR_ARG(one));
	}
	return true;
}

static bool say_users(struct said *said, bool *any, struct str id,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const char *const of_items[] = { "item", "item" };
	static const char *const of_controls[] = { "framework", "control" };
	struct str items;
	struct str controls;
	if (!read_users(&items, ITEMS, of_items, id, folders, keep, err) ||
	    !read_users(
		&controls, CONTROLS, of_controls, id, folders, keep, err))
		return false;
	say(said, "Readiness items", "items", items);
	say(said, "Controls", "controls", controls);
	*any = items.len || controls.len;
	return true;
}

static void write_said(struct buf *out, const struct said *said, bool is_json,
    struct str id, struct str title, struct str sql)
{
	struct json_out json = { .out = out };
	if (is_json) {
		json_open_object(&json, NULL);
		json_text(&json, "id", id);
		json_text(&json, "title", title);
	} else {
		buf_printf(out, STR_FMT "\n" STR_FMT "\n\n", STR_ARG(id),
		    STR_ARG(title));
	}
	for (size_t i = 0; i < said->count; i++)
		if (is_json)
			json_text(
			    &json, said->items[i].key, said->items[i].value);
		else if (said->items[i].value.len)
			buf_printf(out, "%s: " STR_FMT "\n",
			    said->items[i].name, STR_ARG(said->items[i].value));
	if (is_json) {
		json_text(&json, "sql", sql);
		json_close_object(&json);
		buf_add_char(out, '\n');
	} else if (sql.len) {
		buf_printf(out, "\n" STR_FMT "\n", STR_ARG(sql));
	}
}

static bool find_reason(struct str *reason, struct str id,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t key;
	size_t why;
	*reason = STR_NONE;
	if (!rules_read(&rules, folders, STR(UNMEASURED), keep, err) ||
	    !rules_column(&rules, "id", &key, err) ||
	    !rules_column(&rules, "why", &why, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++)
		if (str_equal(rules_cell(&rules, i, key), id))
			*reason = rules_cell(&rules, i, why);
	return true;
}

static struct str limit_of(const struct check *check, struct arena *keep)
{
	if (check->limit >= 1)
		return STR("all of them");
	return arena_printf(keep, "%g of them", check->limit);
}

static void say_check(
    struct said *said, const struct check *check, struct arena *keep)
{
	say(said, "Kind", "kind",
	    STR("check; assay gate tells what it finds in each repository, "
		"control.results in all"));
	say(said, "Records", "record", check->record);
	say(said, "Must be as it should", "limit", limit_of(check, keep));
	say(said, "Needs", "inputs", inputs_words(check->inputs, keep));
	say(said, "Strength", "strength", check->strength);
	say(said, "What it cannot show", "limits", check->limits);
}

bool explain_check(struct buf *out, bool *found, struct str id, bool is_json,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct checks checks;
	const struct check *check;
	struct said said = { .count = 0 };
	struct str reason;
	bool is_asked;
	*found = false;
	if (!checks_load(&checks, NULL, folders, keep, err) ||
	    !find_reason(&reason, id, folders, keep, err))
		return false;
	check = checks_find(&checks, id);
	if (check)
		say_check(&said, check, keep);
	else
		say(&said, "Not measured", "not_measured", reason);
	if (!say_users(&said, &is_asked, id, folders, keep, err))
		return false;
	/* one check answers all statements that somebody asks for */
	*found =
	    check ? is_asked || str_equal(check->id, id) : reason.ptr != NULL;
	if (*found)
		write_said(out, &said, is_json, id,
		    check ? check->title : STR("Evidence without a measure"),
		    check ? check->sql : STR(""));
	return checks_close(&checks, err);
}
