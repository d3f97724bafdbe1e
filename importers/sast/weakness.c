/* CWE numbers out of tags, properties, references and free text. */
#include "importers/sast/weakness.h"

#include "base/rules.h"

bool weakness_load(struct weakness_table **out,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct weakness_table *table = ARENA_NEW(keep, struct weakness_table);
	struct rules rules;
	size_t id;
	size_t gap;
	size_t sink;
	*out = table;
	if (!rules_read(&rules, folders, STR("data/cwe.csv"), keep, err) ||
	    !rules_column(&rules, "cwe_id", &id, err) ||
	    !rules_column(&rules, "gap", &gap, err) ||
	    !rules_column(&rules, "gap5_if_ai", &sink, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		int64_t cwe;
		if (!str_to_int(rules_cell(&rules, i, id), &cwe) || cwe <= 0 ||
		    cwe >= WEAKNESS_MAX)
			return error_at(err,
			    (struct place){ rules.name, rules.lines[i], 0 },
			    "expected a CWE number below %d, found \"" STR_FMT
			    "\"",
			    WEAKNESS_MAX, STR_ARG(rules_cell(&rules, i, id)));
		table->known[cwe] = true;
		table->is_secret[cwe] =
		    str_equal_z(rules_cell(&rules, i, gap), "7");
		table->is_sink[cwe] =
		    str_equal_z(rules_cell(&rules, i, sink), "1");
	}
	return true;
}

void weakness_add(
    const struct weakness_table *table, struct weakness_list *list, int64_t cwe)
{
	if (cwe <= 0 || cwe >= WEAKNESS_MAX || !table->known[cwe] ||
	    list->count == WEAKNESS_LIST_MAX)
		return;
	for (int i = 0; i < list->count; i++)
		if (list->cwe[i] == cwe)
			return;
	list->cwe[list->count++] = (int)cwe;
}

/* The number at the start of TEXT; -1 when there is none, or one of more than
 * six digits. */
static int64_t leading_number(struct str text)
{
	int64_t number = 0;
	size_t i = 0;
	for (; i < text.len && i < 7 && ascii_is_digit(text.ptr[i]); i++)
		number = number * 10 + (text.ptr[i] - '0');
	return i && i < 7 ? number : -1;
}

/* The offset behind "cwe" at which a number may stand; 0 when TEXT does not
 * start with a mention. */
static size_t mention_length(struct str text)
{
	static const struct str site = { "cwe.mitre.org/data/definitions/",
		31 };
	if (text.len > site.len &&
	    str_equal_nocase(str_slice(text, 0, site.len), site))
		return site.len;
	if (text.len < 4 ||
	    !str_equal_nocase(str_slice(text, 0, 3), STR("cwe")))
		return 0;
	char c = text.ptr[3];
	if (ascii_is_digit(c))
		return 3;
	if (c != '-' && c != ':' && c != '_' && c != ' ')
		return 0;
	/* "CWE ID 22" and "CWE: 22". */
	if (text.len > 7 && str_equal_nocase(str_slice(text, 4, 7), STR("ID ")))
		return 7;
	return text.len > 4 && text.ptr[4] == ' ' ? 5 : 4;
}

void weakness_add_text(const struct weakness_table *table,
    struct weakness_list *list, struct str text)
{
	for (size_t i = 0; i + 3 < text.len; i++) {
		if ((text.ptr[i] | 0x20) != 'c')
			continue;
		size_t length = mention_length(str_skip(text, i));
		if (!length)
			continue;
		weakness_add(
		    table, list, leading_number(str_skip(text, i + length)));
		i += length - 1;
	}
}

void weakness_add_id(const struct weakness_table *table,
    struct weakness_list *list, struct str id)
{
	int64_t cwe;
	id = str_trim(id);
	if (str_to_int(id, &cwe))
		weakness_add(table, list, cwe);
	else
		weakness_add_text(table, list, id);
}
