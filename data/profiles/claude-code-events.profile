# Prompts, edits that were offered and taken, and the cost of requests. Its
# numbers are those of the metrics once more: give one of the two.
profile claude-code-events@1
title Claude Code: OpenTelemetry events (OTLP JSON)
target telemetry
source code.claude.com, Monitoring usage; opentelemetry.io, OTLP 1.x, logs data model and JSON encoding
checked 2026-11-22
records resourceLogs[] / scopeLogs[] / logRecords[]
require attributes.event.name
require attributes.session.id | attributes.user.email | attributes.user.account uuid | attributes.user.id
only attributes.event.name = user prompt | api request | tool decision | claude code.user prompt | claude code.api request | claude code.tool decision
constant tool claude-code
constant currency USD
field email attributes.user.email
field login attributes.user.account uuid | attributes.user.id
field time timeunixnano + observedtimeunixnano + attributes.event.timestamp [first]
field surface attributes.terminal.type
field scope attributes.organization.id
field counter attributes.event.name
value counter user prompt = prompts
value counter claude code.user prompt = prompts
value counter api request = requests
value counter claude code.api request = requests
value counter tool decision = decisions
value counter claude code.tool decision = decisions
field kind attributes.decision
field cost attributes.cost usd
ignore ^.scope.* | ^^.resource.* | ^.schemaurl | ^^.schemaurl | severitynumber | severitytext | flags | observedtimeunixnano
