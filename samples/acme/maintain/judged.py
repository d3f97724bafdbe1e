#!/usr/bin/env python3
"""Prints the lines of JUDGED.md: each item of the checklist in each repository,
and each control, judged a second time from the plan of make-sample.py.

    judged.py plan.json DATA       DATA is the folder data/ of the program

Of the program it reads the tables that say what is asked (readiness.csv,
controls.csv, evidence.csv, scanner-reach.csv, cwe.csv, signs.csv), since they
are the question; the answer comes from the plan by the rules of docs/method.md,
"Readiness" and "Controls". Neither repository nor scan is read, and no code is
shared. Lines:

    item REPOSITORY status population exceptions unknown
    framework control result population exceptions unknown

A population is what the evidence counts: AI's commits, files that AI touched,
packages, statements; '-' where no evidence of a control counts records.
"""
import csv
import fnmatch
import os
import sys
from collections import defaultdict

import truth
from truth import DAY, FROM, TO, at, groups, is_ai, within

PERIOD = "2026-Q3"
START, END = FROM[PERIOD], TO[PERIOD]
SERVICE = {"storefront": "web-shop", "ledger": "ledger",
           "gateway": "payment-gateway"}
SCANNERS = {"storefront": ["codeql"], "ledger": ["semgrep", "gitleaks"],
            "gateway": ["codeql", "trivy"]}
RANK = {"critical": 1, "high": 2, "medium": 3, "low": 4, "info": 5}
# by hand: the weakness of each rule; those of Trivy name none
CWE = {"js/code-injection": 94, "js/path-injection": 22, "js/sql-injection": 89,
       "js/clear-text-cookie": 614, "js/xss": 79,
       "js/missing-rate-limiting": 770, "java/unsafe-deserialization": 502,
       "java/weak-cryptographic-algorithm": 327, "java/insecure-cookie": 614,
       "go/sql-injection": 89, "go/disabled-certificate-check": 295,
       "go/log-injection": 117,
       "python.jwt.security.unverified-jwt-decode.unverified-jwt-decode": 287,
       "python.lang.security.audit.subprocess-shell-true."
       "subprocess-shell-true": 78,
       "python.lang.security.audit.formatted-sql-query.formatted-sql-query": 89,
       "python.lang.security.insecure-hash-algorithms."
       "insecure-hash-algorithm-md5": 327}
# what it is of the gaps: by hand, as in truth.py
GAP = {rule: number for number, (_, rules) in enumerate(truth.GAPS, 1)
       for rule in rules or ()}
# evidence about weaknesses -> what scanners look for, number of the gap
TOPIC = {"finding.gap1_auth": ("authentication", 1),
         "finding.gap2_logging": ("logging", 2),
         "finding.gap3_infra": ("infrastructure", 3),
         "finding.gap4_data": ("data", 4),
         "finding.gap5_ai_output": ("AI output", 5),
         "finding.injection": ("injection", None),
         "finding.crypto": ("crypto", None),
         "finding.resilience": ("resilience", None)}
# weaknesses of those three, as far as rules of the sample have them
OWN = {"finding.injection": {94, 22, 89, 79, 502, 78},
       "finding.crypto": {327, 295}, "finding.resilience": {770}}
SHARE = {"review.validated_ai_commits": 0.9, "ai.trailer_conformance": 0.9,
         "scan.ai_change_coverage": 0.9, "obs.session_link_coverage": 0.5,
         "review.rubber_stamp": 0.75}
# nothing of it is no pass, as something has to be there
NEEDED = set(SHARE) | {"owner.repo_coverage", "evidence.completeness",
                       "data.exclusion_coverage", "deps.sbom_coverage",
                       "secrets.scan_coverage", "secrets.open",
                       "secrets.introduced_ai", "deps.vulnerable",
                       "training.untrained_committers"}


def table(folder, name):
    with open(os.path.join(folder, name), newline="") as f:
        return list(csv.DictReader(f))


