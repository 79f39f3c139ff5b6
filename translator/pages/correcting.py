"""The pages of translators: correct a sentence, see at once what is wrong with it, and look back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, jsonify, make_response, redirect, render_template, request, url_for
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import FieldError, SegmentOutdatedError
from translator.pages.differences import Piece, compare_words
from translator.pages.editors import name_editor
from translator.pages.guard import demand, forbid_keeping, get_person
from translator.pages.interface import translate_message
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.people import Person
from translator.revision import Correction
from translator.translation import Issue, Severity, State
from translator.workflows.correct_segment import GIVEN_STATES, REASON_LIMIT, Signature, correct_segment, revert_segment
from translator.workflows.segments import TARGET_LIMIT, OpenSegment, check_target, open_segment

blueprint = Blueprint("correcting", __name__, url_prefix="/articles/<article_id>/segments/<segment_id>")
blueprint.before_request(check_form_token)
blueprint.after_request(protect_page)
blueprint.after_request(forbid_keeping)


@dataclass(frozen=True, slots=True)
class PastChange:
    """A correction as its sentence's history shows it."""

    correction: Correction
    editor: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CorrectionForm:
    """What the form of a sentence shows.

    Args:
        article_id: The article's id.
        opened: The sentence.
        target: The text in the box.
        tag: What tells which translation the box began with.
        state: The state that is chosen.
        reason: The reason as it was typed.
        states: States that the person may give.
        issues: What was found of the text; None where it was not checked.
        problem: Why it was refused; empty where it was not.
        conflict: What somebody else has made of it meanwhile, against the text in the box; None without one.
        rival: Who that was.
        standing: That wording.
        target_limit: Longest text that is taken.
        reason_limit: Longest reason that is taken.
    """

    article_id: str
    opened: OpenSegment
    target: str
    tag: str
    state: State
    reason: str = ""
    states: tuple[State, ...] = ()
    issues: tuple[Issue, ...] | None = None
    problem: str = ""
    conflict: tuple[Piece, ...] | None = None
    rival: str = ""
    standing: str = ""
    target_limit: int = TARGET_LIMIT
    reason_limit: int = REASON_LIMIT


@blueprint.get("/correct")
def show_form(article_id: str, segment_id: str) -> Response:
    """Show the sentence with a box to correct it, and its history."""
    opened, person = _open(article_id, segment_id)
    return _render(_begin(article_id, opened, person))


@blueprint.post("/correct")
def correct(article_id: str, segment_id: str) -> BaseResponse:
    """Keep a correction, or only check it."""
    opened, person = _open(article_id, segment_id)
    target, reason, state = _read_target(), request.form.get("reason", ""), _read_state(person)
    signature = Signature(person.id, reason, request.form.get("tag") or None)
    form = CorrectionForm(
        article_id, opened, target, signature.tag or opened.record.tag, state, reason, _list_states(person)
    )
    try:
        if request.form.get("action") == "check":
            return _render(_check(form))
        correct_segment(get_services(), article_id, segment_id, target=target, state=state, signature=signature)
    except FieldError as error:
        return _render(_refuse(form, error), status=400)
    except SegmentOutdatedError as error:
        return _render(_contradict(form, error), status=409)
    return redirect(url_for("pages.show_article", article_id=article_id, _anchor=f"t-{segment_id}"), 303)


@blueprint.post("/check")
def check(article_id: str, segment_id: str) -> Response:
    """Tell a script what is wrong with a text."""
    _open(article_id, segment_id)
    try:
        review = check_target(get_services(), article_id, segment_id, target=_read_target())
    except FieldError as error:
        return jsonify(target="", issues=[{"text": _word(error), "is_error": True}])
    return jsonify(target=review.target, issues=[_describe(issue) for issue in review.issues])


