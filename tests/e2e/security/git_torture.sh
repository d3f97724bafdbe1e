#!/bin/sh
# Repositories that were made to hurt their reader: trees of twenty thousand
# entries, odd modes, ".git" and ".." in trees, loops of links, submodules and
# links to commits, names that differ in case alone, an object that claims 4 GB,
# broken packs and references, alternates that point out or in a circle, and
# configuration, hooks, filters, fsmonitor and includes that must never run or be
# read. Each ends in a report or in a message; nothing outside is read or written.
set -eu
. tests/e2e/faults/small.sh
cd "$tmp"
mkdir torture
touch "$tmp/canary-there"
trap_script="#!/bin/sh
echo ran >>'$tmp/ran'
"
printf '%s' "$trap_script" >"$tmp/trap"
chmod +x "$tmp/trap"

make() { # NAME: a repository with one commit
	rm -rf "torture/$1"
	git init -q -b main "torture/$1"
	at 2026-07-01
	commit "torture/$1" good.c 12 "$mark"
}
# tree MODE NAME OBJECT...: written byte by byte, as git itself would not; its id
tree() {
	python3 - "$@" <<'PY'
import hashlib, os, sys, zlib
repository, entries = sys.argv[1], sys.argv[2:]
data = b""
for mode, name, oid in zip(entries[::3], entries[1::3], entries[2::3]):
    data += os.fsencode(mode + " " + name) + b"\0" + bytes.fromhex(oid)
data = b"tree %d\0" % len(data) + data
oid = hashlib.sha1(data).hexdigest()
folder = f"{repository}/.git/objects/{oid[:2]}"
os.makedirs(folder, exist_ok=True)
if not os.path.exists(f"{folder}/{oid[2:]}"):
    open(f"{folder}/{oid[2:]}", "wb").write(zlib.compress(data))
print(oid)
PY
}
put() { # NAME TREE: the next commit of a repository
	at 2026-08-01
	git -C "torture/$1" update-ref HEAD "$(git -C "torture/$1" commit-tree \
	    -p HEAD -m "Torture" "$2")"
}
blob() { # NAME TEXT
	printf '%b' "$2" | git -C "torture/$1" hash-object -w --stdin
}
read_it() { # NAME STATUS...: ends with one of them, says nothing strange
	name=$1
	shift
	rm -rf x.db*
	run import "torture/$name" --db x.db --format csv
	for expected in "$@"; do
		[ "$status" != "$expected" ] || return 0
	done
	fail "$name: status $status, not $*: $(cat "$tmp/err")"
}
paths() {
	sqlite3 x.db "SELECT path FROM file ORDER BY path"
}

# ------------------------------------------------------------------ trees --

make dots
b=$(blob dots 'a\nb\n')
t=torture/dots
inner=$(tree $t 100644 ../../../canary "$b" 100644 .. "$b" 100644 . "$b")
git=$(tree $t 100755 config "$b" 100644 post-checkout "$b")
put dots "$(tree $t 40000 .. "$inner" 40000 .GIT "$git" 40000 .git "$git" \
    100644 ../up "$b" 100644 /etc/absolute "$b" 100644 'GIT~1' "$b" \
    100644 'a\b' "$b" 100644 "$(printf 'new\nline')" "$b" 100644 good.c "$b")"
read_it dots 0 3
[ ! -e "$tmp/canary" ] && [ ! -e up ] && [ ! -e /etc/absolute ] || fail 'a tree led out'
run lines "torture/dots"
run report torture/dots --as-of 2026-10-01 -o dots --edition summary
[ -z "$(find dots -type f -newer "$tmp/canary-there" -path '*/.git/*')" ]

make modes
b=$(blob modes 'x\n')
t=torture/modes
put modes "$(tree $t 100664 a "$b" 0 b "$b" 777777777777 c "$b" 160000 d "$b" \
    120000 e "$b" 40755 f "$b" 107777 g "$b" '' h "$b")"
read_it modes 0 3

