"""Every page of the product, by who opens it."""

from flask import Flask

from workshop.web import (
    archive_pages,
    desk_pages,
    drafting_pages,
    edition_pages,
    file_pages,
    guidance_pages,
    health,
    history_pages,
    join_pages,
    lens_pages,
    lens_rules_pages,
    looks_pages,
    origin_pages,
    our_look_pages,
    passed_phone_pages,
    phone_pages,
    planning_pages,
    principle_pages,
    rehearsal_pages,
    report_pages,
    sign_in_pages,
    starting_pages,
    suggestion_pages,
    table_pages,
    wall_pages,
)
from workshop.web.assets import static_pages
from workshop.web.house import House
from workshop.web.reading_along import note_readers

PARTS = (
    looks_pages,
    join_pages,
    phone_pages,
    principle_pages,
    lens_pages,
    lens_rules_pages,
    our_look_pages,
    passed_phone_pages,
    history_pages,
    wall_pages,
    desk_pages,
    drafting_pages,
    sign_in_pages,
    starting_pages,
    origin_pages,
    suggestion_pages,
    table_pages,
    planning_pages,
    guidance_pages,
    archive_pages,
    edition_pages,
    file_pages,
    report_pages,
    rehearsal_pages,
    health,
)


def register(app: Flask) -> None:
    """Give every page its address."""
    house: House = app.extensions["workshop"]
    app.register_blueprint(static_pages(house.assets))
    for part in PARTS:
        app.register_blueprint(part.blueprint)
    note_readers(app)
