#!/usr/bin/env python3
"""Prints the figures of TRUTH.md from the plan of make-sample.py alone.

It reads no repository and no scan, and shares no code with assay: intervals,
ratios and survival are computed here anew, from the formulas' sources. Each
figure is one line:

    MEASURE  GROUP  PERIOD  name=value ...

where GROUP is key=value,key=value or "-" for the whole. Numbers are given to
nine digits; the test allows a difference of one in the seventh.
"""
import json
import math
import sys
from collections import defaultdict
from datetime import datetime, timezone

from truth_tools import tool_measures

UTC = timezone.utc
DAY = 86400
Z = 1.959963984540054
PERIODS = ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
EDGES = ["2025-10-01", "2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"]


def at(text):
    return int(datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
               .timestamp())


FROM = {p: at(EDGES[i]) for i, p in enumerate(PERIODS)}
TO = {p: at(EDGES[i + 1]) for i, p in enumerate(PERIODS)}


# ------------------------------------------------------------ statistics --

def wilson(hit, n):
    """Wilson 1927."""
    p, z2 = hit / n, Z * Z
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, centre - half) if hit else 0.0, \
        min(1.0, centre + half) if hit < n else 1.0


def poisson_below(k, mean):
    """P(X <= k)."""
    term = total = math.exp(-mean)
    for i in range(1, k + 1):
        term *= mean / i
        total += term
    return total


def bisect(f, low, high):
    for _ in range(200):
        mid = (low + high) / 2
        if f(mid) > 0:
            low = mid
        else:
            high = mid
    return (low + high) / 2


def count_interval(o):
    """Garwood 1936 below 10, Byar's approximation from 10 on."""
    if o >= 10:
        low = o * (1 - 1 / (9 * o) - Z / (3 * math.sqrt(o))) ** 3
        p = o + 1
        return low, p * (1 - 1 / (9 * p) + Z / (3 * math.sqrt(p))) ** 3
    low = 0.0 if o == 0 else bisect(
        lambda m: 0.025 - (1 - poisson_below(o - 1, m)), 0, 100)
    return low, bisect(lambda m: poisson_below(o, m) - 0.025, 0, 100)


def binomial(n, k, p):
    if p <= 0 or p >= 1:
        return float(k == (0 if p <= 0 else n))
    return math.exp(math.lgamma(n + 1) - math.lgamma(k + 1)
                    - math.lgamma(n - k + 1) + k * math.log(p)
                    + (n - k) * math.log(1 - p))


def midp_ratio(a, t1, b, t0):
    """Ratio of two rates with its mid-P interval (Berry & Armitage 1995)."""
    n = a + b

    def tail(p, upper):     # with half of the point's own probability
        ks = range(a + 1, n + 1) if upper else range(0, a)
        return sum(binomial(n, k, p) for k in ks) + binomial(n, a, p) / 2

    low = 0.0 if a == 0 else bisect(lambda p: 0.025 - tail(p, True), 0, 1)
    high = 1.0 if b == 0 else bisect(lambda p: tail(p, False) - 0.025, 0, 1)
    ratio = lambda p: p / (1 - p) * t0 / t1
    return (a / t1) / (b / t0), ratio(low), ratio(high)


def mantel_haenszel(strata):
    """Pooled ratio of rates (Greenland & Robins 1985). A stratum: events and
    exposure of both sides, and by how much its counts vary more than single
    events do, as copies of one mistake come together. What the strata spread
    beyond that (Pearson's statistic, over its degrees of freedom) widens the
    interval by its root."""
    strata = [s for s in strata if s[1] and s[3]]
    top = bottom = var = 0.0
    for a, t1, b, t0, more in strata:
        t = t1 + t0
        top += a * t0 / t
        bottom += b * t1 / t
        var += more * (a + b) * t1 * t0 / (t * t)
    if not top or not bottom:
        return None, None, None     # no stratum has both sides
    ratio = top / bottom
    told = [s for s in strata if s[0] + s[2]]
    pearson = 0.0
    for a, t1, b, t0, more in told:
        p = ratio * t1 / (ratio * t1 + t0)
        n = a + b
        pearson += (a - n * p) ** 2 / (n * p * (1 - p) * more)
    spread = max(1.0, pearson / (len(told) - 1)) if len(told) > 1 else 1.0
    se = math.sqrt(var / (top * bottom) * spread)
    return ratio, ratio * math.exp(-Z * se), ratio * math.exp(Z * se)


def heterogeneity(strata, pooled):
    """Cochran's Q over the strata that have events on both sides."""
    both = [r for r in strata if r[0] and r[2] and r[1] and r[3]]
    q = sum((math.log((a / t1) / (b / t0)) - math.log(pooled)) ** 2
            / (1 / a + 1 / b) for a, t1, b, t0, _ in both)
    return q, len(both) - 1


def newcombe(hit, n, hit0, n0):
    """Difference of shares (Newcombe 1998, method 10)."""
    p, p0 = hit / n, hit0 / n0
    (low, high), (low0, high0) = wilson(hit, n), wilson(hit0, n0)
    d = p - p0
    return (d, d - math.hypot(p - low, high0 - p0),
            d + math.hypot(high - p, p0 - low0))


def clustered(pairs):
    """Share by lines; its interval from the variance between commits."""
    pairs = [p for p in pairs if p[1]]
    k, x = len(pairs), sum(n for _, n in pairs)
    r = sum(y for y, _ in pairs) / x
    if r in (0, 1):
        return None, None
    rest = sum((y - r * n) ** 2 for y, n in pairs)
    half = Z * math.sqrt(rest * k / (k - 1)) / x
    return max(0.0, r - half), min(1.0, r + half)


def kaplan_meier(rows):
    """Median with log-log limits; rows are (enter, leave, closed), in days."""
    times = sorted({leave for _, leave, closed in rows if closed})
    s, green, steps = 1.0, 0.0, []
    for t in times:
        d = sum(1 for _, leave, closed in rows if closed and leave == t)
        n = sum(1 for enter, leave, _ in rows if enter < t <= leave)
        s *= 1 - d / n
        green = green + d / (n * (n - d)) if n > d else float("inf")
        if 0 < s < 1:
            half = Z * math.sqrt(green) / abs(math.log(s))
            low, high = s ** math.exp(half), s ** math.exp(-half)
        else:
            low = high = s
        steps.append((t, s, low, high))

    def first(i):
        return next((step[0] for step in steps if step[i] <= 0.5), None)
    return first(1), first(2), first(3)


# -------------------------------------------------------------- the plan --

class Plan:
    def __init__(self, path):
        with open(path) as f:
            self.raw = json.load(f)
        self.repos = self.raw["repositories"]
        self.commits = []
        for repo in self.repos:
            by_mark = {c["mark"]: c for c in repo["commits"]}
            repo["by_mark"] = by_mark
            for c in repo["commits"]:
                c["is_merge"] = len(c["parents"]) > 1
                c["tools"] = [c["tool"]] if c["tool"] else []
                if c["squash"]:
                    c["tools"] = ["claude-code", "cursor"]
                self.commits.append(c)
            for x in repo["findings"]:
                born = by_mark[x["commit"]]
                x["origin"], x["born_mark"] = born["origin"], x["commit"]
                self.seen(repo, x)
            for x in repo["secrets"]:   # assay's own, from its commit on
                repo["findings"].append(dict(
                    x, id=0, tool="assay", category="secret", lang=None,
                    kind="other", origin=by_mark[x["mark"]]["origin"],
                    born_mark=x["mark"], first=x["since"], fixed=None,
                    suppressed_at=None))

    @staticmethod
    def seen(repo, x):
        """First sighting and first scan of the same kind without it."""
        x["first"] = x["fixed"] = x["last"] = None
        x["suppressed_at"] = None
        for scan in repo["scans"]:
            failed = x["tool"] == "codeql-java" and \
                scan["when"] == at("2026-05-28") + 3 * 3600
            if failed:
                continue
            here = any(s["id"] == x["id"] for s in scan["seen"])
            if here and x["first"] is None:
                x["first"] = scan["when"]
            if here:
                x["last"] = scan["when"]
                if x["suppressed"] and x["suppressed"] <= scan["when"]:
                    x["suppressed_at"] = x["suppressed_at"] or scan["when"]
            elif x["first"] is not None and x["fixed"] is None:
                x["fixed"] = scan["when"]

    def findings(self):
        for repo in self.repos:
            for x in repo["findings"]:
                if x["first"] is not None:
                    yield repo, x


def within(when, period):
    return FROM[period] <= when < TO[period]


NEVER = 1 << 62
OUT = []


def line(measure, group, period, **figures):
    text = []
    for name, value in figures.items():
        if value is None:
            continue
        if isinstance(value, float):
            value = "%.9g" % value
        text.append("%s=%s" % (name, value))
    OUT.append("%s  %s  %s  %s" % (measure, group or "-", period,
                                   " ".join(text)))


