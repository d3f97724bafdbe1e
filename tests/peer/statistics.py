#!/usr/bin/env python3
"""Thousands of random cases of each statistic against scipy.

    tests/peer/statistics.py cases           writes the calls, one a line
    tests/peer/statistics.py check CASES GOT compares what was answered

Everything is computed here a second time: distributions and their quantiles by
scipy, limits by a root finder instead of bisection, survival by counting who is
at risk at each age, sums by math.fsum. The seed is fixed. "cases" needs no
scipy. Numbers must agree to TOLERANCE, so that of ten printed digits only the
last can differ, and only where it stands on the edge between two.
"""
import fractions
import itertools
import math
import random
import sys
import warnings

Z = 1.9599639845400545
TOLERANCE = 2e-11
ROUNDS = 250
SLOW = {"within": 60, "capture": 80, "matched": 120, "backtest": 80, "composite": 150, "ratio": 100, "sample": 100, "binomial": 150, "survival": 150, "shrink": 100}


# ---------------------------------------------------------------- cases --

def whole(rng, top=6):
    """A count, small as often as large, 0 among them."""
    kind = rng.random()
    if kind < 0.2:
        return rng.choice([0, 0, 1, 2])
    return int(10 ** rng.uniform(0, rng.choice([1, 2, 3, top])))


def share(rng, top=6):
    n = max(1, whole(rng, top))
    return rng.choice([0, n, rng.randint(0, n), rng.randint(0, n)]), n


def exposure(rng):
    return 10 ** rng.uniform(-3, 4)


def stratum(rng):
    zero = rng.random()
    return [whole(rng, 3) if zero > 0.1 else 0,
            0 if zero < 0.05 else exposure(rng),
            whole(rng, 3) if zero < 0.9 else 0,
            0 if zero > 0.95 else exposure(rng)]


def spans(rng):
    result = []
    ties = rng.choice([5, 30, 1000])
    censored = rng.choice([0, 0.3, 0.8, 1])
    for _ in range(rng.randint(1, 40)):
        enter = rng.choice([0, 0, rng.randint(0, ties)])
        leave = enter + rng.randint(0, ties)
        result += [enter, leave, rng.choice([1, 1, 2, 7]),
                   int(rng.random() >= censored), rng.randint(0, 1)]
    return result


def series(rng, make):
    return [make() for _ in range(rng.choice([1, 5, 7, 8, 9, 13, 20]))]


def pairs(rng, top, least):
    n = [float(rng.randint(least, 400)) for _ in range(rng.randint(2, 20))]
    y = [float(rng.randint(0, int(v * top))) for v in n]
    return y + n


def sample(rng):
    size = max(2, whole(rng, 4))
    n = rng.randint(1, size)
    bad = min(n, rng.choice([0, 0, 1, 2, 5, n]))
    return bad, n, size


def clusters(rng):
    x = [rng.randint(1, 500) for _ in range(rng.randint(1, 30))]
    kind = rng.random()
    y = [0 if kind < .1 else v if kind > .9 else rng.choice([0, v, rng.randint(0, v)])
         for v in x]
    return [len(x), sum(y), sum(x), sum(v * v for v in y),
            sum(a * b for a, b in zip(x, y)), sum(v * v for v in x)]


def forecasts(rng):
    grain = rng.choice([1, 2, 4])
    skill = rng.choice([0, 1, 4])
    result = []
    for _ in range(rng.choice([1, 5, 20, 60, 200])):
        p = round(rng.random(), grain)
        result += [p, int(rng.random() * (1 + skill) < p * (1 + 2 * skill) / 2)]
    return result


def panel(rng):
    result = []
    for team in range(rng.randint(2, 14)):
        level, base = rng.uniform(-5, 5), rng.choice([0.0, 1.0, rng.gauss(0, 1)])
        for month in range(rng.randint(1, 2), rng.randint(4, 9)):
            x = rng.choice([rng.random(), 0.0])
            result += [team, month, x, level + month + x + rng.gauss(0, 1), base]
    return result


