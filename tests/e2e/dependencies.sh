#!/bin/sh
# Packages through history against Python's own readers of the formats
# (tests/peer/dependencies.py): on a made-up history of every version of the
# corpus, and on the repositories that $ASSAY_BENCH_REPOS names.
set -u
for tool in python3 git; do
	command -v $tool >/dev/null 2>&1 || {
		echo "$tool is not installed"
		exit 77
	}
done
python3 -c 'import tomllib' 2>/dev/null || {
	echo 'python3 is older than 3.11'
	exit 77
}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
bad=0
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM

compare() {
	rm -f "$tmp/db"
	$ASSAY import "$1" --db "$tmp/db" >"$tmp/log" 2>&1 || cat "$tmp/log"
	python3 tests/peer/dependencies.py "$1" "$tmp/db" || bad=1
}

# Each manifest comes, loses a third of its lines, gets them back, goes.
make_history() {
	git init -q -b main "$tmp/made" && cd "$tmp/made" || exit 1
	save() {
		git add -A
		git -c user.name=Ana -c user.email=ana@example.org \
		    commit -q --allow-empty -m "$1"
	}
	for folder in "$root"/tests/corpus/manifests/*/; do
		name=$(basename "$folder")
		cp -r "$folder" "$name" && save "add $name"
		for file in "$name"/*; do
			case $file in
			*/yarn.lock) ;; # a block without its head is no block
			*.txt | *.mod | *.lock | *file)
				awk 'NR % 3 || /[[{]/' "$file" >x
				mv x "$file"
				;;
			esac
		done
		save "cut $name"
		cp "$folder"* "$name" && save "mend $name"
		git mv "$name" "moved-$name" && save "move $name"
	done
	git rm -q -r moved-npm moved-go && save gone
	cd "$root" || exit 1
}
root=$PWD
make_history
compare "$tmp/made"
for repository in ${ASSAY_BENCH_REPOS:-}; do
	compare "$repository"
done
exit $bad
