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

UTC = timezone.utc
DAY = 86400
Z = 1.959964
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
    return max(0.0, centre - half), min(1.0, centre + half)


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
    """Pooled ratio of rates (Greenland & Robins 1985) and Cochran's Q."""
    top = bottom = var = 0.0
    for a, t1, b, t0 in strata:
        t = t1 + t0
        top += a * t0 / t
        bottom += b * t1 / t
        var += (a + b) * t1 * t0 / (t * t)
    ratio, se = top / bottom, math.sqrt(var / (top * bottom))
    return ratio, ratio * math.exp(-Z * se), ratio * math.exp(Z * se)


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
                if c["squash"]:         # two agents left their names in it
                    c["origin"] = "ai"
                c["is_merge"] = len(c["parents"]) > 1
                c["tools"] = [c["tool"]] if c["tool"] else []
                if c["squash"]:
                    c["tools"] = ["claude-code", "cursor"]
                if c["tool"] == "copilot-agent":
                    c["team"], c["person"] = "", ""     # an agent's own name
                self.commits.append(c)
            for x in repo["findings"]:
                born = by_mark[x["commit"]]
                x["origin"], x["born_mark"] = born["origin"], x["commit"]
                self.seen(repo, x)

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
        added = sum(v[0] for c in repo["commits"] if not c["is_merge"]
                    for v in c["files"].values() if v)
        deleted = sum(v[1] for c in repo["commits"] if not c["is_merge"]
                      for v in c["files"].values() if v)
        results = sum(f["results"] for f in plan.raw["files"]
                      if f["repo"] == repo["name"])
        group = "repository=" + repo["name"]
        line("git.commits", group, "all", n=len(repo["commits"]))
        line("git.lines_added", group, "all", n=added)
        line("git.lines_deleted", group, "all", n=deleted)
        line("sarif.results", group, "all", n=results)


def lines_of(c):
    return sum(v[0] for v in c["files"].values() if v)


def groups(items, key):
    out = defaultdict(list)
    for item in items:
        out[key(item)].append(item)
    return sorted(out.items())


def commits_of(plan, period):
    return [c for c in plan.commits if within(c["when"], period)]
