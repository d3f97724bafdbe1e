# Tests that the organisation makes of models itself: a row a model, task and
# language, with the samples, those that work, and of these those that are secure.
profile benchmarks@1
title Own tests of AI models by weakness
target benchmark
source docs/formats.md, Tables and profiles
checked 2026-11-22
require model | model name
require samples | sample count | generations
require secure | secure samples | secure and working | passed security
field model model | model name
field version version | model version | snapshot | setting
field tool tool | ai tool | assistant | agent
field pattern pattern | task | scenario | weakness | vulnerability | vulnerability pattern
field cwe cwe | cwe id
field language language | programming language
field day date | day | run | run date | tested
field samples samples | sample count | generations
field working working | working samples | functional | passed tests
field secure secure | secure samples | secure and working | passed security
field judge judge | judged by | method | oracle
ignore note | comment | source
