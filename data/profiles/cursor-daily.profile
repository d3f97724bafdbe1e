# Lines are those accepted from the tool. A request gives 30 days at most.
profile cursor-daily@1
title Cursor Admin API: daily usage data
target usage
source cursor.com/docs, Admin API, daily usage data; names in snake case: docs.getdx.com, cursor_daily_user_metrics
checked 2026-11-21
require date
require email | user id | userid
require totaltabsshown | total tabs shown
require composerrequests | composer requests
constant tool cursor
field email email
field login userid | user id
field day date
field prompts composerrequests + composer requests + chatrequests + chat requests + agentrequests + agent requests + cmdkusages + cmdk usages [sum]
field suggestions totaltabsshown | total tabs shown
field acceptances totaltabsaccepted | total tabs accepted
field lines_added acceptedlinesadded | accepted lines added
field lines_deleted acceptedlinesdeleted | accepted lines deleted
ignore isactive | is active | totallinesadded | total lines added | totallinesdeleted | total lines deleted | totalapplies | total applies | totalaccepts | total accepts | totalrejects | total rejects | subscriptionincludedreqs | apikeyreqs | usagebasedreqs | bugbotusages | mostusedmodel | applymostusedextension | tabmostusedextension | clientversion
