"""The glossary of each direction: search it, add and change entries, see what they were, and exchange it as files."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed
from werkzeug.wrappers import Response as BaseResponse

from translator.errors import ConflictError, FieldError, InputError, OpenJobsError, OutdatedError
from translator.languages import LanguagePair
from translator.pages.entry_form import (
    FIELDS,
    describe_entry,
    describe_problem,
    name_status,
    read_fields,
    read_reason,
    read_version,
)
from translator.pages.filters import DIRECTIONS, name_direction
from translator.pages.guard import demand, get_person
from translator.pages.security import check_form_token, protect_page
from translator.pages.services import get_services
from translator.people import Person, Role
from translator.translation import GlossaryEntry, TermStatus
from translator.workflows import glossary
from translator.workflows.exchange_glossary import GlossaryFormat, export_glossary, import_glossary
from translator.workflows.glossary import Edit, EntryQuery
from translator.workflows.library import find_affected
from translator.workflows.people import list_people
from translator.workflows.retranslations import retranslate_affected

#: Entries on one page.
PAGE_LENGTH = 50

#: More than any glossary has.
_ALL = 1_000_000

_MEDIA_TYPES = {GlossaryFormat.CSV: "text/csv; charset=utf-8", GlossaryFormat.TBX: "application/x-tbx"}

blueprint = Blueprint("terms", __name__, url_prefix="/glossary")
blueprint.before_request(check_form_token)
blueprint.after_request(protect_page)


@blueprint.get("")
def choose_direction() -> BaseResponse:
    """Lead to the glossary into the visitor's language."""
    pair = next((pair for pair in DIRECTIONS if pair.target == "en"), DIRECTIONS[0])
    return redirect(url_for(".show_glossary", source=pair.source, target=pair.target))


@blueprint.get("/<source>/<target>")
def show_glossary(source: str, target: str) -> Response:
    """List the entries of a direction."""
    return _render_list(_read_pair(source, target))


@blueprint.get("/<source>/<target>/new")
def show_new(source: str, target: str) -> Response:
    """Offer the form for a new entry."""
    pair = _read_pair(source, target)
    _demand_editor(pair)
    return _render_form(pair, None, values={**read_fields(request.args)[0], "status": TermStatus.PREFERRED.value})


@blueprint.post("/<source>/<target>")
def add_entry(source: str, target: str) -> BaseResponse:
    """Add an entry."""
    pair = _read_pair(source, target)
    person = _demand_editor(pair)
    values, fields = read_fields(request.form)
    try:
        added = glossary.add_entry(
            get_services(), pair=pair, fields=fields, edit=Edit(editor=person.id, reason=read_reason())
        )
    except (FieldError, ConflictError) as error:
        return _render_form(pair, None, values=values, error=error)
    return redirect(url_for(".show_entry", source=source, target=target, entry_id=added.id, saved=1), 303)


@blueprint.get("/<source>/<target>/entries/<entry_id>")
def show_entry(source: str, target: str, entry_id: str) -> Response:
    """Show an entry, or what one that was deleted has been."""
    pair = _read_pair(source, target)
    entry = _find_entry(pair, entry_id)
    return _render_form(pair, entry, values=describe_entry(entry) if entry else {}, entry_id=entry_id)


@blueprint.post("/<source>/<target>/entries/<entry_id>")
def change_entry(source: str, target: str, entry_id: str) -> BaseResponse:
    """Change an entry, unless somebody else has changed it since it was read."""
    pair = _read_pair(source, target)
    person = _demand_editor(pair)
    values, fields = read_fields(request.form)
    edit = Edit(editor=person.id, reason=read_reason(), version=read_version())
    try:
        glossary.change_entry(get_services(), pair=pair, entry_id=entry_id, fields=fields, edit=edit)
    except (FieldError, ConflictError, OutdatedError) as error:
        return _render_form(pair, _find_entry(pair, entry_id), values=values, entry_id=entry_id, error=error)
    return redirect(url_for(".show_entry", source=source, target=target, entry_id=entry_id, saved=1), 303)


@blueprint.post("/<source>/<target>/entries/<entry_id>/delete")
def delete_entry(source: str, target: str, entry_id: str) -> BaseResponse:
    """Delete an entry; its history stays, and with it the way back."""
    pair = _read_pair(source, target)
    person = _demand_editor(pair)
    edit = Edit(editor=person.id, reason=read_reason(), version=read_version())
    try:
        glossary.delete_entry(get_services(), pair=pair, entry_id=entry_id, edit=edit)
    except (FieldError, OutdatedError) as error:
        entry = _find_entry(pair, entry_id)
        return _render_form(pair, entry, values=describe_entry(entry) if entry else {}, entry_id=entry_id, error=error)
    return redirect(url_for(".show_entry", source=source, target=target, entry_id=entry_id, saved=1), 303)


@blueprint.post("/<source>/<target>/entries/<entry_id>/revert")
def revert_entry(source: str, target: str, entry_id: str) -> BaseResponse:
    """Make an entry again what it was in a version."""
    pair = _read_pair(source, target)
    person = _demand_editor(pair)
    edit = Edit(editor=person.id, reason=read_reason(), version=read_version("present"))
    try:
        glossary.revert_entry(get_services(), pair=pair, entry_id=entry_id, version=read_version() or 0, edit=edit)
    except (FieldError, ConflictError, OutdatedError) as error:
        entry = _find_entry(pair, entry_id)
        return _render_form(pair, entry, values=describe_entry(entry) if entry else {}, entry_id=entry_id, error=error)
    return redirect(url_for(".show_entry", source=source, target=target, entry_id=entry_id, saved=1), 303)


