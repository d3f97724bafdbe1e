# Works for internal names and for labels in English. Dates follow the user's
# own format, so their order is found in the column or must be said.
profile servicenow-incidents@1
title ServiceNow: incident list
target incident
source docs.servicenow.com, incident table fields
checked 2026-11-21
null ?
require number
require opened at | opened
require assignment group
require short description | incident state | state
field key number
field opened opened at | opened
field resolved resolved at | resolved | closed at | closed
field severity priority | severity
field service business service | service | cmdb ci | configuration item
ignore impact | urgency | state | incident state | assignment group | assigned to | short description | category | subcategory | caused by | rfc | sys updated on | updated | closed | closed at | caller | caller id
