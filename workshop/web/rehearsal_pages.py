"""Rehearsing from the desk: made-up people play the topic's script on a server of their own."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort
from flask_login import login_required
from gevent import subprocess

from workshop.content import rehearsals
from workshop.domain.refusals import Refusal
from workshop.domain.words import N_
from workshop.models import Workshop
from workshop.web.desk_pages import desk_page, desk_painter
from workshop.web.house import house
from workshop.web.one_rehearsal import is_running, taken_for
from workshop.web.rendering import see_other

blueprint = Blueprint("rehearsal", __name__)
SCRIPT = "mi_in_peer_support"
LEFT_OUT = (
    "DATABASE_URL",
    "REDIS_URL",
    "KEYS_DIR",
    "SECRET",
    "ORIGINS",
    "INSTANCE",
    "PORT",
    "HOST",
    "REHEARSAL_CLOCK",
    "WORKERS",
    "METRICS_TOKEN",
    "PROMETHEUS_MULTIPROC_DIR",
)
begun: list[Any] = []
"""Kept until they have ended: a process that nobody knows any more cannot be tidied up."""


@blueprint.get("/desk/<int:workshop_id>/rehearse")
@login_required  # type: ignore[untyped-decorator]
def look(workshop_id: int) -> Response:
    """What a rehearsal is, how far it has come, and what it made."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        return desk_page(
            "pages/desk/rehearse.html",
            painter,
            session.get_one(Workshop, workshop_id),
            is_running=_is_running(workshop_id),
            report=_report(workshop_id),
            files=_files(workshop_id),
        )


@blueprint.post("/desk/<int:workshop_id>/rehearse")
@login_required  # type: ignore[untyped-decorator]
def begin(workshop_id: int) -> Response:
    """Begin a rehearsal; one at a time on this server, so that a live room is not slowed."""
    with house().database.reading() as session:
        desk_painter(session, workshop_id)
        script = script_for(session.get_one(Workshop, workshop_id).method)
    with taken_for(_place(), workshop_id) as place:
        if place is None:
            raise Refusal(N_("A rehearsal is running. Please wait until it has ended."))
        out = _folder(workshop_id)
        out.mkdir(parents=True, exist_ok=True)
        for old in out.iterdir():
            old.unlink()
        _begin(script, out, place)
    return see_other(f"/desk/{workshop_id}/rehearse")


@blueprint.get("/desk/<int:workshop_id>/rehearse/<name>")
@login_required  # type: ignore[untyped-decorator]
def rehearsed_file(workshop_id: int, name: str) -> Response:
    """One of the files that a rehearsal made."""
    with house().database.reading() as session:
        desk_painter(session, workshop_id)
    if name not in _files(workshop_id):
        abort(404)
    answer = Response((_folder(workshop_id) / name).read_bytes())
    answer.headers["Content-Type"] = "application/octet-stream"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def script_for(method: str) -> str:
    """The rehearsal that plays a method: the one that is named like it, else the long one."""
    return method if method in rehearsals() else SCRIPT


def _begin(script: str, out: Path, place: int) -> None:
    environ = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    begun[:] = [one for one in begun if one.poll() is None]
    begun.append(
        subprocess.Popen(
            [sys.executable, "-m", "workshop.cli", "rehearse", "--script", script,
             "--out", str(out)],
            env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[place],
        )
    )  # fmt: skip


def _place() -> Path:
    return house().settings.instance / "rehearsal"


def _folder(workshop_id: int) -> Path:
    return _place() / str(workshop_id)


def _is_running(workshop_id: int) -> bool:
    return is_running(_place(), workshop_id)


def _report(workshop_id: int) -> dict[str, Any] | None:
    path = _folder(workshop_id) / "report.json"
    if _is_running(workshop_id) or not path.exists():
        return None
    report: dict[str, Any] = json.loads(path.read_text())
    return report


def _files(workshop_id: int) -> list[str]:
    folder = _folder(workshop_id)
    if _is_running(workshop_id) or not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.is_file())
