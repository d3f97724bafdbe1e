# awk -v page=COMMAND|assay -v date=... -f tools/manual.awk OPTIONS.TSV
# docs/man/options.mdoc [docs/man/PAGE.mdoc]: a manual page. Synopsis and options
# are those that the program declares (tools/options.sh); options.mdoc says more
# of some, PAGE.mdoc holds the description and, from its first .Sh, what follows
# the options. Without it the paragraph of --help stands there.
BEGIN { FS = "\t" }

function plain(text) {
	gsub(/\\/, "\\e", text)
	sub(/^[.']/, "\\\\\\&&", text)
	return text
}

# "[ID [PATH...]]" as macros
function arguments(text,    out, word) {
	out = ""
	while (text != "") {
		if (match(text, /^(\[|\]|\||\.\.\.| )/))
			word = substr(text, 1, RLENGTH)
		else {
			match(text, /^[^][| ]+/)
			word = substr(text, 1, RLENGTH)
			sub(/\.\.\.$/, "", word)
			RLENGTH = length(word)
		}
		text = substr(text, RLENGTH + 1)
		if (word == "[")
			out = out " Oo"
		else if (word == "]")
			out = out " Oc"
		else if (word == "..." || word == "|")
			out = out " " word
		else if (sub(/^-/, "", word))
			out = out " Fl " word
		else if (word != " ")
			out = out " Ar " word
	}
	return "." substr(out, 2)
}

function head(name, title) {
	print ".Dd " date "\n.Dt " toupper(name) " 1\n.Os"
	print ".Sh NAME\n.Nm " name "\n.Nd " title "\n.Sh SYNOPSIS"
}

# "Fl o Ns , Fl -output Ar DIR"; BETWEEN stands after the letter
function flag(o, between,    text, value) {
	value = values[o]
	text = letters[o] == "-" ? "" : "Fl " letters[o] " " between " "
	text = text "Fl -" options[o]
	if (value == "-")
		return text
	gsub(/\|/, " | ", value)
	if (sub(/^\[/, "", value)) { # [=PATH]
		sub(/\]$/, "", value)
		sub(/^=/, "", value)
		return text " Ns Op = Ns Ar " value
	}
	if (sub(/\.\.\.$/, "", value))
		return text " Ar " value " ..."
	return text " Ar " value
}

FILENAME == ARGV[1] && $1 == "command" {
	names[++name_count] = $2
	summaries[$2] = $4
}
FILENAME == ARGV[1] && $2 == page {
	if ($1 == "command" && $3 != "-")
		argument = $3
	if ($1 == "help" && $3 != "")
		paragraph = paragraph plain($3) "\n"
	if ($1 == "option") {
		letters[++count] = $3
		options[count] = $4
		values[count] = $5
		told[count] = toupper(substr($6, 1, 1)) substr($6, 2) "."
	}
}
FILENAME == ARGV[1] { next }
FILENAME == ARGV[2] {
	if (/^\.It /)
		key = substr($0, 5)
	else if (!/^\.\\"/)
		texts[key] = texts[key] $0 "\n"
	next
}
/^\.Sh / { after = 1 }
{ body[after + 0] = body[after + 0] $0 "\n" }

function command_page(    o, text) {
	head("assay-" page, summaries[page])
	print ".Nm \"assay " page "\""
	for (o = 1; o <= count; o++)
		print ".Op " flag(o, "|")
	if (argument != "")
		print arguments(argument)
	print ".Sh DESCRIPTION"
	printf "%s", body[0] != "" ? body[0] : paragraph
	print ".Pp\nThe options are:\n.Bl -tag -width Ds"
	for (o = 1; o <= count; o++) {
		print ".It " flag(o, ",")
		text = texts[page "." options[o]]
		if (text == "")
			text = texts[options[o]]
		printf "%s", text == "" ? plain(told[o]) "\n" : text
	}
	print ".El\n.Sh EXIT STATUS\nThat of\n.Xr assay 1 ."
	printf "%s", body[1]
	print ".Sh SEE ALSO\n.Xr assay 1 ,\n.Xr assay.yaml 5"
}

function overview(    c, text) {
	head("assay", "make the board report on AI-written code")
	print ".Nm\n.Ar command\n.Op Ar option ...\n.Op Ar argument ..."
	print ".Nm\n.Ar command\n.Fl -help\n.Nm\n.Fl -version"
	printf ".Sh DESCRIPTION\n%s", body[0]
	print ".Pp\nThe commands are:\n.Bl -tag -width Ds"
	for (c = 1; c <= name_count; c++) {
		text = summaries[names[c]]
		print ".It Cm " names[c]
		print toupper(substr(text, 1, 1)) substr(text, 2) ";"
		print ".Xr assay-" names[c] " 1 ."
	}
	printf ".El\n%s", body[1]
}

END {
	if (page == "assay")
		overview()
	else
		command_page()
}
