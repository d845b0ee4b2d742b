"""create_app: the only wiring."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from workshop.config import ROOT, Settings, settings_from
from workshop.domain.codes import shown_code
from workshop.extensions import csrf, login_manager, socketio
from workshop.models.database import Database
from workshop.models.upgrade import upgrade
from workshop.perform import Door
from workshop.realtime.painting import Studio
from workshop.realtime.presence import Presence
from workshop.realtime.publisher import Publisher
from workshop.web import errors, forms, pages, security, sockets
from workshop.web.assets import Assets
from workshop.web.house import House

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
    socketio.init_app(  # type: ignore[call-arg]
        app,
        async_mode=async_mode,  # type: ignore[arg-type]
        transports=["websocket"],
        message_queue=settings.redis_url or None,
        cors_allowed_origins=list(settings.origins) or None,  # type: ignore[arg-type]
        ping_interval=10,
        ping_timeout=10,
        max_http_buffer_size=LARGEST_MESSAGE,
        manage_session=False,
    )
    for part in (security, errors, forms, pages, sockets):
        part.register(app)
    return app


def _build_house(settings: Settings) -> House:
    database = Database(settings.database_url)
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
    publisher = Publisher(database, studio, presence, _send, settings.secret)
    door = Door(database, publisher.mark, settings=settings)
    return House(settings, database, door, studio, presence, publisher, assets)


def _send(room: str, event: str, message: dict[str, Any]) -> None:
    socketio.emit(event, message, to=room)
