# What learning systems list of SCORM packages, by the names of the run-time data.
profile scorm@1
title SCORM 1.2 and 2004 summary by learner
target training
source adlnet.gov, SCORM 1.2 and 2004 run-time environment, data model
checked 2026-11-22
require cmi.core.lesson status | cmi.completion status | lesson status | completion status
require cmi.core.score.raw | cmi.score.scaled | cmi.score.raw | cmi.core.session time | cmi.session time | cmi.core.total time | cmi.total time
field person cmi.core.student name | cmi.learner name | student name | learner name | learner
field login cmi.core.student id | cmi.learner id | student id | learner id
field email email | e-mail | email address
field course course | course title | title | package | activity | sco
field status cmi.core.lesson status + cmi.success status + cmi.completion status + lesson status + success status + completion status [first]
field completed completed | completed on | completion date | date | timestamp
field score cmi.core.score.raw | cmi.score.raw [%]
field seconds cmi.core.total time | cmi.total time | cmi.core.session time | cmi.session time
constant platform SCORM
ignore cmi.score.scaled | cmi.location | cmi.core.lesson location
