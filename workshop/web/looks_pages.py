"""How pages look on this browser: theme, contrast, text size; kept in cookies, told to nobody."""

from flask import Blueprint, Response, request

from workshop.web.house import house
from workshop.web.rendering import THEMES, page, see_other
from workshop.web.way_back import is_our_path

blueprint = Blueprint("looks", __name__)
FOR_A_YEAR = 365 * 24 * 3600


@blueprint.get("/looks")
def choose() -> Response:
    """Offer the looks there are."""
    back = request.args.get("back", "/")
    return page("pages/looks.html", back=back if is_our_path(back) else "/")


@blueprint.post("/looks")
def keep() -> Response:
    """Keep what was chosen; an empty choice leaves it to the system."""
    back = request.form.get("back", "/")
    answer = see_other(back if is_our_path(back) else "/")
    for name, values in THEMES.items():
        chosen = request.form.get(name, "")
        if chosen in values:
            answer.set_cookie(
                name,
                chosen,
                max_age=FOR_A_YEAR,
                samesite="Lax",
                httponly=True,
                secure=house().settings.is_behind_tls,
            )
        else:
            answer.delete_cookie(name)
    return answer
