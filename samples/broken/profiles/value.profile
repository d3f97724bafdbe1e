profile mine@1
title T
target training
value status done
