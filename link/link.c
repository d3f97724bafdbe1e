/* The steps in order: derived tables anew, people, origin of commits, then of
 * living lines, change requests and who approved what, deployments, owners,
 * packages, stages and incidents, findings, secrets, weaknesses, MCP servers,
 * views that are kept as tables.
 * Each step reads facts and what the steps before it made.
 */
#include "link/link.h"

#include "base/date.h"
#include "link/cohort.h"
#include "link/component.h"
#include "link/deployment.h"
#include "link/finding.h"
#include "link/finding_join.h"
#include "link/landing.h"
#include "link/line_origin.h"
#include "link/mcp.h"
#include "link/owner.h"
#include "link/pattern.h"
#include "link/rule_table.h"
#include "link/secret.h"
#include "link/scanner_finds.h"
#include "link/stage.h"
#include "link/tested.h"
#include "link/weakness.h"
#include "model/derived.h"

static bool run_line_steps(
    struct model *model, const struct link_options *options, struct error *err)
{
	const struct model_parameter origin[] = {
		{ ":human_before", options->human_before },
		{ NULL, 0 },
	};
	/* without the parameter the comparison is with NULL: never true */
	bool dated = options->human_before != UNKNOWN;
	return derived_empty(model, err) &&
	       link_rule_tables(model, options->folders, err) &&
	       model_script(model, STR("link/people.sql"), NULL, err) &&
	       model_script(
		   model, STR("link/origin.sql"), dated ? origin : NULL, err) &&
	       model_script(model, STR("link/same_work.sql"), NULL, err) &&
	       model_script(model, STR("link/line_home.sql"), NULL, err) &&
	       link_line_origins(model, err);
}

static bool run_steps(
    struct model *model, const struct link_options *options, struct error *err)
{
	return run_line_steps(model, options, err) &&
	       link_landings(model, err) &&
	       model_script(model, STR("link/change.sql"), NULL, err) &&
	       model_script(model, STR("link/validation.sql"), NULL, err) &&
	       link_cohorts(model, err) && link_deployments(model, err) &&
	       link_owners(model, err) && link_components(model, err) &&
	       link_stages(model, options->folders, err) &&
	       model_script(model, STR("link/incident.sql"), NULL, err) &&
	       link_findings(model, options, err) &&
	       link_tested_lines(model, options, err) &&
	       model_script(model, STR("link/baseline.sql"), NULL, err) &&
	       link_secrets(model, err) &&
	       link_scanner_finds(model, options->folders, err) &&
	       link_finding_joins(model, options->folders, err) &&
	       model_script(model, STR("link/looked_at.sql"), NULL, err) &&
	       model_script(model, STR("link/finding_known.sql"), NULL, err) &&
	       model_script(model, STR("link/finding_fix.sql"), NULL, err) &&
	       link_weaknesses(model, options->folders, err) &&
	       link_patterns(model, options->folders, err) &&
	       link_mcp_servers(model, err);
}

/* All of STEPS, or none. */
static bool run(
    bool (*steps)(struct model *, const struct link_options *, struct error *),
    struct model *model, const struct link_options *options, struct error *err)
{
	return model_wide_begin(model, err) &&
	       model_wide_end(model,
		   steps(model, options, err) ||
		       error_while(err, "joining the sources"),
		   err);
}

bool link_all(
    struct model *model, const struct link_options *options, struct error *err)
{
	return run(run_steps, model, options, err);
}

bool link_lines(
    struct model *model, const struct link_options *options, struct error *err)
{
	return run(run_line_steps, model, options, err);
}
