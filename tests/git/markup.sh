#!/bin/sh
# Makes the repository $1, whose names, of people, a model and files, are markup.
set -eu
evil='<img src=x onerror=alert(1)>"&'
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_DATE='2026-08-03T10:00:00Z'
export GIT_COMMITTER_DATE='2026-08-03T10:00:00Z'
git init -q "$1"
printf 'int main(void) { return 0; }\n' >"$1/main.c"
printf 'int two(void) { return 2; }\n' >"$1/<svg onload=alert(2)>.c"
git -C "$1" add .
git -C "$1" -c user.name="$evil" -c user.email="x$evil@example.org" \
    commit -q -m "$evil" -m 'Co-authored-by: aider (evil&model) <noreply@aider.chat>'
