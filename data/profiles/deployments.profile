profile deployments@1
title Generic deployments
target deployment
source docs/formats.md, Tables and profiles
checked 2026-11-21
fallback
require id | deployment | deployment id | deploy id | release | release id | key
require environment | env | stage | revision | commit | commit sha | sha
require finished | finished at | deployed at | deployed | deployed on | completed at | deployment time | time
field key deployment | deployment id | deploy id | id | key | release id | release
field repository repository | repo
field service service | application | app
field environment environment | env | stage
field revision revision | commit | commit sha | sha | version
field started started | started at | start
field finished finished | finished at | deployed at | deployed | deployed on | completed at | deployment time | time
field seconds duration
field succeeded succeeded | success | result | status | outcome
field caused_failure caused failure | caused incident | failed change | change failed
