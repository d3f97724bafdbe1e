/* The facts an importer can add: one list per table, which makes the struct
 * (struct fact_commit) and the descriptor (FACT(commit)) from the same lines.
 * KEY columns are the natural key, never NULL; COL columns may be unknown.
 *   text  struct str; ptr NULL is NULL (in a key: '')
 *   num   int64_t; UNKNOWN (base/date.h) is NULL (in a key it stands as is)
 *   ref   int64_t row id; 0 is NULL (in a key it stands as 0)
 * schema.sql has the meaning of each column; a test holds both together. */
#ifndef MODEL_RECORDS_H
#define MODEL_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/str.h"

/* clang-format off */
#define FACT_setting(KEY, COL) KEY(text, name) COL(text, value)

#define FACT_directory(KEY, COL)                                 \
	KEY(text, person) KEY(text, team) KEY(num, from_time)    \
	COL(text, name) COL(text, role) COL(num, to_time)

#define FACT_directory_alias(KEY, COL) \
	KEY(text, person) KEY(text, kind) KEY(text, value)

#define FACT_alias(KEY, COL) KEY(text, name) KEY(text, email) KEY(text, login)

#define FACT_mailmap(KEY, COL)                    \
	KEY(ref, alias_id) KEY(ref, repository_id) \
	COL(text, name) COL(text, email)

#define FACT_repository(KEY, COL)                                          \
	KEY(text, key)                                                     \
	COL(text, name) COL(text, path) COL(text, remote)                  \
	COL(text, head_oid) COL(text, ref) COL(num, shallow)               \
	COL(text, service) COL(text, data_class)

#define FACT_tree_file(KEY, COL) KEY(ref, repository_id) KEY(ref, file_id)

#define FACT_ownership_rule(KEY, COL)                                \
	KEY(ref, repository_id) KEY(text, path) KEY(num, line)       \
	KEY(num, ordinal)                                            \
	COL(text, dialect) COL(text, section) COL(num, optional)     \
	COL(num, approvals) COL(text, pattern) COL(num, excludes)    \
	COL(text, owner)

#define FACT_commit(KEY, COL)                                              \
	KEY(text, oid)                                                     \
	COL(ref, author_alias_id) COL(ref, committer_alias_id)             \
	COL(num, author_time) COL(num, commit_time) COL(num, parents)      \
	COL(text, reverts) COL(text, cherry_of) COL(text, signature)

#define FACT_commit_parent(KEY, COL) \
	KEY(ref, commit_id) KEY(num, ordinal) COL(text, parent_oid)

#define FACT_commit_repository(KEY, COL) \
	KEY(ref, commit_id) KEY(ref, repository_id)

#define FACT_commit_person(KEY, COL) \
	KEY(ref, commit_id) KEY(ref, alias_id) KEY(text, role)

#define FACT_commit_approval(KEY, COL)                       \
	KEY(ref, commit_id) KEY(ref, alias_id) KEY(text, how) \
	COL(num, line)

#define FACT_commit_request(KEY, COL)                             \
	KEY(ref, commit_id) KEY(text, repository) KEY(num, number) \
	COL(text, how)

#define FACT_commit_ticket(KEY, COL) KEY(ref, commit_id) KEY(text, key)

#define FACT_file(KEY, COL) KEY(text, path)

#define FACT_commit_file(KEY, COL)                           \
	KEY(ref, commit_id) KEY(ref, file_id)                \
	COL(num, added) COL(num, deleted) COL(text, kind)    \
	COL(text, language) COL(ref, renamed_from)

#define FACT_repository_file(KEY, COL)                       \
	KEY(ref, repository_id) KEY(ref, file_id)            \
	COL(text, kind) COL(text, language) COL(num, lines)

#define FACT_revision_line(KEY, COL)                                 \
	KEY(ref, repository_id) KEY(ref, file_id) KEY(num, start)    \
	COL(num, count) COL(ref, commit_id) COL(ref, birth_file_id)  \
	COL(num, birth_line)

#define FACT_birth_exception(KEY, COL)                               \
	KEY(ref, repository_id) KEY(ref, commit_id)                  \
	KEY(ref, file_id) COL(num, lines)

#define FACT_line_change(KEY, COL)                                   \
	KEY(ref, repository_id) KEY(num, at_time) KEY(ref, commit_id) \
	KEY(ref, file_id) KEY(num, line) COL(num, count) COL(num, change)

#define FACT_review(KEY, COL)                                            \
	KEY(text, change_key) KEY(ref, reviewer_alias_id) KEY(num, time) \
	COL(text, verdict) COL(text, revision)

