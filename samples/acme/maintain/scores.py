#!/usr/bin/env python3
"""Prints the lines of SCORES.md: scores of people and teams, worked out anew.

    scores.py plan.json DATA       DATA is the folder data/ of the program

Of the program it reads data/scorecard.csv alone, since weights and minimums are
the question; the answer comes from the plan by docs/method.md, "Scores of
people and teams". No code is shared: quantiles are found by bisection of sums
that are computed here. People have the pseudonyms of a key that is known, of
zeros and a seven (HMAC-SHA-256). Chances are in ten millionths.
"""
import csv
import hashlib
import hmac
import math
import os
import sys
from collections import defaultdict

import truth
from truth import DAY, LIMIT, TO, at, is_ai

KEY = bytes.fromhex("%064d" % 7)
RANK = {"critical": 1, "high": 2, "medium": 3, "low": 4}


def pseudonym(person):
    return "person-" + hmac.new(KEY, b"person\0" + person.encode(),
                                hashlib.sha256).hexdigest()[:12]


# --------------------------------------------------------------- quantiles --

def beta_below(x, a, b):
    """The regularised incomplete beta function, by its continued fraction
    (Abramowitz & Stegun 26.5.8), evaluated from the far end."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    tail = 0.0
    for m in range(400, 0, -1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        tail = even / (1 + odd / (1 + tail))
    # the odd term of m = 0
    first = -(a + b) * x / (a + 1)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
                     + a * math.log(x) + b * math.log1p(-x)) / a
    return front / (1 + first / (1 + tail))


def gamma_below(x, shape):
    """The regularised lower incomplete gamma function, by its series."""
    term = total = 1 / shape
    k = shape
    while term > total * 1e-17:
        k += 1
        term *= x / k
        total += term
    return total * math.exp(shape * math.log(x) - x - math.lgamma(shape))


def quantile(below, p, high):
    return truth.bisect(lambda x: p - below(x), 1e-12, high)


# ----------------------------------------------------------------- records --

class Card:
    def __init__(self, folder):
        self.scale, self.least, self.parts = {}, {}, []
        with open(os.path.join(folder, "scorecard.csv"), newline="") as f:
            for r in csv.DictReader(f):
                if r["what"] == "part":
                    self.parts.append((r["key"], float(r["value"]),
                                       float(r["shrink"]), r["reason"]))
                elif r["what"] in ("scale", "fade"):
                    self.scale[r["key"]] = float(r["value"])
                elif r["what"] == "minimum":
                    self.least[r["key"]] = float(r["value"])
        self.points = self.scale["double"] / math.log(2)

    def fade(self, days):
        full, gone = self.scale["full"], self.scale["gone"]
        return 1.0 if days <= full else max(0.0, (gone - days) / (gone - full))


class Unit:
    def __init__(self):
        self.parts = defaultdict(lambda: [0.0, 0.0])    # hit, of n
        self.times = []


def member_of(key, when):
    """The team of a person on a day, by the plan's list of people."""
    for person, _, _, team, _, first, last in PEOPLE:
        if person == key and at(first) <= when and \
                (not last or when < at(last)):
            return team
    return None


PEOPLE = []
PULLS = {}