def share(measure, group, period, hit, n, interval=True):
    figures = dict(hit=hit, n=n)
    if n:
        figures["value"] = hit / n
        if interval:
            figures["low"], figures["high"] = wilson(hit, n)
    line(measure, group, period, **figures)


# ---------------------------------------------------------- the measures --

def git_facts(plan):
    for repo in plan.repos:
        added = sum(v[0] + sum(v[4:]) for c in repo["commits"]
                    if not c["is_merge"] for v in c["files"].values() if v)
        deleted = sum(v[1] for c in repo["commits"] if not c["is_merge"]
                      for v in c["files"].values() if v)
        results = sum(f["results"] for f in plan.raw["files"]
                      if f["repo"] == repo["name"])
        group = "repository=" + repo["name"]
        line("git.commits", group, "all", n=len(repo["commits"]))
        line("git.lines_added", group, "all", n=added)
        line("git.lines_deleted", group, "all", n=deleted)
        line("sarif.results", group, "all", n=results)
        for tool in ("claude-code", "copilot-agent", "cursor", "codex",
                     "aider"):
            n = sum(1 for c in repo["commits"] if tool in c["tools"]
                    and c["basis"] != "corrected")
            line("git.signed_" + tool.split("-")[0], group, "all", n=n)


def lines_of(c):
    return sum(v[0] for v in c["files"].values() if v)


def groups(items, key):
    out = defaultdict(list)
    for item in items:
        out[key(item)].append(item)
    return sorted(out.items())


def commits_of(plan, period):
    return [c for c in plan.commits if within(c["when"], period)]


def is_ai(c):
    return c["origin"] in ("ai", "mixed")


def approved(c):
    """Every tool and every recorded model, on the day it was written; of a
    correction the tool that it names."""
    day = c["author_when"]
    tools = {"claude-code": at("2025-10-01"), "copilot-agent": at("2025-10-01"),
             "cursor": at("2026-01-01")}
    models = {"claude-sonnet-4-5", "claude-opus-4-6"}
    return all(t in tools and day >= tools[t] for t in c["tools"]) and \
        (not c["model"] or c["model"] in models)


def each_group(items, **keys):
    """The whole, then the items by each key; teams that are known only."""
    yield "-", items
    for name, key in keys.items():
        for value, part in groups(items, key):
            if value:
                yield "%s=%s" % (name, value), part


def repo_of(c):
    return c["repo"]


def team_of(c):
    # Fraud has three people: no cell, and none for the next smallest team
    # either, lest a subtraction tell
    return "" if c["team"] in ("Fraud", "Gateway") else c["team"]


def stated(c):
    return is_ai(c) or c["origin"] == "bot" or \
        c["basis"] in ("stated", "corrected")


def ai_measures(plan):
    for period in PERIODS:
        commits = commits_of(plan, period)
        for group, part in each_group(commits, repository=repo_of,
                                      team=team_of):
            share("ai.commit_share", group, period,
                  sum(map(is_ai, part)), len(part))
        for team in ("Fraud", "Gateway"):
            line("ai.commit_share", "team=" + team, period, suppressed="true")
        for group, part in each_group(commits, repository=repo_of):
            share("ai.attribution_coverage", group, period,
                  sum(map(stated, part)), len(part))
        ai = [c for c in commits if is_ai(c)]
        for group, part in each_group(ai, repository=repo_of):
            share("ai.approved_use", group, period,
                  sum(map(approved, part)), len(part))
        for team in ("Fraud", "Gateway", "Ledger", "Web"):
            part = [c for c in ai if c["team"] == team]
            # who did what nobody approved: no cell for fewer than five people
            if team in ("Fraud", "Gateway") or \
                    len({c["person"] for c in part}) < 5:
                line("ai.approved_use", "team=" + team, period,
                     suppressed="true")
            else:
                share("ai.approved_use", "team=" + team, period,
                      sum(map(approved, part)), len(part))
        changes = [c for c in commits if not c["is_merge"]]
        for group, part in each_group(changes, repository=repo_of):
            n = sum(map(lines_of, part))
            low, high = clustered([(lines_of(c) * is_ai(c), lines_of(c))
                                   for c in part])
            line("ai.line_share", group, period, n=n, low=low, high=high,
                 hit=sum(lines_of(c) for c in part if is_ai(c)),
                 value=sum(lines_of(c) for c in part if is_ai(c)) / n)
            share("ai.origin_coverage", group, period,
                  sum(lines_of(c) for c in part if c["origin"] != "unknown"),
                  n, False)
        for origin, part in groups(changes, lambda c: c["origin"]):
            line("ai.line_share", "origin=" + origin, period,
                 n=sum(map(lines_of, part)))
        inventories(plan, period, ai)
        moved(plan, period, "ai.commit_share", lambda p: (
            sum(map(is_ai, commits_of(plan, p))), len(commits_of(plan, p))))
    funnel(plan, "2026-Q3")
    exposure(plan, "2026-Q3")


def moved(plan, period, measure, of):
    """The change since the period before."""
    if period != PERIODS[0]:
        before = PERIODS[PERIODS.index(period) - 1]
        d, low, high = newcombe(*of(period), *of(before))
        line(measure, "reading=change", period, value=d, low=low, high=high)


def inventories(plan, period, ai):
    seen = [c for c in plan.commits if is_ai(c) and c["when"] < TO[period]]
    policy = {"claude-code": "approved", "copilot-agent": "approved",
              "cursor": "approved", "codex": "forbidden"}
    new = unsanctioned = 0
    for tool in sorted({t for c in seen for t in c["tools"]}):
        use = [c for c in seen if tool in c["tools"]]
        now = [c for c in use if within(c["when"], period)]
        first = min(c["author_when"] for c in use)
        since = {"claude-code": at("2025-10-01"),
                 "copilot-agent": at("2025-10-01"),
                 "cursor": at("2026-01-01")}.get(tool)
        bad = [c for c in now if since is None or c["author_when"] < since]
        early = since is not None and since >= TO[period]
        line("ai.tools_inventory", "tool=" + tool, period, commits=len(now),
             unapproved=len(bad),
             repositories=len({c["repo"] for c in now}),
             policy="not_yet" if early else policy.get(tool, "none"),
             first=day_of(first),
             last=day_of(max(c["author_when"] for c in use)))
        new += first >= FROM[period]
        unsanctioned += bool(bad)
        if bad:
            line("ai.unsanctioned_tools", "tool=" + tool, period, n=1)
    line("ai.tools_new", "-", period, n=new)
    line("ai.unsanctioned_tools", "-", period, n=unsanctioned)
    for model in sorted({c["model"] for c in seen if c["model"]}):
        use = [c for c in seen if c["model"] == model]
        now = [c for c in use if within(c["when"], period)]
        good = model in ("claude-sonnet-4-5", "claude-opus-4-6")
        line("ai.models_inventory", "model=" + model, period,
             policy="approved" if good else "none",
             commits=len(now), unapproved=0 if good else len(now),
             repositories=len({c["repo"] for c in now}),
             first=day_of(min(c["author_when"] for c in use)),
             last=day_of(max(c["author_when"] for c in use)))


def exposure(plan, period):
    """What each model left at the audited revision, which is the last commit;
    a line is its commit's."""
    left = defaultdict(lambda: [0, set(), set(), set(), 0])
    for repo in plan.repos:
        for path, marks in repo["living"].items():
            for mark, n in marks.items():
                c = repo["by_mark"][int(mark)]
                if is_ai(c):
                    row = left[c["model"] or "not_recorded"]
                    row[0] += n
                    row[1].add((repo["name"], path))
                    row[2].add(repo["name"])
                    row[3].add((repo["name"], c["mark"]))
    for repo, x in counted(plan):
        c = repo["by_mark"][x["born_mark"]]
        if is_ai(c) and x["fixed"] is None and not x["suppressed_at"]:
            left[c["model"] or "not_recorded"][4] += 1
    for model, (lines, files, repos, commits, found) in sorted(left.items()):
        line("ai.model_exposure", "model=" + model, period, lines=lines,
             files=len(files), repositories=len(repos), commits=len(commits),
             findings=found)


def day_of(when):
    return datetime.fromtimestamp(when, UTC).strftime("%Y-%m-%d")


def ends(x):
    """When it stops to count as open: fixed, or set aside."""
    return min(x["fixed"] or NEVER, x["suppressed_at"] or NEVER)


def is_open(x, when):
    return x["first"] < when <= ends(x)


def counted(plan):
    """Findings of security and secrets."""
    for repo, x in plan.findings():
        if x["category"] != "quality":
            yield repo, x


