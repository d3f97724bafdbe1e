# One record an actor and UTC day. A shared API key is an actor too: it stands
# under the name of the key, which is no person. Amounts are in cents.
profile claude-code-analytics@1
title Claude Code Analytics API
target usage
source platform.claude.com/docs, Claude Code Analytics API (usage_report/claude_code)
checked 2026-11-21
records data[] | [] | .
require date
require actor.email address | actor.api key name
require core metrics.num sessions
constant tool claude-code
zone +00:00
field email actor.email address
field login actor.api key name
field day date
field surface terminal type
field scope organization id
field sessions core metrics.num sessions
field lines_added core metrics.lines of code.added
field lines_deleted core metrics.lines of code.removed
field commits core metrics.commits by claude code
field suggestions tool actions.edit tool.accepted + tool actions.edit tool.rejected + tool actions.multi edit tool.accepted + tool actions.multi edit tool.rejected + tool actions.write tool.accepted + tool actions.write tool.rejected + tool actions.notebook edit tool.accepted + tool actions.notebook edit tool.rejected [sum]
field cost_cents model breakdown.estimated cost.amount [sum]
field currency model breakdown.estimated cost.currency
ignore actor.type | customer type | core metrics.pull requests by claude code | model breakdown.* | tool actions.*
