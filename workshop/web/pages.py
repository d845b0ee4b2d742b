"""Every page of the product, by who opens it."""

from flask import Flask

from workshop.web import (
    desk_pages,
    guidance_pages,
    join_pages,
    looks_pages,
    phone_pages,
    rehearsal_pages,
    sign_in_pages,
    wall_pages,
)
from workshop.web.assets import static_pages
from workshop.web.house import House

PARTS = (
    looks_pages,
    join_pages,
    phone_pages,
    wall_pages,
    desk_pages,
    sign_in_pages,
    guidance_pages,
    rehearsal_pages,
)


def register(app: Flask) -> None:
    """Give every page its address."""
    house: House = app.extensions["workshop"]
    app.register_blueprint(static_pages(house.assets))
    for part in PARTS:
        app.register_blueprint(part.blueprint)
