"""A second ballot beside the first one: what may be shown of each group, before and now."""

from workshop.projections.scope import View


def beside(outcome: View) -> View:
    """The outcome with, in each row, what the same voices said in the ballot before.

    The shares are drawn where both were published and asked for the same; else there are words
    only. Groups that were others then stand in `apart`.
    """
    before = outcome["before"]
    if not outcome["way"] or before is None:
        return outcome | {"apart": []}
    then = {frozenset(row["voices"]): row for row in before["rows"]}
    same_way = (before["way"], before["part_of"]) == (outcome["way"], outcome["part_of"])
    rows = [
        row | {"before": _then(row, then.pop(frozenset(row["voices"]), None), before, same_way)}
        for row in outcome["rows"]
    ]
    return outcome | {"rows": rows, "apart": list(then.values())}


def _then(row: View, then: View | None, before: View, same_way: bool) -> View | None:
    if then is None:
        return None
    both = "verdict" not in (row["level"], then["level"])
    return then | {"ballot": before["ballot"], "is_drawn": both and same_way}
