#!/bin/sh
# tools/install.sh install|uninstall|list BUILD TO: the one list of what lies
# where below TO. The program needs none of share/: its tables and templates are
# built in, and share/assay holds them to be read, and copied for --data and
# --templates.
set -eu
what=$1
build=$2
to=${3%/}
zsh=${ZSH_FUNCTIONS:-share/zsh/site-functions}

# source, target, by a blank
files() {
	echo "$build/assay bin/assay"
	for page in "$build"/man/man?/*; do
		echo "$page share/man/${page#"$build/man/"}"
	done
	echo "$build/completions/assay share/bash-completion/completions/assay"
	echo "$build/completions/_assay $zsh/_assay"
	echo "$build/completions/assay.fish share/fish/vendor_completions.d/assay.fish"
	find data templates model/schema.sql ci/run.sh docs/scale/shard.sh -type f | LC_ALL=C sort |
	    sed 's,.*,& share/assay/&,'
	for file in README.md CHANGELOG.md SECURITY.md NOTICE LICENSE docs/*.md docs/*.svg \
	    docs/*.png docs/*.json docs/scale/*; do
		echo "$file share/doc/assay/$file"
	done
}

case $what in
list) files ;;
install)
	files | while read -r source target; do
		case $target in
		bin/assay | share/assay/*.sh) mode=755 ;;
		*) mode=644 ;;
		esac
		install -D -m $mode "$source" "$to/$target"
	done
	;;
uninstall)
	files | while read -r _ target; do
		rm -f "$to/$target"
	done
	for folder in share/assay share/doc/assay; do
		[ ! -d "$to/$folder" ] ||
		    find "$to/$folder" -depth -type d -empty -delete
	done
	;;
esac