def lists(rng):
    size = rng.choice([1, 5, 12, 40, 200, 900])
    a, b = rng.randint(1, size), rng.randint(1, size)
    both = rng.randint(max(1, a + b - size), min(a, b)) if rng.random() < .5 \
        else min(a, b, max(1, a + b - size, round(a * b / size)))
    return [a, b, both]


def adopters(rng):
    result = []
    grain = rng.choice([0, 1, 6])   # equal distances, and none
    pull = rng.choice([0, 0.5])
    for _ in range(rng.randint(2, 40)):
        before = round(rng.gauss(0, 1), grain)
        result += [int(rng.random() < .4), before,
                   round(before + rng.gauss(pull, 1), grain),
                   rng.choice([0, 0, 1, 2]), rng.randint(3, 12)]
    return result


def p_values(rng):
    p = [rng.choice([rng.random(), rng.random() ** 4, 0.05, 1.0, 0.0])
         for _ in range(rng.randint(1, 30))]
    return p


CASES = {
    "log": lambda r: [10 ** r.uniform(-300, 300)],
    "exp": lambda r: [r.uniform(-700, 700)],
    "log_gamma": lambda r: [10 ** r.uniform(-3, 8)],
    "gamma": lambda r: near_mean(r),
    "beta": lambda r: near_share(r),
    "normal": lambda r: [r.uniform(-37, 37)],
    "normal_quantile": lambda r: [r.choice([r.random(), 10 ** r.uniform(-200, -1)])],
    "chi2": lambda r: [10 ** r.uniform(-4, 3), r.randint(1, 500)],
    "quantiles": lambda r: [r.choice([.001, .025, .05, .5, .95, .975, .999]),
                            10 ** r.uniform(-1, 5), 10 ** r.uniform(-1, 5)],
    "poisson": lambda r: count_and_mean(r),
    "binomial": lambda r: hits_and_chance(r),
    "count": lambda r: [whole(r, 12)],
    "share": lambda r: list(r.choice([share(r, 12), (0, 0)])),
    "shares": lambda r: list(share(r) + share(r)),
    "rates": lambda r: [whole(r), exposure(r), whole(r), exposure(r)],
    "ratio": lambda r: [whole(r, 5), exposure(r), whole(r, 5), exposure(r)],
    "pooled": lambda r: sum((stratum(r) for _ in range(r.randint(1, 30))), []),
    "e_value": lambda r: [10 ** r.uniform(-3, 3)],
    "adjust": p_values,
    "shrink": lambda r: pairs(r, r.choice([0, 0.1, 1]), 1),
    "xmr": lambda r: series(r, lambda: float(r.randint(0, 50))),
    "u_chart": lambda r: pairs(r, r.choice([0, 0.02, 1]), 20),
    "p_chart": lambda r: pairs(r, r.choice([0, 0.1, 1]), 20),
    "funnel": lambda r: [10 ** r.uniform(-2, 2), 10 ** r.uniform(-2, 3)],
    "clusters": clusters,
    "sample": lambda r: list(sample(r)),
    "survival": spans,
    "student": lambda r: [r.uniform(0.6, 0.999), r.randint(1, 200), r.uniform(-9, 9)],
    "backtest": forecasts,
    "composite": lambda r: sum(([10 ** r.uniform(-1, 1), r.choice([-1, r.uniform(0, 100)])]
                                for _ in range(r.randint(1, 6))), []),
    "within": panel,
    "capture": lists,
    "matched": adopters,
}


def near_mean(rng):
    # beyond, and further from the mean, scipy's own series stops early
    a = 10 ** rng.uniform(-1, 5)
    return [a, max(1e-9, a + rng.uniform(-4, 4) * math.sqrt(a))]


def near_share(rng):
    a, b = 10 ** rng.uniform(-1, 6), 10 ** rng.uniform(-1, 6)
    x = a / (a + b)
    x += rng.uniform(-5, 5) * math.sqrt(x * (1 - x) / (a + b))
    return [a, b, min(max(x, 1e-9), 1 - 1e-9)]


def count_and_mean(rng):
    a, x = near_mean(rng)
    return [rng.choice([0, math.floor(x)]), a]


