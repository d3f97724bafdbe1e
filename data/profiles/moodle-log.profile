# The log names people by display name alone. Courses that were completed are
# read; all other events have no use here. Header and events are translated with
# the site: save a profile of your own for another language.
profile moodle-log@1
title Moodle: log of the web report
target training
source docs.moodle.org, Logs; xAPI-vle/xAPI-vle-recipe, vle/moodle/logfile.md
checked 2026-11-22
require time
require user full name
require event context
require event name
only event name = course completed
constant platform Moodle
constant status completed
field person affected user | user full name
field course event context
field completed time
ignore component | event name | description | origin | ip address | user full name