make twice
b=$(blob twice '1\n2\n')
c=$(blob twice '1\n3\n')
t=torture/twice
put twice "$(tree $t 100644 same "$b" 100644 same "$c" 100644 SAME "$b" \
    100644 Same "$c" 40000 same "$(tree $t 100644 in "$b")")"
read_it twice 0 3

make loop
t=torture/loop
put loop "$(tree $t 120000 a "$(blob loop b)" 120000 b "$(blob loop a)" \
    120000 etc "$(blob loop /etc/passwd)" 120000 self "$(blob loop .)" \
    120000 up "$(blob loop ../../../..)" 120000 CODEOWNERS "$(blob loop "$tmp/trap")" \
    120000 package-lock.json "$(blob loop /etc/passwd)")"
read_it loop 0
! grep -q root: x.db || fail 'a link was followed'
# the same as files of a work tree
(cd torture/loop && ln -sf b a && ln -sf a b && ln -sf . self && ln -sf ../.. up &&
    git add -A && git commit -qm links)
read_it loop 0

make wide
b=$(blob wide 'x\n')
python3 - "$b" >stream <<'PY'
import sys
print("commit refs/heads/main\ncommitter t <t@x.example> 1785542400 +0000\ndata 0\n")
for i in range(20000):
    print(f"M 100644 {sys.argv[1]} d{i % 7}/{'n' * 200}{i}")
PY
git -C torture/wide fast-import --quiet --force <stream
read_it wide 0
[ "$(paths | wc -l)" -ge 20000 ]

make links
put links "$(tree torture/links 160000 module "$(git -C torture/links rev-parse HEAD)" \
    160000 gone 1234567812345678123456781234567812345678 \
    100644 .gitmodules "$(blob links "[submodule \"../../x\"]\\n path = ../../x\\n \
url = ext::sh -c touch% $tmp/ran\\n update = !touch $tmp/ran\\n")")"
read_it links 0

# a tree that holds itself cannot be made; one that is deep and shared can
make bomb
t=torture/bomb
one=$(tree $t 100644 f "$(blob bomb 'x\n')")
for _ in 1 2 3 4 5; do # 10^5 paths of one file
	set --
	for i in 0 1 2 3 4 5 6 7 8 9; do
		set -- "$@" 40000 "d$i" "$one"
	done
	one=$(tree $t "$@")
done
put bomb "$one"
timeout 120 "$ASSAY" import torture/bomb --db x.db >"$tmp/out" 2>"$tmp/err" ||
    [ $? = 3 ] || fail "bomb: $(cat "$tmp/err")"

# sixty thousand folders inside each other
make deep
python3 - torture/deep "$(blob deep 'x\n')" <<'PY'
import hashlib, os, sys, zlib
def put(kind, data):
    data = b"%s %d\0" % (kind, len(data)) + data
    oid = hashlib.sha1(data).hexdigest()
    path = f"{sys.argv[1]}/.git/objects/{oid[:2]}/{oid[2:]}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    open(path, "wb").write(zlib.compress(data, 1))
    return oid
oid, mode = sys.argv[2], b"100644"
for _ in range(60000):
    oid = put(b"tree", mode + b" d\0" + bytes.fromhex(oid))
    mode = b"40000"
head = f"{sys.argv[1]}/.git/refs/heads/main"
# authors that are none, times that are none, names of a megabyte
who = [b"", b"<>", b"A <", b"A <a@b> 99999999999999999999 +9999",
       b"A <a@b> -9223372036854775808 -0000", b"A <a@b> 253402300800 +1400",
       b"A" * 1000000 + b" <a@b> 1785542400 +2460", b"\xff <\xc0\x80> 1 +1",
       b"A <a@b> 1785542400 +0000"]
for name in who:
    parent = open(head).read().strip().encode()
    open(head, "w").write(put(b"commit", b"tree %s\nparent %s\nauthor %s\n"
        b"committer %s\nencoding UTF-7\n\n\xff\0m" % (oid.encode(), parent, name,
        name)) + "\n")
