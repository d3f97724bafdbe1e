#!/bin/sh
# A damaged model: bytes drawn by a seed turned over, the file cut, something
# else in its place. Never a crash; what SQLite notices is told with what to do,
# and without the file the reports come back byte for byte.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
run report --db "$tmp/m.db" -o "$tmp/good" --edition summary
told=0
for seed in $(seq 1 24); do
	python3 - "$tmp/m.db" "$tmp/x.db" "$seed" <<'PY'
import random, sys
data = bytearray(open(sys.argv[1], "rb").read())
draw = random.Random(int(sys.argv[3]))
if int(sys.argv[3]) % 4 == 0:
    data = data[:draw.randrange(100, len(data))]
elif int(sys.argv[3]) % 4 == 1:  # heads of pages, where it hurts
    for _ in range(40):
        data[draw.randrange(len(data) // 4096) * 4096 + draw.randrange(12)
             ] ^= 1 << draw.randrange(8)
else:
    for _ in range(200):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
open(sys.argv[2], "wb").write(data)
PY
	rm -rf "$tmp/x"
	run report --db "$tmp/x.db" -o "$tmp/x" --edition summary
	[ $status = 0 ] && continue
	told=$((told + 1))
	case $status in
	3 | 4) grep -q 'error: ' "$tmp/err" ;;
	*) fail "status $status: $(cat "$tmp/err")" ;;
	esac
done
[ $told -ge 10 ] || fail "only $told of 24 were noticed"
rm -f "$tmp/x.db"*
cp "$tmp/m.db" "$tmp/x.db"
# the first page of tables
python3 - "$tmp/x.db" <<'PY'
import sys
with open(sys.argv[1], "r+b") as file:
    file.seek(4096)
    file.write(b"\xff" * 4096 * 40)
PY
run report --db "$tmp/x.db" -o "$tmp/x" --edition summary
says 4 "the model .*x.db is damaged"
says 4 'fix: remove it: it is rebuilt from its sources'
for bad in people.csv scan.sarif; do
	cp "$bad" "$tmp/y.db"
	run report --db "$tmp/y.db" -o "$tmp/x" --edition summary
	says 3 'y.db: error: expected a model of assay, found another kind of'
	cmp -s "$bad" "$tmp/y.db" || fail "it was written to"
done
rm -rf "$tmp/x" "$tmp/x.db"*
run report --db "$tmp/x.db" -o "$tmp/x" --edition summary
diff -r "$tmp/good" "$tmp/x"