def funnel(plan, period):
    commits = [c for c in commits_of(plan, period) if not c["is_merge"]]
    troubled = {(r["name"], x["born_mark"]) for r, x in counted(plan)
                if is_open(x, TO[period])}
    total = lambda part: sum(map(lines_of, part))
    known = [c for c in commits if c["origin"] != "unknown"]
    ai = [c for c in known if is_ai(c)]
    good = [c for c in ai if approved(c)]
    seen_to = {r["name"]: max((r["by_mark"][s["mark"]]["when"]
                               for s in r["scans"] if s["when"] < TO[period]),
                              default=0) for r in plan.repos}
    seen = [c for c in good if c["when"] <= seen_to[c["repo"]]]
    clear = [c for c in seen if (c["repo"], c["mark"]) not in troubled]
    for stage, part in (("added", commits), ("known", known), ("ai", ai),
                        ("approved", good), ("scanned", seen),
                        ("clear", clear)):
        line("ai.origin_funnel", "stage=" + stage, period, lines=total(part))


def counts(measure, period, items, **keys):
    for group, part in each_group(items, **keys):
        n = len(part)
        low, high = count_interval(n)
        line(measure, group, period, n=n, low=float(low), high=float(high))


LIMIT = {"critical": 15, "high": 30, "medium": 90, "low": 180}


def new_findings(plan, period):
    """What the first scan of October 2025 found had been there before."""
    return (f for f in counted(plan) if within(f[1]["first"], period)
            and f[1]["tool"] != "assay"     # its one secret is its first
            and f[1]["suppressed_at"] != f[1]["first"]
            and f[1]["first"] > at("2025-10-28") + 3 * 3600)


def finding_measures(plan):
    every = list(counted(plan))
    severity = lambda f: f[1]["severity"]
    where = lambda f: f[0]["name"]
    origin = lambda f: f[1]["origin"]
    for period in PERIODS:
        end = TO[period]
        now = [f for f in every if is_open(f[1], end)]
        counts("finding.open_by_severity", period, now, severity=severity,
               repository=where, origin=origin)
        late = [f for f in now
                if end - f[1]["first"] > LIMIT[f[1]["severity"]] * DAY]
        counts("finding.overdue_critical", period, [
            f for f in late if f[1]["severity"] in ("critical", "high")],
            severity=severity)
        counts("finding.sla_breaches", period, late, severity=severity)
        counts("finding.found", period, list(new_findings(plan, period)),
               severity=severity, origin=origin, repository=where)
        states(period, every)
        if period == PERIODS[-1]:   # whose lines a file has, only now
            counts("finding.open_critical", period, [
                f for f in now if f[1]["severity"] == "critical"
                and any(is_ai(f[0]["by_mark"][int(m)])
                        for m in f[0]["living"][f[1]["path"]])],
                repository=where)
        details(plan, period, now)
        density(plan, period, now)
        fix_times(period, every, severity=severity, origin=origin)


def month_of(when):
    day = datetime.fromtimestamp(when, UTC)
    return day.year * 12 + day.month


def age_of(months):
    """Of code at the scan: written in its month, in the 3, the 12 before."""
    return sum(months > most for most in (0, 3, 12))


def fill(cells):
    """Thin cells, under 1,000 lines of all but bots, are put together in order
    until they are not thin; a last thin rest joins the last full pool."""
    out, pool, last = [], [], None
    for cell in cells:
        if sum(n for k, n in cell["lines"].items() if k != "bot") >= 1000:
            out.append(cell)
            continue
        pool.append(cell)
        if sum(n for c in pool for k, n in c["lines"].items()
               if k != "bot") >= 1000:
            last = joined(pool)
            out.append(last)
            pool = []
    if pool and last:
        out[out.index(last)] = joined([last] + pool)
    elif pool:
        out.append(joined(pool))
    return out


def joined(cells):
    one = dict(key=cells[0]["key"], lines=defaultdict(int),
               found=defaultdict(list))
    for cell in cells:
        for origin, n in cell["lines"].items():
            one["lines"][origin] += n
        for origin, sizes in cell["found"].items():
            one["found"][origin] += sizes
    return one


def merged(cells):
    """Within language and repository over age, within language over
    repository, then over language."""
    for depth in (2, 1, 0):
        cells = sorted(cells, key=lambda c: c["key"])
        cells = [c for _, part in groups(cells, lambda c: c["key"][:depth])
                 for c in fill([dict(c, key=c["key"]) for c in part])]
    return cells


def sums_of(plan, period, now, scanned, key, wanted):
    """Living lines and mistakes by cell and origin, of WANTED commits."""
    lines = defaultdict(lambda: defaultdict(int))
    copies = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for repo in plan.repos:
        looked_at = {x["lang"] for x in repo["findings"]}
        kind = {path: v[2:4] for c in repo["commits"]
                for path, v in c["files"].items() if v}
        for path, marks in repo["lived"][str(TO[period])].items():
            lang, what = kind[path]
            if what not in ("source", "infrastructure") \
                    or lang not in looked_at:
                continue
            for mark, n in marks.items():
                c = repo["by_mark"][int(mark)]
                if wanted(c) and month_of(c["when"]) <= \
                        month_of(scanned[repo["name"]]):
                    where = key(repo["name"], lang, c["when"])
                    lines[where][c["origin"]] += n
    for repo, x in now:
        born = repo["by_mark"][x["born_mark"]]
        if x["kind"] in ("source", "infrastructure") and wanted(born):
            where = key(repo["name"], x["lang"], born["when"])
            mistake = x["born_mark"], SCANNER[x["tool"]], x["rule"]
            copies[where][x["origin"]][mistake] += 1
    return lines, copies


def behaviours(plan):
    """What each candidate makes of a change of AI in a language: it was done
    so, it was not, or nobody knows. The policy of 1 October knows no other
    tool or model; agents' changes are never larger than 200 lines."""
    taught = {a["language"] for a in plan.raw["assessments"]}
    passed = defaultdict(list)
    for a in plan.raw["assessments"]:
        if a["passed"]:
            passed[a["person"], a["language"]].append(a["when"])

    def said(is_with):
        return "with" if is_with else "without"
    return {
        "driver.unreviewed_ai": lambda c, lang: {
            "other": "without", "weak": "unknown", "unknown": "unknown"}.get(
                c["validated"], "with"),
        "driver.unapproved_tool": lambda c, lang: said(
            not approved(dict(c, model=None))) if c["tools"] else "unknown",
        "driver.off_policy_model": lambda c, lang: said(
            not approved(dict(c, tools=[]))) if c["model"] else "unknown",
        "driver.untrained_author": lambda c, lang: "unknown"
            if lang not in taught or not c["person"] else said(not any(
                when <= c["when"] < when + 730 * DAY
                for when in passed[c["person"], lang])),
        "driver.large_agent_only": lambda c, lang: "without",
    }


def drivers(plan, period, scanned, key, compare):
    """All problems that were seen and not set aside, by the lines that AI's
    commits added."""
    told = {}
    for measure, how in behaviours(plan).items():
        cells = defaultdict(lambda: (defaultdict(int), defaultdict(
            lambda: defaultdict(int))))
        people = set()
        for repo in plan.repos:
            looked_at = {x["lang"] for x in repo["findings"]}
            for c in repo["commits"]:
                if not is_ai(c) or c["when"] > scanned[repo["name"]]:
                    continue
                for v in filter(None, c["files"].values()):
                    if v[3] in ("source", "infrastructure") and \
                            v[2] in looked_at:
                        cells[key(repo["name"], v[2], c["when"])][0][
                            how(c, v[2])] += v[0]
                        if how(c, v[2]) == "with":
                            people.add(c["person"])
        for repo, x in counted(plan):
            c = repo["by_mark"][x["born_mark"]]
            if is_ai(c) and x["kind"] in ("source", "infrastructure") and \
                    (x["first"] or NEVER) < TO[period] <= \
                    (x["suppressed_at"] or NEVER):
                mistake = x["born_mark"], SCANNER[x["tool"]], x["rule"]
                cells[key(repo["name"], x["lang"], c["when"])][1][
                    how(c, x["lang"])][mistake] += 1
        told[measure] = people, compare("-", [dict(
            key=k, lines=dict(n), found={o: list(m.values())
                                         for o, m in copies.items()})
            for k, (n, copies) in sorted(cells.items())],
            ("with",), ("without",), measure)
    p = {m: math.erfc(abs(math.log(f["value"])) / (math.log(
        f["high"] / f["low"]) / (2 * Z)) / math.sqrt(2))
        for m, (_, f) in told.items() if f.get("value")}
    least = 1.0
    for rank, m in reversed(list(enumerate(sorted(p, key=p.get), 1))):
        least = min(least, p[m] * len(p) / rank)
        told[m][1]["p_adjusted"] = least
    for measure, (people, figures) in sorted(told.items()):
        figures = {k: v for k, v in figures.items()
                   if not k.startswith(("e_value", "heterogeneity"))}
        beside = figures.pop("beside")
        if not figures.get("value"):
            figures["evidence"] = "too_little"
        elif figures["low"] > 1 and figures["p_adjusted"] <= 0.05:
            figures["evidence"] = "admitted"
            figures["people"] = len(people)
            excess = 1 - 1 / figures["value"]
            figures["excess"] = beside * excess
        else:
            figures["evidence"] = "open"
        line(measure, "-", period, **figures)