def records(plan, card, end):
    """(part, person, team, hit, n) of the year before END, as known then; the
    commits of people; and by window of ninety days who was watched, and of
    whom a serious problem was found."""
    year = end - 365 * DAY
    out, commits, brought = [], [], []
    taught = {a["language"] for a in plan.raw["assessments"]}
    for repo in plan.repos:
        seen = max((repo["by_mark"][s["mark"]]["when"] for s in repo["scans"]
                    if s["when"] < end), default=0)
        looked = {x["lang"] for x in repo["findings"] if x["id"]}
        for c in repo["commits"]:
            if c["is_merge"] or not c["person"] or \
                    not year <= c["when"] < end:
                continue
            commits.append(c)
            who = c["person"], c["team"]
            for v in filter(None, c["files"].values()):
                if v[3] not in ("source", "infrastructure") or v[0] <= 0:
                    continue
                if v[2] in taught:
                    passed = [a["when"] for a in plan.raw["assessments"]
                              if a["person"] == c["person"] and a["passed"]
                              and a["language"] == v[2]
                              and a["when"] <= c["when"]]
                    part = card.fade((c["when"] - max(passed)) // DAY) \
                        if passed else 0
                    out.append(("skill", *who, v[0] * part, v[0]))
                if c["when"] <= seen and v[2] in looked:
                    out.append(("findings", *who, 0, v[0] / 1000))
            if c["validated"] != "unknown":
                out.append(("review", *who, c["validated"] == "other", 1))
            pull = PULLS.get((repo["name"], c["mark"]))
            if is_ai(c) and pull:
                spoke = any(w not in (truth.BOT, c["person"]) and verdict in
                            ("COMMENTED", "CHANGES_REQUESTED")
                            and when < min(pull["merged"], end)
                            for w, verdict, when, _ in pull["reviews"])
                out.append(("oversight", *who, spoke, 1))
        copies = {}
        for x in repo["findings"]:
            c = repo["by_mark"][x["born_mark"]]
            if x["category"] == "quality" or not x.get("first") or \
                    x["kind"] not in ("source", "infrastructure") or \
                    not c["person"] or not c["when"] <= x["first"] < end or \
                    (x["suppressed_at"] or truth.NEVER) < end:
                continue
            brought.append((repo, c, x))
            mistake = c["mark"], truth.SCANNER[x["tool"]], x["rule"]
            best = copies.get(mistake)
            if not best or (x["first"], x["id"]) < (best[1]["first"],
                                                    best[1]["id"]):
                copies[mistake] = c, x
        for c, x in copies.values():
            if RANK[x["severity"]] > 2:
                continue
            if c["when"] >= year:
                out.append(("findings", c["person"], c["team"], 1, 0))
            if is_ai(c) and c["validated"] == "other" and x["first"] >= year:
                for who, when in decider(repo, c):
                    if x["first"] >= when:
                        out.append(("spotting", who,
                                    member_of(who, c["when"]), 0, 1))
        for pull in repo["pulls"]:
            own = [repo["by_mark"][m] for m in pull["marks"]
                   or [pull["merge"]]]
            for who, verdict, when, _ in pull["reviews"]:
                if verdict == "CHANGES_REQUESTED" and who != truth.BOT and \
                        year <= when < min(end, pull["merged"]) and any(
                            is_ai(c) and c["person"] != who for c in own):
                    out.append(("spotting", who, member_of(who, when), 1, 1))
    for repo, c, x in brought:
        due = x["first"] + LIMIT[x["severity"]] * DAY
        if year <= due < end and member_of(c["person"], due):
            out.append(("fixing", c["person"], c["team"], bool(
                x["fixed"] and x["fixed"] <= due), 1))
    windows = []
    for back in range(1, 5):
        first, last = end - back * 90 * DAY, end - (back - 1) * 90 * DAY
        watched = {c["person"] for c in commits if first <= c["when"] < last
                   and any(c["when"] <= s["when"] < last for s in next(
                       r for r in plan.repos if r["name"] == c["repo"])
                           ["scans"])}
        bad = {c["person"] for _, c, x in brought if RANK[x["severity"]] <= 2
               and c["when"] >= first and x["first"] < last}
        windows.append((watched, bad & watched))
    return out, commits, windows


def decider(repo, c):
    """Who approved what was merged, the first of them."""
    pull = PULLS[repo["name"], c["mark"]]
    hands = {c["person"]} | set(pull["hands"])
    last = {}
    for who, verdict, when, head in pull["reviews"]:
        if verdict != "COMMENTED":
            last[who] = verdict, when, head
    good = sorted((when, who) for who, (v, when, head) in last.items()
                  if v == "APPROVED" and head and when <= pull["merged"]
                  and who != truth.BOT and who not in hands)
    return [(who, when) for when, who in good[:1]]


# ------------------------------------------------------------------ scores --

def whole(x):
    return math.floor(x + 0.5)


def units_of(plan, card, end, by_team):
    out, commits, windows = records(plan, card, end)
    units, every = defaultdict(Unit), Unit()
    for part, person, team, hit, n in out:
        for unit in (units[team if by_team else person], every):
            unit.parts[part][0] += hit
            unit.parts[part][1] += n
    for c in commits:
        units[c["team"] if by_team else c["person"]].times.append(c["when"])
    seen = sum(len(w) for w, _ in windows)
    bad = sum(len(b) for _, b in windows)
    prior = card.scale["odds"]
    odds = (seen - bad + 5 * prior / (1 + prior)) / (bad + 5 / (1 + prior))
    return units, every, odds, windows


def values_of(card, unit, every):
    """Value, neutral, low and high of each part that is known."""
    got = {}
    for key, _, shrink, _ in card.parts:
        (hit, n), (top, all_n) = unit.parts[key], every.parts[key]
        share = top / all_n if all_n else 0
        if n <= 0 or (key == "findings" and share <= 0):
            continue
        if key == "findings":
            shape, rate = hit + shrink * share, n + shrink
            limits = [quantile(lambda x: gamma_below(x, shape), p,
                               shape + 20 * math.sqrt(shape) + 40) / rate
                      for p in (.975, .025)]
            got[key] = [share / (share + v) for v in (
                shape / rate, *limits)], 0.5
        else:
            a, b = hit + shrink * share, n - hit + shrink * (1 - share)
            limits = [quantile(lambda x: beta_below(x, a, b), p, 1)
                      if a > 0 and b > 0 else (0 if p < .5 and a > 0 else
                                               1 if b > 0 else a / (a + b))
                      for p in (.025, .975)]
            got[key] = [a / (a + b), *limits], share
    return got


def score(card, unit, every, odds):
    values = values_of(card, unit, every)
    days = (max(unit.times) - min(unit.times)) // DAY if unit.times else 0
    known = sum(w for key, w, *_ in card.parts if key in values)
    told = dict(commits=len(unit.times), days=days)
    if len(unit.times) < card.least["commits"]:
        return dict(state="few_commits", **told)
    if days < card.least["days"]:
        return dict(state="few_days", **told)
    if known < card.least["known"] * sum(w for _, w, *_ in card.parts):
        return dict(state="few_parts", **told)
    base = card.scale["score"] + card.points * math.log(
        odds / card.scale["odds"])
    told.update(state="scored", base=whole(base))
    total, exact, moved, down, up, lost = whole(base), 0.0, 0.0, 0.0, 0.0, []
    for order, (key, weight, _, reason) in enumerate(card.parts):
        if key not in values:
            continue
        (value, low, high), neutral = values[key]
        points = [card.points * weight * (v - neutral)
                  for v in (value, low, high, 1)]
        told[key] = whole(points[0])
        total += told[key]
        exact += points[0]
        moved += card.scale["vary"] * abs(points[0])
        down += (points[0] - points[1]) ** 2
        up += (points[2] - points[0]) ** 2
        short = whole(points[3]) - told[key]
        if short > 0:
            lost.append((-short, order, "%s (%d)" % (reason, short)))
    kept = lambda v: int(min(max(v, card.scale["low"]), card.scale["high"]))
    told["score"] = kept(total)
    told["cut"] = kept(total) - total
    told["weights"] = "%d to %d" % (kept(total - whole(moved)),
                                    kept(total + whole(moved)))
    told["chance"] = "%d to %d" % (kept(total - whole(math.sqrt(down))),
                                   kept(total + whole(math.sqrt(up))))
    told["chance_of"] = 1 / (1 + odds * math.exp(exact / card.points))
    told["expected"] = whole(told["chance_of"] * 1e7)
    for i, (_, _, text) in enumerate(sorted(lost)[:4]):
        told["reason%d" % (i + 1)] = text
    return told


def print_rows(kind, rows):
    for name, told in sorted(rows.items()):
        print(kind, name, " ".join("%s=%s" % (k, str(v).replace(" ", "_"))
                                   for k, v in sorted(told.items())
                                   if k != "chance_of"))


def what_if(card, plan, person, unit, every, odds):
    """By how much training in a language would move a score: as if all lines
    of it had been written by somebody trained."""
    if score(card, unit, every, odds)["state"] != "scored":
        return
    out = defaultdict(lambda: [0.0, 0.0])
    end = TO["2026-Q3"]
    for c in plan.commits:
        if c["person"] != person or c["is_merge"] or \
                not end - 365 * DAY <= c["when"] < end:
            continue
        for v in filter(None, c["files"].values()):
            if v[2] in {a["language"] for a in plan.raw["assessments"]} and \
                    v[3] in ("source", "infrastructure") and v[0] > 0:
                passed = [a["when"] for a in plan.raw["assessments"]
                          if a["person"] == person and a["passed"]
                          and a["language"] == v[2] and a["when"] <= c["when"]]
                out[v[2]][0] += v[0] * (card.fade(
                    (c["when"] - max(passed)) // DAY) if passed else 0)
                out[v[2]][1] += v[0]
    key, weight, shrink, _ = next(p for p in card.parts if p[0] == "skill")
    (hit, n), (top, all_n) = unit.parts[key], every.parts[key]
    for language, (trained, lines) in sorted(out.items()):
        more = card.points * weight * (lines - trained) / (n + shrink)
        vary = card.scale["vary"]
        if whole(more):
            print("change", pseudonym(person), language, whole(more),
                  "%d_to_%d" % (whole(more * (1 - vary)),
                                whole(more * (1 + vary))))


def main():
    plan = truth.Plan(sys.argv[1])
    card = Card(sys.argv[2])
    truth.figures(plan)
    with open(os.path.join(os.path.dirname(sys.argv[0]) or ".",
                           "make-sample.py")) as f:
        text = f.read()     # the list of people and teams, as it stands there
    start = text.index("PEOPLE = [")
    PEOPLE.extend(eval(text[start + 9:text.index("\n]\n", start) + 2]))
    for repo in plan.repos:
        for pull in repo["pulls"]:
            for m in pull["marks"] or [pull["merge"]]:
                PULLS[repo["name"], m] = pull
    end = TO["2026-Q3"]
    units, every, odds, _ = units_of(plan, card, end, False)
    members = {p[0] for p in PEOPLE if member_of(p[0], end - 1)}
    print_rows("person", {pseudonym(p): score(card, units[p], every, odds)
                          for p in members})
    teams, all_teams, odds, _ = units_of(plan, card, end, True)
    print_rows("team", {t: score(card, teams[t], all_teams, odds)
                        for t in ("Web", "Ledger", "Gateway", "Fraud")})
    for p in sorted(members, key=pseudonym):
        what_if(card, plan, p, units[p], every, odds)
    start = truth.FROM["2026-Q3"]
    units, every, odds, _ = units_of(plan, card, start, False)
    said = {}
    for p in units:
        if p and member_of(p, start - 1):
            got = score(card, units[p], every, odds)
            if got["state"] == "scored":
                said[p] = got["chance_of"]
    _, _, _, windows = units_of(plan, card, start + 90 * DAY, False)
    watched, bad = windows[0]
    said = {p: v for p, v in said.items() if p in watched}
    wrong = sum((v - (p in bad)) ** 2 for p, v in said.items())
    print("backtest 2026-07-01 brier=%d expected=%d forecasts=%d happened=%d"
          % (whole(wrong / len(said) * 1e7), whole(sum(said.values()) * 1e7),
             len(said), len(set(said) & bad)))


if __name__ == "__main__":
    main()
