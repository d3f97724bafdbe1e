#include "cli/config_schema.h"

#include "cli/config.h"

enum { MOST_ENTRIES = 100000, LONGEST_TEXT = 65536 };

/* clang-format off */
#define TEXT(key, type, member) \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER_NULL_STR | \
	    CYAML_FLAG_OPTIONAL, struct type, member, 0, LONGEST_TEXT)
#define PART(key, type, member) \
	CYAML_FIELD_MAPPING(key, CYAML_FLAG_OPTIONAL, struct type, member, \
	    member##_fields)
#define ENTRIES(key, type, member, entry) \
	CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER_NULL | \
	    CYAML_FLAG_OPTIONAL, struct type, member, entry, 0, MOST_ENTRIES)
#define ENTRY(name) \
	static const cyaml_schema_value_t name##_entry = { \
		CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct config_##name, \
		    name##_fields) }

static const cyaml_schema_field_t repository_fields[] = {
	TEXT("path", config_repository, path),
	TEXT("id", config_repository, id),
	TEXT("heads", config_repository, heads),
	TEXT("service", config_repository, service),
	TEXT("data_class", config_repository, data_class),
	CYAML_FIELD_END
};
ENTRY(repository);

static const cyaml_schema_field_t input_fields[] = {
	TEXT("path", config_input, path),
	TEXT("kind", config_input, kind),
	TEXT("profile", config_input, profile),
	TEXT("date_order", config_input, date_order),
	TEXT("sheet", config_input, sheet),
	TEXT("repository", config_input, repository),
	TEXT("ref", config_input, ref),
	TEXT("revision", config_input, revision),
	TEXT("analysis", config_input, analysis),
	TEXT("time", config_input, time),
	TEXT("stage", config_input, stage),
	CYAML_FIELD_END
};
ENTRY(input);

static const cyaml_schema_field_t alias_fields[] = {
	TEXT("person", config_alias, person),
	TEXT("email", config_alias, email),
	TEXT("login", config_alias, login),
	TEXT("name", config_alias, name),
	CYAML_FIELD_END
};
ENTRY(alias);

static const cyaml_schema_field_t policy_fields[] = {
	TEXT("name", config_policy, name),
	TEXT("status", config_policy, status),
	TEXT("from", config_policy, from),
	TEXT("to", config_policy, to),
	TEXT("owner", config_policy, owner),
	CYAML_FIELD_END
};
ENTRY(policy);

static const cyaml_schema_field_t recording_fields[] = {
	TEXT("team", config_recording, team),
	TEXT("repository", config_recording, repository),
	TEXT("since", config_recording, since),
	TEXT("until", config_recording, until),
	TEXT("who", config_recording, who),
	CYAML_FIELD_END
};
ENTRY(recording);

static const cyaml_schema_field_t exception_fields[] = {
	TEXT("kind", config_exception, kind),
	TEXT("name", config_exception, name),
	TEXT("scope", config_exception, scope),
	TEXT("from", config_exception, from),
	TEXT("to", config_exception, to),
	TEXT("approved_by", config_exception, approved_by),
	TEXT("why", config_exception, why),
	CYAML_FIELD_END
};
ENTRY(exception);

static const cyaml_schema_field_t required_fields[] = {
	TEXT("item", config_required, item),
	CYAML_FIELD_END
};
ENTRY(required);

static const cyaml_schema_field_t waiver_fields[] = {
	TEXT("item", config_waiver, item),
	TEXT("scope", config_waiver, scope),
	TEXT("from", config_waiver, from),
	TEXT("to", config_waiver, to),
	TEXT("approved_by", config_waiver, approved_by),
	TEXT("why", config_waiver, why),
	CYAML_FIELD_END
};
ENTRY(waiver);

static const cyaml_schema_field_t override_fields[] = {
	TEXT("commit", config_override, commit),
	TEXT("path", config_override, path),
	TEXT("lines", config_override, lines),
	TEXT("origin", config_override, origin),
	TEXT("tool", config_override, tool),
	TEXT("model", config_override, model),
	TEXT("who", config_override, who),
	TEXT("why", config_override, why),
	CYAML_FIELD_END
};
ENTRY(override);

static const cyaml_schema_field_t limit_fields[] = {
	TEXT("measure", config_limit, measure),
	TEXT("at_least", config_limit, at_least),
	TEXT("at_most", config_limit, at_most),
	TEXT("owner", config_limit, owner),
	CYAML_FIELD_END
};
ENTRY(limit);