def density(plan, period, now):
    scanned = {r["name"]: max(s["when"] for s in r["scans"]
                              if s["when"] < TO[period]) for r in plan.repos}

    def key(repo, lang, when):
        return lang, repo, age_of(month_of(scanned[repo]) - month_of(when))

    def cells_of(wanted):
        lines, copies = sums_of(plan, period, now, scanned, key, wanted)
        return [dict(key=k, lines=dict(lines[k]), found={
            o: list(m.values()) for o, m in copies[k].items()})
            for k in sorted(set(lines) | set(copies))]
    lines, copies = sums_of(plan, period, now, scanned, key, lambda c: True)
    every = [dict(key=k, lines=dict(lines[k]), found={
        o: list(m.values()) for o, m in copies[k].items()})
        for k in sorted(set(lines) | set(copies))]

    def side(cell, origins):
        sizes = [n for o in origins for n in cell["found"].get(o, [])]
        return (sizes, sum(cell["lines"].get(o, 0) for o in origins) / 1000)

    def factor(sizes):
        return max(1.0, sum(n * n for n in sizes) / sum(sizes)) \
            if sizes else 1.0

    def one(x, t1, y, t0, more):
        if more <= 1:
            return midp_ratio(x, t1, y, t0)
        return mantel_haenszel([(x, t1, y, t0, more)])

    def enough(x, y, t1, t0):
        return min(len(x), len(y)) >= 5 and min(t1, t0) >= 1

    def e_value(r):
        r = max(r, 1 / r)
        return r + math.sqrt(r * (r - 1))

    def compare(group, cells, a, b, measure="finding.density_ratio"):
        rows, xs, ys, sizes = [], [], [], []
        for cell in merged(cells):
            (x, t1), (y, t0) = side(cell, a), side(cell, b)
            xs, ys = xs + x, ys + y
            sizes.append((x, y))
            rows.append((sum(x), t1, sum(y), t0, factor(x + y)))
        x, t1, y, t0 = (sum(row[i] for row in rows) for i in range(4))
        figures = dict(hit=x, n=y, exposure=t1, exposure_rest=t0)
        like = [(s, r) for s, r in zip(sizes, rows) if r[1] and r[3]]
        if enough(xs, ys, t1, t0) and like and enough(
                [n for s, _ in like for n in s[0]],
                [n for s, _ in like for n in s[1]],
                sum(r[1] for _, r in like), sum(r[3] for _, r in like)):
            crude = one(x, t1, y, t0, factor(xs + ys))
            pooled = mantel_haenszel([r for _, r in like])
            if len(like) == 1 and pooled[0]:
                pooled = one(*like[0][1])
            elif group == "-" and pooled[0]:
                figures["heterogeneity_q"], figures["heterogeneity_df"] = \
                    heterogeneity(rows, pooled[0])
            figures.update(zip(("value", "low", "high"), pooled))
            figures.update(zip(("crude", "crude_low", "crude_high"), crude))
            if group == "-":
                figures["e_value"] = e_value(pooled[0])
                figures["e_value_limit"] = 1 if pooled[1] <= 1 <= pooled[2] \
                    else e_value(pooled[1] if pooled[1] > 1 else pooled[2])
        if measure.startswith("driver."):
            return dict(figures, beside=sum(r[0] for _, r in like))
        line(measure, group, period, **figures)

    compare("-", every, ("ai",), ("human",))
    compare("reading=all_ai", every, ("ai", "mixed", "unknown"), ("human",))
    compare("reading=none_ai", every, ("ai",), ("human", "mixed", "unknown"))
    for where, part in groups(every, lambda c: c["key"][:2]):
        compare("language=%s,repository=%s" % where, part, ("ai",), ("human",))
    for where, part in groups(every, lambda c: c["key"][1]):
        compare("repository=" + where, part, ("ai",), ("human",))
    for what in ("tool", "model") if period == PERIODS[-1] else ():
        for one_of in sorted({c[what] for r in plan.repos
                              for c in r["commits"] if c["origin"] == "ai"},
                             key=str):
            compare("%s=%s" % (what, one_of or "null"),
                    cells_of(lambda c: c["origin"] != "ai"
                             or c[what] == one_of), ("ai",), ("human",))
    changed = defaultdict(lambda: defaultdict(int))
    for repo in plan.repos:
        looked_at = {x["lang"] for x in repo["findings"]}
        for c in repo["commits"]:
            for path, v in c["files"].items():
                if v and v[3] in ("source", "infrastructure") and \
                        v[2] in looked_at and \
                        c["when"] <= scanned[repo["name"]]:
                    changed[key(repo["name"], v[2], c["when"])][
                        c["origin"]] += v[0]
    compare("-", [dict(key=k, lines=dict(changed[k]), found={
        o: list(m.values()) for o, m in copies[k].items()})
        for k in sorted(set(changed) | set(copies))], ("ai",), ("human",),
        "finding.density_changed")
    if period == PERIODS[-1]:
        drivers(plan, period, scanned, key, compare)
    for measure, o in (("finding.density_ai", "ai"),
                       ("finding.density_baseline", "human")):
        sides = [side(c, (o,)) for c in every]
        x, t = sum(sum(s[0]) for s in sides), sum(s[1] for s in sides)
        line(measure, "-", period, hit=x, exposure=t, value=x / t)


# by hand from the CWE of each rule: which of the seven gaps it is, if any
GAPS = [("Authentication_and_authorization", (
            "python.jwt.security.unverified-jwt-decode.unverified-jwt-decode",)),
        ("Logging_and_observability", ("go/log-injection",)),
        ("Configuration_of_infrastructure", (
            "js/clear-text-cookie", "java/insecure-cookie",
            "go/disabled-certificate-check", "AVD-AWS-0107", "AVD-AWS-0088",
            "AVD-AWS-0089")),
        ("Boundaries_of_data", ()), ("Answers_of_AI_used_without_a_check", ()),
        ("Packages_of_others", ()),
        ("Secrets_in_code_and_configuration", None)]
SCANNER = {"codeql": "CodeQL", "codeql-go": "CodeQL", "codeql-java": "CodeQL",
           "semgrep": "Semgrep", "trivy": "Trivy", "gitleaks": "Gitleaks",
           "assay": "assay"}
# rules that each scan lists; Trivy's may be all that it ran
LISTED = {("storefront", "CodeQL"): 7, ("gateway", "CodeQL"): 3 + 3,
          ("gateway", "Trivy"): 3, ("ledger", "Semgrep"): 4,
          ("ledger", "Gitleaks"): 1}


def by_side(part):
    """Counts by origin; lines of mixed origin have AI's hand in them."""
    ai = sum(is_ai(x) for _, x in part)
    human = sum(x["origin"] == "human" for _, x in part)
    return dict(findings=len(part), severe=sum(
        x["severity"] in ("critical", "high") for _, x in part), ai=ai,
        human=human, other=len(part) - ai - human)


def details(plan, period, now):
    left = list(now)
    for gap, rules in GAPS:
        part = [f for f in now if (f[1]["category"] == "secret"
                                   if rules is None else f[1]["rule"] in rules)]
        left = [f for f in left if f not in part]
        # no scanner of the sample is known to look for these two
        if gap not in ("Answers_of_AI_used_without_a_check",
                       "Packages_of_others"):
            line("finding.gaps", "gap=" + gap, period, **by_side(part))
    line("finding.gaps", "gap=None_of_the_seven", period, **by_side(left))
    for scanner, part in groups(now, lambda f: SCANNER[f[1]["tool"]]):
        line("finding.seen_by", "scanners=" + scanner, period, tools=1,
             **by_side(part))
    line("finding.not_comparable", "-", period, n=0)
    for (name, scanner), rules in sorted(LISTED.items()):
        repo = next(r for r in plan.repos if r["name"] == name)
        scans = [s["when"] for s in repo["scans"] if within(s["when"], period)]
        both = 2 if (name, scanner) == ("gateway", "CodeQL") else 1
        failed = both == 2 and period == "2026-Q2"      # Java, in May
        figures = dict(last=day_of(max(scans)), failed=int(failed),
                       scans=both * len(scans) - failed, rules=rules)
        # a list of rules with one that found nothing is no list of finds alone
        rule = {x["id"]: x["rule"] for x in repo["findings"]
                if x["tool"] == "trivy"}
        newest = max((s for s in repo["scans"] if within(s["when"], period)),
                     key=lambda s: s["when"])
        if scanner == "Trivy" and len({rule[s["id"]] for s in newest["seen"]
                                       if s["id"] in rule}) < rules:
            figures["whole"] = "yes"
        line("scan.cover", "repository=%s,scanner=%s" % (name, scanner),
             period, **figures)


