"""Where a page leads that has only one way on: back to where somebody came from, on this server."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import request


def is_our_path(wanted: str) -> bool:
    """Say whether an address leads to a page of ours and nowhere else."""
    # Browsers drop tabs and line ends from an address, so "/<tab>/x" would lead to x.
    is_path = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return is_path and wanted.isprintable()


def way_back(sent: Mapping[str, str]) -> str:
    """Where a form asks to go back to; else the page of ours that led here; else the first one."""
    wanted = sent.get("back") or _page_before()
    return wanted if is_our_path(wanted) else "/"


def _page_before() -> str:
    try:
        before = urlsplit(request.referrer or "")
    except ValueError:
        return ""
    return before.path if before.netloc == request.host else ""
