/* A record becomes one row of note, and one of attribution for each origin,
 * tool, model and confidence in it, however many sessions there were; its
 * ranges hang on these. */
#include "importers/git/records.h"

#include <string.h>

#include "base/vec.h"
#include "importers/git/message.h"
#include "importers/git/notes_tree.h"

/* --------------------------------------------------------------- finding -- */

bool records_find(struct job *job, const struct oid *commit,
    const struct record_origin *origin, struct known_record *known,
    struct error *err)
{
	char hex[OID_HEX_SIZE];
	oid_hex(commit, hex);
	*known = (struct known_record){ 0 };
	if (!job->recorded &&
	    !query_open(&job->recorded, import_model(job->import),
		"SELECT c.id, n.id, n.oid = ?3 AND n.place = ?4, "
		"n.source_id = ?5 FROM \"commit\" c LEFT JOIN note n "
		"ON n.commit_id = c.id AND n.signal = ?2 WHERE c.oid = ?1",
		err))
		return false;
	struct query *query = job->recorded;
	query_bind_text(query, 1, str_from(hex));
	query_bind_text(query, 2, str_from(origin->signal));
	query_bind_text(query, 3, str_from(origin->oid));
	query_bind_text(query, 4, origin->place);
	query_bind_int(query, 5, import_source(job->import));
	if (query_next(query)) {
		known->commit_id = query_int(query, 0);
		if (!query_is_null(query, 1))
			known->note_id = query_int(query, 1);
		known->is_same = query_int(query, 2) == 1;
		known->is_ours = query_int(query, 3) == 1;
	}
	query_rewind(query);
	return true;
}

static bool run_with(struct job *job, const char *sql, int64_t number,
    const char *text, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, import_model(job->import), sql, err))
		return false;
	query_bind_int(query, 1, number);
	query_bind_text(query, 2, str_from(text));
	query_do(query);
	return query_close(query, err);
}

bool records_forget(struct job *job, const struct known_record *known,
    const char *signal, struct error *err)
{
	return run_with(job,
		   "DELETE FROM attribution_range WHERE attribution_id IN ("
		   "SELECT id FROM attribution WHERE commit_id = ?1 "
		   "AND signal = ?2)",
		   known->commit_id, signal, err) &&
	       run_with(job,
		   "DELETE FROM attribution WHERE commit_id = ?1 "
		   "AND signal = ?2",
		   known->commit_id, signal, err) &&
	       run_with(job, "DELETE FROM note WHERE id = ?1", known->note_id,
		   NULL, err);
}

bool records_leave(struct job *job, const char *signal,
    const struct note_list *list, struct error *err)
{
	struct query *query = NULL;
	VEC(struct known_record) gone = { 0 };
	struct oid oid;
	if (!query_open(&query, import_model(job->import),
		"SELECT c.oid, c.id, n.id FROM note n JOIN \"commit\" c "
		"ON c.id = n.commit_id WHERE n.source_id = ?1 "
		"AND n.signal = ?2",
		err))
		return false;
	query_bind_int(query, 1, import_source(job->import));
	query_bind_text(query, 2, str_from(signal));
	while (query_next(query))
		if (oid_parse(&oid, query_text(query, 0)) &&
		    (!list || !notes_find(list, &oid) ||
			!reach_has(&job->reach, &oid)))
			VEC_PUSH(&gone, job->keep,
			    ((struct known_record){
				.commit_id = query_int(query, 1),
				.note_id = query_int(query, 2) }));
	if (!query_close(query, err))
		return false;
	for (size_t i = 0; i < gone.count; i++)
		if (!records_forget(job, &gone.items[i], signal, err))
			return false;
	return true;
}

/* --------------------------------------------------------------- persons -- */

/* "Name <address>", or an address alone, as one who stands behind the commit;
 * anything else is passed over. */
static bool add_person(struct job *job, int64_t commit_id, struct str person,
    const char *role, struct error *err)
{
	struct credit credit = message_credit(person, job->scratch);
	int64_t alias_id;
	if (!credit.email.len &&
	    str_find_byte(credit.name, '@') < credit.name.len)
		credit = (struct credit){ STR(""), str_trim(credit.name) };
	if (!credit.email.len)
		return true;
	return import_alias(job->import, commit_utf8(job->scratch, credit.name),
		   commit_utf8(job->scratch, credit.email), STR(""), &alias_id,
		   err) &&
	       IMPORT_ADD(job->import, commit_person, NULL, NULL, err,
		   .commit_id = commit_id, .alias_id = alias_id,
		   .role = str_from(role));
}

/* --------------------------------------------------------------- storing -- */

#define NOBODY SIZE_MAX

/* All authors of a record that are one piece of evidence. */
struct group {
	const struct claim_author *first;
	int64_t tool_id;
	int64_t model_id;
	int64_t lines;
	int64_t attribution_id;
};

struct groups {
	VEC(struct group) list;
	size_t *of_author;
};

