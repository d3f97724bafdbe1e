profile entra-users@1
title Microsoft Entra: downloaded users
target directory
source learn.microsoft.com, Download a list of users
checked 2026-11-21
require userprincipalname
require displayname
require objectid
field person objectid
field name displayname
field email mail
field login userprincipalname
field team department
field role jobtitle
ignore surname | givenname | usertype | accountenabled | usagelocation | streetaddress | state | country | physicaldeliveryofficename | city | postalcode
