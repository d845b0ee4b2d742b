"""Property tests are the same on every run, and longer under `make long`."""

from hypothesis import settings

from tests.domain.cast import LONG

settings.register_profile(
    "workshop", derandomize=True, deadline=None, max_examples=5000 if LONG else 100
)
settings.load_profile("workshop")
