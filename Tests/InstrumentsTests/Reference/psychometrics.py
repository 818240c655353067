"""Figures of the tests of psychometrics, by ways that have nothing in common with the Swift sources.

Run with Python 3 and numpy (2.4 was used): python3 psychometrics.py. What it prints stands in
Tests/DomainTests/Psychometrics/PublishedFiguresTests.swift.

attitude: Chatterjee & Price (1977), Regression Analysis by Example, Wiley: seven items, 30 departments, public through
R's `datasets`. The manual of R's `psych` (Revelle) prints alpha 0.84 for it, and item-rest correlations to two places.
ratings: Hanley & McNeil (1982), Radiology 143:29-36, table I: 109 computed tomographies, 58 of healthy and 51 of ill
people, rated 1 to 5; they print an area of 0.893 and a standard error of 0.032.
"""
import numpy as np

ATTITUDE = np.array([[int(n) for n in line.split()] for line in """
43 51 30 39 61 92 45
63 64 51 54 63 73 47
71 70 68 69 76 86 48
61 63 45 47 54 84 35
81 78 56 66 71 83 47
43 55 49 44 54 49 34
58 67 42 56 66 68 35
71 75 50 55 70 66 41
72 82 72 67 71 83 31
67 61 45 47 62 80 41
64 53 53 58 58 67 34
67 60 47 39 59 74 41
69 62 57 42 55 63 25
68 83 83 45 59 77 35
77 77 54 72 79 77 46
81 90 50 72 60 54 36
74 85 64 69 79 79 63
65 60 65 75 55 80 60
65 70 46 57 75 85 46
50 58 68 54 64 78 52
50 40 33 34 43 64 33
64 61 52 62 66 80 41
53 66 52 50 63 80 37
40 37 42 58 50 57 49
63 54 42 48 66 75 33
66 77 66 63 88 76 72
78 75 58 74 80 78 49
48 57 44 45 51 83 38
85 85 71 71 77 74 55
82 82 39 59 64 78 39
""".strip().splitlines()])


def alpha(rows):
    """As the mean of all split halves' coefficients is: by variances of columns and of the sum."""
    items = rows.shape[1]
    return items / (items - 1) * (1 - rows.var(axis=0, ddof=1).sum() / rows.sum(axis=1).var(ddof=1))


def omega(rows):
    """One factor by gradient descent on the off-diagonal (no eigenvectors)."""
    cov = np.cov(rows, rowvar=False)
    scale = np.sqrt(np.diag(cov))
    corr = cov / np.outer(scale, scale)
    off = ~np.eye(len(corr), dtype=bool)
    loading = np.full(len(corr), 0.6)
    for _ in range(400_000):
        weight = np.outer(scale, scale) ** 2
        residual = (np.outer(loading, loading) - corr) * off * weight
        step = residual @ loading / weight.mean()
        loading = loading - 0.02 * step
        if np.abs(step).max() < 1e-14:
            break
    lam = loading * scale
    unique = np.diag(cov) - lam**2
    assert (unique > 0).all()
    return lam.sum() ** 2 / (lam.sum() ** 2 + unique.sum())


def item_rest(rows):
    total = rows.sum(axis=1)
    return [np.corrcoef(rows[:, i], total - rows[:, i])[0, 1] for i in range(rows.shape[1])]


def bonett(a, items, people):
    error = np.sqrt(2 * items / ((items - 1) * (people - 2)))
    return 1 - np.exp(np.log(1 - a) + 1.96 * error), 1 - np.exp(np.log(1 - a) - 1.96 * error)


def area(ill, healthy):
    """By comparing every ill person with every healthy one."""
    wins = sum((i > h) + 0.5 * (i == h) for i in ill for h in healthy)
    return wins / (len(ill) * len(healthy))


def hanley(a, ill, healthy):
    q1, q2 = a / (2 - a), 2 * a * a / (1 + a)
    return np.sqrt((a * (1 - a) + (ill - 1) * (q1 - a * a) + (healthy - 1) * (q2 - a * a)) / (ill * healthy))


if __name__ == "__main__":
    a = alpha(ATTITUDE)
    print("alpha", repr(float(a)), "interval", [float(x) for x in bonett(a, 7, 30)])
    print("omega", repr(float(omega(ATTITUDE))))
    print("item-rest", [round(float(r), 12) for r in item_rest(ATTITUDE)])
    healthy = [1] * 33 + [2] * 6 + [3] * 6 + [4] * 11 + [5] * 2
    ill = [1] * 3 + [2] * 2 + [3] * 2 + [4] * 11 + [5] * 33
    w = area(ill, healthy)
    print("area", repr(float(w)), "error", repr(float(hanley(w, len(ill), len(healthy)))))
    for cut in (2, 3, 4, 5):
        print(cut, sum(i >= cut for i in ill) / len(ill), sum(h < cut for h in healthy) / len(healthy))