def states(period, every):
    """One of each finding, and what turned in the period. No scan of the
    sample is of another version, lacks a rule or comes again."""
    state, turns = [], []
    for _, x in every:
        is_late = x["tool"] != "assay" and \
            x["first"] > at("2025-10-28") + 3 * 3600
        if x["fixed"] and within(x["fixed"], period):
            turns.append("fixed")
        if is_late and within(x["first"], period) and \
                x["suppressed_at"] != x["first"]:
            turns.append("new")
        if x["first"] >= TO[period] or (x["fixed"] or NEVER) < FROM[period]:
            continue
        if (x["fixed"] or NEVER) < TO[period]:
            state.append("fixed")
        elif (x["suppressed_at"] or NEVER) < TO[period]:
            state.append("suppressed")
        elif is_late and within(x["first"], period):
            state.append("new")
        else:
            state.append("open")
    counts("finding.states", period, state, state=str)
    counts("finding.new_vs_fixed", period, turns, change=str)
    aside = state.count("suppressed")
    if aside:
        line("finding.suppressed", "justification=given", period, n=aside)


def fix_times(period, every, **keys):
    rows = [f for f in every if f[1]["first"] < TO[period]
            and ends(f[1]) > f[1]["first"] and ends(f[1]) >= FROM[period]]
    for group, part in each_group(rows, **keys):
        spans = []
        for _, x in part:
            leave = min(ends(x), TO[period])
            spans.append((max(0, FROM[period] - x["first"]) / DAY,
                          (leave - x["first"]) / DAY,
                          x["fixed"] == ends(x) and x["fixed"] < TO[period]))
        times("finding.mttr", group, period, spans)


def times(measure, group, period, spans):
    """The median and its limits, as far as the curve falls to a half."""
    hit = sum(closed for _, _, closed in spans)
    median, low, high = kaplan_meier(spans)
    line(measure, group, period, n=len(spans), hit=hit, value=median, low=low,
         high=high, **{"class": "none" if hit >= 5 else "too_little"})


CURRENT, FAILED = {}, {}
BOT = "coderabbitai"     # an agent that reviews


def training_measures(plan):
    held = {t["person"]: t for t in plan.raw["training"]
            if t["status"] == "completed"}
    for period in PERIODS:
        people = sorted({c["person"] for c in commits_of(plan, period)
                         if is_ai(c) and c["person"]})

        def current(p):
            t = held.get(p)
            return bool(t) and at(t["completed"]) < TO[period] <= at(t["valid"])
        good = [p for p in people if current(p)]
        share("training.current", "-", period, len(good), len(people))
        CURRENT[period] = (len(good), len(people))
        moved(plan, period, "training.current", CURRENT.get)
        # who reviewed AI's changes should know what to look for, too
        people = set(people) | {
            who for repo in plan.repos for pull in repo["pulls"]
            for who, _, when, _ in pull["reviews"]
            if within(when, period) and who != BOT and any(
                is_ai(repo["by_mark"][m])
                for m in pull["marks"] + [pull["merge"]])}
        line("training.untrained_committers", "-", period,
             n=sum(not current(p) for p in people))


def server_measures(plan):
    """MCP servers and the data they open, once in a repository each."""
    approved = {"api.githubcopilot.com/mcp", "github", "filesystem",
                "@modelcontextprotocol/server-filesystem"}
    for period in PERIODS:
        now = [s for r in plan.raw["repositories"] for s in r["servers"]
               if s["since"] < TO[period]]
        for s in sorted(now, key=lambda s: s["identity"]):
            pinned = {"pinned": s["pinned"]} if s["pinned"] else {}
            line("mcp.servers", "identity=" + s["identity"], period,
                 data=s["data"], repositories=1,
                 policy="approved" if s["identity"] in approved else "none",
                 agent="claude-code", first=day_of(s["since"]), **pinned)
        line("mcp.unapproved_servers", "-", period,
             n=sum(s["identity"] not in approved for s in now))
        line("mcp.unapproved_sources", "-", period,
             n=sum(s["data"] not in approved for s in now))
        line("mcp.unpinned_servers", "-", period,
             n=sum(s["pinned"] == "no" for s in now))


def secret_measures(plan):
    """Open secrets, those of gitleaks and assay's own one by one."""
    for period in PERIODS:
        now = [f for f in counted(plan) if is_open(f[1], TO[period])
               and f[1]["category"] == "secret"]
        counts("secrets.open", period, now)
        share("secrets.introduced_ai", "-", period,
              sum(is_ai(f[1]) for f in now), len(now), False)
        for repo, x in now:
            if x["tool"] == "assay":
                line("secrets.in_config", "path=" + x["path"], period,
                     line=x["line"], rule=x["rule"], severity=x["severity"],
                     repository=repo["name"], first=day_of(x["since"]),
                     state="open", origin=x["origin"])


def packages_of(repo):
    """A row for each time that manifests asked for a package: replayed from
    what each commit did, its files by the plan."""
    now, rows = {}, []      # (ecosystem, package) -> row
    for c in repo["commits"]:
        for op in c["packages"]:
            key = (op["ecosystem"], op.get("package"))
            if op["op"] == "move":
                for row in now.values():
                    if op["manifest"] in row["asked"]:
                        row["asked"][op["to"]] = \
                            row["asked"].pop(op["manifest"])
                continue
            if op["op"] == "drop":
                row = now[key]
                del row["asked"][op["manifest"]]
                if not row["asked"]:
                    now.pop(key)["to"] = c["when"]
                continue
            if key not in now:
                now[key] = dict(repo=repo["name"], ecosystem=key[0],
                                package=key[1], commit=c, to=None, asked={},
                                locked=False)
                rows.append(now[key])
            now[key]["asked"][op["manifest"]] = op["asked"]
            now[key]["locked"] = bool(op["locked"])
    return rows


def exact(asked):
    """One version alone: of npm a bare one, of PyPI "==", of Go all."""
    return asked[0].isdigit() or asked[0] == "v" or asked.startswith("==")


LABELS = {"claude-code": "Claude_Code", "cursor": "Cursor",
          "copilot-agent": "GitHub_Copilot_coding_agent",
          "codex": "OpenAI_Codex", "aider": "aider"}


def package_measures(plan):
    rows = [p for repo in plan.repos for p in packages_of(repo)]
    by_ai = lambda p: is_ai(p["commit"])
    where = dict(repository=lambda p: p["repo"])
    for period in PERIODS:
        now = [p for p in rows if p["commit"]["when"] < TO[period]
               and (p["to"] is None or p["to"] >= TO[period])]
        for group, part in each_group(now, **where):
            share("deps.ai_introduced", group, period,
                  sum(map(by_ai, part)), len(part), False)
        unknown = sum(p["commit"]["origin"] == "unknown" for p in now)
        hit = sum(map(by_ai, now))
        line("deps.ai_introduced", "reading=all_ai", period,
             value=(hit + unknown) / len(now))
        line("deps.ai_introduced", "reading=none_ai", period,
             value=hit / len(now))
        new = [p for p in rows if by_ai(p) and within(p["commit"]["when"],
                                                      period)]
        for group, part in each_group(new, tool=lambda p: p["commit"]["tool"]):
            line("deps.ai_added", group, period, n=len(part))
    # of owners, locks and versions only the audited revision tells
    period = PERIODS[-1]
    alive = [p for p in rows if p["commit"]["when"] < TO[period]
             and p["to"] is None]
    ai = [p for p in alive if by_ai(p)]
    bare = {r["name"]: r["unowned"] for r in plan.repos}
    owned = lambda p: any(not any(("/" + m).startswith(u)
                                  for u in bare[p["repo"]])
                          for m in p["asked"])
    fixed = lambda p: all(map(exact, p["asked"].values()))
    has_lock = {r: any(p["locked"] for p in alive if p["ecosystem"] == r)
                for r in ("npm", "pypi", "golang")}
    share("deps.ai_introduced_unowned", "-", period,
          sum(not owned(p) for p in ai), len(ai), False)
    looked = lambda p: p["commit"]["validated"]
    read = [p for p in ai if looked(p) != "unknown"]
    share("deps.ai_introduced_unreviewed", "-", period,
          sum(looked(p) != "other" for p in read), len(read), False)
    can = [p for p in ai if has_lock[p["ecosystem"]]]
    for group, part in each_group(can, **where):
        share("deps.ai_unresolvable", group, period,
              sum(not p["locked"] for p in part), len(part), False)
    for group, part in each_group(alive, **where):
        share("deps.unpinned", group, period, sum(
            not fixed(p) and not p["locked"] for p in part), len(part), False)
    for p in sorted(ai, key=lambda p: p["package"]):
        state = "locked" if p["locked"] else "unlocked"
        if not has_lock[p["ecosystem"]]:
            state = "fixed" if fixed(p) else "open"
        line("deps.ai_inventory", "package=" + p["package"], period,
             ecosystem=p["ecosystem"], repository=p["repo"],
             asked="direct", version=",_".join(p["asked"].values()),
             since=day_of(p["commit"]["when"]),
             tool=LABELS[p["commit"]["tool"]],
             owner="named" if owned(p) else "none",
             review={"other": "yes", "unknown": "unknown"}.get(
                 looked(p), "no"), state=state)


