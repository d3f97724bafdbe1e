profile devlake-deployments@1
title DevLake: cicd_deployment_commits
target deployment
source apache/incubator-devlake, domain layer schema: cicd_deployment_commits
checked 2026-11-21
require cicd deployment id
require commit sha
require finished date
require environment
field key id
field repository repo url | repo id
field environment environment
field revision commit sha
field started started date
field finished finished date
field seconds duration sec [s]
field succeeded result
ignore cicd deployment id | cicd scope id | prev success deployment commit id | raw data remark | raw data params | raw data table | raw data id | created date | queued date | name | display title | status | original status | original result | ref name | repo id | commit msg | url
