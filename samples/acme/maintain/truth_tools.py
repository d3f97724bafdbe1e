"""Figures of own tests, of spend and of what is recommended, from the plan and
from ratios that truth.py has worked out already. The rule is written here anew,
in the order in which docs/method.md tells it."""
from datetime import date
from fractions import Fraction

ALWAYS = ["Denial of service", "Missing logging", "Wrong permissions"]
YEAR = 366 * 86400
APPROVED = {"tool": {"claude-code", "copilot-agent", "copilot", "cursor"},
            "model": {"claude-sonnet-4-5", "claude-opus-4-6"}}


def counted_runs(truth, plan, period):
    """The newest run of each task, at most a year old at the end."""
    newest = {}
    for run in plan.raw["runs"]:
        model, _, tool, task, cwe, language, day = run[:7]
        kind = plan.raw["kinds"][cwe]
        if not truth.TO[period] - YEAR <= truth.at(day) < truth.TO[period]:
            continue
        key = (plan.raw["model_names"].get(model, model), tool, kind, cwe,
               language)
        if key not in newest or newest[key][6] < day:
            newest[key] = run
    return [dict(model=key[0], tool=key[1], kind=key[2], samples=run[7],
                 working=run[8], secure=run[9])
            for key, run in sorted(newest.items())]


def sums(runs):
    told = [r for r in runs if r["secure"] is not None]
    return (sum(r["samples"] for r in runs), sum(r["working"] for r in told),
            sum(r["secure"] for r in told))


def own_tests(truth, plan, period):
    runs = counted_runs(truth, plan, period)
    told = [r for r in runs if r["working"] is not None]
    truth.share("bench.working", "-", period, sum(r["working"] for r in told),
                sum(r["samples"] for r in told))
    _, working, secure = sums(runs)
    truth.share("bench.secure", "-", period, secure, working)
    for model, part in truth.groups(told, lambda r: r["model"]):
        _, working, secure = sums(part)
        if working >= 5:
            truth.share("bench.secure", "model=" + model, period, secure,
                        working)
        else:
            truth.line("bench.secure", "model=" + model, period, hit=secure,
                       n=working)


def matrix(truth, plan, period):
    runs = counted_runs(truth, plan, period)
    for kind in sorted({r["kind"] for r in runs} | set(ALWAYS)):
        for model in sorted({r["model"] for r in runs}):
            samples, working, secure = sums(
                [r for r in runs
                 if r["kind"] == kind and r["model"] == model])
            group = "pattern=%s,model=%s" % (kind.replace(" ", "_"), model)
            if not working:
                truth.line("bench.matrix", group, period,
                           samples=samples or None, state="not_assessed")
            elif working < 5:
                truth.line("bench.matrix", group, period, samples=samples,
                           working=working, secure=secure, state="too_little")
            else:
                low, high = truth.wilson(secure, working)
                truth.line("bench.matrix", group, period, samples=samples,
                           working=working, secure=secure,
                           insecure=working - secure, share=secure / working,
                           low=low, high=high, state="assessed")


def cents(amount):
    """Half a cent goes up; what is below a millionth is dropped first."""
    millionths = int(amount * 10 ** 6)
    return "%d.%02d" % divmod((millionths + 5000) // 10000, 100)


def first_and_behind(period):
    if ".." in period:
        first, last = (date.fromisoformat(d) for d in period.split(".."))
        return first.toordinal(), last.toordinal() + 1
    year = int(period[:4])
    month, count = (3 * int(period[6]) - 2, 3) if "Q" in period else \
        (int(period[5:]), 1)
    behind = year * 12 + month - 1 + count
    return date(year, month, 1).toordinal(), \
        date(behind // 12, behind % 12 + 1, 1).toordinal()


def spend(truth, plan, period):
    ids = {"Claude Code": "claude-code", "Cursor": "cursor",
           "GitHub Copilot": "copilot"}
    start, end = first_and_behind(period)
    amounts, paid = {}, {}
    for tool, of, amount, currency, seats, _ in plan.raw["spend"]:
        first, behind = first_and_behind(of)
        days = min(behind, end) - max(first, start)
        if days <= 0:
            continue
        key = ids[tool], currency
        amounts[key] = amounts.get(key, 0) + \
            Fraction(amount) * days / (behind - first)
        if seats:
            paid[key] = paid.get(key, 0) + int(seats)
    used = {}
    for use in plan.raw["use"]:
        if truth.within(use["when"], period):
            used.setdefault(use["tool"], set()).add(use["person"])
    for (tool, currency), amount in sorted(amounts.items()):
        people = len(used.get(tool, ()))
        figures = dict(amount=cents(amount), paid=paid.get((tool, currency)))
        if people >= 5:
            figures.update(users=people, per_user=cents(amount / people))
        elif people:
            figures.update(users="few")
        if tool == "copilot" and period == truth.PERIODS[-1]:
            seats = plan.raw["seats"]
            idle = [s for s in seats if not s[1] or
                    truth.at(s[1]) < truth.FROM[period]]
            figures.update(held=len(seats), idle=len(idle))
        truth.line("usage.spend", "tool=%s,currency=%s" % (tool, currency),
                   period, **figures)


def ratios(truth, period):
    """tool=... and model=...: low and high, where there is a ratio."""
    found = {}
    for text in truth.OUT:
        measure, group, when, figures = text.split("  ")
        if measure == "finding.density_ratio" and when == period:
            named = dict(f.split("=") for f in figures.split())
            if "low" in named:
                found[group] = float(named["low"]), float(named["high"])
    return found


def decide(runs, ratio, approved, wilson):
    _, working, secure = sums(runs)
    kinds = {}
    for run in runs:
        if run["secure"] is not None:
            _, n, hit = sums([r for r in runs if r["kind"] == run["kind"]])
            kinds[run["kind"]] = hit, n
    kinds = {k: v for k, v in kinds.items() if v[1] >= 5}
    own = working >= 30 and len(kinds) >= 3
    low, high = wilson(secure, working) if working else (0, 1)
    compared = ratio and ratio[1] <= 2
    if own and high < 0.5:
        return "hold"
    if not own and not compared:
        return "not_enough"
    if approved and own and compared and low >= 0.8 and \
            all(k in kinds for k in ALWAYS) and \
            all(wilson(*v)[1] >= 0.5 for v in kinds.values()):
        return "keep"
    return "conditions"


def recommendations(truth, plan, period):
    runs = counted_runs(truth, plan, period)
    ratio = ratios(truth, period)
    before = [c for c in plan.commits if c["when"] < truth.TO[period]]
    seen = {"tool": {t for c in before for t in c["tools"] if t},
            "model": {c["model"] for c in before if c["model"]}}
    seen["tool"] |= {r["tool"] for r in runs if r["tool"]} | {"copilot"}
    seen["model"] |= {r["model"] for r in runs}
    for kind in ("tool", "model"):
        for name in sorted(seen[kind]):
            part = [r for r in runs if r[kind] == name]
            _, working, secure = sums(part)
            truth.line("bench.recommendation", "id=" + name, period, kind=kind,
                       decision=decide(part, ratio.get(
                           "%s=%s" % (kind, name)), name in APPROVED[kind],
                           truth.wilson), working=working or None,
                       secure=secure if working else None)


def tool_measures(truth, plan):
    for period in (truth.PERIODS[1], truth.PERIODS[-1]):
        own_tests(truth, plan, period)
        matrix(truth, plan, period)
    for period in truth.PERIODS[2:]:
        spend(truth, plan, period)
    recommendations(truth, plan, truth.PERIODS[-1])