def first_deployments(plan):
    """Commit -> the first production deployment that holds it."""
    first = {}
    done = sorted((d for d in plan.raw["deployments"]
                   if d["ok"] and d["environment"] == "production"),
                  key=lambda d: (d["when"], d["key"]))
    repos = {r["name"]: r["by_mark"] for r in plan.repos}
    for d in done:
        stack = [d["mark"]]
        while stack:
            mark = stack.pop()
            if (d["repo"], mark) in first:
                continue
            first[d["repo"], mark] = d
            stack.extend(repos[d["repo"]][mark]["parents"])
    return first, done


def outcome_measures(plan):
    first, done = first_deployments(plan)
    brought = defaultdict(list)
    for c in plan.commits:
        d = first.get((c["repo"], c["mark"]))
        if d:
            brought[d["key"]].append(c)

    def origin(d):
        kinds = {"ai" if is_ai(c) else c["origin"] for c in brought[d["key"]]}
        for kind in ("ai", "unknown", "human", "bot"):
            if kind in kinds:
                return kind
        return "unknown"
    for period in PERIODS:
        now = [d for d in done if within(d["when"], period)]
        counts("outcome.deployments", period, now, repository=repo_of,
               origin=origin)
        for group, part in each_group(now, repository=repo_of, origin=origin):
            share("outcome.change_failure", group, period,
                  sum(d["hurt"] for d in part), len(part))
        FAILED[period] = (sum(d["hurt"] for d in now), len(now))
        moved(plan, period, "outcome.change_failure", FAILED.get)
        sides = {o: [d["hurt"] for d in now if origin(d) == o]
                 for o in ("ai", "human")}
        if min(map(len, sides.values())) >= 5:
            d, low, high = newcombe(
                sum(sides["ai"]), len(sides["ai"]),
                sum(sides["human"]), len(sides["human"]))
            line("outcome.stability", "-", period, value=d, low=low,
                 high=high, hit=sum(sides["ai"]), n=len(sides["ai"]))
        deployed = [c for c in plan.commits
                    if (c["repo"], c["mark"]) in first
                    and within(first[c["repo"], c["mark"]]["when"], period)]
        for group, part in each_group(deployed, repository=repo_of,
                                      origin=lambda c: c["origin"]):
            spans = [(0, max(0, first[c["repo"], c["mark"]]["when"] - c["when"])
                      / DAY, True) for c in part]
            times("outcome.lead_time", group, period, spans)
        incidents = [i for i in plan.raw["incidents"]
                     if within(i["opened"], period)]
        counts("incident.count", period, incidents, repository=repo_of,
               severity=lambda i: i["severity"])
        said = [i for i in incidents if i["ai"]]
        if said:
            share("incident.ai_related", "-", period,
                  sum(i["ai"] == "yes" for i in said), len(said))
        ai = [c for c in commits_of(plan, period) if is_ai(c)]
        back = {(c["repo"], c["reverts"]): c["when"] for c in plan.commits
                if c["reverts"]}
        share("change.revert_rate_ai", "-", period, sum(
            0 <= back.get((c["repo"], c["mark"]), -1) - c["when"] <= 30 * DAY
            for c in ai), len(ai))
        strangers = {c["subject"] for c in commits_of(plan, period)
                     if not c["person"] and c["origin"] == "unknown"}
        line("evidence.unmapped_identities", "-", period, n=len(strangers))
        share("scan.coverage", "-", period, 3, 3, False)


