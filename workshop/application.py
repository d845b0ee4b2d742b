"""create_app: the only wiring."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from workshop.clock import clock_for
from workshop.config import ROOT, Settings, settings_from
from workshop.domain.codes import shown_code
from workshop.extensions import csrf, login_manager, socketio
from workshop.models.claims import claim_on, installation_of
from workshop.models.database import Database
from workshop.models.upgrade import upgrade
from workshop.perform import Door
from workshop.realtime.link import Link, prefix_for
from workshop.realtime.painting import Studio
from workshop.realtime.presence import Presence
from workshop.realtime.publisher import Publisher
from workshop.realtime.rooms import room_name
from workshop.realtime.watching import Watch
from workshop.web import errors, forms, limits, pages, security, sockets
from workshop.web.assets import Assets
from workshop.web.fast_lane import FastManager
from workshop.web.fast_lane import install as install_fast_lane
from workshop.web.house import House
from workshop.web.listeners import desks_here
from workshop.web.shared_limits import SharedLevels

LARGEST_MESSAGE = 64 * 1024


def create_app(settings: Settings | None = None, *, async_mode: str = "gevent") -> Flask:
    """Return the application: settings checked, database up to date, both doors open."""
    settings = settings or settings_from()
    app = Flask("workshop", static_folder=None, template_folder=None, root_path=str(ROOT))
    app.config.update(
        SECRET_KEY=settings.secret,
        SESSION_COOKIE_NAME="__Host-session" if settings.is_behind_tls else "session",
        SESSION_COOKIE_SECURE=settings.is_behind_tls,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        MAX_CONTENT_LENGTH=LARGEST_MESSAGE,
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.extensions["workshop"] = _build_house(settings)
    csrf.init_app(app)
    login_manager.init_app(app)
    is_fast = settings.is_fast and async_mode == "gevent"
    socketio.init_app(  # type: ignore[call-arg]
        app,
        async_mode=async_mode,  # type: ignore[arg-type]
        transports=["websocket"],
        client_manager=FastManager() if is_fast else None,
        cors_allowed_origins=list(settings.origins) or None,  # type: ignore[arg-type]
        ping_interval=10,
        ping_timeout=10,
        max_http_buffer_size=LARGEST_MESSAGE,
        manage_session=False,
    )
    if is_fast:
        install_fast_lane(getattr(socketio, "server"))  # noqa: B009 (not in the library's stubs)
    for part in (security, errors, forms, pages, sockets):
        part.register(app)
    return app


def _build_house(settings: Settings) -> House:
    database = Database(settings.database_url, settings.workers)
    upgrade(database)
    assets = Assets(settings.assets / "static")
    studio = Studio(
        settings.assets / "templates",
        Path(__file__).parent / "locales",
        {
            "asset": assets.address,
            "shown_code": shown_code,
            "host": settings.address.partition("://")[2],
        },
    )
    presence = Presence()
    clock = clock_for(settings.rehearsal_clock)
    publisher = Publisher(database, studio, presence, _send, settings.secret, clock)
    publisher.is_heard = _is_heard
    door = Door(database, publisher.mark, clock, settings)
    limits.share(None)
    is_shared = bool(settings.redis_url)
    ours = installation_of(settings.secret, settings.keys_dir) if is_shared else ""
    claim = claim_on(database, ours)
    house = House(
        settings, clock, database, door, studio, presence, publisher, assets, claim
    )  # fmt: skip
    return _joined_to_others(house) if is_shared else house


def _joined_to_others(house: House) -> House:
    """Let this process work with others: they tell each other through Redis what they did."""
    settings, publisher = house.settings, house.publisher
    url, prefix = settings.redis_url, prefix_for(settings.secret)
    link = Link(url, prefix, house.presence, publisher.hear, partial(_stir, publisher), house.clock)
    publisher.tell_others = link.tell
    limits.share(SharedLevels(url, prefix, settings.secret))
    return replace(house, link=link, watch=Watch(house.database))


def _stir(publisher: Publisher) -> None:
    """Who is awake elsewhere has changed: the desks here show it."""
    desks = desks_here()
    publisher.hear(desks)
    for workshop_id in {one.workshop_id for one in desks}:
        publisher.stir(workshop_id)


def _is_heard(workshop_id: int, audience: str) -> bool:
    rooms: dict[Any, Any] = getattr(socketio, "server").manager.rooms  # noqa: B009
    return bool(rooms.get("/", {}).get(room_name(workshop_id, audience)))


def _send(room: str, event: str, message: dict[str, Any]) -> None:
    socketio.emit(event, message, to=room or None)
