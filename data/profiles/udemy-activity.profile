profile udemy-activity@1
title Udemy Business: user course activity
target training
source business.udemy.com, Reporting API, user course activity (columns as public connectors have them)
checked 2026-11-22
records results[] | []
require user email | email
require course title
require completion ratio
constant platform Udemy Business
field email user email | email
field person user name + user surname | user name
field course course title
field topic course category | course categories
field started course start date | start date
field completed course completion date | completion date
field seconds num video consumed minutes | video consumed minutes | minutes video consumed [min]
field score completion ratio [%]
ignore user role | user external id | course id | course duration | course enroll date | course first completion date | course last accessed date | is assigned | assigned by | last activity date | user is deactivated | lms user id
