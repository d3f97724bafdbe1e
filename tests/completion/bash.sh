# bash tests/completion/bash.sh SCRIPT WORD...: what is offered for the last word.
. "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_assay
printf '%s\n' "${COMPREPLY[@]}"