@blueprint.post("/<source>/<target>/entries/<entry_id>/retranslate")
def retranslate(source: str, target: str, entry_id: str) -> BaseResponse:
    """Have the articles that hold an entry's term translated again."""
    pair = _read_pair(source, target)
    person = _demand_editor(pair)
    entry = _find_entry(pair, entry_id)
    if entry is None:
        abort(404)
    address = request.remote_addr or ""
    begun = 1
    try:
        retranslate_affected(get_services(), entry.source, pair=pair, editor=person.id, address=address)
    except (FieldError, OpenJobsError):
        begun = 0
    return redirect(url_for(".show_entry", source=source, target=target, entry_id=entry_id, begun=begun), 303)


@blueprint.get("/<source>/<target>/file.<kind>")
def download_file(source: str, target: str, kind: str) -> Response:
    """Give all entries as a file."""
    pair = _read_pair(source, target)
    if kind not in tuple(GlossaryFormat):
        abort(404)
    chosen = GlossaryFormat(kind)
    content = export_glossary(get_services(), pair=pair, kind=chosen)
    response = Response(content, content_type=_MEDIA_TYPES[chosen])
    response.headers["Content-Disposition"] = f'attachment; filename="glossary-{pair}.{chosen}"'
    return response


@blueprint.post("/<source>/<target>/import")
def upload_file(source: str, target: str) -> BaseResponse:
    """Take in the entries of a file: all of them, or none where one is wrong."""
    pair = _read_pair(source, target)
    person = _demand_editor(pair)
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _render_list(pair, problem=gettext("Choose a file."))
    kind = GlossaryFormat.TBX if upload.filename.lower().endswith((".tbx", ".xml")) else GlossaryFormat.CSV
    edit = Edit(editor=person.id, reason=read_reason())
    try:
        taken = import_glossary(get_services(), content=upload.read(), pair=pair, kind=kind, edit=edit)
    except (InputError, ConflictError) as error:
        return _render_list(pair, problem=gettext("Nothing was taken in: %(problem)s.", problem=str(error)))
    counts = {"added": taken.added, "changed": taken.changed, "known": taken.known}
    return redirect(url_for(".show_glossary", source=source, target=target, **counts), 303)  # type: ignore[arg-type]


def may_edit(person: Person | None, pair: LanguagePair) -> bool:
    """Tell whether a person may change the glossary of a direction: editors, and translators into its target."""
    if person is None or not person.has_role(Role.TRANSLATOR):
        return False
    return person.has_role(Role.EDITOR) or any(tag.partition("-")[0] == pair.target for tag in person.locales)


def _demand_editor(pair: LanguagePair) -> Person:
    return demand(lambda person: may_edit(person, pair))


def _read_pair(source: str, target: str) -> LanguagePair:
    pair = LanguagePair(source, target)
    if pair not in DIRECTIONS or pair not in get_services().engine.list_pairs():
        abort(404)
    return pair


def _find_entry(pair: LanguagePair, entry_id: str) -> GlossaryEntry | None:
    """Return an entry; None for one that was deleted.

    Raises:
        NotFoundError: No entry ever had the id.
    """
    entries = glossary.list_all_entries(get_services(), pair=pair)
    found = next((entry for entry in entries if entry.id == entry_id), None)
    if found is None:
        glossary.list_history(get_services(), pair=pair, entry_id=entry_id)
    return found


def _render_list(pair: LanguagePair, *, problem: str = "") -> Response:
    words = request.args.get("q", "").strip()[:200]
    status = request.args.get("status", "")
    wanted = TermStatus(status) if status in tuple(TermStatus) else None
    query = EntryQuery(limit=_ALL, words=words, status=wanted)
    found = glossary.list_entries(get_services(), pair=pair, query=query)
    pages = max(1, -(-len(found) // PAGE_LENGTH))
    text = request.args.get("page", "1")
    page = min(max(int(text), 1), pages) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    answer = render_template(
        "glossary.html",
        pair=pair,
        directions=[(each, name_direction(each)) for each in DIRECTIONS],
        direction=name_direction(pair),
        entries=found[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH],
        total=len(found),
        page=page,
        pages=pages,
        words=words,
        status=wanted,
        statuses=[(each, name_status(each)) for each in TermStatus],
        name_status=name_status,
        may_edit=may_edit(get_person(), pair),
        problem=problem,
        taken={name: request.args.get(name, type=int) for name in ("added", "changed", "known")},
    )
    return make_response(answer, 400 if problem else 200)


def _render_form(
    pair: LanguagePair,
    entry: GlossaryEntry | None,
    *,
    values: dict[str, str],
    entry_id: str = "",
    error: Exception | None = None,
) -> Response:
    services = get_services()
    changes = glossary.list_history(services, pair=pair, entry_id=entry_id) if entry_id else []
    term = entry.source if entry else values.get("source", "")
    text = render_template(
        "entry.html",
        pair=pair,
        direction=name_direction(pair),
        entry=entry,
        entry_id=entry_id,
        values=values,
        fields=FIELDS,
        problems=describe_problem(error),
        is_outdated=isinstance(error, OutdatedError),
        is_contradicted=isinstance(error, ConflictError),
        present=describe_entry(entry) if entry else None,
        version=changes[-1].version if changes else (entry.revision if entry else 0),
        changes=changes[::-1],
        names={person.id: person.name for person in list_people(services)} if changes else {},
        statuses=[(each.value, name_status(each)) for each in TermStatus],
        name_status=name_status,
        may_edit=may_edit(get_person(), pair),
        affected=find_affected(services, term, pair=pair) if term and entry_id else None,
        saved="saved" in request.args,
        begun=request.args.get("begun"),
    )
    status = 200 if error is None else 400 if isinstance(error, FieldError) else 409
    return make_response(text, status)
