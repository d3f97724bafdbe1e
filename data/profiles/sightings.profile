profile sightings@1
title Lists of software, extensions or traffic that show AI tools
target sighting
source docs/formats.md, Tables and profiles
checked 2026-11-22
fallback
require date | day | time | timestamp | last seen | seen | install date | logged time | event time | datetime
require host | hostname visited | url | domain | destination | destination host | program | software | software name | application name | product name | bundle identifier | package | extension | extension id | cloud application | cloud app | app name | app
require user | user name | username | login | account | user id | email | e-mail | user email | mail | upn | userprincipalname | device | device name | computer | computer name | hostname | host name | machine | workstation
field person name | full name | display name | user display name
field email email | e-mail | email address | user email | mail | upn | userprincipalname
field login user | user name | username | login | account | user id | cs-username
field device device | device name | computer | computer name | hostname | host name | machine | workstation
field day date | day | time | timestamp | last seen | seen | logged time | event time | datetime | install date
field host url | host | domain | destination | destination host | hostname visited
field program bundle identifier | bundle id | program | software | software name | application name | product name | package
field extension extension id | extension
field application cloud application | cloud app | app name | app
field action action | policy action | decision | result
field uses requests | transactions | hits | count
field bytes_out bytes out | sent bytes | bytes sent | uploaded bytes | upload bytes
field bytes_in bytes in | received bytes | bytes received | downloaded bytes | download bytes
ignore version | software version | vendor | publisher
