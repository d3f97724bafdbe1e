# awk -v shell=bash|zsh|fish -f tools/completion.awk: reads tools/options.sh,
# writes the completion of that shell. What a value is is told by its name:
# choices have bars between, FILE, BAG and PATH are files, DIR a folder, ID a
# measure; of others nothing is known.
BEGIN { FS = "\t" }

function kind_of(value) {
	if (value == "-" || value ~ /^\[/)
		return "flag"
	if (value ~ /\|/ && value !~ /[^a-zA-Z|]/)
		return "choice"
	if (value == "DIR")
		return "folder"
	return value ~ /^(FILE|BAG|PATH)$/ ? "file" : "other"
}

function arguments_of(text) {
	if (text ~ /^\[?ID/)
		return "measure"
	return text ~ /PATH|FILE|DIR|BAG|REPO|FROM/ ? "file" : "none"
}

function quoted(text) {
	gsub(/'/, "'\\''", text)
	return "'" text "'"
}

function spaced(choices) {
	gsub(/\|/, " ", choices)
	return choices
}

$1 == "command" {
	names[++count] = $2
	arguments[$2] = arguments_of($3)
	summary[$2] = $4
}
$1 == "option" {
	at = $2 SUBSEP (++options[$2])
	letter[at] = $3 == "-" ? "" : $3
	option[at] = $4
	repeats[at] = sub(/\.\.\.$/, "", $5)
	kind[at] = kind_of($5)
	value[at] = $5
	text[at] = $6
}

# ------------------------------------------------------------------ bash --

function bash(    c, name, o, at, words) {
	print "# bash completion of assay; made from its options"
	print "_assay() {"
	print "\tlocal cur=${COMP_WORDS[COMP_CWORD]} option= kind= words="
	print "\tlocal command=${COMP_WORDS[1]}"
	print "\toption=${COMP_WORDS[COMP_CWORD - 1]}"
	print "\t# --name=value is three words"
	print "\t[ \"$option\" != = ] || option=${COMP_WORDS[COMP_CWORD - 2]}"
	print "\t[ \"$cur\" != = ] || cur="
	print "\tCOMPREPLY=()"
	printf "\tif [ \"$COMP_CWORD\" = 1 ]; then\n\t\tkind=choice words='"
	for (c = 1; c <= count; c++)
		printf "%s ", names[c]
	print "--help --version'"
	print "\telse\n\t\tcase $command:$option in"
	for (c = 1; c <= count; c++) {
		name = names[c]
		for (o = 1; o <= options[name]; o++) {
			at = name SUBSEP o
			if (kind[at] == "flag")
				continue
			printf "\t\t%s:--%s", name, option[at]
			if (letter[at])
				printf " | %s:-%s", name, letter[at]
			printf ") kind=%s", kind[at]
			if (kind[at] == "choice")
				printf " words='%s'", spaced(value[at])
			print " ;;"
		}
	}
	print "\t\tesac\n\tfi"
	print "\tif [ -z \"$kind\" ]; then\n\t\tcase $command in"
	for (c = 1; c <= count; c++) {
		name = names[c]
		words = ""
		for (o = 1; o <= options[name]; o++)
			words = words " --" option[name SUBSEP o]
		printf "\t\t%s) kind=%s words='%s' ;;\n", name,
		    arguments[name], substr(words, 2)
	}
	print "\t\tesac\n\t\tcase $cur in -*) kind=choice ;; esac\n\tfi"
	print "\tcase $kind in"
	print "\tchoice) mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\") ;;"
	print "\tfolder) mapfile -t COMPREPLY < <(compgen -d -- \"$cur\") ;;"
	print "\tfile) mapfile -t COMPREPLY < <(compgen -f -- \"$cur\") ;;"
	print "\tmeasure)"
	print "\t\tmapfile -t COMPREPLY < <(compgen -W \"$(\"${COMP_WORDS[0]}\" \\"
	print "\t\t    explain 2>/dev/null | sed '1d;s/ .*//')\" -- \"$cur\")"
	print "\t\t;;\n\tesac"
	print "\tcase $kind in folder | file) compopt -o filenames 2>/dev/null ;; esac"
	print "}\ncomplete -F _assay assay"
}

# ------------------------------------------------------------------- zsh --

function zsh_value(at,    action) {
	if (kind[at] == "flag")
		return value[at] == "-" ? "" : "::" "PATH:_files"
	action["choice"] = "(" spaced(value[at]) ")"
	action["folder"] = "_files -/"
	action["file"] = "_files"
	action["other"] = " "
	gsub(/[|=:]/, "-", value[at])
	return ":" value[at] ":" action[kind[at]]
}

function zsh_option(at,    told, both, spec) {
	told = text[at]
	gsub(/\[|\]|:|\\/, "\\\\&", told)
	told = "[" told "]" zsh_value(at)
	both = "--" option[at] (kind[at] != "flag" ? "=" : \
	    value[at] == "-" ? "" : "=-")
	if (repeats[at])
		return quoted("*" both told)
	if (!letter[at])
		return quoted(both told)
	spec = "'(-" letter[at] " --" option[at] ")'"
	return spec "{-" letter[at] (kind[at] == "flag" ? "" : "+") "," both "}" \
	    quoted(told)
}

function zsh(    c, o, name, action) {
	action["file"] = " \\\n\t\t    '*:path:_files'"
	action["measure"] = " \\\n\t\t    '1:measure:_assay_measures' '*:path:_files'"
	print "#compdef assay\n# zsh completion of assay; made from its options"
	print "_assay_measures() {"
	print "\tcompadd -- ${(f)\"$(assay explain 2>/dev/null | sed '1d;s/ .*//')\"}"
	print "}\n_assay() {\n\tlocal -a names=("
	for (c = 1; c <= count; c++)
		printf "\t    %s\n", quoted(names[c] ":" summary[names[c]])
	print "\t)"
	print "\tif (( CURRENT == 2 )); then"
	print "\t\t_describe command names\n\t\tcompadd -- --help --version\n\t\treturn"
	print "\tfi"
	print "\tshift words\n\t(( CURRENT-- ))\n\tcase $words[1] in"
	for (c = 1; c <= count; c++) {
		name = names[c]
		printf "\t%s)\n\t\t_arguments", name
		for (o = 1; o <= options[name]; o++)
			printf " \\\n\t\t    %s", zsh_option(name SUBSEP o)
		print action[arguments[name]] "\n\t\t;;"
	}
	print "\tesac\n}\n_assay \"$@\""
}

# ------------------------------------------------------------------ fish --

function fish(    c, o, name, at, with, action) {
	action["flag"] = ""
	action["folder"] = " -x -a '(__fish_complete_directories)'"
	action["file"] = " -r -F"
	action["other"] = " -x"
	print "# fish completion of assay; made from its options"
	print "function __assay_at"
	print "\tset -l words (commandline -opc)"
	print "\ttest \"$words[2]\" = \"$argv[1]\"\nend"
	print "complete -c assay -f"
	print "complete -c assay -n '__assay_at \"\"' -l help -d 'list the commands'"
	print "complete -c assay -n '__assay_at \"\"' -l version -d 'print the version'"
	for (c = 1; c <= count; c++) {
		name = names[c]
		printf "complete -c assay -n '__assay_at \"\"' -a %s -d %s\n",
		    name, quoted(summary[name])
		with = "complete -c assay -n '__assay_at " name "'"
		if (arguments[name] == "file")
			print with " -F"
		if (arguments[name] == "measure")
			print with " -a '(assay explain 2>/dev/null | string match -r \"^[a-z]+[.][^ ]+\")'"
		for (o = 1; o <= options[name]; o++) {
			at = name SUBSEP o
			action["choice"] = " -x -a '" spaced(value[at]) "'"
			printf "%s -l %s%s%s -d %s\n", with, option[at],
			    letter[at] ? " -s " letter[at] : "",
			    action[kind[at]], quoted(text[at])
		}
	}
}

END {
	if (shell == "bash")
		bash()
	else if (shell == "zsh")
		zsh()
	else
		fish()
}
