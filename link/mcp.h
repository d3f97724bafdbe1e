/* MCP servers by repository: the table mcp_server. */
#ifndef LINK_MCP_H
#define LINK_MCP_H

#include "base/error.h"
#include "model/model.h"

/* From mcp_change, mcp_head and unread_change. */
bool link_mcp_servers(struct model *model, struct error *err) MUST_USE;

#endif
