"""From a script to a report: the rehearsal as a whole."""

import json
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TextIO

from workshop.content import method_for, rehearsal_for
from workshop.rehearsal import checking
from workshop.rehearsal.agenda import walk
from workshop.rehearsal.conversation import play_from_folder
from workshop.rehearsal.doors import Place
from workshop.rehearsal.play import Play, play_from, with_people
from workshop.rehearsal.progress import Progress
from workshop.rehearsal.record import FATES, Network, Record, percentiles
from workshop.rehearsal.server import own_server
from workshop.rehearsal.stage import Stage, Stuck, stage_for

Report = dict[str, Any]


def play_for(script: str, people: int = 0) -> Play:
    """The play of a script's name or of a folder, for so many people (0: as many as it has)."""
    folder = Path(script)
    play = play_from_folder(folder) if folder.is_dir() else play_from(rehearsal_for(script))
    return with_people(play, people or len(play.people))


def rehearse(
    play: Play,
    out: Path,
    place: Place | None = None,
    network: Network | None = None,
    shown_on: TextIO = sys.stderr,
) -> Report:
    """Play a workshop through the real doors; without a place, on a server of its own."""
    out.mkdir(parents=True, exist_ok=True)
    record = Record()
    if place is not None and place.clock is None and _moves_time(play):
        raise Stuck("Time can only be moved on a server of the rehearsal's own.")
    with own_server() if place is None else nullcontext(place) as where:
        began = time.monotonic()
        steps = len(method_for(play.method).activities) + len(play.rounds) + bool(play.stop)
        progress = Progress(steps + 2, shown_on)
        progress.step(f"{len(play.people)} people join")
        with stage_for(where, play, record, network or Network()) as stage:
            editions = walk(stage, out, progress)
            progress.step("Every screen is compared with a fresh page")
            report = _report(stage, out, editions)
        report["seconds"] = round(time.monotonic() - began, 1)
    progress.end()
    (out / "report.json").write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    return report


def _moves_time(play: Play) -> bool:
    return play.stop is not None or any(round_.hours for round_ in play.rounds)


def _report(stage: Stage, out: Path, editions: list[dict[str, Any]]) -> Report:
    record = stage.record
    newest = max(edition["number"] for edition in editions)
    edition = checking.edition_in(out, newest)
    phone_bytes = max(phone.bytes for phone in stage.people)
    stale = checking.find_stale(stage)
    lost, doubled = checking.find_lost(stage, edition)
    return {
        "people": len(stage.people),
        "commands": record.commands,
        "refused": record.refused,
        "late": record.late,
        "tables": record.tables,
        "tables_helped": record.tables_helped,
        "kept_out": record.kept_out,
        "let_in": record.let_in,
        "letters": record.letters,
        "letters_lost": record.letters_lost,
        "suggestions": {name: record.suggestions[name] for name in FATES},
        "lost": lost,
        "duplicates": doubled,
        "stale_screens": stale,
        "unseen": record.unseen,
        "phone_bytes": phone_bytes,
        "ack_ms": percentiles(record.ack_ms),
        "screen_ms": percentiles(record.screen_ms),
        "outcomes": checking.outcomes_of(edition),
        "reports": checking.reports_of(edition),
        "editions": editions,
    }
