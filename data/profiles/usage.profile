# Any AI tool, by the names exports share.
profile usage@1
title Generic usage of AI tools (day, user, tool, counts)
target usage
source docs/formats.md, Tables and profiles
checked 2026-11-22
fallback
require date | day | usage date | activity date
require tool | ai tool | assistant | product
require prompts | requests | messages | chats | suggestions | suggestion count | completions | acceptances | accepted | accepted suggestions | lines added | lines accepted | ai lines | sessions | active users | cost
field email email | e-mail | email address | user email | work email | mail | upn | userprincipalname
field login login | username | user name | user login | github login | user id | userid
field person name | full name | user | developer | display name
field day date | day | usage date | activity date
field tool tool | ai tool | assistant | product
field surface surface | editor | ide | client | client type | feature
field scope organization | organisation | scope | enterprise
field users active users | users
field prompts prompts | requests | messages | chats
field suggestions suggestions | suggestion count | completions | suggestions shown
field acceptances acceptances | accepted | accepted suggestions | acceptance count
field lines_suggested lines suggested | suggested lines
field lines_added lines added | lines accepted | ai lines | accepted lines
field lines_deleted lines deleted | lines removed
field sessions sessions | session count
field commits commits
field cost cost | amount | spend
field currency currency