#define FACT_tool(KEY, COL) KEY(text, name) COL(text, vendor) COL(text, label)

#define FACT_model(KEY, COL) KEY(text, name) KEY(text, raw)

#define FACT_attribution(KEY, COL)                                   \
	KEY(ref, commit_id) KEY(ref, file_id) KEY(num, line)         \
	KEY(text, origin) KEY(ref, tool_id) KEY(ref, model_id)       \
	KEY(text, signal) KEY(text, signature)                       \
	COL(text, level) COL(num, lines) COL(num, confidence_pct)

#define FACT_attribution_range(KEY, COL)                             \
	KEY(ref, attribution_id) KEY(ref, file_id) KEY(num, line)    \
	COL(num, lines)

#define FACT_note(KEY, COL)                                          \
	KEY(ref, commit_id) KEY(text, signal)                        \
	COL(text, place) COL(text, oid) COL(text, level)             \
	COL(num, whole) COL(num, ai_lines) COL(num, human_lines)     \
	COL(num, claimed_lines)

#define FACT_override(KEY, COL)                              \
	KEY(text, commit) KEY(text, path) KEY(num, line)     \
	COL(num, lines) COL(text, origin) COL(text, tool)    \
	COL(text, model) COL(text, who) COL(text, why)

#define FACT_human_declaration(KEY, COL)                     \
	KEY(text, scope) KEY(text, name) KEY(num, since_time) \
	COL(num, until_time) COL(text, who)

#define FACT_benchmark_run(KEY, COL)                                  \
	KEY(ref, model_id) KEY(text, version) KEY(ref, tool_id)       \
	KEY(text, pattern) KEY(num, cwe) KEY(text, language)          \
	KEY(num, time)                                                \
	COL(num, samples) COL(num, working) COL(num, secure)          \
	COL(text, judge)

#define FACT_spend(KEY, COL)                                          \
	KEY(ref, tool_id) KEY(text, scope) KEY(num, from_time)        \
	KEY(num, to_time) KEY(text, currency) KEY(text, item)         \
	COL(num, amount_e6) COL(num, seats)

#define FACT_tool_config(KEY, COL)                                \
	KEY(ref, commit_id) KEY(ref, file_id) KEY(ref, tool_id)   \
	COL(text, change)

#define FACT_mcp(KEY, COL)                                         \
	KEY(ref, file_id) KEY(text, name) KEY(text, identity)      \
	COL(text, agent) COL(text, kind) COL(text, transport)      \
	COL(text, version) COL(num, pinned) COL(num, disabled)     \
	COL(num, trusted) COL(num, insecure) COL(num, exposed)     \
	COL(text, target) COL(text, env) COL(text, sources)
#define FACT_mcp_change(KEY, COL)                                      \
	KEY(ref, commit_id) FACT_mcp(KEY, COL) COL(text, change)
#define FACT_mcp_head(KEY, COL)                                        \
	KEY(ref, repository_id) FACT_mcp(KEY, COL)

#define FACT_secret_change(KEY, COL)                              \
	KEY(ref, commit_id) KEY(ref, file_id) KEY(text, rule)     \
	KEY(text, name) KEY(num, ordinal)                         \
	COL(text, change) COL(text, severity) COL(text, label)
#define FACT_secret_head(KEY, COL)                                \
	KEY(ref, repository_id) KEY(ref, file_id) KEY(text, rule) \
	KEY(text, name) KEY(num, ordinal) COL(text, severity)     \
	COL(text, label)

#define FACT_unread_change(KEY, COL)                                   \
	KEY(ref, commit_id) KEY(ref, file_id) KEY(text, what)          \
	COL(text, change)
#define FACT_unread_head(KEY, COL) \
	KEY(ref, repository_id) KEY(ref, file_id) KEY(text, what)

#define FACT_usage(KEY, COL)                                             \
	KEY(num, day_time) KEY(ref, alias_id) KEY(ref, tool_id)          \
	KEY(text, report) KEY(text, scope) KEY(text, surface)            \
	KEY(num, since_time)                                             \
	COL(num, users) COL(num, prompts) COL(num, suggestions)          \
	COL(num, acceptances) COL(num, lines_suggested)                  \
	COL(num, lines_added) COL(num, lines_deleted) COL(num, sessions) \
	COL(num, commits) COL(num, cost_e6) COL(text, currency)

