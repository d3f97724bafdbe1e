/* The descriptors of all facts, made from the lists in records.h. */
#include "model/records.h"

/* NOLINTNEXTLINE(bugprone-macro-parentheses): a sum is written in a row */
#define ONE(type, name) +1
#define NONE(type, name)
#define ROW(type, name)                                                        \
	{ #name, FACT_TYPE_##type, offsetof(struct FACT_STRUCT, name) },

/* clang-format off */
/* One list of columns a table; ROW needs the struct's name as a macro. */
#define FACT_STRUCT fact_setting
static const struct fact_column columns_setting[] = {
	FACT_setting(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_directory
static const struct fact_column columns_directory[] = {
	FACT_directory(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_directory_alias
static const struct fact_column columns_directory_alias[] = {
	FACT_directory_alias(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_alias
static const struct fact_column columns_alias[] = {
	FACT_alias(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_mailmap
static const struct fact_column columns_mailmap[] = {
	FACT_mailmap(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_repository
static const struct fact_column columns_repository[] = {
	FACT_repository(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_tree_file
static const struct fact_column columns_tree_file[] = {
	FACT_tree_file(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_ownership_rule
static const struct fact_column columns_ownership_rule[] = {
	FACT_ownership_rule(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_commit
static const struct fact_column columns_commit[] = {
	FACT_commit(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_commit_parent
static const struct fact_column columns_commit_parent[] = {
	FACT_commit_parent(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_commit_repository
static const struct fact_column columns_commit_repository[] = {
	FACT_commit_repository(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_commit_person
static const struct fact_column columns_commit_person[] = {
	FACT_commit_person(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_commit_approval
static const struct fact_column columns_commit_approval[] = {
	FACT_commit_approval(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_commit_request
static const struct fact_column columns_commit_request[] = {
	FACT_commit_request(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_commit_ticket
static const struct fact_column columns_commit_ticket[] = {
	FACT_commit_ticket(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_file
static const struct fact_column columns_file[] = {
	FACT_file(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_commit_file
static const struct fact_column columns_commit_file[] = {
	FACT_commit_file(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_repository_file
static const struct fact_column columns_repository_file[] = {
	FACT_repository_file(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_revision_line
static const struct fact_column columns_revision_line[] = {
	FACT_revision_line(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_birth_exception
static const struct fact_column columns_birth_exception[] = {
	FACT_birth_exception(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_line_change
static const struct fact_column columns_line_change[] = {
	FACT_line_change(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_review
static const struct fact_column columns_review[] = {
	FACT_review(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_tool
static const struct fact_column columns_tool[] = {
	FACT_tool(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_model
static const struct fact_column columns_model[] = {
	FACT_model(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_attribution
static const struct fact_column columns_attribution[] = {
	FACT_attribution(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_attribution_range
static const struct fact_column columns_attribution_range[] = {
	FACT_attribution_range(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_note
static const struct fact_column columns_note[] = {
	FACT_note(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_override
static const struct fact_column columns_override[] = {
	FACT_override(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_human_declaration
static const struct fact_column columns_human_declaration[] = {
	FACT_human_declaration(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_device
static const struct fact_column columns_device[] = {
	FACT_device(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_sighting
static const struct fact_column columns_sighting[] = {
	FACT_sighting(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_benchmark_run
static const struct fact_column columns_benchmark_run[] = {
	FACT_benchmark_run(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_spend
static const struct fact_column columns_spend[] = {
	FACT_spend(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_tool_config
static const struct fact_column columns_tool_config[] = {
	FACT_tool_config(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_mcp_change
static const struct fact_column columns_mcp_change[] = {
	FACT_mcp_change(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_mcp_head
static const struct fact_column columns_mcp_head[] = {
	FACT_mcp_head(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_secret_change
static const struct fact_column columns_secret_change[] = {
	FACT_secret_change(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_secret_head
static const struct fact_column columns_secret_head[] = {
	FACT_secret_head(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_unread_change
static const struct fact_column columns_unread_change[] = {
	FACT_unread_change(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_unread_head
static const struct fact_column columns_unread_head[] = {
	FACT_unread_head(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_usage
static const struct fact_column columns_usage[] = {
	FACT_usage(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_seat
static const struct fact_column columns_seat[] = {
	FACT_seat(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_policy
static const struct fact_column columns_policy[] = {
	FACT_policy(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_policy_exception
static const struct fact_column columns_policy_exception[] = {
	FACT_policy_exception(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_waiver
static const struct fact_column columns_waiver[] = {
	FACT_waiver(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_attestation
static const struct fact_column columns_attestation[] = {
	FACT_attestation(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_scan
static const struct fact_column columns_scan[] = {
	FACT_scan(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_result
static const struct fact_column columns_result[] = {
	FACT_result(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_scan_set
static const struct fact_column columns_scan_set[] = {
	FACT_scan_set(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_scan_set_rule
static const struct fact_column columns_scan_set_rule[] = {
	FACT_scan_set_rule(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_scan_set_file
static const struct fact_column columns_scan_set_file[] = {
	FACT_scan_set_file(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_scan_cover
static const struct fact_column columns_scan_cover[] = {
	FACT_scan_cover(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_scan_unread
static const struct fact_column columns_scan_unread[] = {
	FACT_scan_unread(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_scan_former_rule
static const struct fact_column columns_scan_former_rule[] = {
	FACT_scan_former_rule(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_result_suppression
static const struct fact_column columns_result_suppression[] = {
	FACT_result_suppression(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_result_offset
static const struct fact_column columns_result_offset[] = {
	FACT_result_offset(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_result_cwe
static const struct fact_column columns_result_cwe[] = {
	FACT_result_cwe(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_incident
static const struct fact_column columns_incident[] = {
	FACT_incident(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_dependency_change
static const struct fact_column columns_dependency_change[] = {
	FACT_dependency_change(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_dependency
static const struct fact_column columns_dependency[] = {
	FACT_dependency(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_training
static const struct fact_column columns_training[] = {
	FACT_training(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_assessment
static const struct fact_column columns_assessment[] = {
	FACT_assessment(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_change
static const struct fact_column columns_change[] = {
	FACT_change(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_change_oid
static const struct fact_column columns_change_oid[] = {
	FACT_change_oid(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_work_item
static const struct fact_column columns_work_item[] = {
	FACT_work_item(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_deployment
static const struct fact_column columns_deployment[] = {
	FACT_deployment(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_metric
static const struct fact_column columns_metric[] = {
	FACT_metric(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_coverage_report
static const struct fact_column columns_coverage_report[] = {
	FACT_coverage_report(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_coverage_root
static const struct fact_column columns_coverage_root[] = {
	FACT_coverage_root(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_coverage_file
static const struct fact_column columns_coverage_file[] = {
	FACT_coverage_file(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_coverage_line
static const struct fact_column columns_coverage_line[] = {
	FACT_coverage_line(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_test_run
static const struct fact_column columns_test_run[] = {
	FACT_test_run(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_test_case
static const struct fact_column columns_test_case[] = {
	FACT_test_case(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_survey
static const struct fact_column columns_survey[] = {
	FACT_survey(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_decision
static const struct fact_column columns_decision[] = {
	FACT_decision(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_management_response
static const struct fact_column columns_management_response[] = {
	FACT_management_response(ROW, ROW)
};
#undef FACT_STRUCT
#define FACT_STRUCT fact_sign_off
static const struct fact_column columns_sign_off[] = {
	FACT_sign_off(ROW, ROW)
};
#undef FACT_STRUCT
/* clang-format on */

#define DESCRIPTOR(table, has_source, has_id)                                  \
	[FACT_KIND_##table] = { #table, has_source, has_id,                    \
		sizeof columns_##table / sizeof columns_##table[0],            \
		0 FACT_##table(ONE, NONE), columns_##table,                    \
		sizeof(struct fact_##table) },

const struct fact facts[FACT_KINDS] = { FACTS(DESCRIPTOR) };
