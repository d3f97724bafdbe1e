profile mine@1
title T
title U
