# One record an activity of a learner with a piece of content; times are
# milliseconds since 1970. Only completions of content are courses.
profile linkedin-learning@1
title LinkedIn Learning: activity reports
target training
source learn.microsoft.com, LinkedIn Learning API, learning activity reports
checked 2026-11-21
records elements[] / activities[]
require engagementtype
require ^.latestdataat
only engagementtype = completions
only engagementmetricqualifier = unique | total
constant platform LinkedIn Learning
constant status completed
field email ^.learnerdetails.email
field person ^.learnerdetails.name
field login ^.learnerdetails.uniqueuserid | ^.learnerdetails.profile id
field course ^.contentdetails.name | ^.contentdetails.contenturn
field completed lastengagedat
field started firstengagedat
ignore engagementvalue | assettype | ^.contentdetails.contenttype
