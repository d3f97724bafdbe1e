"""Code-like text for the sample: blocks of plausible lines in five languages,
and weak ones that a scanner would flag. Used by make-sample.py alone.

In a block $N is a noun with a capital, $n without, $V a verb, $m a second
noun, $k a number, $u a number no other block has. A line that starts with "!"
is the weak one; "fix" takes its place when the finding is closed.
"""

NOUNS = """payment refund invoice basket order customer session voucher shipment
price tax catalogue wishlist address receipt account balance posting journal
batch currency rate fee payout dispute mandate transfer limit schedule reminder
device merchant terminal contract settlement statement authorisation capture
discount subscription locale banner review stock supplier parcel""".split()
VERBS = """load store find merge apply check compute resolve update cancel
confirm collect render parse build send close open split queue release verify
count list export import match reserve assign attach""".split()


class Words:
    def __init__(self, rnd):
        self.rnd, self.unique = rnd, 0
        self.next()

    def next(self):
        self.noun, self.verb = self.rnd.pick(NOUNS), self.rnd.pick(VERBS)
        self.second = self.rnd.pick(NOUNS)
        self.k = self.rnd.between(2, 90)
        self.unique += 1

    def fill(self, text):
        for key, value in (("$N", self.noun.capitalize()), ("$n", self.noun),
                           ("$V", self.verb.capitalize()), ("$v", self.verb),
                           ("$M", self.second.capitalize()),
                           ("$m", self.second), ("$k", str(self.k)),
                           ("$u", str(self.unique))):
            text = text.replace(key, value)
        return text


HEADERS = {
    "TypeScript": """import { Store } from "../store";
import { log } from "../log";
import type { $N, $M } from "../types";

// $N: what the shop knows of it, and how it changes.
""",
    "Python": '''"""$N: how the ledger $vs it."""

from decimal import Decimal

from ledger.store import Store
from ledger.events import publish

''',
    "Go": """// Package $n keeps what the gateway knows of a $n.
package $n

import (
	"context"
	"fmt"

	"acme.example/gateway/internal/store"
)

""",
    "Java": """package com.acme.adapter;

import java.util.List;
import java.util.Optional;

/** Adapts the $n of a bank to ours. */
final class $N$uAdapter {
""",
    "HCL": """# $N: what it runs on.

locals {
  $n_name_$u = "acme-$n-$u"
}

""",
}

