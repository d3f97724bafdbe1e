# Puts the packages of package-lock.json below $BUILD/browser, once; ends the
# test as skipped where npm or the packages are not to be had.
for program in node npm; do
	command -v $program >/dev/null 2>&1 || {
		echo "$program is not installed"
		exit 77
	}
done
mkdir -p "$BUILD/browser"
cp tests/browser/* "$BUILD/browser"
if ! cmp -s "$BUILD/browser/package-lock.json" "$BUILD/browser/installed"; then
	npm ci --prefix "$BUILD/browser" --omit=optional --ignore-scripts \
	    --no-audit --no-fund >"$BUILD/browser/npm.log" 2>&1 || {
		echo "npm cannot install the packages: $(tail -1 "$BUILD/browser/npm.log")"
		exit 77
	}
	cp "$BUILD/browser/package-lock.json" "$BUILD/browser/installed"
fi
