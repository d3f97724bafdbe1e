# gh api --paginate "repos/OWNER/NAME/pulls/NUMBER/reviews", of as many requests as
# are wanted, one list behind the other. The address of a review begins with that of
# its request.
profile github-reviews@1
title GitHub: reviews of pull requests (REST API)
target review
source docs.github.com, REST API endpoints for pull request reviews
checked 2026-11-22
records [] | .
require html url
require pull request url
require user.login
require state
require submitted at
field change html url
field login user.login
field verdict state
field time submitted at
field revision commit id
ignore id | node id | body | user.* | pull request url | author association | links.* | body html | body text | updated at | performed via github app.*
