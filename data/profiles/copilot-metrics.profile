# The second report: no people, closed in April 2026. Numbers stand by editor,
# model and language; nothing adds them up for the day but this profile.
profile copilot-metrics@1
title GitHub Copilot metrics (generation 2, copilot/metrics)
target usage
source docs.github.com, REST API endpoints for Copilot metrics
checked 2026-11-21
require date
require total active users
require total engaged users
constant tool copilot
field day date
field users total active users
field prompts copilot ide chat.editors.models.total chats + copilot dotcom chat.models.total chats [sum]
field suggestions copilot ide code completions.editors.models.languages.total code suggestions [sum]
field acceptances copilot ide code completions.editors.models.languages.total code acceptances [sum]
field lines_suggested copilot ide code completions.editors.models.languages.total code lines suggested [sum]
field lines_added copilot ide code completions.editors.models.languages.total code lines accepted [sum]
ignore total engaged users | copilot ide chat.* | copilot dotcom chat.* | copilot dotcom pull requests.* | copilot ide code completions.*