@blueprint.post("/revert")
def revert(article_id: str, segment_id: str) -> BaseResponse:
    """Make the sentence again what it was."""
    opened, person = _open(article_id, segment_id)
    version = request.form.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 9):
        abort(400)
    signature = Signature(person.id, gettext("Undone"), request.form.get("tag") or None)
    try:
        revert_segment(get_services(), article_id, segment_id, version=int(version), signature=signature)
    except SegmentOutdatedError as error:
        return _render(_contradict(_begin(article_id, opened, person), error), status=409)
    return redirect(url_for(".show_form", article_id=article_id, segment_id=segment_id), 303)


def offer_correction(article_id: str, segment_id: str) -> CorrectionForm | None:
    """Return the form for whoever may correct a sentence; None for everybody else."""
    person = get_person()
    if person is None or not person.may_correct_some():
        return None
    opened = open_segment(get_services(), article_id, segment_id)
    return _begin(article_id, opened, person) if _may(person, opened) else None


def list_changes(opened: OpenSegment) -> list[PastChange]:
    """Return the history of a sentence, the newest change first."""
    return [
        PastChange(each, name_editor(each.editor), compare_words(each.before, each.after))
        for each in reversed(opened.corrections)
    ]


def _open(article_id: str, segment_id: str) -> tuple[OpenSegment, Person]:
    person = demand(Person.may_correct_some)
    opened = open_segment(get_services(), article_id, segment_id)
    if not _may(person, opened):
        abort(403)
    return opened, person


def _may(person: Person, opened: OpenSegment) -> bool:
    is_final = opened.translation.state is State.FINAL
    return person.may_correct(opened.revised.stored.translated.target_locale) and (
        not is_final or person.may_edit_library()
    )


def _begin(article_id: str, opened: OpenSegment, person: Person) -> CorrectionForm:
    state = opened.translation.state
    return CorrectionForm(
        article_id,
        opened,
        target=opened.translation.target,
        tag=opened.record.tag,
        state=State.FINAL if state is State.FINAL else State.REVIEWED,
        states=_list_states(person),
    )


def _list_states(person: Person) -> tuple[State, ...]:
    return tuple(state for state in GIVEN_STATES if state is not State.FINAL or person.may_edit_library())


def _read_target() -> str:
    return request.form.get("target", "").replace("\r\n", "\n")


def _read_state(person: Person) -> State:
    state = request.form.get("state", State.REVIEWED)
    if state not in _list_states(person):
        abort(403 if state == State.FINAL else 400)
    return State(state)


def _check(form: CorrectionForm) -> CorrectionForm:
    services, segment_id = get_services(), form.opened.segment.id
    review = check_target(services, form.article_id, segment_id, target=form.target)
    return replace(form, target=review.target, issues=review.issues)


def _refuse(form: CorrectionForm, error: FieldError) -> CorrectionForm:
    return replace(form, problem=_word(error))


def _contradict(form: CorrectionForm, error: SegmentOutdatedError) -> CorrectionForm:
    return replace(
        form,
        tag=error.tag,
        conflict=compare_words(error.target, form.target),
        rival=name_editor(error.editor),
        standing=error.target,
    )


def _word(error: FieldError) -> str:
    """Say in the language in force what is wrong with a field."""
    if error.field == "reason":
        return str(gettext("The reason can have at most %(limit)s characters.", limit=REASON_LIMIT))
    if error.problem == "must not be empty":
        return str(gettext("Write the translation first."))
    if "cannot be kept" in error.problem:
        return str(gettext("It holds a character that cannot be kept."))
    return str(gettext("The translation can have at most %(limit)s characters.", limit=TARGET_LIMIT))


def _describe(issue: Issue) -> dict[str, object]:
    return {"text": translate_message(issue.message, issue.values), "is_error": issue.severity is Severity.ERROR}


def _render(form: CorrectionForm, *, status: int = 200) -> Response:
    page = render_template("correct.html", correction=form, changes=list_changes(form.opened))
    return make_response(page, status)
