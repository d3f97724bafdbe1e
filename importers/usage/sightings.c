/* One map a kind, from the pattern in lower case. */
#include "importers/usage/sightings.h"

#include "base/rules.h"

static const char *const kind_names[SIGHTING_KINDS] = { "extension", "program",
	"application", "host" };

const char *sighting_kind_name(enum sighting_kind kind)
{
	return kind_names[kind];
}

static bool add_row(struct sightings *sightings, const struct rules *rules,
    size_t row, const size_t columns[4], struct arena *keep)
{
	struct str kind = rules_cell(rules, row, columns[1]);
	for (int i = 0; i < SIGHTING_KINDS; i++) {
		if (!str_equal_z(kind, kind_names[i]))
			continue;
		struct sign *sign = ARENA_NEW(keep, struct sign);
		sign->tool = rules_cell(rules, row, columns[0]);
		sign->pattern =
		    arena_lower(keep, rules_cell(rules, row, columns[2]));
		sign->certainty = rules_cell(rules, row, columns[3]);
		map_put(&sightings->by_pattern[i], sign->pattern, NULL)
		    ->pointer = sign;
		return true;
	}
	return false;
}

bool sightings_read(struct sightings *sightings,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t columns[4];
	static const char *const names[] = { "tool", "kind", "pattern",
		"certainty" };
	*sightings = (struct sightings){ 0 };
	for (int i = 0; i < SIGHTING_KINDS; i++)
		sightings->by_pattern[i].arena = keep;
	if (!rules_read(
		&rules, folders, STR("data/tool-sightings.csv"), keep, err))
		return false;
	for (int i = 0; i < 4; i++)
		if (!rules_column(&rules, names[i], &columns[i], err))
			return false;
	for (size_t i = 0; i < rules.row_count; i++)
		if (!add_row(sightings, &rules, i, columns, keep))
			return error_set(err, ERROR_INPUT,
			    "data/tool-sightings.csv: expected a kind "
			    "(extension, program, application, host), found "
			    "\"" STR_FMT "\"",
			    STR_ARG(rules_cell(&rules, i, columns[1])));
	return true;
}

static const struct sign *look_up(const struct map *map, struct str text)
{
	const union map_value *value = map_get(map, text);
	return value ? value->pointer : NULL;
}

/* "https://user@Chat.Example.com.:443/path" is of chat.example.com. */
static struct str host_of(struct str text)
{
	size_t scheme = str_find(text, STR("://"));
	if (scheme < text.len)
		text = str_skip(text, scheme + 3);
	size_t end = 0;
	while (end < text.len && text.ptr[end] != '/' && text.ptr[end] != '?' &&
	       text.ptr[end] != '#')
		end++;
	text = str_slice(text, 0, end);
	size_t at = str_rfind_byte(text, '@');
	if (at < text.len)
		text = str_skip(text, at + 1);
	text = str_slice(text, 0, str_find_byte(text, ':'));
	return str_ends(text, STR(".")) ? str_slice(text, 0, text.len - 1)
					: text;
}

static const struct sign *find_host(const struct map *map, struct str host)
{
	const struct sign *sign = NULL;
	while (!sign && host.len) {
		sign = look_up(map, host);
		size_t dot = str_find_byte(host, '.');
		host = str_skip(host, dot + 1);
	}
	return sign;
}

/* "C:\Program Files\Cursor\Cursor.exe" is cursor; "@scope/name" stays whole. */
static struct str file_name(struct str text)
{
	size_t slash = text.len;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '/' || text.ptr[i] == '\\')
			slash = i;
	if (slash < text.len && text.ptr[0] != '@')
		text = str_skip(text, slash + 1);
	if (str_ends(text, STR(".exe")) || str_ends(text, STR(".app")) ||
	    str_ends(text, STR(".msi")) || str_ends(text, STR(".dmg")))
		text = str_slice(text, 0, text.len - 4);
	return text;
}

const struct sign *sightings_find(const struct sightings *sightings,
    enum sighting_kind kind, struct str text, struct arena *scratch)
{
	const struct map *map = &sightings->by_pattern[kind];
	text = arena_lower(scratch, str_trim(text));
	switch (kind) {
	case SIGHTING_HOST:
		return find_host(map, host_of(text));
	case SIGHTING_PROGRAM: {
		const struct sign *sign = look_up(map, text);
		return sign ? sign : look_up(map, file_name(text));
	}
	case SIGHTING_EXTENSION:
	case SIGHTING_APPLICATION:
	case SIGHTING_KINDS:
		break;
	}
	return look_up(map, text);
}
