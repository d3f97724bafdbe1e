# What a SARIF 2.1.0 log holds, computed apart from the program: results and
# rules counted, severities of the results of kind fail by the rules of
# docs/formats.md. data/severity.csv comes in as $words (raw text).

def table(text): text | split("\n") | .[1:] | map(select(. != ""));
def words: table($words) | map(split(",")) | map(select(.[0] == "word"))
  | map({key: .[1], value: .[2]}) | from_entries;
def names: table($words) | map(split(",")) | map(select(.[0] == "property") | .[1]);

def number: if type == "number" then .
  elif type == "string" then (try tonumber catch null) else null end;
def score: [.properties? // {} | (.["security-severity"], .cvssv3_baseScore,
    .cvssScore) | number | select(. != null and . > 0 and . <= 10)] | .[0];
def word($words; $names): (.properties? // {}) as $p
  | ([$names[] as $n | $p[$n] | strings | select($words[ascii_downcase])]
    + [$p.tags? // [] | .[] | strings | select(ascii_downcase
        | IN("error", "warning", "note", "none", "unknown") | not)
      | select($words[ascii_downcase])]) | .[0];

def component($run; $result):
  ($result.rule?.toolComponent? // {}) as $c
  | ($run.tool.extensions // []) as $e
  | if ($c.index // -1) >= 0 and ($c.index < ($e | length)) then $e[$c.index]
    else ([$e[] | select(($c.guid and .guid == $c.guid)
        or ($c.guid == null and $c.name and .name == $c.name))][0]
      // $run.tool.driver) end;
def by_id($rules; $id): ($id | split("/")) as $parts
  | [range($parts | length; 0; -1) as $n | $parts[0:$n] | join("/")] as $ids
  | [$ids[] as $i | ([$rules[] | select(.id == $i)][0] // empty)][0];
def rule($run; $result):
  component($run; $result) as $c | ($c.rules // []) as $rules
  | ($result.ruleId // $result.rule?.id? // "") as $id
  | [($result.rule?.index? // -1), ($result.ruleIndex // -1)]
  | map(select(. >= 0 and . < ($rules | length)) | $rules[.]
    | select($id == "" or .id == $id or (.id as $own | $id | startswith($own + "/"))))
  | .[0] // (if $id == "" then null else by_id($rules; $id)
    // by_id($run.tool.driver.rules // []; $id)
    // ([($run.tool.extensions // [])[] | by_id(.rules // []; $id)
        | select(. != null)][0]) end);

def override($run; $result; $rule):
  ($run.invocations // []) as $all
  | ($result.provenance?.invocationIndex? // -1) as $i
  | (if $i >= 0 then $all[$i] elif ($all | length) == 1 then $all[0]
    else null end) as $one
  | if $rule == null or $one == null then null else
    [($one.ruleConfigurationOverrides // [])[]
      | select((.descriptor.id != null and .descriptor.id == $rule.id)
        or (.descriptor.id == null and .descriptor.index != null
          and $run.tool.driver.rules[.descriptor.index] == $rule))
      | .configuration.level][0] end;
def level($run; $result; $rule):
  $result.level // (if ($result.kind // "fail" | ascii_downcase) != "fail" then "none" else
    override($run; $result; $rule) // $rule.defaultConfiguration?.level?
    // "warning" end);

def severity($run; $words; $names): . as $result
  | rule($run; $result) as $rule
  | (($result | score) // ($rule | score)) as $score
  | (($result | word($words; $names)) // ($rule | word($words; $names))) as $word
  | if $score then (if $score >= 9 then "critical" elif $score >= 7 then "high"
      elif $score >= 4 then "medium" else "low" end)
    elif $word then $words[$word | ascii_downcase]
    else level($run; $result; $rule) as $level
      | {error: "high", warning: "medium", note: "low", none: "info"}[$level | ascii_downcase]
        // $words[$level | ascii_downcase] // "medium" end;

words as $w | names as $n
| {
  read: ([.runs[]?.results // [] | length] | add // 0),
  rules: ([.runs[]?.tool | [.driver, (.extensions // [])[]] | map(.rules // []
    | length) | add] | add // 0),
  severity: ({critical: 0, high: 0, medium: 0, low: 0, info: 0}
    + ([.runs[]? as $run | ($run.results // [])[]
      | select((.kind // "fail" | ascii_downcase) == "fail") | severity($run; $w; $n)]
      | group_by(.) | map({key: .[0], value: length}) | from_entries))
}
