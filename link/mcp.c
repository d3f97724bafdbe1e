/* From when to when configuration named a server, and in which state. A server
 * is told by the name that the file gives it and by what it is: another
 * package under the old name is another server. */
#include "link/mcp.h"

#include "link/span.h"

static const char changes_sql[] =
    "SELECT m.commit_id, m.file_id, m.name || char(10) || m.identity, "
    "m.change, m.id FROM mcp_change m "
    "JOIN commit_repository r ON r.commit_id = m.commit_id "
    "WHERE r.repository_id = ?1 ORDER BY m.id";

static const char head_sql[] =
    "SELECT file_id, name || char(10) || identity, id FROM mcp_head "
    "WHERE repository_id = ?1 ORDER BY id";

bool link_mcp_servers(struct model *model, struct error *err)
{
	static const struct span_facts facts = {
		.what = "mcp", .changes = changes_sql, .head = head_sql
	};
	return link_spans(model, &facts, err) &&
	       model_script(model, STR("link/mcp.sql"), NULL, err);
}
