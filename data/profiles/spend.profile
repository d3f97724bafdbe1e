# Invoices or a budget: an amount without a currency is rejected.
profile spend@1
title Spend on AI tools
target spend
source docs/formats.md, Tables and profiles
checked 2026-11-22
fallback
require tool | ai tool | product | assistant
require amount | net amount | cost | spend | total
require period | month | billing period | from | start | period start
require currency
field tool tool | ai tool | product | assistant
field period period | month | billing period
field from from | start | period start
field to to | end | period end
field amount amount | net amount | cost | spend | total
field currency currency
field seats seats | licences | licenses | quantity
field item item | invoice | invoice number | kind | description
field scope organization | organisation | scope | account
ignore note | comment
