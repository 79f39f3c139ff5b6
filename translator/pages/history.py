"""The versions of an article, and how each differs from the one before, on both sides."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template

from translator.errors import NotFoundError
from translator.pages.differences import Change, compare_versions, compare_words, fold_same
from translator.pages.editors import name_editor
from translator.pages.security import protect_page
from translator.pages.services import get_services
from translator.revision import Cause, VersionSummary
from translator.workflows.article_versions import get_version, list_versions
from translator.workflows.articles import get_article

blueprint = Blueprint("history", __name__, url_prefix="/articles/<article_id>/versions")
blueprint.after_request(protect_page)


def N_(message: str) -> str:  # noqa: N802 - the customary name of a marker for message extraction
    """Mark a message for the catalogues; the template translates it."""
    return message


#: Why an article has a version.
CAUSES = {
    Cause.ADDED: N_("Added"),
    Cause.EDITED: N_("Text edited"),
    Cause.FETCHED: N_("Fetched again"),
    Cause.RETRANSLATED: N_("Translated again"),
}

#: What became of a sentence.
CHANGES = {
    Change.ADDED: N_("added"),
    Change.REMOVED: N_("removed"),
    Change.CHANGED: N_("changed"),
    Change.MOVED: N_("moved"),
    Change.SAME: N_("the same"),
}


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """A version as the list shows it."""

    summary: VersionSummary
    editor: str


@blueprint.get("")
def show_versions(article_id: str) -> Response:
    """List the versions, the newest first."""
    services = get_services()
    stored = get_article(services, article_id)
    listed = [ListedVersion(each, name_editor(each.editor)) for each in list_versions(services, article_id)]
    page = render_template("versions.html", stored=stored, versions=listed, causes=CAUSES)
    return make_response(page)


@blueprint.get("/<int:number>")
def show_difference(article_id: str, number: int) -> Response:
    """Show what a version changed."""
    services = get_services()
    if number < 2:
        # The first has none before it.
        raise NotFoundError("version", str(number))
    before, after = (get_version(services, article_id, number=each) for each in (number - 1, number))
    differences = compare_versions(before, after)
    page = render_template(
        "difference.html",
        stored=get_article(services, article_id),
        version=ListedVersion(after.summary, name_editor(after.summary.editor)),
        titles=(compare_words(before.title, after.title), compare_words(before.target_title, after.target_title)),
        groups=fold_same(differences),
        counts={change: sum(each.change is change for each in differences) for change in Change},
        causes=CAUSES,
        changes=CHANGES,
    )
    return make_response(page)
