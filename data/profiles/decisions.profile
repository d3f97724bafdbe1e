profile decisions@1
title Decisions for the board, one row an option
target decision
source docs/formats.md, Tables and profiles
checked 2026-11-21
require key | decision | decision key
require title
require option
field key key | decision | decision key
field title title
field option option
field option_text option text | text | description
field cost cost
field effect effect
field recommended recommended
field owner owner
field due due | due date
field asked asked | asked on
field state state | status
field settled settled | settled on
field chosen chosen | taken
