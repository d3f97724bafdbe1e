# One row a challenge that a developer worked on. The published score has no
# unit, so it is not read; duration is in seconds.
profile scw-activity@1
title Secure Code Warrior: developers' activity
target training
source microsoft/PowerPlatformConnectors, independent-publisher-connectors/Secure Code Warrior/apiDefinition.swagger.json (portal API v2)
checked 2026-11-21
require developer | developer name | developer.name | developer email | developer.email
require challenge | quest | challenge.quest | challenge quest
require category | challenge.category | challenge category
require started | challenge.started | challenge started
require hints used | challenge.hints used | challenge hints used
constant platform Secure Code Warrior
field email developer email | developer.email | email
field person developer name | developer.name | developer | name
field course quest | challenge.quest | challenge quest | challenge
field topic subcategory | challenge.subcategory | challenge subcategory | category | challenge.category | challenge category
field language language | challenge.language | challenge language
field started started | challenge.started | challenge started
field completed completed | challenge.completed | challenge completed
field seconds duration | challenge.duration | challenge duration [s]
field status status | challenge.status | challenge status
value status correct = completed
value status incorrect = failed
value status skipped = withdrawn
value status out of reach = failed
ignore category | challenge.category | challenge category | realm | challenge.realm | challenge realm | level | challenge.level | challenge level | difficulty | challenge.difficulty | challenge difficulty | hints used | challenge.hints used | challenge hints used | score | challenge.score | challenge score | team | developer.team | company | tags
