# What people state of items that only people can know. YAML is read, too.
profile attestations@1
title Attestations, one a row
target attestation
source docs/formats.md, Attestations
checked 2026-11-22
require item | control | question id
require answer | level | response
require date | attested on | stated on
field item item | control | question id
field answer answer | level | response
field time date | attested on | stated on
field scope scope | system | repository
field owner owner | role | attested by role
field until valid until | expires | expiry
field evidence evidence | evidence link | link | url
field statement statement | comment | text
