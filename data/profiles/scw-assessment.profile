# One row an attempt, not a person; an attempt that is done may be failed.
profile scw-assessment@1
title Secure Code Warrior: assessment attempts
target assessment
source microsoft/PowerPlatformConnectors, independent-publisher-connectors/Secure Code Warrior/apiDefinition.swagger.json (portal API v2)
checked 2026-11-21
require developer | developer name | developer.name | developer email | developer.email
require pass status
require passing grade
require completed
field email developer email | developer.email | email
field person developer name | developer.name | developer
field name name | assessment | assessment name
field completed completed
field started started
field language language
field score score [%]
field passed pass status
ignore id | assessment | assessment id | status | deadline | completed in | passing grade | progress | accuracy | challenges | progress.correct | progress.incorrect | progress.number of challenges | progress.completed
