# npm_packages FOLDER: puts the scripts of tests/FOLDER and the packages of its
# package-lock.json below $BUILD/FOLDER, once, whoever else asks at the same
# time; ends the test as skipped where npm or the packages are not to be had.
npm_packages() {
	for program in node npm; do
		command -v $program >/dev/null 2>&1 || {
			echo "$program is not installed"
			exit 77
		}
	done
	npm_place=$BUILD/$1
	mkdir -p "$npm_place"
	(
		flock 9
		cmp -s "tests/$1/package-lock.json" "$npm_place/installed" && exit
		cp "tests/$1"/*.json "$npm_place"
		npm ci --prefix "$npm_place" --omit=optional --ignore-scripts \
		    --no-audit --no-fund >"$npm_place/npm.log" 2>&1 || exit 1
		cp "$npm_place/package-lock.json" "$npm_place/installed"
	) 9>"$npm_place/lock" || {
		echo "npm cannot install the packages: $(tail -1 "$npm_place/npm.log")"
		exit 77
	}
	cp "tests/$1"/*.mjs "$npm_place"
}