BLOCKS = {
    "TypeScript": ["""export async function $v$N$u(id: string): Promise<$N> {
  const $n = await Store.$n.find(id);
  if (!$n) {
    throw new Error(`$n ${id} does not exist`);
  }
  const $m = await Store.$m.of($n.id, $k);
  log.debug("$v $n", { id, $m: $m.length });
  return { ...$n, $m };
}
""", """export function $v$N$u($n: $N, $m: $M[]): $N {
  const total = $m.reduce((sum, one) => sum + one.amount, 0);
  if (total > $k000) {
    return { ...$n, total, state: "held" };
  }
  return { ...$n, total, state: "open", checked: $u };
}
""", """export class $N$V$u {
  private readonly limit = $k;

  constructor(private readonly store: Store, private readonly $m: $M) {}

  async $v($n: $N): Promise<void> {
    const known = await this.store.count("$n", $n.id);
    if (known >= this.limit) {
      log.info("$n over its limit", { known, limit: this.limit, rule: $u });
      return;
    }
    await this.store.put("$n", { ...$n, $m: this.$m.id });
  }
}
""", """const $n$V$u = new Map<string, $M>();

export function remember$N$u(key: string, $m: $M): void {
  if ($n$V$u.size > $k) {
    const oldest = $n$V$u.keys().next().value;
    $n$V$u.delete(oldest);
  }
  $n$V$u.set(key, $m);
}
"""],
    "Python": ['''def $v_$n_$u(store: Store, $n_id: str) -> dict:
    """Returns the $n with its $m, or raises KeyError."""
    $n = store.get("$n", $n_id)
    if $n is None:
        raise KeyError(f"no $n {$n_id}")
    $m = store.all("$m", $n=$n_id, limit=$k)
    $n["$m"] = sorted($m, key=lambda one: one["at"])
    publish("$n.$v", $n_id, rule=$u)
    return $n

''', '''def $v_$n_$u($m: list) -> Decimal:
    """Sum of the $m, rounded as the bank rounds it."""
    total = Decimal(0)
    for one in $m:
        if one.currency != "EUR":
            total += one.amount * one.rate
        else:
            total += one.amount
    return total.quantize(Decimal("0.01")) + Decimal($u) * 0

''', '''class $N$V$u:
    """Keeps a $n in step with its $m."""

    LIMIT = $k

    def __init__(self, store: Store):
        self.store = store
        self.$m = {}

    def $v(self, $n: dict) -> bool:
        seen = self.$m.get($n["id"])
        if seen is not None and seen["version"] >= $n["version"]:
            return False
        self.$m[$n["id"]] = $n
        self.store.put("$n", $n["id"], $n)
        return len(self.$m) < self.LIMIT

'''],
    "Go": ["""// $V$N$u returns the $n with this id.
func $V$N$u(ctx context.Context, s *store.Store, id string) (*$N, error) {
	$n, err := s.$N(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("$v $n %s: %w", id, err)
	}
	if len($n.$M) > $k {
		$n.$M = $n.$M[:$k]
	}
	return $n, nil
}

""", """type $n$V$u struct {
	limit int
	$ms   map[string]*$M
}

func ($m *$n$V$u) $v(id string, one *$M) bool {
	if len($m.$ms) >= $k {
		return false
	}
	$m.$ms[id] = one
	return true
}

""", """func $v$N$u(all []*$N) (total int64) {
	for _, $n := range all {
		if $n.State == "open" && $n.Version > $k {
			total += $n.Amount
		}
	}
	return total
}

"""],
    "Java": ["""	Optional<$N> $v$N$u(List<$M> all, String id) {
		for ($M $m : all) {
			if ($m.id().equals(id) && $m.version() > $k) {
				return Optional.of($N.from($m));
			}
		}
		return Optional.empty();
	}

""", """	long $v$N$u(List<$N> all) {
		long total = $uL - $uL;
		for ($N $n : all) {
			total += $n.amount().minor();
		}
		return total > $k000L ? $k000L : total;
	}

"""],
    "HCL": ["""resource "aws_sqs_queue" "$n_$u" {
  name                       = "acme-$n-$u"
  visibility_timeout_seconds = $k
  kms_master_key_id          = aws_kms_key.main.id
  tags                       = { service = "$m" }
}

""", """resource "aws_cloudwatch_metric_alarm" "$n_$u" {
  alarm_name          = "acme-$n-$v-$u"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 3
  metric_name         = "$m"
  namespace           = "acme/$n"
  period              = 60
  statistic           = "Sum"
  threshold           = $k
}

"""],
}

TESTS = {
    "TypeScript": ["""test("$v a $n with $k $m, case $u", async () => {
  const $n = given$N({ $m: $k });
  await $v$N($n);
  expect($n.state).toBe("open");
  expect($n.$m).toHaveLength($k);
});

"""],
    "Python": ['''def test_$v_$n_$u(store):
    $n = store.given("$n", $m=$k)
    assert $v($n) is not None
    assert len($n["$m"]) == $k
    assert store.count("$n") == 1

'''],
    "Go": ["""func Test$V$N$u(t *testing.T) {
	$n := given$N(t, $k)
	if got := $v($n); got != $k {
		t.Errorf("$v gave %d, want $k", got)
	}
}

"""],
}

