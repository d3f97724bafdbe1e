profile mine@1
title T
target training
source s
checked 2026-01-01
field course course
