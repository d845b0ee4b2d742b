"""Node's bare socket.io beside ours: installed on first use into instance/, never kept in git."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

from bench.figures import NotHere

FOLDER = Path("instance/bench-node")
SCRIPT = Path("bench/node/room.mjs")
INSTALL = ("npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund",
           "--loglevel=error", "socket.io@4")  # fmt: skip
PATIENCE = 120


@cache
def room_script() -> Path:
    """The script beside its library; says why where there is no Node or no library."""
    if not (shutil.which("node") and shutil.which("npm")):
        raise NotHere("node or npm is not on the PATH")
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "package.json").write_text('{"private": true}\n')
    if not (FOLDER / "node_modules/socket.io").is_dir():
        done = subprocess.run(INSTALL, cwd=FOLDER, capture_output=True, text=True, timeout=PATIENCE)
        if done.returncode:
            raise NotHere("socket.io could not be installed")
    return Path(shutil.copy(SCRIPT, FOLDER / SCRIPT.name))
