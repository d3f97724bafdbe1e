# The newer report of Amazon Q Developer and Kiro, one row a user, day and client.
profile amazon-q-report@1
title Amazon Q Developer and Kiro: user report
target usage
source docs.aws.amazon.com, Amazon Q Developer user reports; columns as read by apache/incubator-devlake, plugins/q_dev
checked 2026-11-21
require userid
require date
require client type | credits used
require total messages
constant tool amazon-q
field login userid
field day date
field surface client type
field prompts total messages
field sessions chat conversations
ignore credits used | overage cap | overage credits used | overage enabled | profileid | subscription tier
