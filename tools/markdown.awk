# awk -v name=assay.yaml -v title=... -v date=... -f tools/markdown.awk FILE.md:
# a page of docs/ as a manual page of section 5. Knows what docs/ uses: headings,
# paragraphs, lists, code, tables, emphasis, links. A table becomes a list by its
# first column, since a terminal has no room for wide cells.
function words(text,    n, part, i, out) {
	gsub(/\\/, "\\e", text)
	while (match(text, /!?\[[^]]*\]\([^)]*\)/)) {
		part[0] = substr(text, RSTART, RLENGTH)
		sub(/^!?\[/, "", part[0])
		sub(/\]\(.*/, "", part[0])
		text = substr(text, 1, RSTART - 1) part[0] \
		    substr(text, RSTART + RLENGTH)
	}
	n = split(text, part, /`/)
	out = ""
	for (i = 1; i <= n; i++) {
		if (i % 2 == 0) {
			out = out "\\fB" part[i] "\\fP"
			continue
		}
		out = out emphasised(emphasised(part[i], "**", "B"), "*", "I")
	}
	gsub(/&lt;/, "<", out)
	gsub(/&gt;/, ">", out)
	gsub(/&amp;/, "\\&", out)
	if (out ~ /^[.']/)
		out = "\\&" out
	return out
}

function emphasised(text, mark, font,    from, rest, to) {
	from = index(text, mark)
	if (!from)
		return text
	rest = substr(text, from + length(mark))
	to = index(rest, mark)
	if (!to || rest ~ /^[ *]/)
		return text
	return substr(text, 1, from - 1) "\\f" font substr(rest, 1, to - 1) \
	    "\\fP" emphasised(substr(rest, to + length(mark)), mark, font)
}

# A sentence a line, as mdoc wants it.
function say(text,    line) {
	while (match(text, /[.!?][)"]* +[A-Z]/)) {
		line = substr(text, 1, RSTART + RLENGTH - 2)
		sub(/ +$/, "", line)
		print line
		text = substr(text, RSTART + RLENGTH - 1)
	}
	print text
}

function close_to(state) {
	if (now == state)
		return
	if (now == "code")
		print ".Ed"
	if (now == "bullet" || now == "enum" || now == "table")
		print ".El"
	if (state == "code")
		print ".Bd -literal -offset indent"
	if (state == "bullet" || state == "enum")
		print ".Bl -" state
	now = state
	blank = 0
}

function paragraph() {
	if (blank && !fresh)
		print ".Pp"
	blank = fresh = 0
}

function row(    n, i, cell, said) {
	gsub(/\\\|/, "\001")
	gsub(/^\| *| *\| *$/, "")
	n = split($0, cell, / *\| */)
	for (i = 1; i <= n; i++)
		gsub("\001", "|", cell[i])
	if (now != "table") {
		close_to("table")
		rows = 0
		print ".Bl -tag -width Ds"
	}
	if (++rows == 1)
		for (i = 1; i <= n; i++)
			header[i] = cell[i]
	if (rows < 3)
		return
	print ".It " (cell[1] == "" ? "\\&" : words(cell[1]))
	for (i = 2; i <= n; i++) {
		if (cell[i] == "")
			continue
		if (said++)
			print ".br"
		say((i < n ? words(header[i]) ": " : "") words(cell[i]))
	}
}

BEGIN {
	print ".Dd " date "\n.Dt " toupper(name) " 5\n.Os"
	print ".Sh NAME\n.Nm " name "\n.Nd " title "\n.Sh DESCRIPTION"
	fresh = 1
}
/^```/ {
	fenced = !fenced
	close_to(fenced ? "code" : "text")
	next
}
fenced || (/^    / && (now == "code" || blank) && now != "bullet" && now != "enum") {
	if (now == "code" && blank)
		print ""
	close_to("code")
	blank = fresh = 0
	if (!fenced)
		$0 = substr($0, 5)
	gsub(/\\/, "\\e")
	print ($0 ~ /^[.']/ ? "\\&" : "") $0
	next
}
/^ *$/ {
	if (now == "table")
		close_to("text")
	blank = 1
	next
}
/^# / { next }
/^##+ / {
	close_to("text")
	title = words(substr($0, index($0, " ") + 1))
	if (/^## / && title !~ /\\/)
		title = toupper(title)
	print (/^## / ? ".Sh " : ".Ss ") title
	blank = 0
	fresh = 1
	next
}
/^\|/ { row(); next }
/^[-*] / || /^[0-9]+\. / {
	close_to(/^[-*]/ ? "bullet" : "enum")
	sub(/^([-*]|[0-9]+\.) */, "")
	print ".It"
	say(words($0))
	blank = fresh = 0
	next
}
{
	if (now != "" && now != "text" && (/^[^ ]/ || now == "code") && \
	    (blank || now == "code" || now == "table")) {
		close_to("text")
		blank = 1
	}
	paragraph()
	sub(/^ +/, "")
	say(words($0))
}
END {
	close_to("end")
	print ".Sh SEE ALSO\n.Xr assay 1"
}