static const cyaml_schema_field_t organisation_fields[] = {
	TEXT("name", config_organisation, name),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t period_fields[] = {
	TEXT("year_start", config_period, year_start),
	TEXT("time_zone", config_period, time_zone),
	TEXT("human_before", config_period, human_before),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t people_fields[] = {
	TEXT("directory", config_people, directory),
	ENTRIES("aliases", config_people, aliases, &alias_entry),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t policies_fields[] = {
	ENTRIES("tools", config_policies, tools, &policy_entry),
	ENTRIES("models", config_policies, models, &policy_entry),
	ENTRIES("mcp", config_policies, mcp, &policy_entry),
	ENTRIES("data_sources", config_policies, data_sources, &policy_entry),
	ENTRIES("recording", config_policies, recording, &recording_entry),
	ENTRIES("exceptions", config_policies, exceptions, &exception_entry),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t fix_days_fields[] = {
	TEXT("critical", config_fix_days, critical),
	TEXT("high", config_fix_days, high),
	TEXT("medium", config_fix_days, medium),
	TEXT("low", config_fix_days, low),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t thresholds_fields[] = {
	TEXT("approved_by", config_thresholds, approved_by),
	TEXT("date", config_thresholds, date),
	PART("fix_days", config_thresholds, fix_days),
	ENTRIES("limits", config_thresholds, limits, &limit_entry),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t not_applicable_fields[] = {
	TEXT("list", config_not_applicable, list),
	TEXT("control", config_not_applicable, control),
	TEXT("who", config_not_applicable, who),
	TEXT("why", config_not_applicable, why),
	CYAML_FIELD_END
};
ENTRY(not_applicable);

static const cyaml_schema_field_t controls_fields[] = {
	ENTRIES("not_applicable", config_controls, not_applicable,
	    &not_applicable_entry),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t gate_fields[] = {
	ENTRIES("required", config_gate, required, &required_entry),
	ENTRIES("waivers", config_gate, waivers, &waiver_entry),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t scoring_fields[] = {
	TEXT("purpose", config_scoring, purpose),
	TEXT("lawful_basis", config_scoring, lawful_basis),
	TEXT("agreed_by", config_scoring, agreed_by),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t privacy_fields[] = {
	CYAML_FIELD_UINT("minimum_group", CYAML_FLAG_OPTIONAL,
	    struct config_privacy, minimum_group),
	TEXT("key", config_privacy, key),
	PART("scoring", config_privacy, scoring),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t output_fields[] = {
	TEXT("paper", config_output, paper),
	TEXT("classification", config_output, classification),
	TEXT("fonts", config_output, fonts),
	TEXT("theme", config_output, theme),
	TEXT("logo", config_output, logo),
	TEXT("logo_text", config_output, logo_text),
	TEXT("colour", config_output, colour),
	TEXT("colour2", config_output, colour2),
	TEXT("language", config_output, language),
	TEXT("addressee", config_output, addressee),
	TEXT("keep_years", config_output, keep_years),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t mail_to_fields[] = {
	TEXT("audience", config_mail_to, audience),
	TEXT("address", config_mail_to, address),
	CYAML_FIELD_END
};
ENTRY(mail_to);

static const cyaml_schema_field_t mail_fields[] = {
	TEXT("from", config_mail, from),
	TEXT("reply_to", config_mail, reply_to),
	ENTRIES("to", config_mail, to, &mail_to_entry),
	TEXT("link", config_mail, link),
	TEXT("attach", config_mail, attach),
	TEXT("smtp", config_mail, smtp),
	TEXT("login", config_mail, login),
	TEXT("ca", config_mail, ca),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t config_fields[] = {
	CYAML_FIELD_UINT("version", CYAML_FLAG_OPTIONAL, struct config, version),
	PART("organisation", config, organisation),
	PART("period", config, period),
	ENTRIES("repositories", config, repositories, &repository_entry),
	ENTRIES("inputs", config, inputs, &input_entry),
	PART("people", config, people),
	CYAML_FIELD_MAPPING("policy", CYAML_FLAG_OPTIONAL, struct config,
	    policy, policies_fields),
	ENTRIES("overrides", config, overrides, &override_entry),
	PART("thresholds", config, thresholds),
	PART("gate", config, gate),
	PART("controls", config, controls),
	PART("privacy", config, privacy),
	PART("output", config, output),
	PART("mail", config, mail),
	CYAML_FIELD_END
};

const cyaml_schema_value_t config_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct config, config_fields)
};
/* clang-format on */
