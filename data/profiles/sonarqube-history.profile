# The answer does not name its component: repository: beside the input does.
profile sonarqube-history@1
title SonarQube measures over time
target metric
source next.sonarqube.com/sonarqube/web_api, api/measures/search_history
checked 2026-11-22
records measures[] / history[]
require date
require value
require ^.metric
field name ^.metric
field from date
field value value
constant unit SonarQube
