#!/bin/sh
# Files that hold some of the same records: whichever changes, the model is that
# of a new one.
set -eu
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
head='entity,period,metric,value,unit'
printf '%s\nweb,2026-08,hours,1,h\nweb,2026-09,hours,2,h\n' "$head" >a.csv
printf '%s\nweb,2026-09,hours,3,h\nweb,2026-10,hours,4,h\n' "$head" >b.csv
printf 'version: 1\ninputs:\n  - path: a.csv\n  - path: b.csv\n' >assay.yaml

compare() {
	"$ASSAY" import --db kept.db >/dev/null
	rm -f fresh.db
	"$ASSAY" import --db fresh.db >/dev/null
	for model in kept fresh; do
		sqlite3 $model.db "SELECT entity, from_time, value_e6, path
		    FROM metric JOIN source ON source.id = source_id
		    ORDER BY 1, 2" >$model
		[ -s $model ]
		[ -z "$(sqlite3 $model.db 'PRAGMA foreign_key_check')" ]
	done
	diff -u fresh kept || {
		echo "after $1"
		exit 1
	}
}

compare 'the first import'
printf '%s\nweb,2026-08,hours,9,h\n' "$head" >a.csv
compare 'the first file lost a shared record'
printf '%s\nweb,2026-09,hours,2,h\n' "$head" >a.csv
compare 'the first file has it again'
printf '%s\nweb,2026-10,hours,5,h\n' "$head" >b.csv
compare 'the second file lost it'
printf '%s\nweb,2026-09,hours,7,h\n' "$head" >b.csv
compare 'the second file has it again'
printf '%s\nweb,2026-09,hours,8,h\n' "$head" >a.csv
compare 'the first file differs'
