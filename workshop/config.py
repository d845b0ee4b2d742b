"""Settings from the environment, checked at start; secrets are made on the first run."""

import os
import re
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
ASSETS = Path(__file__).resolve().parent / "_assets"

REHEARSAL_ONLY = "rehearsal-only"
LEAST_TOKEN = 16
FOR_OTHERS = ("DATABASE_URL", "ORIGINS", "REDIS_URL")
ADDRESS = re.compile(r"[^@\s<>,]+@[^@\s<>,]+")
FOR_REDIS = ("redis://", "rediss://", "unix://")


class SettingError(Exception):
    """A setting that the server cannot start with; the message says what to do."""

NICEST = 19
"""Of Linux: who is so nice has the processor when nobody else wants it, or nearly so."""


@dataclass(frozen=True)
class Settings:
    """Everything that the environment decides."""

    instance: Path
    database_url: str
    keys_dir: Path
    secret: str = field(repr=False)
    redis_url: str = ""
    workers: int = 1
    origins: tuple[str, ...] = ()
    is_behind_tls: bool = False
    trusted_proxies: int = 0
    tick_seconds: float = 0.1
    pulse_seconds: float = 5.0
    address: str = "http://127.0.0.1:8000"
    is_fast: bool = True
    rehearsal_clock: Path | None = None
    metrics_token: str = field(default="", repr=False)
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    export_nice: int = NICEST

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
    workers = _workers(environ, url)
    keys_dir = Path(environ.get("KEYS_DIR") or instance / "keys").resolve()
    keys_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys_dir.chmod(0o700)
    origins = tuple(o.rstrip("/") for o in environ.get("ORIGINS", "").split(",") if o.strip())
    port = environ.get("PORT") or "8000"
    smtp_url, mail_from = _mail(environ)
    return Settings(
        instance=instance,
        database_url=url,
        keys_dir=keys_dir,
        secret=environ.get("SECRET") or _secret_in(instance / "secret"),
        redis_url=environ.get("REDIS_URL", ""),
        workers=workers,
        origins=origins,
        address=origins[0] if origins else f"http://{_own_host(environ)}:{port}",
        is_behind_tls=bool(origins) and all(o.startswith("https://") for o in origins),
        trusted_proxies=_whole_number(environ, "TRUSTED_PROXIES", 0),
        is_fast=environ.get("FAST_LANE", "").lower() not in ("off", "no", "0"),
        rehearsal_clock=_rehearsal_clock(environ, instance),
        metrics_token=_metrics_token(environ),
        smtp_url=smtp_url,
        mail_from=mail_from,
        export_nice=_export_nice(environ),
    )


def _workers(environ: Mapping[str, str], url: str) -> int:
    """How many processes are to serve together; refuses more than one without what they need."""
    workers, redis = _whole_number(environ, "WORKERS", 1), environ.get("REDIS_URL", "")
    if redis and not redis.startswith(FOR_REDIS):
        raise SettingError("REDIS_URL must begin with redis://, rediss:// or unix://.")
    if workers < 1:
        raise SettingError("There must be one worker or more.")
    if workers > 1 and url.startswith("sqlite"):
        raise SettingError(
            f"{workers} workers need PostgreSQL: SQLite has room for one. Set DATABASE_URL to "
            "postgresql://…, or take one worker."
        )
    if workers > 1 and not redis:
        raise SettingError(
            f"{workers} workers need Redis, to tell each other what changed. Set REDIS_URL to "
            "redis://…, or take one worker."
        )
    return workers


def _export_nice(environ: Mapping[str, str]) -> int:
    """How far whoever makes files gives way to the rooms."""
    nice = _whole_number(environ, "EXPORT_NICE", NICEST)
    if nice > NICEST:
        raise SettingError(f"EXPORT_NICE must be from 0 (gives way to nobody) to {NICEST}.")
    return nice


def _metrics_token(environ: Mapping[str, str]) -> str:
    token = environ.get("METRICS_TOKEN", "")
    if token and (len(token) < LEAST_TOKEN or not token.isascii() or not token.isprintable()):
        raise SettingError(
            f"METRICS_TOKEN must have {LEAST_TOKEN} characters or more, letters and digits: "
            "openssl rand -hex 16 makes one."
        )
    return token


def _mail(environ: Mapping[str, str]) -> tuple[str, str]:
    """How mail is sent, and from whom; nothing where no mail is wanted. No password is quoted."""
    url, sender = environ.get("SMTP_URL", ""), environ.get("MAIL_FROM", "").strip()
    if not url and not sender:
        return "", ""
    if not url or not sender:
        raise SettingError("SMTP_URL and MAIL_FROM belong together: set both, or none of them.")
    if not _is_post_office(url):
        raise SettingError(
            "SMTP_URL must look like smtp://user:password@mail.example.org:587, or begin with "
            "smtps://. In user and password write @ as %40, : as %3A and / as %2F."
        )
    if not sender.isprintable() or not ADDRESS.fullmatch(parseaddr(sender)[1]):
        raise SettingError("MAIL_FROM must be an address, such as workshop@example.org.")
    return url, sender


def _is_post_office(url: str) -> bool:
    try:
        place = urlsplit(url)
        is_whole = bool(place.hostname) and place.port != 0 and place.path in ("", "/")
    except ValueError:
        return False
    has_rest = bool(place.query or place.fragment)
    needs_user = bool(place.password) and not place.username
    return place.scheme in ("smtp", "smtps") and is_whole and not has_rest and not needs_user


def _rehearsal_clock(environ: Mapping[str, str], instance: Path) -> Path | None:
    """The file that moves the clock of a rehearsal's own server, and of no other.

    Its mark is made in an empty folder only, so a server that has held a workshop refuses it.
    """
    name = environ.get("REHEARSAL_CLOCK")
    if not name:
        return None
    mark = instance / REHEARSAL_ONLY
    others = [one for one in FOR_OTHERS if environ.get(one)]
    is_kept = (instance / "workshop.db").exists() and not mark.exists()
    if others or is_kept or (environ.get("HOST") or "127.0.0.1") != "127.0.0.1":
        raise SettingError(
            "REHEARSAL_CLOCK is for the server that a rehearsal starts for itself: in an empty "
            "INSTANCE, on this machine only, without DATABASE_URL and ORIGINS. Take it away."
        )
    mark.touch()
    return Path(name).resolve()


def _secret_in(path: Path) -> str:
    if not path.exists():
        _make_secret(path)
    secret = path.read_text().strip()
    if len(secret) < 32:
        raise SettingError(f"{path} is too short to be a secret. Delete it, or restore it.")
    return secret


def _make_secret(path: Path) -> None:
    """Write a secret that is whole before it has its name; who comes second takes the first one."""
    draft = path.with_name(f".{secrets.token_hex(8)}")
    try:
        with open(draft, "x", opener=_for_owner_only) as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError as error:
        raise SettingError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _for_owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


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