static bool find_groups(struct job *job, const struct recorders *recorders,
    const struct record_origin *origin, const struct claims *claims,
    struct groups *groups, struct error *err)
{
	struct map seen = { .arena = job->scratch };
	groups->of_author = arena_array(
	    job->scratch, claims->author_count, sizeof *groups->of_author);
	for (size_t i = 0; i < claims->author_count; i++) {
		const struct claim_author *author = &claims->authors[i];
		struct group group = { .first = author };
		bool is_human = strcmp(author->origin, "human") == 0;
		struct tool *tool =
		    is_human || author->is_foreign
			? NULL
			: recorders_tool(recorders, origin->recorder,
			      author->tool, author->is_label, job->scratch);
		bool added;
		groups->of_author[i] = NOBODY;
		if (author->is_label && !tool)
			continue;
		if ((tool && !job_tool(job, tool, err)) ||
		    (!is_human &&
			!job_model(job, author->model, &group.model_id, err)))
			return false;
		group.tool_id = tool ? tool->row_id : 0;
		struct str key = arena_printf(job->scratch, "%s %lld %lld %d",
		    author->origin, (long long)group.tool_id,
		    (long long)group.model_id, author->confidence_pct);
		union map_value *value = map_put(&seen, key, &added);
		if (added) {
			value->number = (int64_t)groups->list.count;
			VEC_PUSH(&groups->list, job->scratch, group);
		}
		groups->of_author[i] = (size_t)value->number;
		if (groups->list.items)
			groups->list.items[value->number].lines +=
			    author->lines;
	}
	return true;
}

static bool store_groups(struct job *job, const struct record_origin *origin,
    int64_t commit_id, struct groups *groups, struct error *err)
{
	for (size_t i = 0; i < groups->list.count; i++) {
		struct group *group = &groups->list.items[i];
		const struct claim_author *author = group->first;
		bool is_counted = strcmp(origin->level, "commit") != 0;
		if (!group->lines && is_counted)
			continue; /* it says: none */
		import_locator(job->import, author->line);
		struct str signature =
		    author->confidence_pct == CLAIM_SURE
			? origin->place
			: arena_printf(job->scratch, STR_FMT " %d",
			      STR_ARG(origin->place), author->confidence_pct);
		if (!IMPORT_ADD(job->import, attribution,
			&group->attribution_id, NULL, err,
			.commit_id = commit_id,
			.origin = str_from(author->origin),
			.tool_id = group->tool_id, .model_id = group->model_id,
			.signal = str_from(origin->signal),
			.signature = signature,
			.level = str_from(origin->level),
			.lines = is_counted ? group->lines : UNKNOWN,
			.confidence_pct = author->confidence_pct))
			return false;
	}
	return true;
}

static bool store_ranges(struct job *job, const struct claims *claims,
    const struct groups *groups, struct error *err)
{
	struct path_entry *entry = NULL;
	struct str path = STR_NONE;
	size_t count = 0;
	struct fact_attribution_range *rows =
	    arena_array(job->scratch, claims->count, sizeof *rows);
	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];
		size_t group = groups->of_author[claim->author];
		if (group == NOBODY || !groups->list.items)
			continue;
		if ((!entry || !str_equal(path, claim->path)) &&
		    !job_path(job, claim->path, &entry, err))
			return false;
		path = claim->path;
		rows[count++] = (struct fact_attribution_range){
			.attribution_id =
			    groups->list.items[group].attribution_id,
			.file_id = entry->file_id,
			.line = claim->first,
			.lines = claim->last - claim->first + 1,
		};
	}
	return import_add_many(
	    job->import, FACT_KIND_attribution_range, rows, count, err);
}

static bool store_note(struct job *job, const struct record_origin *origin,
    int64_t commit_id, const struct claims *claims, const struct groups *groups,
    struct error *err)
{
	int64_t ai_lines = 0;
	int64_t human_lines = 0;
	for (size_t i = 0; i < claims->author_count; i++) {
		const struct claim_author *author = &claims->authors[i];
		if (groups->of_author[i] == NOBODY)
			continue;
		if (strcmp(author->origin, "human") == 0)
			human_lines += author->lines;
		else
			ai_lines += author->lines;
	}
	import_locator(job->import, 0);
	return IMPORT_ADD(job->import, note, NULL, NULL, err,
	    .commit_id = commit_id, .signal = str_from(origin->signal),
	    .place = origin->place, .oid = str_from(origin->oid),
	    .level = str_from(origin->level), .whole = origin->is_whole,
	    .ai_lines = ai_lines, .human_lines = human_lines,
	    .claimed_lines = claims->claimed_lines);
}

static bool store_persons(struct job *job, int64_t commit_id,
    const struct claims *claims, struct error *err)
{
	for (size_t i = 0; i < claims->author_count; i++) {
		const struct claim_author *author = &claims->authors[i];
		if (author->person.len &&
		    strcmp(author->origin, "human") != 0 &&
		    !add_person(
			job, commit_id, author->person, "prompter", err))
			return false;
	}
	return true;
}

bool records_store(struct job *job, const struct recorders *recorders,
    const struct record_origin *origin, int64_t commit_id,
    const struct claims *claims, struct error *err)
{
	struct groups groups = { 0 };
	return find_groups(job, recorders, origin, claims, &groups, err) &&
	       store_note(job, origin, commit_id, claims, &groups, err) &&
	       store_groups(job, origin, commit_id, &groups, err) &&
	       store_ranges(job, claims, &groups, err) &&
	       store_persons(job, commit_id, claims, err);
}
