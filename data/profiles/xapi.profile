# Statements of a learning record store. Those that say that something is
# finished become training; logins, views and the like have no use here.
profile xapi@1
title xAPI statements (Experience API 1.0)
target training
source adlnet/xAPI-Spec, xAPI-Data.md, 2.4 Statement Properties
checked 2026-11-22
records statements[] | [] | .
require verb.id
require object.id
require actor.account.name | actor.mbox | actor.name | actor.openid
only verb.id = *verbs/completed | *verbs/passed | *verbs/failed | *verbs/mastered | *verbs/evaluated | *verbs/scored
field email actor.mbox
field login actor.account.name | actor.openid
field person actor.name
field course object.definition.name.* + object.id [first]
field completed timestamp
field platform context.platform
field status verb.id
field score result.score.scaled [share]
field seconds result.duration
value status http://adlnet.gov/expapi/verbs/completed = completed
value status http://adlnet.gov/expapi/verbs/passed = passed
value status http://adlnet.gov/expapi/verbs/failed = failed
value status http://adlnet.gov/expapi/verbs/mastered = passed
value status http://adlnet.gov/expapi/verbs/scored = completed
value status http://www.tincanapi.co.uk/verbs/evaluated = completed
ignore id | version | stored | verb.* | object.* | context.* | authority.* | actor.* | result.*
