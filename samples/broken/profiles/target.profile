profile mine@1
title T
target trainings