PY
read_it deep 0 3
grep -q 'more than 2048 deep' "$tmp/err" || fail "deep: $(cat "$tmp/err")"

make octopus
git -C torture/octopus fast-import --quiet --force <<END
$(for i in $(seq 300); do
	printf 'commit refs/heads/p%s\ncommitter t <t@x.example> 1785542400 +0000\n' $i
	printf 'data %s\n%s\nfrom refs/heads/main^0\n' ${#i} $i
done)
END
at 2026-08-02
# shellcheck disable=SC2046
git -C torture/octopus update-ref HEAD "$(git -C torture/octopus commit-tree -m Many \
    $(git -C torture/octopus for-each-ref --format='-p %(objectname)') \
    "HEAD^{tree}")"
read_it octopus 0

# ---------------------------------------------------------------- objects --

make large
python3 - torture/large <<'PY'
import os, sys, zlib
folder = sys.argv[1] + "/.git/objects/aa"
os.makedirs(folder, exist_ok=True)
for i, head in enumerate((b"blob 4294967296\0x", b"blob 18446744073709551615\0x",
                          b"blob -1\0x", b"tree 4294967296\0x", b"blob 3\0", b"")):
    open(folder + "/" + f"{i:038x}", "wb").write(zlib.compress(head))
PY
set --
for i in 0 1 2 3 4 5; do
	set -- "$@" 100644 "f$i" "aa$(printf %038x $i)"
done
put large "$(tree torture/large "$@" 40000 t "aa$(printf %038x 3)")"
( addresses 4000000 && "$ASSAY" import torture/large --db y.db ) >"$tmp/out" 2>"$tmp/err" ||
    [ $? = 3 ] || fail "large: $(cat "$tmp/err")"

make packed
git -C torture/packed gc -q
for seed in 1 2 3 4 5 6 7 8; do
	rm -rf torture/broken
	cp -R torture/packed torture/broken
	python3 - torture/broken "$seed" <<'PY'
import glob, os, random, sys
draw = random.Random(int(sys.argv[2]))
for name in sorted(glob.glob(sys.argv[1] + "/.git/objects/pack/*.*")):
    os.chmod(name, 0o644)
    data = bytearray(open(name, "rb").read())
    for _ in range(draw.randrange(1, 30)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    open(name, "wb").write(data[:draw.randrange(len(data) // 2, len(data) + 1)])
PY
	read_it broken 0 3
done
make refs
printf 'ref: refs/heads/main\n' >torture/refs/.git/refs/heads/main
read_it refs 3
printf 'ref: ../../../../../../etc/passwd\n' >torture/refs/.git/HEAD
read_it refs 3
! grep -q root: "$tmp/err" || fail 'a reference led out'

make tags # a head that is a tag of a tag of a tag
python3 - torture/tags "$(git -C torture/tags rev-parse HEAD)" <<'PY'
import hashlib, os, sys, zlib
oid, kind = sys.argv[2], "commit"
for _ in range(3000):
    data = f"object {oid}\ntype {kind}\ntag t\ntagger A <a@b> 1 +0000\n\nm".encode()
    data = b"tag %d\0" % len(data) + data
    oid, kind = hashlib.sha1(data).hexdigest(), "tag"
    path = f"{sys.argv[1]}/.git/objects/{oid[:2]}/{oid[2:]}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    open(path, "wb").write(zlib.compress(data, 1))
open(sys.argv[1] + "/.git/HEAD", "w").write(oid + "\n")
PY
read_it tags 0 3
for kind in /etc . "$(printf %060000d 0)"; do
	rm -rf torture/elsewhere
	mkdir torture/elsewhere
	echo "gitdir: $kind" >torture/elsewhere/.git
	read_it elsewhere 3
done

# what git keeps beside its objects, damaged, with a checksum that is right
make graph
for i in 1 2 3 4 5 6 7 8; do
	commit torture/graph "f$i.c" $i
done
git -C torture/graph repack -adq
git -C torture/graph commit-graph write --reachable 2>"$tmp/log"
git -C torture/graph multi-pack-index write 2>"$tmp/log"
for seed in 1 2 3 4 5 6; do
	rm -rf torture/broken
	cp -R torture/graph torture/broken
	python3 - torture/broken/.git/objects "$seed" <<'PY'
import hashlib, os, random, sys
draw = random.Random(int(sys.argv[2]))
for name in "info/commit-graph", "pack/multi-pack-index":
    path = f"{sys.argv[1]}/{name}"
    os.chmod(path, 0o644)
    data = bytearray(open(path, "rb").read()[:-20])
    for _ in range(25):
        data[draw.randrange(8, len(data))] = draw.randrange(256)
    open(path, "wb").write(data + hashlib.sha1(data).digest())
PY
	read_it broken 0 3
done

# ------------------------------------------------------------- alternates --

make borrow
printf '%s\n' "$PWD/torture/packed/.git/objects" ../../../../../../etc \
    /dev/zero "$PWD/torture/borrow/.git/objects" /proc/self \
    >torture/borrow/.git/objects/info/alternates
mkdir -p torture/packed/.git/objects/info
echo "$PWD/torture/borrow/.git/objects" >torture/packed/.git/objects/info/alternates
status=0
timeout 60 "$ASSAY" import torture/borrow --db z.db >"$tmp/out" 2>"$tmp/err" || status=$?
case $status in 0 | 3) ;; *) fail "alternates: $status $(cat "$tmp/err")" ;; esac

# ------------------------------------------------- what must never be run --

make armed
for hook in post-checkout pre-commit post-index-change reference-transaction \
    fsmonitor-watchman post-merge pre-auto-gc; do
	cp trap "torture/armed/.git/hooks/$hook"
done
cat >>torture/armed/.git/config <<END
[core]
	fsmonitor = $tmp/trap
	hooksPath = $tmp
	sshCommand = $tmp/trap
	pager = $tmp/trap
	editor = $tmp/trap
	gitProxy = $tmp/trap
	askPass = $tmp/trap
	alternateRefsCommand = $tmp/trap
	attributesFile = /etc/passwd
	worktree = ../../../../../..
[include]
	path = $tmp/included
[filter "x"]
	clean = $tmp/trap
	smudge = $tmp/trap
	process = $tmp/trap
[diff "x"]
	command = $tmp/trap
	textconv = $tmp/trap
[merge "x"]
	driver = $tmp/trap
[alias]
	log = !$tmp/trap
[credential]
	helper = !$tmp/trap
[remote "origin"]
	url = ext::$tmp/trap
	promisor = true
	partialclonefilter = blob:none
	uploadpack = $tmp/trap
[gpg]
	program = $tmp/trap
END
echo '* filter=x diff=x merge=x' >torture/armed/.git/info/attributes
printf '[core]\n\tpager = %s\n' "$tmp/trap" >included
run import torture/armed --db w.db
[ $status = 0 ] || fail "armed: $(cat "$tmp/err")"
run report torture/armed --db w.db -o of-armed --as-of 2026-10-01 --edition summary
[ $status = 0 ] || fail "armed: $(cat "$tmp/err")"
run lines torture/armed
[ "$(wc -l <"$tmp/out")" -ge 2 ] || fail "armed: $(cat "$tmp/err")"
run trace --tool claude-code --revert --db w.db --write-patches patches torture/armed
[ $status = 0 ] || fail "armed: $(cat "$tmp/err")"
[ ! -e "$tmp/ran" ] || fail "a program of the repository ran: $(wc -l <"$tmp/ran") times"
# git itself does run one of them, so the trap is a trap
git -C torture/armed status >"$tmp/out" 2>&1 || :
[ -e "$tmp/ran" ] || fail 'git runs nothing of this'
printf '[includeIf "gitdir:**"]\n\tpath = /dev/zero\n' >>torture/armed/.git/config
status=0
timeout 60 "$ASSAY" import torture/armed --db v.db >"$tmp/out" 2>"$tmp/err" || status=$?
[ $status = 0 ] || [ $status = 3 ] || fail "endless: $status $(cat "$tmp/err")"
