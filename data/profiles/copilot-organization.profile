# The third report, one record a day of an organisation or enterprise. Days need
# not be sorted, and may be missing.
profile copilot-organization@1
title GitHub Copilot usage metrics of an organisation or enterprise (generation 3)
target usage
source docs.github.com, Copilot usage metrics, organization and enterprise reports
checked 2026-11-21
records day_totals[] | [] | .
require day
require daily active users
require user initiated interaction count
require code acceptance activity count
constant tool copilot
field day day
field scope organization id | enterprise id | scope id
field users daily active users
field prompts user initiated interaction count
field suggestions code generation activity count
field acceptances code acceptance activity count
field lines_suggested loc suggested to add sum
field lines_added loc added sum
field lines_deleted loc deleted sum
ignore totals by ide.* | totals by feature.* | totals by language feature.* | totals by language model.* | totals by model feature.* | totals by cli.* | pull requests.* | enterprise id | loc suggested to delete sum | weekly active users | monthly active users | monthly active chat users | monthly active agent users
