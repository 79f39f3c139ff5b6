"""The concordance: past translations that hold a word, both sides beside each other."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed

from translator.library import SEARCH_LENGTH, ConcordancePage
from translator.pages.filters import DIRECTIONS, name_direction
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.workflows.library import search_memory

#: Past translations on one page, and the last page that is shown: nobody reads more of them one after the other.
PAGE_LENGTH = 30
LAST_PAGE = 100

blueprint = Blueprint("memory", __name__)
blueprint.before_request(check_form_token)
blueprint.after_request(protect_page)


@blueprint.get("/memory")
def show_memory() -> Response:
    """Search the memory."""
    words = request.args.get("q", "").replace("\0", "").strip()
    direction = request.args.get("direction", "")
    pair = next((each for each in DIRECTIONS if str(each) == direction), None)
    text = request.args.get("page", "1")
    page = min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    is_long = len(words) > SEARCH_LENGTH
    found = ConcordancePage()
    if words and not is_long:
        found = search_memory(get_services(), words, pair=pair, limit=PAGE_LENGTH, offset=(page - 1) * PAGE_LENGTH)
    answer = render_template(
        "memory.html",
        words=words,
        found=found,
        direction=str(pair or ""),
        directions=[(str(each), name_direction(each)) for each in DIRECTIONS],
        page=page,
        pages=min(LAST_PAGE, -(-found.total // PAGE_LENGTH)),
        problem=gettext("This search is too long.") if is_long else "",
    )
    return make_response(answer, 400 if is_long else 200)
