# Impact is the word for how bad it was: none, minor, major, critical.
profile statuspage@1
title Statuspage: incidents (API)
target incident
source developer.statuspage.io, Incidents
checked 2026-11-22
records [] | incidents[]
require id
require impact
require created at
require resolved at
require monitoring at | incident updates.id | shortlink
field key id
field opened started at | created at
field resolved resolved at
field severity impact
field service components.name
ignore name | status | page id | shortlink | created at | updated at | monitoring at | impact override | incident updates.* | components.* | metadata.* | scheduled for | scheduled until
