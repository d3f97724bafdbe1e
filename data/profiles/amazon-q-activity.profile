# One file a day, active users only. The user is an id of the identity store; a
# directory that names it as a login tells who it is.
profile amazon-q-activity@1
title Amazon Q Developer: user activity (by_user_analytic)
target usage
source docs.aws.amazon.com, Amazon Q Developer user activity report metrics
checked 2026-11-21
require userid
require date
require inline suggestionscount
require inline acceptancecount
constant tool amazon-q
field login userid
field day date
field prompts chat messagessent + inlinechat totaleventcount [sum]
field suggestions inline suggestionscount
field acceptances inline acceptancecount
field lines_added chat aicodelines + inline aicodelines [sum]
