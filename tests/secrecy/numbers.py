"""What the metrics say, but for how long things took: that is never twice the same."""

from prometheus_client.parser import text_string_to_metric_families

from workshop import metrics

TIMES = ("_seconds_sum", "_seconds_bucket")
# How many slices one tick takes depends on how fast the machine is; their sum does not.
BY_SPEED = "workshop_tick_slices_bucket"


def numbers() -> dict[str, float]:
    """Every number by its name and labels."""
    families = text_string_to_metric_families(metrics.exposition().decode())
    return {
        f"{one.name} {sorted(one.labels.items())}": one.value
        for family in families
        for one in family.samples
        if not one.name.endswith(TIMES) and one.name != BY_SPEED
    }