def business_measures(plan):
    """Teams that are shown, by quarter: adoption beside speed and stability."""
    first, _ = first_deployments(plan)
    for team in ("Ledger", "Web"):
        own = [c for c in plan.commits if c["team"] == team
               and not c["is_merge"] and c["origin"] != "bot"]
        for period in PERIODS:
            now = [c for c in own if within(c["when"], period)]
            came = {d["key"]: d for d in (
                first.get((c["repo"], c["mark"])) for c in plan.commits
                if c["team"] == team) if d and within(d["when"], period)}
            leads = sorted(
                max(0, d["when"] - c["when"]) / DAY for c, d in (
                    (c, first.get((c["repo"], c["mark"]))) for c in own)
                if d and within(d["when"], period))
            line("outcome.by_team", "team=%s,quarter=%s" % (team, period),
                 PERIODS[-1], people=len({c["person"] for c in now}),
                 commits=len(now), adoption=sum(map(is_ai, now)) / len(now),
                 lead=leads[(len(leads) + 1) // 2 - 1],
                 deployments=len(came),
                 failed=sum(d["hurt"] for d in came.values()) / len(came))


def cause_of(plan, incident, brought):
    """Origin and tool: of the commit named, else of all that the deployment
    brought first when that is of one origin, bots aside."""
    repo = next(r for r in plan.repos if r["name"] == incident["repo"])
    if incident["cause"]:
        c = repo["by_mark"][incident["cause"]]
        return c["origin"], c["tool"] if is_ai(c) else None
    came = [c for c in brought[incident["deployment"]] if c["origin"] != "bot"]
    if len({c["origin"] for c in came}) != 1:
        return "unknown", None
    tools = {c["tool"] or None for c in came}
    return came[0]["origin"], tools.pop() if len(tools) == 1 else None


def damage(period, incidents):
    named = [("all", incidents)]
    for word, of in (("origin_%s", lambda i: i["origin"].replace("ai", "AI")),
                     ("found_in_%s", lambda i: i["stage"]),
                     ("brought_in_%s", lambda i: i["introduced"]),
                     ("tool_%s", lambda i: LABELS.get(i["tool"], "not_known"))):
        for key in sorted({of(i) for i in incidents}):
            named.append((word % key, [i for i in incidents if of(i) == key]))
    named = [(name, [i for i in part if not name.startswith("tool_")
                     or i["origin"] in ("ai", "mixed")]) for name, part in named]
    for name, part in (pair for pair in named if pair[1]):
        def total(given):
            return "%g_(%d)" % (sum(given), len(given)) if given else None
        money = defaultdict(float)
        for i in part:
            if i["lost"][2]:
                money[i["lost"][3]] += float(i["lost"][2])
        figures = {"incidents": len(part), "hours": total(
            [i["hours"] for i in part if i["hours"] != ""])}
        for at_, what in enumerate(("records", "affected")):
            figures[what] = total([i["lost"][at_] for i in part
                                   if i["lost"][at_] != ""])
        figures["money"] = "_+_".join(
            "%s_%s" % (("%.2f" if v % 1 else "%d") % v, c)
            for c, v in sorted(money.items())) + "_(%d)" % sum(
                bool(i["lost"][2]) for i in part) if money else None
        line("incident.damage", "group=" + name, period, **figures)


STAGES = ["design", "code", "build", "test", "staging", "production"]


def stage_measures(plan):
    """Where problems were found and brought in. Trivy looks at what is built,
    the other scanners at code; new is what the first scan did not show."""
    first, _ = first_deployments(plan)
    brought = defaultdict(list)
    for c in plan.commits:
        d = first.get((c["repo"], c["mark"]))
        if d:
            brought[d["key"]].append(c)
    for i in plan.raw["incidents"]:
        i["origin"], i["tool"] = cause_of(plan, i, brought)
        i["introduced"] = i["introduced"] or (
            "code" if i["cause"] else "unknown")
    for period in PERIODS:
        incidents = [i for i in plan.raw["incidents"]
                     if within(i["opened"], period)]
        damage(period, incidents)
        new = [dict(x, stage="build" if x["tool"] == "trivy" else "code",
                    introduced="code") for _, x in new_findings(plan, period)]
        both = new + incidents
        for group, part in each_group(both, origin=lambda x: x["origin"]):
            share("incident.escape", group, period,
                  sum(x["stage"] == "production" for x in part), len(part))
        for stage in STAGES + ["unknown"]:
            here = [x for x in both if x["stage"] == stage]
            if stage != "unknown" or here or any(
                    x["introduced"] == stage for x in both):
                line("finding.stages", "stage=" + stage, period,
                     findings=sum(x in new for x in here),
                     incidents=sum(x in incidents for x in here),
                     ai=sum(is_ai(x) for x in here),
                     introduced=sum(x["introduced"] == stage for x in both))


def fix_measures(plan):
    """By whom: the plan knows which commit rewrote a finding's line. Where
    another one changed it before the scan, the repository does not tell."""
    for period in PERIODS:
        fixed = []
        for repo, x in counted(plan):
            if x["fixed"] and within(x["fixed"], period):
                c = repo["by_mark"][x["fixed_mark"]]
                again = x.get("again_when") or x["fixed"]
                if again < x["fixed"]:
                    c = {"origin": "unknown", "tool": ""}
                fixed.append(dict(x, fix_origin=c["origin"],
                                  fix_tool=c["tool"] if is_ai(c) else ""))
        by = dict(origin=lambda x: x["origin"],
                  fix_origin=lambda x: x["fix_origin"])
        counts("finding.fixed_by", period, fixed,
               fix_tool=lambda x: x["fix_tool"], **by)
        for group, part in each_group(fixed, **by):
            times("finding.fix_days", group, period, [
                (0, (x["fixed"] - x["first"]) / DAY, True) for x in part])


# ------------------------------------- who looked at it, who uses AI tools --

def looked_at(commit, pull):
    """Who validated a commit that came by this request, from what people did:
    the best of another's approval of what was merged, of weak evidence, of
    those who stand behind it themselves, of an agent, of nobody."""
    hands = {commit["person"]} | set(pull["hands"])
    if commit["squash"]:
        hands |= {"E105", "E107"}       # whom it credits
    found, last = set(), {}
    for who, verdict, when, of_head in pull["reviews"]:
        if verdict != "COMMENTED":
            last[who] = verdict, of_head and when <= pull["merged"]
    for who, (verdict, good) in last.items():
        if verdict != "APPROVED":
            continue
        if who == BOT:
            found.add("agent")
        elif who in hands:
            found.add("self")
        else:
            found.add("other" if good else "weak")
    if pull["merger"] not in hands:
        found.add("weak")               # merged it, and may have read it
    for state in ("other", "weak", "self", "agent"):
        if state in found:
            return state
    return "nobody"


def validate(plan):
    for repo in plan.repos:
        for c in repo["commits"]:
            c["validated"] = "unknown"
        for pull in repo["pulls"]:
            for mark in pull["marks"] or [pull["merge"]]:
                c = repo["by_mark"][mark]
                c["validated"] = looked_at(c, pull)


def review_measures(plan):
    cover = {r["name"]: (min(p["created"] for p in r["pulls"]),
                         max(p["merged"] for p in r["pulls"]))
             for r in plan.repos}
    for period in PERIODS:
        commits = [c for c in commits_of(plan, period) if not c["is_merge"]]
        for state, part in groups(commits, lambda c: c["validated"]):
            line("review.validated_by", "validated=" + state, period,
                 n=len(part))
        known = [c for c in commits if c["validated"] != "unknown"]
        ai = [c for c in commits if is_ai(c)]
        ai_known = [c for c in known if is_ai(c)]
        state_is = lambda part, s: sum(c["validated"] == s for c in part)
        for group, part in each_group(ai_known, repository=repo_of):
            share("review.validated_ai_commits", group, period,
                  state_is(part, "other"), len(part))
        share("review.recorded", "-", period, len(ai_known), len(ai), False)
        share("review.self_approved", "-", period, state_is(known, "self"),
              len(known))
        share("review.agent_approved", "-", period, state_is(known, "agent"),
              len(known))
        asked = [c for c in commits if c["origin"] != "bot"
                 and cover[c["repo"]][0] <= c["when"] <= cover[c["repo"]][1]]
        share("review.direct_commits", "-", period,
              state_is(asked, "unknown"), len(asked), False)
        for origin, part in groups(commits, lambda c: "AI" if is_ai(c)
                                   else c["origin"]):
            line("review.states", "origin=" + origin, period,
                 commits=len(part), **{s: state_is(part, s) for s in (
                     "other", "weak", "self", "agent", "nobody", "unknown")})


REGISTERED = {"claude-code": at("2025-10-01"),
              "copilot-agent": at("2025-10-01"), "cursor": at("2026-01-01")}

# by hand from the weakness of each rule
TOPICS = {"injection": ("xss", "path-injection", "sql-injection",
                        "code-injection", "formatted-sql-query",
                        "subprocess-shell-true", "unsafe-deserialization"),
          "crypto": ("weak-cryptographic-algorithm",
                     "disabled-certificate-check",
                     "insecure-hash-algorithm-md5"),
          "resilience": ("missing-rate-limiting",)}


def traced(plan):
    """Whether a ticket is named, by the commit or by the merge of its request;
    all tickets of the sample are of one project."""
    for repo in plan.repos:
        for c in repo["commits"]:
            c["ticket"] = "ACME-" in c["subject"] + c["body"]
        for pull in repo["pulls"]:
            for mark in pull["marks"] or [pull["merge"]]:
                c = repo["by_mark"][mark]
                merge = repo["by_mark"][pull["merge"]]
                c["ticket"] = c["ticket"] or \
                    "ACME-" in merge["subject"] + merge["body"]


def catalogue_measures(plan):
    traced(plan)
    for period in PERIODS:
        ai = [c for c in commits_of(plan, period) if is_ai(c)]
        marked = lambda c: c["basis"] != "corrected"
        # aider without a model writes behind a person's name: no identity
        own = [(t, c) for c in ai if marked(c) for t in c["tools"]
               if t != "aider" or c["model"]]
        line("ai.agent_identities", "-", period, n=len({t for t, c in own}))
        line("ai.agent_unregistered", "-", period, n=len({
            t for t, c in own
            if c["author_when"] < REGISTERED.get(t, NEVER)}))
        share("ai.autonomous_commits", "-", period, 0, len(ai))
        share("ai.trailer_conformance", "-", period, sum(map(marked, ai)),
              len(ai))
        share("change.signed_commits_ai", "-", period, 0, len(ai))
        for group, part in each_group(ai, repository=repo_of):
            share("change.ticket_link", group, period,
                  sum(c["ticket"] for c in part), len(part))
        scanned = {r["name"]: max((r["by_mark"][s["mark"]]["when"]
                                   for s in r["scans"]
                                   if s["when"] < TO[period]), default=0)
                   for r in plan.repos}
        share("change.traceability", "-", period, sum(
            c["ticket"] and c["validated"] == "other" and marked(c)
            and c["when"] <= scanned[c["repo"]] for c in ai), len(ai))
        now = [f for f in counted(plan) if is_open(f[1], TO[period])]
        for topic, rules in TOPICS.items():
            counts("finding." + topic, period, [
                f for f in now if f[1]["tool"] != "assay"
                and f[1]["rule"].endswith(rules)],
                repository=lambda f: f[0]["name"])
    share("owner.repo_coverage", "-", "2026-Q3", len(plan.repos),
          len(plan.repos), False)


def chapman(a, b, m):
    """Chapman 1951, with the sizes at which a draw of a and b would not have
    fewer, nor more, than m in common with a chance of 2.5% at most."""
    def tail(size, more):
        ways = [math.comb(a, k) * math.comb(size - a, b - k)
                if b - k <= size - a else 0 for k in range(min(a, b) + 1)]
        return sum(ways[m:] if more else ways[:m + 1]) / sum(ways)
    low = a + b - m
    while tail(low, False) <= 0.025:
        low += 1
    high = low
    while tail(high + 1, True) > 0.025:
        high += 1
    return (a + 1) * (b + 1) / (m + 1) - 1, low, high


def usage_measures(plan):
    use = plan.raw["use"]
    for period in PERIODS[2:]:
        now = [u for u in use if within(u["when"], period)]
        for tool, part in groups(now, lambda u: u["tool"]):
            total = lambda of: sum(map(of, part))
            people = len({u["person"] for u in part})
            figures = dict(users=people if people >= 5 else "few", days=len(
                part), lines=total(lambda u: u["added"]))
            if tool == "cursor":
                figures.update(
                    prompts=total(lambda u: u["prompts"]),
                    suggestions=total(lambda u: 4 * u["taken"] + 11),
                    acceptances=total(lambda u: 2 * u["taken"]))
            else:
                figures["suggestions"] = total(
                    lambda u: u["taken"] + u["refused"])
            line("usage.by_tool", "tool=" + tool, period, **figures)
        commits = commits_of(plan, period)
        users = {u["person"] for u in now}
        told = {c["person"] for c in commits if is_ai(c) and c["person"]}
        wrote = {c["person"] for c in commits}
        share("usage.undisclosed", "-", period, len((users & wrote) - told),
              len(users & wrote), False)
        size, low, high = chapman(len(told), len(users), len(told & users))
        line("usage.users_estimated", "-", period, hit=len(told & users),
             n=len(told | users), value=size, low=float(low),
             high=float(high))
    period = PERIODS[-1]
    seats = plan.raw["seats"]
    active = [s for s in seats if s[1] and at(s[1]) >= FROM[period]]
    share("usage.adoption", "-", period, len(active), len(seats), False)
    line("usage.idle_seats", "-", period, n=len(seats) - len(active))
    for state, part in groups([s for s in seats if s not in active],
                              lambda s: "lapsed" if s[1] else "unrecorded"):
        line("usage.idle_seats", "state=" + state, period, n=len(part))
    # seen on computers: nobody is named; in the proxy's log: no computer is
    packages = {"@openai/codex": "codex", "aider-chat": "aider",
                "@anthropic-ai/claude-code": "claude-code"}
    policy = {"codex": "forbidden", "claude-code": "approved"}
    rows = [r for r in plan.raw["software"] if r[1] in packages]
    for tool, part in groups(rows, lambda r: packages[r[1]]):
        line("usage.tools_seen", "tool=" + tool, period, certainty="sure",
             shown="program", devices=len({r[0] for r in part}),
             policy=policy.get(tool, "none"), first=min(r[3] for r in part),
             last=max(r[3] for r in part))
    rows = plan.raw["proxy"]    # one of its two hosts serves other things, too
    line("usage.tools_seen", "tool=chatgpt", period, certainty="sure",
         shown="host", users=len({r[1] for r in rows}),
         uses=sum(r[4] for r in rows),
         blocked=sum(r[4] for r in rows if r[3] == "blocked"), policy="none",
         first=min(r[0] for r in rows), last=max(r[0] for r in rows))
    line("usage.unsanctioned_seen", "-", period, n=3)   # all but Claude Code


CAPABILITIES = {
    "obs.logging_visibility": "Logging_visibility",
    "obs.prompt_tracing": "Prompt-level_tracing",
    "obs.response_monitoring": "Monitoring_of_model_responses",
    "obs.infra_telemetry": "Infrastructure_telemetry",
    "incident.reconstructable": "Reconstruction_of_incidents",
    "obs.user_traceability": "Traceability_of_user_activity"}


def stated_measures(plan):
    """A statement holds through its last day, else for a year, 366 days."""
    period = PERIODS[-1]
    newest = {}
    for item, scope, answer, date, until, owner, evidence in \
            sorted(plan.raw["stated"], key=lambda s: s[3]):
        ends = at(until) + DAY if until else at(date) + 366 * DAY
        newest[item, scope] = dict(
            answer=answer, state="expired" if ends < TO[period] else
            "attested" if evidence else "attested,_no_evidence",
            owner=owner.replace(" ", "_"), at=date, until=day_of(ends - DAY),
            evidence=evidence or None)
    for (item, scope), s in sorted(newest.items()):
        line("attest.items", "item=%s,scope=%s" % (item, scope), period, **s)
    share("attest.stale", "-", period, sum(
        s["state"] == "expired" for s in newest.values()), len(newest), False)
    for item, title in CAPABILITIES.items():
        said = [s for (i, _), s in newest.items() if i == item]
        if not said:
            line("obs.capabilities", "title=" + title, period,
                 state="not_assessed")
            continue
        worst = min(said, key=lambda s: s["answer"])
        if worst["state"] == "expired":
            worst = dict(worst, answer=None)
        line("obs.capabilities", "title=" + title, period,
             level=worst["answer"], **{k: worst[k] for k in (
                 "state", "owner", "at", "until")})


def tenths(values):
    """The mean to one decimal, halves up."""
    return "%.1f" % (math.floor(sum(values) * 10 / len(values) + 0.5) / 10)


SAID = []


def survey_measures(plan):
    for question, rows in groups(plan.raw["survey"], lambda r: r[1]):
        teams = {t: [r[3] for r in part] for t, part in
                 groups(rows, lambda r: r[2])}
        few = [v for values in teams.values() if len(values) < 5
               for v in values]     # told together, if they are five
        teams = {t: v for t, v in teams.items() if len(v) >= 5}
        every = [v for values in teams.values() for v in values]
        every += few if len(few) >= 5 else []
        SAID.append(len(every))
        means = sorted(map(tenths, teams.values()))
        line("people.survey", "question=" + question.replace(" ", "_"),
             PERIODS[-1], teams=len(teams), answers=len(every),
             mean=tenths(every), scale="1-5", lowest=means[0],
             highest=means[-1])


def accounts(plan):
    for status, part in groups(plan.raw["training"],
                               lambda t: t["status"].replace(" ", "_")):
        line("training.records", "status=" + status, "2026-Q3", n=len(part))
    rows = plan.raw["rows"]
    lms, scw = rows["training-lms.csv"], rows["training-scw.csv"]
    deployed = len(plan.raw["deployments"])
    incidents = len(plan.raw["incidents"])
    for path, read, imported, duplicate, rejected, empty in (
            ("directory.csv", 25, 25, 0, 0, 0),
            ("training-lms.csv", lms, lms - 4, 1, 2, 1),
            ("training-scw.csv", scw, scw, 0, 0, 0),
            ("jira.csv", 60, 60, 0, 0, 0), ("metrics.csv", 24, 24, 0, 0, 0),
            ("decisions.csv", 8, 8, 0, 0, 0),
            ("deployments.csv", deployed, deployed, 0, 0, 0),
            ("incidents.csv", incidents, incidents, 0, 0, 0),
            *((name, n, n, 0, 0, 0) for name, n in rows.items()
              if "training" not in name),
            ("software.csv", 13, 12, 0, 0, 1), ("attestations.yaml", len(
                plan.raw["stated"]), len(plan.raw["stated"]), 0, 0, 0),
            ("survey.csv", len(plan.raw["survey"]), sum(SAID), 0, 0,
             len(plan.raw["survey"]) - sum(SAID)),
            ("proxy.csv", len(plan.raw["proxy"]), len(plan.raw["proxy"]), 0, 0,
             0)):
        line("evidence.sources", "path=inputs/" + path, "2026-Q3", read=read,
             imported=imported, duplicate=duplicate, rejected=rejected,
             empty=empty)
    line("evidence.rejects", "line=%d" % (lms), "2026-Q3", code="bad-date",
         path="inputs/training-lms.csv", column=78)
    line("evidence.rejects", "line=%d" % (lms + 1), "2026-Q3", code="missing",
         path="inputs/training-lms.csv", column=1)
    for repo in plan.repos:
        line("evidence.sources", "path=repositories/%s.git" % repo["name"],
             "2026-Q3", read=len(repo["commits"]),
             imported=len(repo["commits"]), duplicate=0, rejected=0, empty=0)
    for f in sorted(plan.raw["files"], key=lambda f: f["path"]):
        line("evidence.sources", "path=inputs/" + f["path"], "2026-Q3",
             read=f["results"], imported=f["results"], duplicate=0, rejected=0,
             empty=0)


def gate_measures(plan):
    """Items of the checklist whose answer follows from the plan: records that
    are not as they should be, those of which nobody knows, and what that
    makes of the item."""
    period = PERIODS[-1]
    everybody = [c for c in commits_of(plan, period) if not c["is_merge"]]
    ai = [c for c in everybody if is_ai(c)]
    state_is = lambda part, s: sum(c["validated"] == s for c in part)

    def item(name, exceptions, unknown, status=None):
        line("gate.checklist", "item=" + name, period,
             status=status or ("fail" if exceptions else "not_assessed"
                               if unknown else "pass"),
             exceptions=exceptions, unknown=unknown)

    unknown = state_is(ai, "unknown")
    repos = len(plan.repos)
    # nobody states that the platform keeps agents from approving
    item("RD-106", state_is(ai, "agent"), unknown + repos)
    bad = len(ai) - unknown - state_is(ai, "other")
    item("RD-Q11", bad, unknown)
    failing = sum(state_is(part, "other") + state_is(part, "unknown")
                  < 0.9 * len(part) for _, part in groups(ai, repo_of))
    # one that does not fail cannot pass either: RD-106 is not known of any
    share("gate.passed", "-", period, 0, failing, False)
    # no record of a session is there at all
    item("RD-Q51", 0, len(ai))
    item("RD-406", len({(c["repo"], t) for c in ai for t in c["tools"]
                        if c["author_when"] < REGISTERED.get(t, NEVER)}), 0)
    alive = [p for repo in plan.repos for p in packages_of(repo)
             if p["commit"]["when"] < TO[period] and p["to"] is None]
    brought = [p for p in alive if is_ai(p["commit"])]
    bare = {r["name"]: r["unowned"] for r in plan.repos}
    item("RD-601", sum(all(any(("/" + m).startswith(u)
                               for u in bare[p["repo"]]) for m in p["asked"])
                       for p in brought), 0)
    looked = [p["commit"]["validated"] for p in brought]
    item("RD-602", sum(s not in ("other", "unknown") for s in looked),
         looked.count("unknown"))
    can = [p for p in brought if p["ecosystem"] != "golang"]
    item("RD-603", sum(not p["locked"] for p in can), len(brought) - len(can))
    # the data of all three is classified, and no file keeps it from tools
    item("RD-402", repos, 0)
    # of these all is stated, in date, for all
    for name in ("RD-204", "RD-O1", "RD-O4", "RD-O5"):
        item(name, 0, 0)
    # another person's approval, one's own, an agent's
    known = [c for c in everybody if c["validated"] != "unknown"]
    line("control.results", "control=AC.4.1", period, result="not_met",
         population=2 * len(ai) + len(known), unknown=2 * unknown,
         exceptions=bad + state_is(known, "self") + state_is(ai, "agent"))


def figures(plan):
    validate(plan)
    git_facts(plan)
    ai_measures(plan)
    finding_measures(plan)
    training_measures(plan)
    outcome_measures(plan)
    business_measures(plan)
    stage_measures(plan)
    fix_measures(plan)
    server_measures(plan)
    secret_measures(plan)
    package_measures(plan)
    review_measures(plan)
    catalogue_measures(plan)
    gate_measures(plan)
    usage_measures(plan)
    stated_measures(plan)
    survey_measures(plan)
    tool_measures(sys.modules[__name__], plan)
    accounts(plan)


def main():
    figures(Plan(sys.argv[1]))
    print("\n".join(OUT))


if __name__ == "__main__":
    main()
