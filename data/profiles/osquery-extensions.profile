# Rows of SELECT from vscode_extensions with the host joined to them. They say
# no day: the day of the query goes beside them.
profile osquery-extensions@1
title osquery: editor extensions of computers
target sighting
source osquery.io/schema, vscode_extensions and users
checked 2026-11-22
require name
require publisher
require uuid
require date | day | last seen | last fetched | unix time | unixtime | time | timestamp
field device host identifier | hostidentifier | hostname | host name | host display name | computer name
field login username | user | uid
field day date | day | last seen | last fetched | unix time | unixtime | time | timestamp
field extension name
ignore publisher | uuid | version | path | publisher id | installed at | prerelease | vscode edition | edition
