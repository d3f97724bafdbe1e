# The third report, one record a user and day. Editors only: who switches
# telemetry off is not in it. Agents have no suggestions, so that lines added can
# exceed lines suggested. Its sums are not those of copilot-organization.
profile copilot-users@1
title GitHub Copilot usage metrics of users (generation 3)
target usage
source docs.github.com, Copilot usage metrics, users report
checked 2026-11-21
records day_totals[] | . / user_totals[] | [] | .
require user login | login
require day | ^.report day
require user initiated interaction count
require code acceptance activity count
constant tool copilot
field login user login | login
field day day | ^.report day
field scope organization id | ^.organization id | enterprise id | ^.enterprise id
field prompts user initiated interaction count
field suggestions code generation activity count
field acceptances code acceptance activity count
field lines_suggested loc suggested to add sum
field lines_added loc added sum
field lines_deleted loc deleted sum
ignore totals by ide.* | totals by feature.* | totals by language feature.* | totals by language model.* | totals by model feature.* | totals by cli.* | report start day | report end day | user id | enterprise id | ^.enterprise id | loc suggested to delete sum | used agent | used chat | used cli
