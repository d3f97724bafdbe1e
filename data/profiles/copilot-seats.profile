# Last activity is kept for 90 days: none means not since, never, or telemetry
# switched off. Who has a seat through two teams is listed twice.
profile copilot-seats@1
title GitHub Copilot seats (API) and activity report (CSV)
target seat
source docs.github.com, REST API endpoints for Copilot user management; activity report of the settings page
checked 2026-11-21
records seats[] | [] | .
require assignee.login | user login | login
require last activity at
require last activity editor | last surface used
constant tool copilot
field login assignee.login | user login | login
field scope organization.login | organization
field assigned created at
field active last activity at
field signed_in last authenticated at
field ends pending cancellation date
field surface last activity editor | last surface used
field plan plan type
ignore updated at | assignee.* | assigning team.* | report time | user id | connection id
