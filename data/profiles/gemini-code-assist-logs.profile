# Log entries as Cloud Logging gives them. What stands in their payload is not
# published in full, so that an entry counts as one prompt of its user's day.
profile gemini-code-assist-logs@1
title Gemini Code Assist: prompt logs of Cloud Logging
target telemetry
source docs.cloud.google.com, Gemini Code Assist logs; Cloud Logging, LogEntry
checked 2026-11-22
records [] | . | entries[]
require resource.type
require timestamp
require labels.user id
require logname
only resource.type = cloudaicompanion.googleapis.com/instance
only logname = *prompt*
constant tool gemini-code-assist
constant counter prompts
field email labels.user id
field time timestamp
field surface labels.product
ignore insertid | receivetimestamp | severity | resource.labels.*
