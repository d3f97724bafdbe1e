# An account of a source, which stands for a person until links join them.
profile devlake-accounts@1
title DevLake: accounts.csv of the org plugin
target directory
source apache/incubator-devlake, plugins/org: accounts (id, email, full_name, user_name)
checked 2026-11-22
require id
require full name
require user name
require email
field person id
field name full name
field login user name | email
ignore created at | updated at | raw data params | raw data table | raw data id | raw data remark | avatar url | organization | created date | status
