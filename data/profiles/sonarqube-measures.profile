# Ratings are 1 (A) to 5 (E), sqale_index is in minutes. The answer has no date:
# time: beside the input says of when it is. Values that are words have no use.
profile sonarqube-measures@1
title SonarQube measures of a component or its parts
target metric
source next.sonarqube.com/sonarqube/web_api, api/measures/component and component_tree
checked 2026-11-22
records components[] / measures[] | component / measures[]
require metric
require value
require ^.key
field entity ^.key
field name metric
field value value
constant unit SonarQube
ignore bestvalue | ^.name | ^.qualifier | ^.path | ^.language | ^.id | ^.description | ^.branch | ^.pullrequest
null OK | WARN | ERROR | NONE
