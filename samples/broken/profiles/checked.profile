profile mine@1
title T
target training
source s
checked today
