profile survey@1
title Answers to a questionnaire, one a row
target survey
source docs/formats.md, Tables and profiles
checked 2026-11-22
fallback
require question | item | statement
require answer | response | rating | likert
require date | day | submitted | submitted at | timestamp | response date | answered
field survey survey | survey name | questionnaire | campaign
field item question | item | statement
field value answer | response | rating | likert
field team team | group | department | squad
field day date | day | submitted | submitted at | timestamp | response date | answered
field low scale low | scale min | minimum
field high scale high | scale max | maximum
ignore respondent | respondent id | anonymous id | id | response id | email | name | comment
