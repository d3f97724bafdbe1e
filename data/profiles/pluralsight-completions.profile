profile pluralsight-completions@1
title Pluralsight: course completion
target training
source Pluralsight help, API reporting: course completion report
checked 2026-11-21
require user id
require course id
require course name
require first view date
require completion date
constant platform Pluralsight
field email email
field person first name + last name
field login user id
field course course name
field started first view date
field completed completion date
field status completion status
ignore team name | note | is on account | course id
