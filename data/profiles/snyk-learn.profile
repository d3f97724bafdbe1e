# Records as JSON:API gives them; the lesson's own CWE ids are the topic.
profile snyk-learn@1
title Snyk Learn: progress of learners
target training
source docs.snyk.io, Snyk API, learn; api-evangelist/snyk (derived schema)
checked 2026-11-21
records data[]
require attributes.progress | attributes.status | attributes.completed at
require attributes.user.email | attributes.email | relationships.user.data.id
require attributes.title | attributes.lesson.title | relationships.resource.data.id | attributes.slug
constant platform Snyk Learn
field email attributes.user.email | attributes.email
field login relationships.user.data.id
field course attributes.title + attributes.lesson.title + attributes.slug + relationships.resource.data.id [first]
field topic attributes.cwes
field status attributes.status
field completed attributes.completed at
field started attributes.started at | attributes.created at
ignore id | type
