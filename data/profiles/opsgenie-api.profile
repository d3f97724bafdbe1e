profile opsgenie-api@1
title Opsgenie: incidents (API)
target incident
source docs.opsgenie.com, Incident API
checked 2026-11-22
records data[] | []
require id
require tinyid
require priority
require createdat
field key id
field opened impactstartdate | createdat
field resolved impactenddate
field severity priority
field service impactedservices
ignore tinyid | message | status | createdat | updatedat | ownerteam | responders.* | tags | links.* | extraproperties.* | description
