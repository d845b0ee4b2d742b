"""How well a guesser tells two kinds of papers apart by a number or two: 0.5 is by chance alone."""

import math
from collections.abc import Sequence

FOLDS = 5
Row = Sequence[float]


def rank_auc(values: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance that a true one has a higher value than a false one; ties count half.

    By ranks, as in the test of Mann and Whitney.
    """
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks, at = [0.0] * len(values), 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for place in order[at:end]:
            ranks[place] = (at + end + 1) / 2
        at = end
    true = sum(labels)
    false = len(labels) - true
    summed = sum(rank for rank, label in zip(ranks, labels, strict=True) if label)
    return (summed - true * (true + 1) / 2) / (true * false)


def told_apart(values: Sequence[float], labels: Sequence[bool]) -> float:
    """The same, whichever way round the guesser reads it."""
    area = rank_auc(values, labels)
    return max(area, 1 - area)


def guessed(rows: Sequence[Row], labels: Sequence[bool]) -> float:
    """The area of a logistic regression, each row guessed by one that never saw it."""
    scores = [0.0] * len(rows)
    rows = _standardised(rows)
    for fold in range(FOLDS):
        seen = [at for at in range(len(rows)) if at % FOLDS != fold]
        weights = _fitted([rows[at] for at in seen], [labels[at] for at in seen])
        for at in range(fold, len(rows), FOLDS):
            scores[at] = _score(weights, rows[at])
    return told_apart(scores, labels)


def _standardised(rows: Sequence[Row]) -> list[Row]:
    columns = []
    for column in zip(*rows, strict=True):
        mean = sum(column) / len(column)
        spread = math.sqrt(sum((one - mean) ** 2 for one in column) / len(column)) or 1.0
        columns.append([(one - mean) / spread for one in column])
    return [(1.0, *row) for row in zip(*columns, strict=True)]


def _fitted(rows: Sequence[Row], labels: Sequence[bool]) -> list[float]:
    weights = [0.0] * len(rows[0])
    for _ in range(60):
        slope = [0.0] * len(weights)
        for row, label in zip(rows, labels, strict=True):
            error = label - 1 / (1 + math.exp(-max(-30.0, min(30.0, _score(weights, row)))))
            for at, value in enumerate(row):
                slope[at] += error * value
        weights = [w + 2 * s / len(rows) for w, s in zip(weights, slope, strict=True)]
    return weights


def _score(weights: Sequence[float], row: Row) -> float:
    return sum(weight * value for weight, value in zip(weights, row, strict=True))
