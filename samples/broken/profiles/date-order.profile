profile mine@1
date-order DYM
