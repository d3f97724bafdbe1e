#!/bin/sh
# Two runs of one model at once: the second says that it waits, and both end
# with the report of one.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp/org"
run report --db "$tmp/m.db" -o "$tmp/good" --edition summary
pids=
for i in 1 2 3; do
	"$ASSAY" report --db "$tmp/x.db" -o "$tmp/x" --edition summary \
	    >/dev/null 2>"$tmp/err$i" &
	pids="$pids $!"
done
for pid in $pids; do
	wait "$pid" || fail "one failed: $(cat "$tmp"/err*)"
done
diff -r "$tmp/good" "$tmp/x"

# whoever fills it holds a byte of the file that it does not have
python3 - "$tmp/x.db" "$ASSAY" "$tmp" <<'PY'
import fcntl, struct, subprocess, sys, time
path, assay, tmp = sys.argv[1:]
held = open(path, "r+b")
F_OFD_SETLK = 37
fcntl.fcntl(held, F_OFD_SETLK, struct.pack("hhqqi", fcntl.F_WRLCK, 0,
    0x50000000, 1, 0))
said = open(tmp + "/said", "w+")
run = subprocess.Popen([assay, "report", "--db", path, "-o", tmp + "/y",
    "--edition", "summary"], stdout=subprocess.DEVNULL, stderr=said)
for _ in range(300):
    time.sleep(0.05)
    if "another run is filling this model" in open(tmp + "/said").read():
        break
else:
    sys.exit("nobody said that a run waits")
if run.poll() is not None:
    sys.exit("it did not wait")
# a question is answered meanwhile
subprocess.run([assay, "query", "ai.commit_share", "--db", path], check=True,
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
held.close()
sys.exit(run.wait())
PY
diff -r "$tmp/good" "$tmp/y"

# the first questions after an import come all at once: one makes the tables of views
# (model/filled.h), the others wait for them
run import --db "$tmp/z.db"
[ "$(sqlite3 "$tmp/z.db" 'SELECT count(*) FROM filled_view')" = 0 ] ||
    fail 'an import made the tables of views'
"$ASSAY" query --all --db "$tmp/x.db" >"$tmp/all"
pids=
for i in 1 2 3; do
	"$ASSAY" query --all --db "$tmp/z.db" >"$tmp/all$i" 2>"$tmp/err$i" &
	pids="$pids $!"
done
for pid in $pids; do
	wait "$pid" || fail "one failed: $(cat "$tmp"/err*)"
done
for i in 1 2 3; do
	cmp "$tmp/all" "$tmp/all$i"
done
[ "$(sqlite3 "$tmp/z.db" 'SELECT count(*) FROM filled_view')" -gt 20 ] ||
    fail 'no question made the tables of views'
