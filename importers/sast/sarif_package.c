/* A row says what stands before and behind the name (nothing behind: the end of
 * the line), and the version: behind the last SPLIT of the name, or between two
 * texts of its own. */
#include "importers/sast/sarif_package.h"

bool package_forms_load(struct package_forms *forms,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const char *const names[] = { "scanner", "after", "before",
		"split", "version_after", "version_before" };
	if (!rules_read(&forms->rules, folders, STR("data/sarif-packages.csv"),
		keep, err))
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!rules_column(
			&forms->rules, names[i], &forms->columns[i], err))
			return false;
	return true;
}

static bool find(struct str text, struct str part, size_t *at)
{
	for (*at = 0; *at + part.len <= text.len; (*at)++)
		if (str_starts(str_skip(text, *at), part))
			return true;
	return false;
}

/* What stands in TEXT behind AFTER and in front of BEFORE, in one line. */
static struct str between(struct str text, struct str after, struct str before)
{
	size_t at;
	if (!after.len || !find(text, after, &at))
		return STR_NONE;
	struct str rest = str_skip(text, at + after.len);
	rest = str_slice(rest, 0, str_find_byte(rest, '\n'));
	if (!before.len)
		return str_trim(rest);
	return find(rest, before, &at) ? str_trim(str_slice(rest, 0, at))
				       : STR_NONE;
}

void package_in_message(struct str *name, struct str *version,
    const struct package_forms *forms, struct str scanner, struct str message)
{
	*name = *version = STR_NONE;
	for (size_t i = 0; i < forms->rules.row_count && !name->len; i++) {
		struct str cells[6];
		for (int c = 0; c < 6; c++)
			cells[c] =
			    rules_cell(&forms->rules, i, forms->columns[c]);
		if (!str_equal(cells[0], scanner))
			continue;
		*name = between(message, cells[1], cells[2]);
		*version = between(message, cells[4], cells[5]);
		size_t split = cells[3].len
				   ? str_rfind_byte(*name, cells[3].ptr[0])
				   : name->len;
		if (split && split < name->len) {
			*version = str_skip(*name, split + 1);
			*name = str_slice(*name, 0, split);
		}
	}
}
