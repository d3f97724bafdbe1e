profile devlake-users@2
title DevLake: users.csv of the org plugin
target directory
source apache/incubator-devlake, plugins/org: users.csv (Id, Name, Email, TeamIds)
checked 2026-11-21
require id
require name
require email
require teamids | raw data remark
field person id
field name name
field login email
field team teamids
ignore created at | updated at | raw data params | raw data table | raw data id | raw data remark
