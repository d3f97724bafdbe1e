profile mine@1
title T
target training
field seconds time [furlongs]
