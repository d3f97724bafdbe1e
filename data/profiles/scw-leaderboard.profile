# One row a developer and programming language: time spent and progress over
# trailing days. It has no completion date, so each row is training in
# progress at a level of security maturity.
profile scw-leaderboard@1
title Secure Code Warrior: developer leaderboard
target training
source microsoft/PowerPlatformConnectors, independent-publisher-connectors/Secure Code Warrior/apiDefinition.swagger.json (portal API v2)
checked 2026-11-21
require developer | developer name | developer.name | developer email | developer.email | name
require challenges completed
require security maturity
require confidence level
constant platform Secure Code Warrior
constant status in progress
constant course Secure Code Warrior challenges
field email developer email | developer.email | email
field person developer name | developer.name | developer | name
field course language
field topic security maturity
field seconds minutes spent [min]
field score progress [%]
ignore rank | challenges completed | total challenges | points | accuracy | confidence level | team