#define FACT_seat(KEY, COL)                                           \
	KEY(ref, tool_id) KEY(text, scope) KEY(ref, alias_id)         \
	COL(num, assigned_time) COL(num, active_time)                 \
	COL(num, login_time) COL(num, ends_time) COL(text, surface)   \
	COL(text, plan)

#define FACT_device(KEY, COL) KEY(text, name)

#define FACT_sighting(KEY, COL)                                       \
	KEY(num, day_time) KEY(ref, alias_id) KEY(ref, device_id)     \
	KEY(ref, tool_id) KEY(text, report) KEY(text, evidence)       \
	KEY(num, since_time)                                          \
	COL(text, kind) COL(text, certainty) COL(num, uses)           \
	COL(num, bytes_out) COL(num, bytes_in) COL(num, blocked)

#define FACT_policy(KEY, COL)                                \
	KEY(text, kind) KEY(text, name)                      \
	KEY(num, from_time) KEY(text, status)                \
	COL(num, to_time) COL(text, owner)

#define FACT_waiver(KEY, COL)                                 \
	KEY(text, item) KEY(text, scope) KEY(num, from_time)  \
	COL(num, to_time) COL(text, approver) COL(text, reason)

#define FACT_policy_exception(KEY, COL)                          \
	KEY(text, kind) KEY(text, name) KEY(text, scope)         \
	KEY(num, from_time) COL(num, to_time) COL(text, approver) \
	COL(text, reason)

#define FACT_attestation(KEY, COL)                                    \
	KEY(text, item) KEY(text, scope) KEY(num, time)               \
	COL(text, answer) COL(text, owner) COL(num, valid_until_time) \
	COL(text, evidence) COL(text, statement)

#define FACT_scan(KEY, COL)                                            \
	KEY(text, tool) KEY(text, analysis) KEY(text, repository)      \
	KEY(text, ref) KEY(text, revision) KEY(num, time)              \
	KEY(text, digest)                                              \
	COL(text, tool_label) COL(text, tool_version) COL(num, rules)  \
	COL(text, state) COL(num, listing_total) COL(num, listing_size)\
	COL(text, stage)

#define FACT_result(KEY, COL)                                            \
	KEY(ref, scan_id) KEY(num, ordinal)                              \
	COL(text, rule) COL(text, severity) COL(text, severity_word)     \
	COL(text, severity_rule) COL(num, score_e6) COL(text, kind)      \
	COL(text, category) COL(text, message) COL(text, path)           \
	COL(num, line) COL(num, end_line) COL(num, column)               \
	COL(text, fingerprint) COL(num, suppressed) COL(text, baseline)  \
	COL(num, first_time) COL(num, fixed_time) COL(text, package)     \
	COL(text, package_version) COL(text, revision)                   \
	COL(num, names_model)

#define FACT_scan_set(KEY, COL) KEY(text, digest)
#define FACT_scan_set_rule(KEY, COL) KEY(ref, set_id) KEY(text, rule)
#define FACT_scan_set_file(KEY, COL) KEY(ref, set_id) KEY(ref, file_id)
#define FACT_scan_cover(KEY, COL) \
	KEY(ref, scan_id) KEY(text, kind) COL(ref, set_id)
#define FACT_scan_unread(KEY, COL) KEY(ref, scan_id) KEY(text, path)
#define FACT_scan_former_rule(KEY, COL) \
	KEY(ref, scan_id) KEY(text, former) KEY(text, rule)

#define FACT_result_suppression(KEY, COL)                          \
	KEY(ref, result_id) KEY(num, ordinal)                      \
	COL(text, kind) COL(text, status) COL(text, reason)        \
	COL(text, word) COL(ref, alias_id) COL(num, time)          \
	COL(num, until_time)

#define FACT_result_offset(KEY, COL)               \
	KEY(ref, result_id) COL(text, unit)        \
	COL(num, start) COL(num, length)

#define FACT_result_cwe(KEY, COL) \
	KEY(ref, result_id) KEY(num, rank) COL(num, cwe)

#define FACT_incident(KEY, COL)                                             \
	KEY(text, system) KEY(text, key)                                    \
	COL(num, opened_time) COL(num, resolved_time) COL(text, severity)   \
	COL(text, service) COL(text, repository) COL(text, stage)           \
	COL(num, ai_related) COL(text, cause_oid) COL(text, deployment)     \
	COL(num, hours_down_e6) COL(num, records) COL(num, people)          \
	COL(num, money_e6) COL(text, currency) COL(text, introduced)

