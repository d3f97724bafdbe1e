# One record a data point; names of metrics as in the list of the source. Token
# counts and active time have no column and count as empty.
profile claude-code-metrics@1
title Claude Code: OpenTelemetry metrics (OTLP JSON)
target telemetry
source code.claude.com, Monitoring usage; opentelemetry.io, OTLP 1.x, metrics data model and JSON encoding
checked 2026-11-22
records resourceMetrics[] / scopeMetrics[] / metrics[] / sum / dataPoints[] | resourceMetrics[] / scopeMetrics[] / metrics[] / gauge / dataPoints[]
require ^^.name
require timeunixnano
require asint | asdouble
only ^^.name = claude code.session.count | claude code.lines of code.count | claude code.commit.count | claude code.cost.usage | claude code.code edit tool.decision
constant tool claude-code
constant currency USD
constant temporality delta
field email attributes.user.email
field login attributes.user.account uuid | attributes.user.id
field time timeunixnano
field since starttimeunixnano
field surface attributes.terminal.type
field scope attributes.organization.id
field counter ^^.name
value counter claude code.session.count = sessions
value counter claude code.lines of code.count = lines
value counter claude code.commit.count = commits
value counter claude code.cost.usage = cost
value counter claude code.code edit tool.decision = decisions
field kind attributes.type + attributes.decision [first]
field value asint + asdouble [first]
field temporality ^.aggregationtemporality
field series attributes.session.id | attributes.model | attributes.tool | attributes.tool name | attributes.language | attributes.app.version
ignore ^.ismonotonic | ^^.description | ^^.unit | ^^^.schemaurl | ^^^^.schemaurl | flags | attributes.user.account id | ^^^^.resource.* | ^^^.scope.*