def hits_and_chance(rng):
    k, n = share(rng, 7)
    return [k, n, rng.choice([0.5, rng.random(), 10 ** rng.uniform(-8, 0), k / n, 0, 1])]


def print_cases():
    rng = random.Random(6)
    for name in CASES:
        for _ in range(SLOW.get(name, ROUNDS)):
            print(name, *(repr(v) for v in CASES[name](rng)))


# ---------------------------------------------------------- second reading --

def oracle():
    import numpy
    from scipy import optimize, special, stats

    def count(o):
        if o >= 10:
            low = o * (1 - 1 / (9 * o) - Z / (3 * math.sqrt(o))) ** 3
            o += 1
            return [low, o * (1 - 1 / (9 * o) + Z / (3 * math.sqrt(o))) ** 3]
        return [0 if o == 0 else stats.chi2.ppf(.025, 2 * o) / 2,
                stats.chi2.ppf(.975, 2 * o + 2) / 2]

    def wilson(hit, n):
        # the roots of (p - t)^2 = z^2 t (1 - t) / n in t
        if n == 0:
            return [0, 1]
        if 2 * hit > n:
            low, high = wilson(n - hit, n)
            return [1 - high, 1 - low]
        p, w = hit / n, Z * Z / n
        high = (2 * p + w + math.sqrt(w * (w + 4 * p * (1 - p)))) / (2 + 2 * w)
        return [p * p / (1 + w) / high, high]

    def square_and_add(a, la, b, lb):
        d = a - b
        return [d, d - math.hypot(a - la[0], lb[1] - b),
                d + math.hypot(la[1] - a, b - lb[0])]

    def shares(h1, n1, h2, n2):
        got = square_and_add(h1 / n1, wilson(h1, n1), h2 / n2, wilson(h2, n2))
        p = (h1 + h2) / (n1 + n2)
        if p in (0, 1):
            return got + [1]
        error = math.sqrt(p * (1 - p) * (1 / n1 + 1 / n2))
        return got + [2 * stats.norm.sf(abs(h1 / n1 - h2 / n2) / error)]

    def rates(a, t1, b, t0):
        return square_and_add(a / t1, [v / t1 for v in count(a)],
                              b / t0, [v / t0 for v in count(b)])

    def limits(a, b, part):
        """Of the odds, by the root of each tail in their logarithm."""
        n = a + b
        if a > b:  # 1 - p of a p near 1 has no digits
            low, high = limits(b, a, part)
            return [1 / high, 1 / low if low else math.inf]

        def above(x):
            p = special.expit(x)
            return stats.binom.sf(a, n, p) + part * stats.binom.pmf(a, n, p)

        def below(x):
            p = special.expit(x)
            return stats.binom.cdf(a - 1, n, p) + part * stats.binom.pmf(a, n, p)

        def root(tail):
            return math.exp(optimize.brentq(
                lambda x: math.log(max(tail(x), 1e-300) / .025), -25, 25,
                xtol=1e-13, rtol=1e-14))
        return [root(above) if a else 0, root(below) if b else math.inf]

    def ratio(a, t1, b, t0):
        scale = t0 / t1
        value = a / b * scale if b else math.inf if a else math.nan
        got = [value] + [v * scale for v in limits(a, b, .5)]
        p = t1 / (t1 + t0)
        half = stats.binom.pmf(a, a + b, p) / 2
        tails = [stats.binom.sf(a, a + b, p) + half,
                 stats.binom.cdf(a - 1, a + b, p) + half]
        return got + [min(1, 2 * min(tails))]

    def pooled(*x):
        strata = [x[i:i + 4] for i in range(0, len(x), 4)]
        strata = [s for s in strata if s[1] > 0 and s[3] > 0]
        top = math.fsum(a * t0 / (t1 + t0) for a, t1, b, t0 in strata)
        bottom = math.fsum(b * t1 / (t1 + t0) for a, t1, b, t0 in strata)
        if not top or not bottom:
            return [0]
        r = top / bottom
        variance = math.fsum((a + b) * t1 * t0 / (t1 + t0) ** 2
                             for a, t1, b, t0 in strata) / top / bottom
        both = [s for s in strata if s[0] and s[2]]
        q = math.fsum((math.log(a / t1 / (b / t0)) - math.log(r)) ** 2 * a * b / (a + b)
                      for a, t1, b, t0 in both)
        df = max(0, len(both) - 1)
        q_p = stats.chi2.sf(q, df) if df else 1
        told = [s for s in strata if s[0] + s[2]]
        pearson = math.fsum(
            (o - e) ** 2 / e for a, t1, b, t0 in told
            for share in [r * t1 / (r * t1 + t0)]
            for o, e in [(a, (a + b) * share), (b, (a + b) * (1 - share))])
        spread = max(1, pearson / (len(told) - 1)) if len(told) > 1 else 1
        error = math.sqrt(variance * spread)
        return [1, r, r * math.exp(-Z * error),
                r * math.exp(Z * error) if Z * error < 700 else math.inf,
                2 * stats.norm.sf(abs(math.log(r)) / error), q, df, q_p, spread]

    def e_value(r):
        r = max(r, 1 / r)
        return [r + math.sqrt(r * (r - 1))]

    def adjust(*p):
        order = sorted(range(len(p)), key=lambda i: p[i])
        return [min([1] + [p[j] * len(p) / (k + 1) for k, j in enumerate(order)
                           if p[j] >= v]) for v in p]

    def shrink(*x):
        k = len(x) // 2
        y, n = x[:k], x[k:]
        total = math.fsum(n)
        m = math.fsum(y) / total
        s2 = math.fsum(b * (a / b - m) ** 2 for a, b in zip(y, n)) / total
        between = max(0, s2 - m / (total / k))
        got = [m, between]
        for a, b in zip(y, n):
            shape, rate = math.fsum(y), total
            if between > 0:
                shape, rate = m * m / between + a, m / between + b
            got += [shape / rate, stats.gamma.ppf(.025, shape, scale=1 / rate),
                    stats.gamma.ppf(.975, shape, scale=1 / rate)] if shape else [0, 0, 0]
        return got

    def signals(values, centre, low, high):
        def near(i):
            limit = high[i] if values[i] > centre else low[i]
            return abs(limit - values[i]) < abs(values[i] - centre)
        got = []
        for i, v in enumerate(values):
            side = (v > centre) - (v < centre)
            sides = [(w > centre) - (w < centre) for w in values[:i + 1]]
            rule = 0
            if side and i >= 3 and near(i) and sum(
                    sides[j] == side and near(j) for j in range(i - 3, i + 1)) >= 3:
                rule = 3
            if side and i >= 7 and all(s == side for s in sides[i - 7:]):
                rule = 2
            if v > high[i] or v < low[i]:
                rule = 1
            got.append(rule * side)
        return got

    def chart(values, centre, low, high, widened, least, most):
        marks = signals(values, centre, low, high)
        got = [1, centre, widened]
        for i, mark in enumerate(marks):
            got += [max(least, low[i]), min(most, high[i]), mark]
        return got

    def xmr(*v):
        k = len(v)
        centre = math.fsum(v) / k
        if k < 8:
            return [0, centre]
        width = 2.66 * math.fsum(abs(b - a) for a, b in zip(v, v[1:])) / (k - 1)
        return chart(v, centre, [centre - width] * k, [centre + width] * k, 1,
                     -math.inf, math.inf)

    def stepped(x, unit, most):
        k = len(x) // 2
        y, n = x[:k], x[k:]
        centre = math.fsum(y) / math.fsum(n)
        if k < 8 or unit(centre) <= 0:
            return [0, centre]
        v = [a / b for a, b in zip(y, n)]
        error = [math.sqrt(unit(centre) / b) for b in n]
        z = [(a - centre) / e for a, e in zip(v, error)]
        widened = max(1, math.fsum(abs(b - a) for a, b in zip(z, z[1:])) / (k - 1) / 1.128)
        return chart(v, centre, [centre - 3 * widened * e for e in error],
                     [centre + 3 * widened * e for e in error], widened, 0, most)

    def u_chart(*x):
        return stepped(x, lambda u: u, math.inf)

    def p_chart(*x):
        return stepped(x, lambda p: p * (1 - p), 1)

    def funnel(target, t):
        def limit(p):
            r = stats.poisson.ppf(p, target * t)
            d = stats.poisson.pmf(r, target * t)
            return max(0, r - (stats.poisson.cdf(r, target * t) - p) / d) / t
        return [limit(p) for p in (.025, .975, .001, .999)]

    def cluster(k, y, x, yy, xy, xx):
        r = y / x
        if k < 2:
            return [r, 0, 1]
        if y == 0 or y == x:
            return [r] + wilson(k if y else 0, k)
        half = Z * math.sqrt(max(0, yy - 2 * r * xy + r * r * xx) * k / (k - 1)) / x
        return [r, max(0, r - half), min(1, r + half)]

    def sampled(bad, n, size):
        # the largest number that one draw in twenty or more would show
        counts = numpy.arange(bad, size - n + bad + 1)
        return [counts[stats.hypergeom.cdf(bad, size, counts, n) > .05].max()]

    def survival(*x):
        people = []
        for i in range(0, len(x), 5):
            enter, leave, n, event, group = x[i:i + 5]
            if leave > enter or event:
                people += [(enter if leave > enter else leave - 1, leave, event, group)] * n
        ages = sorted({leave for _, leave, event, _ in people if event})
        excess = variance = greenwood = 0
        s, medians, rest = 1.0, [-1, -1, -1], []
        for age in ages:
            risk = [sum(e < age <= l and g == group for e, l, _, g in people)
                    for group in (0, 1)]
            died = [sum(l == age and bool(v) and g == group for _, l, v, g in people)
                    for group in (0, 1)]
            n, d = sum(risk), sum(died)
            excess += died[1] - d * risk[1] / n
            if n > 1:
                variance += d * (n - d) / (n - 1) * risk[0] * risk[1] / n / n
            s *= (n - d) / n
            low = high = s
            if n > d:
                greenwood += d / n / (n - d)
            if 0 < s < 1:
                width = Z * math.sqrt(greenwood) / -math.log(s)
                low, high = s ** math.exp(width), s ** math.exp(-width)
            for i, v in enumerate((s, low, high)):
                if v <= .5 and medians[i] < 0:
                    medians[i] = age
            rest += [age, n, s, low, high]
        if variance <= 0:
            return [0, 1, excess] + medians + rest
        chi2 = excess * excess / variance
        return [chi2, stats.chi2.sf(chi2, 1), excess] + medians + rest

    def backtest(*x):
        p, y = x[::2], x[1::2]
        n = len(p)
        got = [math.fsum((a - b) ** 2 for a, b in zip(p, y)) / n]
        rows = min(10, max(1, n // 10))
        order = sorted(p)
        ends = {n}
        for i in range(1, rows):
            ends.add(sum(v <= order[n * i // rows - 1] for v in p))
        got += [len(ends), 0 < sum(y) < n]
        if not got[2]:
            return got
        yes = [a for a, b in zip(p, y) if b]
        no = [a for a, b in zip(p, y) if not b]
        win = numpy.array([[(a > b) + (a == b) / 2 for b in no] for a in yes])
        auc = win.mean()
        variance = sum(m.var(ddof=1) / len(m) if len(m) > 1 else 0
                       for m in (win.mean(axis=1), win.mean(axis=0)))
        if auc in (0, 1) or variance <= 0:
            m = min(len(yes), len(no))
            return got + [auc] + wilson(math.floor(auc * m + .5), m)
        half = Z * math.sqrt(variance) / (auc * (1 - auc))
        return got + [auc] + [float(special.expit(special.logit(auc) + s * half))
                              for s in (-1, 1)]

    def composite(*x):
        parts = list(zip(x[::2], x[1::2]))
        known = [(w, v) for w, v in parts if v >= 0]
        if not known:
            return [0, 0, 0, 0, 0]

        def mean(tilts):
            weights = [w * t for (w, _), t in zip(known, tilts)]
            return math.fsum(w * v for w, (_, v) in zip(weights, known)) / math.fsum(weights)
        corners = [mean(t) for t in itertools.product((.8, 1.2), repeat=len(known))]
        return [1, math.fsum(w for w, _ in known) / math.fsum(w for w, _ in parts),
                mean([1] * len(known)), min(corners), max(corners)]

    def student(p, df):  # stats.t.ppf of scipy 1.10 has nine digits
        return optimize.brentq(lambda t: special.betainc(df / 2, .5, df / (df + t * t))
                               - 2 * (1 - p), 0, 1e6, xtol=1e-15, rtol=1e-15)

    def within(*x):
        rows = [x[i:i + 5] for i in range(0, len(x), 5)]
        # residuals of both on dummies of team and month, and on the baseline
        # in each month
        dummies = numpy.array([[r[0] == t for t in range(20)] + [r[1] == m for m in range(20)]
                               + [(r[1] == m) * r[4] for m in range(20)]
                               for r in rows], float)

        def rest(v):
            return v - dummies @ numpy.linalg.lstsq(dummies, v, rcond=None)[0]
        a = rest(numpy.array([r[2] for r in rows], float))
        b = rest(numpy.array([r[3] for r in rows], float))
        moving = sum(1 for t in {r[0] for r in rows}
                     if sum(v * v for v, r in zip(a, rows) if r[0] == t) > 1e-12)
        if moving < 5 or a @ a <= 1e-12:
            return [0]
        slope = a @ b / (a @ a)
        # the slope with each team left out: of the residuals that are
        steps = []
        for t in {r[0] for r in rows}:
            kept = numpy.array([r[0] != t for r in rows])
            if a[kept] @ a[kept] <= 1e-12:
                return [0]
            steps.append(a[kept] @ b[kept] / (a[kept] @ a[kept]) - slope)
        n, months = len(rows), sum(
            1 + (len({r[4] for r in rows if r[1] == m}) > 1) for m in {r[1] for r in rows})
        if n - months < 1:
            return [0]
        error = math.sqrt(sum(v * v for v in steps) * (moving - 1) / moving) \
            * n / (n - months)
        half = error * student(.975, moving - 1)
        return [1, slope, slope - half, slope + half,
                2 * stats.t.sf(abs(slope) / error, moving - 1)]

    def capture(a, b, m):
        """Sizes by steps from the least on, as exact sums of whole numbers."""
        def tail(size, kept):
            ways = [math.comb(a, k) * math.comb(size - a, b - k)
                    for k in range(max(0, a + b - size), min(a, b) + 1) if kept(k)]
            return fractions.Fraction(sum(ways), math.comb(size, b))

        def last(fits, low):
            step = low
            while fits(step):
                low, step = step, 2 * step
                if step > 10 ** 9:
                    return 10 ** 9 if fits(10 ** 9) else between(fits, low, 10 ** 9)
            return between(fits, low, step)

        def between(fits, low, high):   # fits at low, not at high
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if fits(middle) else (low, middle)
            return low
        limit = fractions.Fraction(1, 40)
        least = a + b - m
        low = least if tail(least, lambda k: k <= m) >= limit else 1 + last(
            lambda n: tail(n, lambda k: k <= m) < limit, least)
        return [(a + 1) * (b + 1) / (m + 1) - 1, low,
                last(lambda n: tail(n, lambda k: k >= m) >= limit, low)]

    def matched(*x):
        units = [x[i:i + 5] for i in range(0, len(x), 5)]
        reach = numpy.std([u[1] for u in units], ddof=1) / 4
        pairs = sorted(
            (abs(u[1] - v[1]), i, j) for i, u in enumerate(units) if u[0]
            for j, v in enumerate(units) if not v[0] and u[3] == v[3]
            and max(u[4], v[4]) <= 2 * min(u[4], v[4])
            and abs(u[1] - v[1]) <= reach)
        taken, changes = set(), []
        for _, i, j in pairs:
            if not taken & {i, j}:
                taken |= {i, j}
                changes.append(units[i][2] - units[i][1] - units[j][2] + units[j][1])
        k = len(changes)
        got = [k, sum(u[0] for u in units), k >= 5]
        if k < 5:
            return got + [1]
        mean = math.fsum(changes) / k
        error = numpy.std(changes, ddof=1) / math.sqrt(k)
        half = error * student(.975, k - 1)
        p = 2 * stats.t.sf(abs(mean) / error, k - 1) if error > 0 else 1
        return got + [p, mean, mean - half, mean + half]

    def binomial(k, n, p):
        return [stats.binom.pmf(k, n, p), stats.binom.cdf(k, n, p),
                stats.binom.sf(k - 1, n, p)]

    return {
        "log": lambda x: [math.log(x)], "exp": lambda x: [math.exp(x)],
        "log_gamma": lambda x: [math.lgamma(x)],
        "gamma": lambda a, x: [special.gammainc(a, x), special.gammaincc(a, x)],
        "beta": lambda a, b, x: [stats.beta.cdf(x, a, b)],
        "normal": lambda z: [stats.norm.sf(z)],
        "normal_quantile": lambda p: [special.ndtri(p)],
        "chi2": lambda x, df: [stats.chi2.sf(x, df)],
        "quantiles": lambda p, a, b: [special.gammaincinv(a, p),
                                      stats.beta.ppf(p, a, b)],
        "poisson": lambda k, m: [stats.poisson.pmf(k, m), stats.poisson.cdf(k, m)],
        "binomial": binomial, "count": count, "share": wilson, "shares": shares,
        "rates": rates, "ratio": ratio, "pooled": pooled,
        "e_value": e_value, "adjust": adjust,
        "shrink": shrink, "xmr": xmr, "u_chart": u_chart, "p_chart": p_chart,
        "funnel": funnel, "clusters": cluster, "sample": sampled,
        "survival": survival, "backtest": backtest, "composite": composite,
        "within": within, "capture": capture, "matched": matched,
        "student": lambda p, df, t: [student(p, df), 2 * stats.t.sf(abs(t), df)],
    }


# -------------------------------------------------------------- comparison --

# where scipy itself, or the question (an x near 1), is less sure; and absolute slack where a
# difference of large numbers is taken
LOOSE = {"within": 1e-8, "poisson": 1e-9, "beta": 1e-9, "binomial": 1e-10}
SLACK = {"log_gamma": 1e-13, "survival": 1e-12, "shares": 1e-14, "pooled": 1e-12,
         "rates": 1e-12, "share": 1e-15, "gamma": 1e-15, "beta": 1e-15,
         "binomial": 1e-15, "u_chart": 1e-12, "shrink": 1e-14, "xmr": 1e-12, "backtest": 1e-14, "composite": 1e-12,
         "student": 1e-15, "within": 1e-9, "matched": 1e-12}


def equal(name, got, expected):
    if math.isnan(expected) or math.isinf(expected):
        return str(got) == str(expected)
    return abs(got - expected) <= (LOOSE.get(name, TOLERANCE) * abs(expected)
                                   + SLACK.get(name, 1e-300))


def check(cases, answers):
    warnings.simplefilter("ignore")
    second = oracle()
    bad = checked = 0
    worst, wrong = {}, {}
    with open(cases) as calls, open(answers) as lines:
        for call, line in zip(calls, lines):
            name, *numbers = call.split()
            numbers = [float(v) for v in numbers]
            numbers = [int(v) if v == int(v) and "." not in t else v
                       for v, t in zip(numbers, call.split()[1:])]
            got = [float(v) for v in line.split()[1:]]
            expected = [float(v) for v in second[name](*numbers)]
            checked += 1
            for g, e in zip(got, expected):
                if math.isfinite(e) and e:
                    worst[name] = max(worst.get(name, 0), abs(g - e) / abs(e))
            if len(got) == len(expected) and all(
                    equal(name, g, e) for g, e in zip(got, expected)):
                continue
            bad += 1
            wrong[name] = wrong.get(name, 0) + 1
            if wrong[name] <= 3:
                print(f"{call.strip()}\n  got      {got}\n  expected {expected}")
    if "-v" in sys.argv:
        for name, error in worst.items():
            print(f"{name}: largest relative difference {error:.1g}")
    print(f"{checked} cases, {bad} differ")
    return bad == 0 and checked > 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["cases"]:
        print_cases()
    else:
        sys.exit(0 if check(sys.argv[2], sys.argv[3]) else 1)