#define FACT_dependency_change(KEY, COL)                               \
	KEY(ref, commit_id) KEY(ref, file_id) KEY(text, package)       \
	COL(text, ecosystem) COL(text, kind) COL(text, change)         \
	COL(text, version) COL(text, old_version) COL(num, direct)     \
	COL(num, old_direct) COL(text, scope)

#define FACT_dependency(KEY, COL)                                      \
	KEY(ref, repository_id) KEY(ref, file_id) KEY(text, package)   \
	COL(text, ecosystem) COL(text, kind) COL(text, version)        \
	COL(num, direct) COL(text, scope) COL(num, fixed)

#define FACT_training(KEY, COL)                                            \
	KEY(ref, alias_id) KEY(text, course) KEY(num, completed_time)      \
	KEY(text, platform)                                                \
	COL(text, status) COL(text, topic) COL(text, language)             \
	COL(num, started_time) COL(num, due_time) COL(num, valid_until_time) \
	COL(num, score_e6) COL(num, seconds)

#define FACT_assessment(KEY, COL)                              \
	KEY(ref, alias_id) KEY(text, name) KEY(num, time)      \
	COL(text, language) COL(num, score_e6) COL(num, passed)

#define FACT_change(KEY, COL)                                             \
	KEY(text, key)                                                    \
	COL(text, repository) COL(ref, author_alias_id)                   \
	COL(num, created_time) COL(num, merged_time) COL(num, closed_time) \
	COL(text, merge_oid) COL(num, added) COL(num, deleted)            \
	COL(num, number) COL(text, head_oid) COL(ref, merger_alias_id)    \
	COL(num, reviews_read)

#define FACT_change_oid(KEY, COL) KEY(ref, change_id) KEY(text, oid)

#define FACT_work_item(KEY, COL)                                           \
	KEY(text, key)                                                     \
	COL(text, kind) COL(text, status) COL(ref, assignee_alias_id)      \
	COL(num, created_time) COL(num, resolved_time) COL(num, points_e6)

#define FACT_deployment(KEY, COL)                                          \
	KEY(text, key)                                                     \
	COL(text, repository) COL(text, service) COL(text, environment)    \
	COL(text, revision) COL(num, started_time) COL(num, finished_time) \
	COL(num, succeeded) COL(num, caused_failure)

#define FACT_metric(KEY, COL)                                    \
	KEY(text, entity) KEY(num, from_time) KEY(num, to_time)  \
	KEY(text, name) COL(num, value_e6) COL(text, unit)

#define FACT_coverage_report(KEY, COL)                               \
	KEY(text, repository) KEY(text, revision) KEY(num, time)     \
	KEY(text, format) KEY(text, digest)                          \
	COL(num, claimed_lines) COL(num, claimed_covered)

#define FACT_coverage_root(KEY, COL) KEY(ref, report_id) KEY(text, path)

#define FACT_coverage_file(KEY, COL)                                 \
	KEY(ref, report_id) KEY(text, path)                          \
	COL(num, lines) COL(num, covered) COL(num, branches)         \
	COL(num, covered_branches)

#define FACT_coverage_line(KEY, COL)                                 \
	KEY(ref, coverage_file_id) KEY(num, start)                   \
	COL(num, count) COL(num, covered)

#define FACT_test_run(KEY, COL)                                      \
	KEY(text, repository) KEY(text, revision) KEY(num, time)     \
	KEY(text, digest)                                            \
	COL(num, claimed_tests) COL(num, claimed_failures)

#define FACT_test_case(KEY, COL)                                     \
	KEY(ref, run_id) KEY(num, ordinal)                           \
	COL(text, suite) COL(text, class) COL(text, name)            \
	COL(text, state) COL(text, path) COL(num, line)              \
	COL(num, seconds_e6)

#define FACT_survey(KEY, COL)                                        \
	KEY(text, survey) KEY(text, item) KEY(text, team)            \
	KEY(num, from_time) KEY(num, to_time)                        \
	COL(num, answers) COL(num, sum_e6) COL(num, low_e6)          \
	COL(num, high_e6)

#define FACT_decision(KEY, COL)                                        \
	KEY(text, key) KEY(text, option)                               \
	COL(text, title) COL(text, owner) COL(num, due_time)           \
	COL(num, asked_time) COL(text, state) COL(num, settled_time)   \
	COL(text, option_text) COL(text, cost) COL(text, effect)       \
	COL(num, recommended) COL(num, chosen)

#define FACT_management_response(KEY, COL)                             \
	KEY(text, finding) KEY(num, time)                              \
	COL(text, answer) COL(text, statement) COL(text, cause)        \
	COL(text, action) COL(text, owner) COL(num, due_time)          \
	COL(text, state) COL(num, settled_time) COL(text, evidence)