class Judge:
    def __init__(self, plan, folder):
        self.plan, self.folder = plan, folder
        self.repos = sorted(plan.repos, key=lambda r: r["name"])
        self.items = table(folder, "readiness.csv")
        self.weaknesses = {int(r["cwe_id"]): r
                           for r in table(folder, "cwe.csv")}
        self.named = {int(c) for r in self.items
                      for c in filter(None, r["cwes"].split(";"))}
        self.reach = defaultdict(dict)
        for r in table(folder, "scanner-reach.csv"):
            self.reach[r["topic"]][r["scanner"]] = r["languages"]
        self.signs = defaultdict(list)
        for r in table(folder, "signs.csv"):
            if r["what"] == "file":
                self.signs[r["topic"]].append(r["pattern"])
        self.ai = [c for c in truth.commits_of(plan, PERIOD)
                   if not c["is_merge"] and is_ai(c)]
        self.pull_of = {}
        for repo in plan.repos:
            for pull in repo["pulls"]:
                for m in pull["marks"] or [pull["merge"]]:
                    self.pull_of[repo["name"], m] = pull
            self.files(repo)

    def files(self, repo):
        """Kind and language of each file, and how much of it AI wrote."""
        repo["kind"], repo["lang"] = {}, {}
        for c in repo["commits"]:
            for path, v in c["files"].items():
                if v:
                    repo["lang"][path], repo["kind"][path] = v[2], v[3]
        repo["touched"], repo["code"] = set(), {}
        for path, marks in repo["living"].items():
            n = sum(n for m, n in marks.items()
                    if is_ai(repo["by_mark"][int(m)]))
            if n:
                repo["touched"].add(path)
            if n and repo["kind"].get(path) in ("source", "infrastructure"):
                repo["code"][path] = n

    def is_sign(self, topic, path):
        return any(fnmatch.fnmatchcase("/" + path.lower(), p.lower())
                   for p in self.signs[topic])

    def of(self, repo):
        return [c for c in self.ai if c["repo"] == repo["name"]]

    # ------------------------------------------------- problems in code --

    def family(self, cwes, gap):
        """The weaknesses of an item and all below them that are of no other
        gap and that no item names; nothing below a pillar."""
        out, todo = set(cwes), list(cwes)
        while todo:
            top = todo.pop()
            if self.weaknesses.get(top, {}).get("abstraction") == "Pillar":
                continue
            for number, row in self.weaknesses.items():
                if str(top) in row["parents"].split(";") and \
                        number not in out and number not in self.named and \
                        (not row["gap"] or gap not in list("1234567")
                         or row["gap"] == gap):
                    out.add(number)
                    todo.append(number)
        return out

    def problems(self, repo, evidence, cwes, worst, touched):
        topic, gap = TOPIC[evidence]
        infra = topic == "infrastructure"
        # of those three an own list, of a gap what the catalogue says
        cwes = cwes or OWN.get(evidence)
        reported = {x["tool"].split("-")[0] for r in self.repos
                    for x in r["findings"] if cwes and CWE.get(x["rule"]) in cwes}
        here = SCANNERS[repo["name"]]
        looks = {s: "*" if s in reported and topic != "AI output" else
                 self.reach[topic][s] for s in here
                 if s in self.reach[topic] or
                 (s in reported and topic != "AI output")}
        failed, unknown = set(), set()
        for _, x in truth.counted(self.plan):
            if _ is not repo or not truth.is_open(x, END) or \
                    RANK[x["severity"]] > worst or \
                    (touched and x["path"] not in repo["touched"]):
                continue
            own, number = GAP.get(x["rule"]), CWE.get(x["rule"])
            if x["category"] == "secret":
                own = 7
            if touched and infra and x["kind"] == "infrastructure":
                failed.add(x["path"])
            elif cwes is None:
                if own == gap:
                    failed.add(x["path"])
            elif topic == "AI output":
                continue        # no message of the sample names a model
            elif number in cwes:
                failed.add(x["path"])
            elif number is None and own == gap and gap:
                unknown.add(x["path"])
        unknown -= failed
        code = [p for p in repo["code"]
                if not infra or repo["kind"][p] == "infrastructure"]
        some = any(not infra or repo["kind"].get(p) == "infrastructure"
                   for p in repo["living"] if repo["kind"].get(p) in
                   ("source", "infrastructure"))
        more = 0
        if not looks and (not touched or some):
            more += 1       # nobody looked
        if touched and not infra and looks:
            seen = {x["lang"] for x in repo["findings"]}
            total = sum(repo["code"].values())
            for lang, part in groups(repo["code"], repo["lang"].get):
                if lang and sum(repo["code"][p] for p in part) * 10 >= total \
                        and not any(l == "*" or lang in l.split(";") or
                                    (l == "seen" and lang in seen)
                                    for l in looks.values()):
                    more += 1
        if touched and not code and any(
                repo["by_mark"][int(m)]["origin"] == "unknown"
                for p, marks in repo["living"].items()
                if repo["kind"].get(p) in ("source", "infrastructure")
                and (not infra or repo["kind"][p] == "infrastructure")
                for m in marks):
            more += 1       # of some lines nobody knows
        well = len(set(code) - failed - unknown) if touched and looks else 0
        if not touched and looks:
            well = 1
        return well, len(failed), len(unknown) + more

    # ------------------------------------------------------- statements --

    def stated(self, repo, item):
        best = None
        for i, scope, answer, date, until, *_ in self.plan.raw["stated"]:
            place = [repo["name"], SERVICE[repo["name"]], ""]
            if i == item and scope in place:
                ends = at(until) + DAY if until else at(date) + 366 * DAY
                key = (-place.index(scope), date)
                if not best or key > best[0]:
                    best = key, answer, ends
        if not best or best[2] < END:
            return 0, 0, 1
        good = str(best[1]) in ("yes", "2", "3")
        return int(good), int(not good), 0

    # ---------------------------------------------- records of the plan --

    def reviewed(self, commits):
        """Approved by another person, not, nobody knows."""
        unknown = sum(c["validated"] == "unknown" for c in commits)
        good = sum(c["validated"] == "other" for c in commits)
        return good, len(commits) - good - unknown, unknown

    def approvers(self, c):
        pull = self.pull_of.get((c["repo"], c["mark"]))
        return {who for who, verdict, *_ in (pull or {}).get("reviews", [])
                if verdict == "APPROVED" and who not in (truth.BOT,
                                                         c["person"])}

    def packages(self, repo):
        return [p for p in truth.packages_of(repo)
                if p["commit"]["when"] < END and p["to"] is None]

    def secrets(self, repo, only_ai):
        now = [x for r, x in truth.counted(self.plan) if r is repo
               and x["category"] == "secret" and truth.is_open(x, END)]
        states = {}
        for x in now:
            state = "unknown" if only_ai and x["origin"] == "unknown" \
                else "failed"
            if only_ai and x["origin"] not in ("ai", "mixed", "unknown"):
                continue
            if states.get(x["path"]) != "failed":
                states[x["path"]] = state
        looked = "gitleaks" in SCANNERS[repo["name"]]
        return (int(looked), sum(s == "failed" for s in states.values()),
                sum(s == "unknown" for s in states.values()) + (not looked))

    def trained(self):
        held = {t["person"]: t for t in self.plan.raw["training"]
                if t["status"] == "completed"}
        people = {c["person"] for c in self.ai if c["person"]}
        for c in self.ai:
            if c["validated"] == "other":
                people |= self.deciders(c)
        good = [p for p in people if p in held and
                at(held[p]["completed"]) < END <= at(held[p]["valid"])]
        return len(good), len(people) - len(good), 0

    def deciders(self, c):
        """Whose approval it rests on: the last word of each, before the
        merge, of what was merged; of several the first by time."""
        pull = self.pull_of[c["repo"], c["mark"]]
        hands = {c["person"]} | set(pull["hands"])
        last = {}
        for who, verdict, when, of_head in pull["reviews"]:
            if verdict != "COMMENTED":
                last[who] = verdict, when, of_head
        good = sorted((when, who) for who, (v, when, head) in last.items()
                      if v == "APPROVED" and who != truth.BOT
                      and who not in hands and head and when <= pull["merged"])
        return {who for _, who in good}

    def records(self, repo, evidence):
        """As they should be, not, nobody knows."""
        ai, name = self.of(repo), repo["name"]
        count = lambda hits, items: (sum(map(bool, hits)), len(items) - sum(
            map(bool, hits)), 0)
        if evidence == "review.validated_ai_commits":
            return self.reviewed(ai)
        if evidence == "review.agent_approved":
            unknown = sum(c["validated"] == "unknown" for c in ai)
            bad = sum(c["validated"] == "agent" for c in ai)
            return len(ai) - bad - unknown, bad, unknown
        if evidence == "review.sensitive_paths_dual":
            part = [c for c in ai if any(
                self.is_sign("sensitive", p) and v and v[3] in
                ("source", "infrastructure") for p, v in c["files"].items())]
            unknown = [c for c in part if c["validated"] == "unknown"]
            good = [c for c in part if c not in unknown
                    and len(self.approvers(c)) >= 2]
            return len(good), len(part) - len(good) - len(unknown), len(unknown)
        if evidence == "review.rubber_stamp":
            return self.stamps(repo)
        if evidence == "iac.ai_changes_unreviewed":
            return self.kinds(repo, lambda p, v: v[3] == "infrastructure")
        if evidence == "ci.workflow_ai_changes_unreviewed":
            return self.kinds(repo, lambda p, v: self.is_sign("pipeline", p))
        if evidence == "training.untrained_committers":
            return self.trained()
        if evidence == "scan.ai_change_coverage":
            seen = max(repo["by_mark"][s["mark"]]["when"]
                       for s in repo["scans"] if s["when"] < END)
            return count([c["when"] <= seen for c in ai], ai)
        if evidence == "ai.trailer_conformance":
            return count([c["tools"] for c in ai], ai)
        if evidence == "obs.session_link_coverage":
            return 0, 0, len(ai)    # no record of a session is there at all
        if evidence == "ai.agent_unregistered":
            agents = {t for c in ai for t in c["tools"]
                      if t == "copilot-agent" and c["basis"] != "corrected"}
            return len(agents), 0, 0    # in the register all the while
        if evidence == "ai.unsanctioned_tools":
            use = groups([(t, c) for c in ai for t in c["tools"]],
                         lambda u: u[0])
            return count([all(c["author_when"] >= truth.REGISTERED.get(
                t, truth.NEVER) for _, c in part) for t, part in use], use)
        if evidence == "evidence.unmapped_identities":
            return len({c["person"] for c in self.ai if c["person"]}), 0, 0
        if evidence == "evidence.completeness":
            return 8, 0, 0          # each kind of source is there
        if evidence == "owner.repo_coverage":
            return 1, 0, 0          # all have a file of owners
        if evidence == "data.exclusion_coverage":
            kept = any(self.is_sign("exclusion", p) for p in repo["living"])
            return int(kept), int(not kept), 0
        if evidence == "policy.exceptions_open":
            return 0, 0, 0
        if evidence == "secrets.open":
            return self.secrets(repo, False)
        if evidence == "secrets.introduced_ai":
            return self.secrets(repo, True)
        if evidence == "secrets.scan_coverage":
            return count(["gitleaks" in SCANNERS[name]], [name])
        if evidence == "secrets.in_agent_files":
            files = [p for p in repo["living"]
                     if p in ("CLAUDE.md", ".mcp.json", "AGENTS.md")]
            return len(files), 0, 0
        if evidence == "deps.vulnerable":
            return 0, 0, 1          # no scanner of the sample looks at any
        if evidence == "deps.sbom_coverage":
            there = any(self.is_sign("sbom", p) for p in repo["living"])
            return int(there), 0, int(not there)
        if evidence.startswith("mcp."):
            approved = {"api.githubcopilot.com/mcp",
                        "@modelcontextprotocol/server-filesystem"}
            if evidence == "mcp.unapproved_servers":
                return count([s["identity"] in approved
                              for s in repo["servers"]], repo["servers"])
            part = [s for s in repo["servers"] if s["pinned"]]
            return count([s["pinned"] == "yes" for s in part], part)
        return self.of_packages(repo, evidence)

    def of_packages(self, repo, evidence):
        alive = self.packages(repo)
        ai = [p for p in alive if is_ai(p["commit"])]
        if evidence == "deps.ai_introduced":
            return len(ai), 0, 0
        if evidence == "deps.ai_introduced_unreviewed":
            return self.reviewed([p["commit"] for p in ai])
        if evidence == "deps.ai_introduced_unowned":
            bare = [p for p in ai if all(
                any(("/" + m).startswith(u) for u in repo["unowned"])
                for m in p["asked"])]
            return len(ai) - len(bare), len(bare), 0
        go = [p for p in ai if p["ecosystem"] == "golang"]
        if evidence == "deps.ai_unresolvable":
            bad = [p for p in ai if p not in go and not p["locked"]]
            return len(ai) - len(bad) - len(go), len(bad), len(go)
        assert evidence == "deps.unpinned", evidence
        bad = [p for p in alive if not p["locked"]
               and not all(map(truth.exact, p["asked"].values()))]
        return len(alive) - len(bad), len(bad), 0

    def kinds(self, repo, fits):
        does = lambda c: any(v and fits(p, v) for p, v in c["files"].items())
        part = [c for c in self.of(repo) if does(c)]
        good, bad, unknown = self.reviewed(part)
        if not part and any(
                c["origin"] == "unknown" and not c["is_merge"] and does(c)
                and within(c["when"], PERIOD) for c in repo["commits"]):
            unknown += 1
        return good, bad, unknown

    def stamps(self, repo):
        """Large requests with AI's work that somebody else approved: not
        faster than 500 lines an hour."""
        good = bad = 0
        for pull in repo["pulls"]:
            own = [repo["by_mark"][m] for m in pull["marks"]
                   or [pull["merge"]]]
            size = sum(v[0] for c in own for v in c["files"].values() if v)
            mine = [c for c in own if c["validated"] == "other"]
            if size < 200 or not any(map(is_ai, mine)) or \
                    not START <= pull["merged"] < END:
                continue
            times = [when for c in mine for who, v, when, head
                     in pull["reviews"] if v == "APPROVED"
                     and who in self.deciders(c)]
            fast = (min(times) - pull["created"]) * 500 < size * 3600
            good, bad = good + (not fast), bad + fast
        return good, bad, 0

    # ------------------------------------------------------- the verdicts --

    def ask(self, repo, evidence, cwes=None, worst=2, touched=True):
        if evidence in TOPIC:
            return self.problems(repo, evidence, cwes, worst, touched)
        if evidence == "attest.vendor_baa":
            return 0, 0, 0      # no class of data names health data
        if evidence.startswith(("attest.", "obs.")) and \
                evidence != "obs.session_link_coverage" or \
                evidence in ("incident.reconstructable",
                             "policy.version_current"):
            return self.stated(repo, evidence)
        return self.records(repo, evidence)

    @staticmethod
    def decide(evidence, good, bad, unknown):
        total = good + bad + unknown
        asked = SHARE.get(evidence, 1) * total - 1e-9
        if not total:
            return "not_assessed" if evidence in NEEDED or (
                evidence.startswith(("attest.", "obs."))
                and evidence != "attest.vendor_baa") else "pass"
        if good >= asked:
            return "pass"
        return "fail" if good + unknown < asked else "not_assessed"

    def item(self, row, repo):
        order = ["pass", "not_assessed", "fail"]
        status, sums = "pass", [0, 0, 0]
        cwes = [int(c) for c in filter(None, row["cwes"].split(";"))]
        wish = self.family(cwes, row["gap"]) if cwes else None
        for evidence in row["evidence"].split(";"):
            if evidence == "deps.licence_unknown":
                status = "not_assessed"     # nothing tells
                continue
            got = self.ask(repo, evidence, wish if evidence in TOPIC else None,
                           RANK[row["worst"]], row["scope"] == "touched")
            sums = [a + b for a, b in zip(sums, got)]
            status = max(status, self.decide(evidence, *got), key=order.index)
        return status, sum(sums), sums[1], sums[2]

    def readiness(self):
        self.answers = {}
        for row in self.items:
            for repo in self.repos:
                if row["evidence"] != "gate.internal":
                    self.answers[row["item"], repo["name"]] = \
                        self.item(row, repo)
        own = [r["item"] for r in self.items if r["own_rule"] == "yes"]
        for repo in self.repos:     # no item is waived
            got = [self.answers[i, repo["name"]][0] for i in own]
            status = "fail" if "fail" in got else "not_assessed" \
                if "not_assessed" in got else "pass"
            self.answers["RD-Q41", repo["name"]] = (
                status, len(own), got.count("fail"), got.count("not_assessed"))
        for row in self.items:
            for repo in self.repos:
                print(row["item"], repo["name"],
                      *self.answers[row["item"], repo["name"]])
        self.verdicts = {}
        for repo in self.repos:
            status = {r["item"]: self.answers[r["item"], repo["name"]][0]
                      for r in self.items}
            failed = {r["severity"] for r in self.items
                      if status[r["item"]] == "fail"}
            # critical ones that could be asked: all, but none without a test
            open_ = any(status[r["item"]] == "not_assessed"
                        and r["severity"] == "critical" for r in self.items)
            self.verdicts[repo["name"]] = "fail" if "critical" in failed else \
                "unknown" if open_ else "conditional" if "high" in failed \
                else "pass"
            print("verdict", repo["name"], self.verdicts[repo["name"]])

    # --------------------------------------------------------- controls --

    def measured(self):
        """What measures say that are no checks: met, not, shown or open, and
        the records of a share with those that are not as they should be.
        Figures are those of truth.py where it has them."""
        figures = {}
        for text in truth.OUT:
            name, group, period, rest = text.split("  ")
            if group == "-" and period == PERIOD:
                figures[name] = dict(p.split("=") for p in rest.split())
        share = lambda name: (int(figures[name]["n"]),
                              int(figures[name]["hit"]))
        out = {}
        for name in ("ai.attribution_coverage", "ai.commit_share",
                     "change.revert_rate_ai", "change.signed_commits_ai",
                     "change.ticket_link", "change.traceability",
                     "incident.ai_related"):
            out[name] = "shown", share(name)[0], 0
        for name in ("ai.autonomous_commits", "review.self_approved"):
            n, hit = share(name)
            out[name] = "not" if hit else "met", n, hit
        for name in ("ai.agent_identities", "ai.models_inventory",
                     "ai.models_new", "ai.tools_inventory", "ai.tools_new",
                     "evidence.method_version", "evidence.shared_identities",
                     "evidence.sources", "finding.density_ai",
                     "finding.density_baseline", "finding.density_ratio",
                     "finding.mttr", "finding.open_by_severity",
                     "finding.suppressed", "iac.ai_changes",
                     "iac.policy_failures", "mcp.servers", "scan.recency",
                     "scan.tools", "secrets.age", "training.coverage_roles",
                     "training.records"):
            out[name] = "shown", None, 0
        # limits that the committee agreed: all repositories, 85% of people
        n, hit = share("training.current")
        out["training.current"] = ("met" if hit >= 0.85 * n else "not", n,
                                   n - hit)
        out["scan.coverage"] = "met", 3, 0
        # rule: none may be
        out["finding.sla_breaches"] = "not", None, 0
        out["finding.open_critical"] = "not", None, 0
        assert int(figures["finding.sla_breaches"]["n"]) > 0
        assert int(figures["finding.open_critical"]["n"]) > 0
        # its interval holds the agreed limit of 1.25
        low, high = (float(figures["finding.density_ratio"][k])
                     for k in ("low", "high"))
        assert low < 1.25 < high
        out["finding.density_ratio"] = "open", None, 0
        out["training.overdue"] = "not", None, 0    # one person is
        out["ai.tools_retired_in_use"] = "not", None, 0     # Codex
        out["finding.repeat_cwe"] = self.repeated()
        out["gate.blockers"] = "not", None, 0
        passed = [v in ("pass", "conditional") for v in self.verdicts.values()
                  if v != "unknown"]
        out["gate.passed"] = "met" if all(passed) else "not", len(passed), \
            passed.count(False)
        # rule: each must be
        tools = {t for c in self.ai for t in c["tools"]}
        owned = tools & {"claude-code", "copilot-agent", "cursor"}
        out["ai.tools_owned"] = "not", len(tools), len(tools - owned)
        files = {(r["name"], p) for r in self.repos for c in self.of(r)
                 for p in c["files"] if p in r["living"]}
        bare = {(r["name"], p) for r in self.repos for p in r["living"]
                if any(("/" + p).startswith(u) for u in r["unowned"])}
        out["review.codeowners_coverage"] = (
            "not" if files & bare else "met", len(files), len(files & bare))
        out["ai.config_files_unreviewed"] = self.config_files()
        for name in ("change.test_evidence",):
            out[name] = "open", None, 0     # no results of tests are there
        return out

    def repeated(self):
        """Weaknesses of a repository that had none open, had had some, and
        have one again in the quarter."""
        for repo in self.repos:
            for _, part in groups([x for x in repo["findings"]
                                   if x.get("first") and CWE.get(x["rule"])],
                                  lambda x: CWE[x["rule"]]):
                for x in part:
                    before = [y for y in part if y["first"] < x["first"]]
                    if within(x["first"], PERIOD) and any(
                            y["fixed"] and y["fixed"] <= x["first"]
                            for y in before) and all(
                                truth.ends(y) < x["first"] for y in before):
                        return "not", None, 0
        return "met", None, 0

    def config_files(self):
        known = bad = 0
        for repo in self.repos:
            for c in repo["commits"]:
                if within(c["when"], PERIOD) and not c["is_merge"] and \
                        c["validated"] != "unknown":
                    n = sum(p in ("CLAUDE.md", ".mcp.json", "AGENTS.md")
                            for p in c["files"])
                    known += n
                    bad += n * (c["validated"] != "other")
        if not known:
            return "open", 0, 0
        return "not" if bad else "met", known, bad

    def evidence(self, name, measured, rules):
        """State, whether it is a statement, its strength, and records."""
        statement = name.startswith("attest.") or name in truth.CAPABILITIES \
            or name == "policy.version_current"
        if name in measured:
            state, n, bad = measured[name]
            strength = rules.get(name, {}).get("strength") or "indirect"
            return state, False, strength, n, bad, 0
        if name in UNTESTED:
            return "open", statement, "", None, 0, 0
        repos = self.repos[:1] if name in OF_ALL else self.repos
        sums = [sum(v) for v in zip(*(self.ask(r, name) for r in repos))]
        good, bad, unknown = sums
        total = sum(sums)
        asked = SHARE.get(name, 1) * total - 1e-9
        if not total:
            state = "open"
        elif good >= asked:
            state = "met"
        elif good + unknown < asked:
            state = "part" if statement and good else "not"
        else:
            state = "part" if statement and good else "open"
        strength = "design" if statement else STRENGTH.get(
            name, "indirect" if name in TOPIC else "operation")
        return state, statement, strength, total, bad, unknown

    def controls(self):
        rules = {r["evidence"]: r for r in table(self.folder, "evidence.csv")}
        measured = self.measured()
        known = {}
        for row in table(self.folder, "controls.csv"):
            parts = []
            for name in filter(None, row["evidence"].split(";")):
                if name not in known:
                    known[name] = self.evidence(name.strip(), measured, rules)
                parts.append(known[name])
            states = [p[0] for p in parts]
            direct = any(p[0] == "met" and not p[1] and p[2] != "indirect"
                         for p in parts)
            if all(s == "open" for s in states):
                word = "not_assessed"
            elif all(p[0] == "met" and p[1] for p in parts):
                word = "attested"
            elif all(s in ("met", "shown") for s in states) and direct:
                word = "met"
            elif not {"met", "shown", "part"} & set(states):
                word = "not_met"
            else:
                word = "partly_met"
            counted = [p for p in parts if p[3] is not None]
            sums = [sum(p[i] for p in counted) for i in (3, 4, 5)] \
                if counted else ["-"] * 3
            print(row["framework"], row["control"].replace(" ", "_"), word,
                  *sums)


STRENGTH = {"deps.vulnerable": "indirect", "ai.trailer_conformance": "indirect",
            "owner.repo_coverage": "design",
            "data.exclusion_coverage": "design", "deps.sbom_coverage": "design",
            "policy.exceptions_open": "design"}
# people, exceptions and kinds of sources are of the organisation: they count in
# each repository, and once in all
OF_ALL = {"evidence.completeness", "evidence.unmapped_identities",
          "policy.exceptions_open", "training.untrained_committers"}
# figures that nothing is measured for
UNTESTED = {"deps.licence_unknown", "evidence.control_map",
            "evidence.distribution", "evidence.manifest_ok", "evidence.oscal",
            "evidence.package_id", "evidence.retention_until",
            "evidence.signature", "finding.untriaged", "gate.overrides",
            "policy.acknowledged", "trend.ai_share_delta",
            "trend.period_delta"}


def main():
    plan = truth.Plan(sys.argv[1])
    sys.stdout, out = open(os.devnull, "w"), sys.stdout
    truth.figures(plan)
    sys.stdout = out
    judge = Judge(plan, sys.argv[2])
    judge.readiness()
    judge.controls()


if __name__ == "__main__":
    main()