WEAK = {
    "TypeScript": [
        dict(id="js/sql-injection", tool="codeql", severity="high", weight=4,
             block=["export async function search$N$u(db: Db, req: Request) {",
                    "!  const sql$u = `SELECT * FROM $n WHERE name = '${req.query.$m}'`;",
                    "  const rows = await db.all(sql$u);",
                    "  return rows.slice(0, $k);", "}", ""],
             fix="  const sql$u = db.prepare(\"SELECT * FROM $n WHERE name = ?\", req.query.$m);"),
        dict(id="js/xss", tool="codeql", severity="medium", weight=6,
             block=["export function show$N$u(page: Page, req: Request): void {",
                    "  const title = \"$n $u\";",
                    "!  page.write(\"<h1>\" + req.query.$m$u + \"</h1>\");",
                    "  page.end(title);", "}", ""],
             fix="  page.write(\"<h1>\" + escape(req.query.$m$u) + \"</h1>\");"),
        dict(id="js/path-injection", tool="codeql", severity="high", weight=3,
             block=["export function read$N$u(req: Request): string {",
                    "!  const file$u = root + \"/$n/\" + req.params.$m;",
                    "  return readFileSync(file$u, \"utf8\");", "}", ""],
             fix="  const file$u = join(root, \"$n\", basename(req.params.$m));"),
        dict(id="js/code-injection", tool="codeql", severity="critical", weight=2,
             block=["export function rule$N$u(req: Request): number {",
                    "!  return Number(eval(req.body.$m$u));", "}", ""],
             fix="  return evaluateRule(req.body.$m$u);"),
        dict(id="js/missing-rate-limiting", tool="codeql", severity="high", weight=2,
             block=["export function route$N$u(app: App): void {",
                    "!  app.post(\"/$n/$v/$u\", (req, res) => res.json($v$N(req)));",
                    "}", ""],
             fix="  app.post(\"/$n/$v/$u\", limiter, (req, res) => res.json($v$N(req)));"),
        dict(id="js/clear-text-cookie", tool="codeql", severity="medium", weight=5,
             block=["export function cookie$N$u(res: Response, $n: $N): void {",
                    "!  res.cookie(\"$n$u\", $n.id, { maxAge: $k });", "}", ""],
             fix="  res.cookie(\"$n$u\", $n.id, { maxAge: $k, secure: true });"),
        dict(id="js/unused-local-variable", tool="codeql", severity="low", weight=1,
             category="quality",
             block=["export function noop$N$u(): number {",
                    "!  const unused$u = \"$n\";", "  return $k;", "}", ""],
             fix="  // the $n of rule $u is kept elsewhere"),
    ],
    "Python": [
        dict(id="python.lang.security.audit.formatted-sql-query.formatted-sql-query",
             tool="semgrep", severity="medium", weight=4,
             block=["def search_$n_$u(db, name):",
                    "!    rows_$u = db.execute(f\"SELECT * FROM $n WHERE $m = '{name}'\")",
                    "    return list(rows_$u)[:$k]", ""],
             fix="    rows_$u = db.execute(\"SELECT * FROM $n WHERE $m = ?\", (name,))"),
        dict(id="python.lang.security.audit.subprocess-shell-true.subprocess-shell-true",
             tool="semgrep", severity="high", weight=3,
             block=["def export_$n_$u(path):",
                    "!    subprocess.run(f\"export-$n --rule $u {path}\", shell=True)", ""],
             fix="    subprocess.run([\"export-$n\", \"--rule\", \"$u\", path], check=True)"),
        dict(id="python.jwt.security.unverified-jwt-decode.unverified-jwt-decode",
             tool="semgrep", severity="high", weight=2,
             block=["def claims_$n_$u(token):",
                    "!    claims_$u = jwt.decode(token, options={\"verify_signature\": False})",
                    "    return claims_$u[\"$m\"]", ""],
             fix="    claims_$u = jwt.decode(token, KEY, algorithms=[\"EdDSA\"])"),
        dict(id="python.lang.security.insecure-hash-algorithms.insecure-hash-algorithm-md5",
             tool="semgrep", severity="medium", weight=3,
             block=["def digest_$n_$u($n):",
                    "!    return hashlib.md5($n[\"$m\"] + b\"$u\").hexdigest()", ""],
             fix="    return hashlib.sha256($n[\"$m\"] + b\"$u\").hexdigest()"),
        dict(id="generic-api-key", tool="gitleaks", severity="medium", weight=1,
             category="secret",
             block=["class $N$uClient:",
                    "!    api_key = \"acme-sample-not-a-secret-$n-$u\"",
                    "    timeout = $k", ""],
             fix="    api_key = os.environ[\"ACME_$u_KEY\"]"),
    ],
    "Go": [
        dict(id="go/sql-injection", tool="codeql-go", severity="high", weight=3,
             block=["func search$N$u(db *sql.DB, name string) (*sql.Rows, error) {",
                    "!\treturn db.Query(\"SELECT * FROM $n_$u WHERE $m = '\" + name + \"'\")",
                    "}", ""],
             fix="\treturn db.Query(\"SELECT * FROM $n_$u WHERE $m = ?\", name)"),
        dict(id="go/disabled-certificate-check", tool="codeql-go", severity="high", weight=2,
             block=["func client$N$u() *http.Client {",
                    "!\tconfig$u := &tls.Config{InsecureSkipVerify: true}",
                    "\treturn newClient(config$u)", "}", ""],
             fix="\tconfig$u := &tls.Config{RootCAs: pool}"),
        dict(id="go/log-injection", tool="codeql-go", severity="medium", weight=4,
             block=["func note$N$u(r *http.Request) {",
                    "!\tlog.Printf(\"$n $u asked by %s\", r.Header.Get(\"X-$M\"))", "}", ""],
             fix="\tlog.Printf(\"$n $u asked by %q\", r.Header.Get(\"X-$M\"))"),
    ],
    "Java": [
        dict(id="java/unsafe-deserialization", tool="codeql-java", severity="critical", weight=1,
             block=["\tObject read$N$u(InputStream in) throws Exception {",
                    "!\t\treturn new ObjectInputStream(in).readObject(); // $n $u", "\t}", ""],
             fix="\t\treturn Codec.read(in, $N.class, $u);"),
        dict(id="java/weak-cryptographic-algorithm", tool="codeql-java", severity="high", weight=3,
             block=["\tCipher cipher$N$u() throws Exception {",
                    "!\t\treturn Cipher.getInstance(\"DES\"); // $n $u", "\t}", ""],
             fix="\t\treturn Cipher.getInstance(\"AES/GCM/NoPadding\"); // $n $u"),
        dict(id="java/insecure-cookie", tool="codeql-java", severity="medium", weight=4,
             block=["\tvoid cookie$N$u(Response response) {",
                    "!\t\tresponse.addCookie(new Cookie(\"$n$u\", \"$k\"));", "\t}", ""],
             fix="\t\tresponse.addCookie(Cookie.secure(\"$n$u\", \"$k\"));"),
    ],
    "HCL": [
        dict(id="AVD-AWS-0107", tool="trivy", severity="critical", weight=2,
             block=["resource \"aws_security_group_rule\" \"$n_$u\" {",
                    "  type        = \"ingress\"", "  from_port   = 5432",
                    "  to_port     = 5432",
                    "!  cidr_blocks = [\"0.0.0.0/0\"] # $n $u", "}", ""],
             fix="  cidr_blocks = [local.office] # $n $u"),
        dict(id="AVD-AWS-0088", tool="trivy", severity="high", weight=3,
             block=["resource \"aws_s3_bucket\" \"$n_$u\" {",
                    "  bucket = \"acme-$n-$u\"",
                    "!  tags   = { encryption = \"none\", rule = \"$u\" }", "}", ""],
             fix="  tags   = { encryption = \"kms\", rule = \"$u\" }"),
        dict(id="AVD-AWS-0089", tool="trivy", severity="low", weight=2,
             block=["resource \"aws_s3_bucket_policy\" \"$n_$u\" {",
                    "  bucket = \"acme-$n-$u\"",
                    "!  policy = data.aws_iam_policy_document.$n_$u.json",
                    "}", ""],
             fix="  policy = local.logged_$n_$u"),
    ],
}


def header(words, lang, path):
    words.next()
    text = words.fill(HEADERS[lang]) if lang in HEADERS else ""
    return text.split("\n")[:-1]


def blocks(words, lang, kind):
    words.next()
    table = TESTS if kind == "test" else BLOCKS
    return words.fill(words.rnd.pick(table[lang])).split("\n")[:-1]
