/* data/findings/: a file a problem that was open at the end of the period, as
 * measure finding.open_by_severity lists them; named by the key of the problem,
 * which is the same in every quarter. Messages of scanners are not in it: they
 * may quote code, and of secrets the secret. */
#include "base/json_out.h"
#include "base/vec.h"
#include "render/evidence/bagged.h"

struct writing {
	struct bag_files *out;
	const struct evidence *from;
	struct arena *keep;
	VEC(const char *) names;
	size_t key_at; /* column "finding" */
	struct buf content;
};

static void see_head(void *user, const struct str *names, size_t count)
{
	struct writing *writing = user;
	writing->key_at = count;
	for (size_t i = 0; i < count; i++) {
		if (str_equal_z(names[i], "finding"))
			writing->key_at = i;
		VEC_PUSH(&writing->names, writing->keep,
		    arena_z(writing->keep, names[i]));
	}
}

/* A number where the text is one, and nothing but times would be. */
static void write_value(
    struct json_out *json, const char *name, struct str value)
{
	int64_t number;
	if (!value.ptr)
		json_null(json, name);
	else if (str_to_int(value, &number) && value.len < 10)
		json_int(json, name, number);
	else
		json_text(json, name, value);
}

static void see_row(void *user, const struct str *cells, size_t count)
{
	struct writing *writing = user;
	struct json_out json = { .out = &writing->content };
	struct arena *keep = writing->keep;
	if (writing->key_at == count)
		return;
	json_open_object(&json, NULL);
	json_text(&json, "finding", cells[writing->key_at]);
	json_text(&json, "state", STR("open"));
	for (size_t i = 0; i < count; i++)
		if (i != writing->key_at &&
		    strcmp(writing->names.items[i], "n"))
			write_value(&json, writing->names.items[i],
			    bagged_shown(writing->from,
				str_from(writing->names.items[i]), cells[i],
				keep));
	json_close_object(&json);
	buf_add_char(&writing->content, '\n');
	bag_add(writing->out,
	    arena_printf(keep, "data/findings/" STR_FMT ".json",
		STR_ARG(bagged_name(cells[writing->key_at], keep))),
	    arena_str(keep, buf_str(&writing->content)), keep);
	buf_clear(&writing->content);
}

bool evidence_findings(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	struct writing writing = { .out = out, .from = from, .keep = keep };
	struct question question = { .id = STR("finding.open_by_severity") };
	bool done = engine_records(
	    from->engine, &question, see_row, see_head, &writing, err);
	buf_free(&writing.content);
	return done;
}
