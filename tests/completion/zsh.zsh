# zsh -f tests/completion/zsh.zsh FOLDER LINE...: what is offered at the end of
# each LINE, behind "line LINE". A shell of its own on a pseudo terminal prints
# what compadd is given.
zmodload zsh/zpty
zpty it zsh -f -i
zpty -w it 'stty -echo; PROMPT=; fpath=('"$1"' $fpath)'
zpty -w it 'autoload -Uz compinit && compinit -u -D; bindkey -e
compadd() {
	if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
		builtin compadd "$@"
		return
	fi
	local -a hits
	builtin compadd -A hits "$@"
	(( $#hits )) && printf "offer:%s\n" $hits
	builtin compadd "$@"
}
offer() {
	zle complete-word
	print offers-end
}
zle -N offer
bindkey "\t" offer
print ready'
while zpty -r it answer && [[ $answer != ready* ]]; do :; done
shift
for line; do
	print -r -- "line $line"
	zpty -n -w it $'\x15'"$line"$'\t' # ^U first
	while zpty -r it answer; do
		answer=${answer%$'\r\n'}
		[[ $answer == *offer:* ]] && print -r -- ${answer#*offer:}
		[[ $answer == *offers-end* ]] && break
	done
done
zpty -d it
