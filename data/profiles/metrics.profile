# Long form: one row a number. A unit belongs to each.
profile metrics@1
title Generic metrics: entity, period, metric, value, unit
target metric
source docs/formats.md, Tables and profiles
checked 2026-11-21
fallback
require entity | team | repository | repo | service | project | scope
require period | quarter | month | week | date | from
require metric | measure | metric name | indicator | kpi
require value | number | amount
field entity entity | team | repository | repo | service | project | scope
field period period | quarter | month | week | date
field from from | start | start date
field to to | end | end date
field name metric | measure | metric name | indicator | kpi
field value value | number | amount
field unit unit | units | unit of measure
ignore note | comment | source
