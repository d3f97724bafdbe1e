#!/bin/sh
# tests/e2e/tutorial/world.sh HOME: what the reader of docs/tutorial.md has: two
# repositories below HOME/src, and what he got from others in HOME/Downloads.
# Names and dates are fixed.
set -eu
home=${1:?usage: world.sh HOME}
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
mkdir -p "$home/src" "$home/Downloads"

commit() { # REPOSITORY DATE NAME MESSAGE
	who=$(echo "$3" | tr 'A-Z ' 'a-z.')
	export GIT_AUTHOR_NAME="$3" GIT_AUTHOR_EMAIL="$who@example.org"
	export GIT_COMMITTER_NAME="$3" GIT_COMMITTER_EMAIL="$who@example.org"
	export GIT_AUTHOR_DATE="$2T10:00:00Z" GIT_COMMITTER_DATE="$2T10:00:00Z"
	git -C "$home/src/$1" add -A
	git -C "$home/src/$1" commit -q -m "$4"
}

write() { # REPOSITORY FILE NUMBER: eight more lines of a program
	mkdir -p "$home/src/$1/lib"
	cat >>"$home/src/$1/lib/$2" <<END

def $1_$3(order, rows):
    total = 0
    for row in rows:
        if row["order"] == order:
            total += row["price_$3"]
    # step $3 of those that make a sum
    return total + $3
END
}

grow() { # REPOSITORY: a year, three commits a month, the third one with an AI
	git init -q -b main "$home/src/$1"
	git -C "$home/src/$1" remote add origin \
	    "git@github.com:example-org/$1.git"
	n=0
	for month in 2025-10 2025-11 2025-12 2026-01 2026-02 2026-03 2026-04 \
	    2026-05 2026-06 2026-07 2026-08 2026-09; do
		for day in 05 14 23; do
			n=$((n + 1))
			write "$1" part_$((n % 5)).py $n
			case $day in
			05) commit "$1" $month-$day 'Ada Berg' "Add step $n of $1" ;;
			14) commit "$1" $month-$day 'Ben Okoro' "Add step $n of $1" ;;
			23) commit "$1" $month-$day 'Ada Berg' "Add step $n of $1

Co-Authored-By: Claude Opus 4.6 <noreply@anthropic.com>" ;;
			esac
		done
	done
}
grow shop
grow billing
mkdir "$home/src/shop/.github"
echo '* @example-org/shop' >"$home/src/shop/.github/CODEOWNERS"
commit shop 2026-09-24 'Ben Okoro' 'Say who owns the shop'

finding() { # LINE RULE CWE
	cat <<END
{"ruleId":"$2","level":"error","message":{"text":"$2"},
"properties":{"tags":["CWE-$3","security"]},
"locations":[{"physicalLocation":{"artifactLocation":{"uri":"lib/part_1.py"},
"region":{"startLine":$1}}}]}
END
}
rule() { # ID CWE
	echo "{\"id\":\"$1\",\"properties\":{\"tags\":[\"CWE-$2: weakness\",\"security\"],\"security-severity\":\"8.0\"}}"
}
for name in shop billing; do
	cat >"$home/Downloads/$name.sarif" <<END
{"\$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0",
"runs":[{"tool":{"driver":{"name":"Semgrep OSS","semanticVersion":"1.96.0","rules":[
$(rule sql-query 89),
$(rule shell-true 78)]}},
"versionControlProvenance":[{"repositoryUri":"https://github.com/example-org/$name",
"revisionId":"$(git -C "$home/src/$name" rev-parse HEAD)","branch":"main"}],
"invocations":[{"executionSuccessful":true,"endTimeUtc":"2026-09-30T03:00:00Z"}],
"results":[
$(finding 4 sql-query 89),
$(finding 20 shell-true 78)]}]}
END
done
# the quarter has ended
for name in shop billing; do
	write $name part_0.py 100
	commit $name 2026-10-02 'Ben Okoro' "Add step 100 of $name"
done
cat >"$home/Downloads/people.csv" <<END
person,name,team,role,emails,logins,from,to
1,Ada Berg,Shop,Engineer,ada.berg@example.org,adaberg,2024-01-01,
2,Ben Okoro,Billing,Engineer,ben.okoro@example.org,benokoro,2024-01-01,
END
cat >"$home/Downloads/training.csv" <<END
Email Address,Course,Status,Completed On
ada.berg@example.org,Secure coding,Completed,2026-03-11
ben.okoro@example.org,Secure coding,In progress,
END
