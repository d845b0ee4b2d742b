"""Workshop: people write, group, draft and vote on their own local guidance."""

from workshop.application import create_app

__all__ = ["create_app"]
