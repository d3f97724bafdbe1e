profile knowbe4-enrollments@1
title KnowBe4: training enrolments
target training
source developer.knowbe4.com, Reporting API, training enrollments
checked 2026-11-21
require module name
require campaign name
require enrollment date
require completion date
constant platform KnowBe4
field email email | user.email | user email | email address
field person user.first name + user.last name | first name + last name | name | user name
field login employee number | user.id | user id
field course module name
field status status
field completed completion date
field started start date | enrollment date
field due due date
field seconds time spent [s]
ignore enrollment id | enrollment date | content type | campaign name | campaign id | policy acknowledged | store purchase id
