profile mine@1
title T
field course course
