/* data/method/: by which rules the figures were made. Limits with who agreed
 * them, weights of the score of page one, every measure of the report with
 * definition and query, the tables of rules with their digests, and what
 * changed in the methods from version to version. */
#include "analysis/measure.h"
#include "base/hash.h"
#include "base/number.h"
#include "render/evidence/bagged.h"
#include "render/indicator.h"

/* Who agreed a limit, and when; defaults of the program were agreed by nobody.
 */
static void write_state(struct csv_out *csv, bool agreed, struct str owner,
    const struct indicators *all)
{
	bagged_cell(csv, owner);
	csv_text(csv, agreed ? STR("agreed") : STR("default, not agreed"));
	bagged_cell(csv, agreed ? all->approved_by : STR_NONE);
	bagged_cell(csv, agreed ? all->approved_on : STR_NONE);
	csv_end_row(csv);
}

static bool add_limits(struct bag_files *out, const struct evidence *from,
    const struct indicators *all, struct arena *keep, struct error *err)
{
	struct buf content = { 0 };
	struct csv_out csv = { .out = &content };
	struct fix_time times[FIX_TIMES_MAX];
	size_t count;
	if (!fix_times(times, &count, engine_model(from->engine), keep, err))
		return false;
	bagged_heads(&csv, "limit,measure,bound,value,unit,owner,state,"
			   "approved_by,approved_on");
	for (size_t i = 0; i < all->count; i++) {
		const struct indicator *at = &all->items[i];
		csv_text(&csv, at->name);
		csv_text(&csv, at->measure->id);
		csv_text(&csv, at->at_least ? STR("at least") : STR("at most"));
		csv_real(&csv, at->limit);
		csv_text(&csv, at->measure->kind == MEASURE_SHARE ? STR("share")
			       : measure_is_ratio(at->measure)
				   ? STR("ratio")
				   : at->measure->unit);
		write_state(&csv, at->agreed, at->owner, all);
	}
	for (size_t i = 0; i < count; i++) {
		csv_text(&csv,
		    arena_printf(keep, "time to fix a " STR_FMT " problem",
			STR_ARG(times[i].severity)));
		csv_empty(&csv);
		csv_text(&csv, STR("at most"));
		csv_int(&csv, times[i].days);
		csv_text(&csv, STR("days"));
		write_state(&csv, times[i].agreed, STR_NONE, all);
	}
	bagged_add(out, STR("data/method/thresholds.csv"), &content, keep);
	return true;
}

static void add_weights(
    struct bag_files *out, const struct indicators *all, struct arena *keep)
{
	struct buf content = { 0 };
	struct csv_out csv = { .out = &content };
	double sum = 0;
	for (size_t i = 0; i < all->count; i++)
		sum += all->items[i].weight;
	bagged_heads(&csv, "name,measure,weight,share");
	for (size_t i = 0; i < all->count; i++) {
		csv_text(&csv, all->items[i].name);
		csv_text(&csv, all->items[i].measure->id);
		csv_real(&csv, all->items[i].weight);
		csv_real(&csv, all->items[i].weight / sum);
		csv_end_row(&csv);
	}
	bagged_add(out, STR("data/method/weights.csv"), &content, keep);
}

static void write_measure(struct csv_out *csv, const struct measure *m,
    struct str file, struct str sha256)
{
	csv_text(csv, m->id);
	csv_text(csv, m->title);
	csv_text(csv, m->meaning);
	csv_text(csv, str_from(measure_kind_name(m->kind)));
	csv_text(csv, str_from(measure_basis_name(m->basis)));
	csv_text(csv, str_from(measure_direction_name(m->direction)));
	csv_text(csv, m->unit);
	csv_text(csv, m->record);
	bagged_cell(csv, m->sources);
	bagged_cell(csv, m->needs);
	bagged_cell(csv, m->keys);
	bagged_cell(csv, m->strata);
	bagged_cell(csv, m->family);
	csv_text(csv, m->census ? STR("the whole, no interval") : STR(""));
	csv_text(csv, file);
	csv_text(csv, sha256);
	csv_end_row(csv);
}

/* The query of each measure as a file of its own, and the list of them. */
static void add_measures(
    struct bag_files *out, const struct evidence *from, struct arena *keep)
{
	struct buf content = { 0 };
	struct csv_out csv = { .out = &content };
	size_t count;
	const struct measure *all = engine_measures(from->engine, &count);
	bagged_heads(&csv, "measure,title,meaning,kind,basis,good,unit,record,"
			   "sources,needs,keys,strata,family,interval,file,"
			   "sha256");
	for (size_t i = 0; i < count; i++) {
		char hex[HASH_HEX_SIZE];
		if (!bagged_uses(from, all[i].id))
			continue;
		struct str sql = arena_printf(
		    keep, STR_FMT "\n", STR_ARG(str_trim(all[i].sql)));
		struct str path =
		    arena_printf(keep, "data/method/measures/" STR_FMT ".sql",
			STR_ARG(bagged_name(all[i].id, keep)));
		hash_bytes(sql, hex);
		write_measure(&csv, &all[i], path, str_from(hex));
		bag_add(out, path, sql, keep);
	}
	bagged_add(out, STR("data/method/measures.csv"), &content, keep);
}

/* Tables of rules with weights and limits, which are worth to be read; of the
 * others the digest is enough. */
static bool is_copied(struct str name)
{
	static const char *const names[] = { "data/driver-rule.csv",
		"data/drivers.csv", "data/evidence.csv", "data/indicators.csv",
		"data/method-changes.csv", "data/readiness.csv",
		"data/recommendation-limits.csv",
		"data/recommendation-rule.csv", "data/scorecard.csv" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal_z(name, names[i]))
			return true;
	return false;
}

static bool add_rules(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	struct buf content = { 0 };
	struct csv_out csv = { .out = &content };
	struct str name;
	size_t at = 0;
	bagged_heads(&csv, "table,sha256,bytes,origin");
	while (asset_next(&at, STR("data/"), &name)) {
		struct str own;
		struct str used;
		char hex[HASH_HEX_SIZE];
		if (!str_ends(name, STR(".csv")) ||
		    str_starts(name, STR("data/lang/")))
			continue;
		if (!asset_read(&own, NULL, name, keep, err) ||
		    !asset_read(&used, from->folders, name, keep, err))
			return false;
		hash_bytes(used, hex);
		csv_text(&csv, name);
		csv_text(&csv, str_from(hex));
		csv_int(&csv, (int64_t)used.len);
		csv_text(&csv, str_equal(own, used)
				   ? STR("of the program")
				   : STR("of the organisation"));
		csv_end_row(&csv);
		if (is_copied(name))
			bag_add(out,
			    arena_printf(keep, "data/method/rules/" STR_FMT,
				STR_ARG(str_skip(name, sizeof "data/" - 1))),
			    used, keep);
	}
	bagged_add(out, STR("data/method/rule-tables.csv"), &content, keep);
	return true;
}

bool evidence_method(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	struct indicators indicators = { 0 };
	if (!indicators_open(
		&indicators, from->engine, from->folders, keep, err) ||
	    !add_limits(out, from, &indicators, keep, err))
		return false;
	add_weights(out, &indicators, keep);
	add_measures(out, from, keep);
	return add_rules(out, from, keep, err);
}
