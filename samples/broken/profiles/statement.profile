profile mine@1
map course course
