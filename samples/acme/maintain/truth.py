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