#define FACT_sign_off(KEY, COL)                                        \
	KEY(text, period) KEY(text, step) KEY(text, name)              \
	COL(text, role) COL(num, time)

/* All of them: X(table, has_source, has_id): whether the table has the columns
 * source_id and locator, and a row id. */
#define FACTS(X) \
	X(setting, true, true)              \
	X(directory, true, true)            \
	X(directory_alias, true, true)      \
	X(alias, false, true)               \
	X(mailmap, true, true)              \
	X(repository, true, true)           \
	X(tree_file, false, false)          \
	X(ownership_rule, true, true)       \
	X(commit, true, true)               \
	X(commit_parent, false, false)      \
	X(commit_repository, false, false)  \
	X(commit_person, false, false)      \
	X(commit_approval, false, false)    \
	X(commit_request, false, false)     \
	X(commit_ticket, false, false)      \
	X(file, false, true)                \
	X(commit_file, false, false)        \
	X(repository_file, false, false)    \
	X(revision_line, false, false)      \
	X(birth_exception, false, false)    \
	X(line_change, false, false)        \
	X(review, true, true)               \
	X(tool, false, true)                \
	X(model, false, true)               \
	X(attribution, true, true)          \
	X(attribution_range, false, false)  \
	X(note, true, true)                 \
	X(override, true, true)             \
	X(human_declaration, true, true)    \
	X(usage, true, true)                \
	X(seat, true, true)                 \
	X(device, false, true)              \
	X(sighting, true, true)             \
	X(benchmark_run, true, true)        \
	X(spend, true, true)                \
	X(tool_config, true, true)          \
	X(mcp_change, true, true)           \
	X(mcp_head, true, true)             \
	X(secret_change, true, true)        \
	X(secret_head, true, true)          \
	X(unread_change, true, true)        \
	X(unread_head, true, true)          \
	X(policy_exception, true, true)     \
	X(waiver, true, true)               \
	X(attestation, true, true)          \
	X(policy, true, true)               \
	X(scan, true, true)                 \
	X(scan_set, false, true)            \
	X(scan_set_rule, false, false)      \
	X(scan_set_file, false, false)      \
	X(scan_cover, false, false)         \
	X(scan_unread, false, false)        \
	X(scan_former_rule, false, false)   \
	X(result, true, true)               \
	X(result_suppression, false, false) \
	X(result_offset, false, false)      \
	X(result_cwe, false, false)         \
	X(incident, true, true)             \
	X(dependency_change, true, true)    \
	X(dependency, true, true)           \
	X(training, true, true)             \
	X(assessment, true, true)           \
	X(change, true, true)               \
	X(change_oid, false, false)         \
	X(work_item, true, true)            \
	X(deployment, true, true)           \
	X(metric, true, true)               \
	X(coverage_report, true, true)      \
	X(coverage_root, false, false)      \
	X(coverage_file, true, true)        \
	X(coverage_line, false, false)      \
	X(test_run, true, true)             \
	X(test_case, true, true)            \
	X(survey, true, true)               \
	X(decision, true, true)             \
	X(management_response, true, true)  \
	X(sign_off, true, true)

/* clang-format on */

#define FACT_FIELD_text(name) struct str name;
#define FACT_FIELD_num(name) int64_t name;
#define FACT_FIELD_ref(name) int64_t name;
#define FACT_FIELD(type, name) FACT_FIELD_##type(name)
#define FACT_STRUCT(table, has_source, has_id)                                 \
	struct fact_##table {                                                  \
		FACT_##table(FACT_FIELD, FACT_FIELD)                           \
	};
FACTS(FACT_STRUCT)
#undef FACT_STRUCT

enum fact_kind {
#define FACT_ENUM(table, has_source, has_id) FACT_KIND_##table,
	FACTS(FACT_ENUM)
#undef FACT_ENUM
	    FACT_KINDS
};

enum fact_type { FACT_TYPE_text, FACT_TYPE_num, FACT_TYPE_ref };

/* How a table is filled from its struct; the key columns come first. */
struct fact_column {
	const char *name;
	enum fact_type type;
	size_t offset;
};

struct fact {
	const char *table;
	bool has_source;
	bool has_id;
	size_t column_count;
	size_t key_count;
	const struct fact_column *columns;
	size_t size; /* of the struct */
};

extern const struct fact facts[FACT_KINDS];

#endif
