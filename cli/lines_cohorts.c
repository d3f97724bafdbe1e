/* Every part of every file is a row of month and what is said of it; sorted,
 * equal ones are added up. The table cohort of the model has the same figures
 * for the ends of months (link/cohort.c), by language and kind besides. */
#include "cli/lines_cohorts.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/vec.h"

struct cohort {
	int64_t month; /* year * 12 + month - 1; 0: not known */
	const struct line_said *said;
	int64_t lines;
};

struct cohort_list {
	struct cohort *items;
	size_t count;
	size_t room;
};

static int64_t month_of(const struct lines_out *out, uint32_t commit)
{
	if (commit == REACH_NONE || reach_is_edge(out->lineage->reach, commit))
		return 0;
	struct date date =
	    date_from_time(out->lineage->reach->items[commit].time);
	return (int64_t)date.year * 12 + date.month - 1;
}

static int compare(const void *left, const void *right)
{
	const struct cohort *a = left;
	const struct cohort *b = right;
	int order = (a->month > b->month) - (a->month < b->month);
	if (order || a->said == b->said)
		return order;
	order = str_compare(a->said->origin, b->said->origin);
	if (!order)
		order = str_compare(a->said->tool, b->said->tool);
	return order ? order : str_compare(a->said->model, b->said->model);
}

static void list_parts(const struct lines_out *out, struct cohort_list *list)
{
	for (size_t i = 0; i < out->revision->count; i++) {
		const struct revision_file *file = &out->revision->files[i];
		for (size_t k = 0; k < file->part_count; k++) {
			const struct line_part *part = &file->parts[k];
			struct cohort row = { month_of(out, part->run.commit),
				&out->revision->said[part->said],
				part->run.count };
			VEC_PUSH_OWN(list, row);
		}
	}
}

static void add_up(struct cohort_list *list)
{
	size_t kept = 0;
	if (list->count)
		qsort(list->items, list->count, sizeof *list->items, compare);
	for (size_t i = 0; i < list->count; i++)
		if (kept &&
		    compare(&list->items[kept - 1], &list->items[i]) == 0)
			list->items[kept - 1].lines += list->items[i].lines;
		else
			list->items[kept++] = list->items[i];
	list->count = kept;
}

static struct str month_text(int64_t month, struct arena *keep)
{
	return month ? arena_printf(keep, "%04lld-%02d",
			   (long long)(month / 12), (int)(month % 12) + 1)
		     : STR("");
}

static void add_json(struct lines_out *out, const struct cohort *cohort)
{
	struct json_out *json = &out->json;
	struct str month = month_text(cohort->month, out->scratch);
	json_open_object(json, NULL);
	lines_known(json, "month", month);
	lines_known(json, "origin", cohort->said->origin);
	lines_known(json, "tool", cohort->said->tool);
	lines_known(json, "model", cohort->said->model);
	json_int(json, "lines", cohort->lines);
	json_close_object(json);
}

static void add_tsv(struct lines_out *out, const struct cohort *cohort)
{
	const struct str cells[] = { month_text(cohort->month, out->scratch),
		cohort->said->origin, cohort->said->tool, cohort->said->model };
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		lines_cell(&out->out, cells[i]);
		buf_add_char(&out->out, '\t');
	}
	buf_printf(&out->out, "%lld\n", (long long)cohort->lines);
}

void lines_cohorts(struct lines_out *out)
{
	struct cohort_list list = { 0 };
	list_parts(out, &list);
	add_up(&list);
	if (out->format == LINES_JSON) {
		out->json = (struct json_out){ .out = &out->out };
		json_open_object(&out->json, NULL);
		json_text(&out->json, "revision", out->name);
		json_open_array(&out->json, "cohorts");
	} else {
		buf_add_z(&out->out, "month\torigin\ttool\tmodel\tlines\n");
	}
	for (size_t i = 0; i < list.count; i++)
		if (out->format == LINES_JSON)
			add_json(out, &list.items[i]);
		else
			add_tsv(out, &list.items[i]);
	if (out->format == LINES_JSON) {
		json_close_array(&out->json);
		json_close_object(&out->json);
		buf_add_char(&out->out, '\n');
	}
	free(list.items);
}
