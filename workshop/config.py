"""Settings from the environment, checked at start; secrets are made on the first run."""

import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = Path(__file__).resolve().parent / "_assets"


class SettingError(Exception):
    """A setting that the server cannot start with; the message says what to do."""


@dataclass(frozen=True)
class Settings:
    """Everything that the environment decides."""

    instance: Path
    database_url: str
    keys_dir: Path
    secret: str = field(repr=False)
    redis_url: str = ""
    origins: tuple[str, ...] = ()
    is_behind_tls: bool = False
    trusted_proxies: int = 0
    tick_seconds: float = 0.1
    pulse_seconds: float = 5.0
    address: str = "http://127.0.0.1:8000"

    @property
    def assets(self) -> Path:
        """The folder that has `templates/` and `static/`: in the wheel, or the checkout."""
        return ASSETS if ASSETS.is_dir() else ROOT


def settings_from(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read and check every setting; refuses to start with a clear sentence."""
    instance = Path(environ.get("INSTANCE") or ROOT / "instance").resolve()
    instance.mkdir(parents=True, exist_ok=True)
    url = environ.get("DATABASE_URL") or f"sqlite:///{instance / 'workshop.db'}"
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise SettingError("DATABASE_URL must begin with sqlite:/// or postgresql://.")
    keys_dir = Path(environ.get("KEYS_DIR") or instance / "keys").resolve()
    keys_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys_dir.chmod(0o700)
    origins = tuple(o.rstrip("/") for o in environ.get("ORIGINS", "").split(",") if o.strip())
    port = environ.get("PORT") or "8000"
    return Settings(
        instance=instance,
        database_url=url,
        keys_dir=keys_dir,
        secret=environ.get("SECRET") or _secret_in(instance / "secret"),
        redis_url=environ.get("REDIS_URL", ""),
        origins=origins,
        address=origins[0] if origins else f"http://{_own_host(environ)}:{port}",
        is_behind_tls=bool(origins) and all(o.startswith("https://") for o in origins),
        trusted_proxies=_whole_number(environ, "TRUSTED_PROXIES", 0),
    )


def _secret_in(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        secret = path.read_text().strip()
        if len(secret) < 32:
            raise SettingError(
                f"{path} is too short to be a secret. Delete it, or restore it."
            ) from None
        return secret
    with os.fdopen(descriptor, "w") as file:
        secret = secrets.token_urlsafe(48)
        file.write(secret)
    return secret


def _own_host(environ: Mapping[str, str]) -> str:
    """The host that people type: what HOST says, or this machine's address on the room's wifi."""
    host = environ.get("HOST") or "127.0.0.1"
    if host not in ("0.0.0.0", "::"):  # noqa: S104
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # connects nothing: it only chooses the interface
        except OSError:
            return "127.0.0.1"
        found: str = probe.getsockname()[0]
        return found


def _whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isdigit():
        raise SettingError(f"{name} must be a whole number, not {text!r}.")
    return int(text)
