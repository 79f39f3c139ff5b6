"""The entries of a glossary, for programs: list, add, change and delete them, and see what they were."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.exceptions import UnsupportedMediaType

from translator.access import Scope
from translator.api.access import let_in
from translator.api.body import find_option_problem, find_text_problem, limit_body, read_json_object
from translator.api.errors import answer_errors
from translator.api.fields import read_limit
from translator.api.openapi.operations import GLOSSARY, describe
from translator.api.schemas import glossary as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.errors import FieldError
from translator.languages import LanguagePair
from translator.translation import GlossaryChange, GlossaryEntry, TermStatus
from translator.workflows.exchange_glossary import GlossaryFormat, export_glossary, import_glossary
from translator.workflows.glossary import (
    Edit,
    EntryQuery,
    add_entry,
    change_entry,
    delete_entry,
    get_entry,
    list_entries,
    list_history,
    revert_entry,
)

#: Entries in one page of the list: unless told, and at most.
PAGE_SIZE = 100
LARGEST_PAGE = 1_000

_MEDIA_TYPES = {GlossaryFormat.CSV: "text/csv; charset=utf-8", GlossaryFormat.TBX: "application/x-tbx"}
_ENTITY_TAG = re.compile(r'"(\d{1,9})"')

blueprint = Blueprint("glossary", __name__, url_prefix="/api/glossary/<source>/<target>")
blueprint.before_request(limit_body)
answer_errors(blueprint)


@blueprint.get("/entries")
@describe(
    GLOSSARY,
    N_("List the entries of a direction"),
    query=schemas.EntryPageQuery,
    answer=schemas.EntryPage,
    refusals=(404,),
)
def show_entries(source: str, target: str) -> Response:
    """List entries in the order of their sources; ``after`` takes the last id of one page to give the next."""
    let_in(None)
    limit = read_limit(usual=PAGE_SIZE, largest=LARGEST_PAGE)
    query = EntryQuery(
        # One more than asked for tells whether there is a next page.
        limit=limit + 1,
        after=_read_argument("after"),
        words=_read_argument("q"),
        status=_read_status(),
        domain=request.args.get("domain"),
    )
    found = list_entries(get_services(), pair=_read_pair(source, target), query=query)
    following = found[limit - 1].id if len(found) > limit else None
    return jsonify(entries=[_describe(entry) for entry in found[:limit]], next_after=following)


@blueprint.post("/entries")
@describe(
    GLOSSARY,
    N_("Add an entry"),
    body=schemas.NewEntry,
    answer=schemas.Entry,
    status=201,
    headers=schemas.VersionHeader,
    refusals=(409, 415),
)
def create_entry(source: str, target: str) -> tuple[Response, int]:
    """Add an entry."""
    fields, edit = _read_edit()
    entry = add_entry(get_services(), pair=_read_pair(source, target), fields=fields, edit=edit)
    response = _answer_entry(entry)
    response.headers["Location"] = url_for("glossary.show_entry", source=source, target=target, entry_id=entry.id)
    return response, 201


@blueprint.get("/entries/<entry_id>")
@describe(GLOSSARY, N_("Read an entry"), answer=schemas.Entry, refusals=(404,))
def show_entry(source: str, target: str, entry_id: str) -> Response:
    """Give an entry."""
    let_in(None)
    return _answer_entry(get_entry(get_services(), pair=_read_pair(source, target), entry_id=entry_id))


@blueprint.patch("/entries/<entry_id>")
@describe(
    GLOSSARY,
    N_("Change the fields of an entry that the body names"),
    body=schemas.EntryChange,
    answer=schemas.Entry,
    headers=schemas.VersionHeader,
    refusals=(404, 409, 412, 415),
)
def edit_entry(source: str, target: str, entry_id: str) -> Response:
    """Change the fields of an entry that the body names."""
    fields, edit = _read_edit()
    pair = _read_pair(source, target)
    return _answer_entry(change_entry(get_services(), pair=pair, entry_id=entry_id, fields=fields, edit=edit))


@blueprint.delete("/entries/<entry_id>")
@describe(
    GLOSSARY,
    N_("Delete an entry"),
    query=schemas.ReasonQuery,
    headers=schemas.VersionHeader,
    status=204,
    refusals=(404, 412),
)
def remove_entry(source: str, target: str, entry_id: str) -> tuple[str, int]:
    """Delete an entry."""
    caller = let_in(Scope.GLOSSARY)
    edit = Edit(editor=caller.key_id, reason=_read_argument("reason"), version=_read_version())
    delete_entry(get_services(), pair=_read_pair(source, target), entry_id=entry_id, edit=edit)
    return "", 204


@blueprint.get("/entries/<entry_id>/history")
@describe(GLOSSARY, N_("List the changes of an entry"), answer=schemas.History, refusals=(404,))
def show_history(source: str, target: str, entry_id: str) -> Response:
    """List the changes of an entry, the oldest first."""
    let_in(None)
    changes = list_history(get_services(), pair=_read_pair(source, target), entry_id=entry_id)
    return jsonify(changes=[_describe_change(change) for change in changes])


@blueprint.post("/entries/<entry_id>/revert")
@describe(
    GLOSSARY,
    N_("Make an entry again what it was in a version"),
    body=schemas.Reversion,
    answer=schemas.Entry,
    headers=schemas.VersionHeader,
    refusals=(404, 409, 412, 415),
)
def restore_entry(source: str, target: str, entry_id: str) -> Response:
    """Make an entry again what it was in a version."""
    fields, edit = _read_edit()
    version = fields.pop("version", None)
    if fields:
        raise FieldError(min(fields)[:50], "is not a field here")
    if not isinstance(version, int) or isinstance(version, bool):
        raise FieldError("version", "must be a whole number")
    pair = _read_pair(source, target)
    return _answer_entry(revert_entry(get_services(), pair=pair, entry_id=entry_id, version=version, edit=edit))


@blueprint.get("/file")
@describe(
    GLOSSARY, N_("Give all entries as a file"), query=schemas.FileQuery, answer_types=tuple(_MEDIA_TYPES.values())
)
def download_file(source: str, target: str) -> Response:
    """Give all entries as a file."""
    let_in(None)
    kind = _read_kind()
    pair = _read_pair(source, target)
    content = export_glossary(get_services(), pair=pair, kind=kind)
    response = Response(content, content_type=_MEDIA_TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="glossary-{pair}.{kind}"'
    return response


@blueprint.post("/file")
@describe(
    GLOSSARY,
    N_("Take in the entries of a file"),
    query=schemas.UploadQuery,
    body=str,
    body_types=tuple(_MEDIA_TYPES.values()),
    answer=schemas.TakenIn,
    refusals=(409,),
)
def upload_file(source: str, target: str) -> Response:
    """Take in the entries of a file: all of them, or none where one is wrong."""
    caller = let_in(Scope.GLOSSARY)
    edit = Edit(editor=caller.key_id, reason=_read_argument("reason"))
    kind = _read_kind()
    pair = _read_pair(source, target)
    taken = import_glossary(get_services(), content=request.get_data(), pair=pair, kind=kind, edit=edit)
    return jsonify(added=taken.added, changed=taken.changed, known=taken.known)


def _read_pair(source: str, target: str) -> LanguagePair:
    for name, value in (("source", source), ("target", target)):
        if problem := find_option_problem(value):
            raise FieldError(name, problem)
    return LanguagePair(source, target)


def _read_edit() -> tuple[dict[str, object], Edit]:
    """Return the body's other fields, and who changes an entry, why, and which version of it they know."""
    if not request.is_json:
        raise UnsupportedMediaType
    caller = let_in(Scope.GLOSSARY)
    fields = read_json_object()
    reason = fields.pop("reason", "")
    if not isinstance(reason, str):
        raise FieldError("reason", "must be a string")
    if problem := find_text_problem(reason):
        raise FieldError("reason", problem)
    return fields, Edit(editor=caller.key_id, reason=reason, version=_read_version())


def _read_version() -> int | None:
    value = request.headers.get("If-Match", "*")
    match = _ENTITY_TAG.fullmatch(value)
    if match is None and value != "*":
        raise FieldError("If-Match", 'must be an ETag of the entry, such as "2", or *')
    return int(match[1]) if match else None


def _read_argument(name: str) -> str:
    value = request.args.get(name, "")
    if problem := find_text_problem(value):
        raise FieldError(name, problem)
    return value


def _read_status() -> TermStatus | None:
    value = request.args.get("status")
    if value is not None and value not in tuple(TermStatus):
        raise FieldError("status", f"must be one of {', '.join(TermStatus)}")
    return None if value is None else TermStatus(value)


def _read_kind() -> GlossaryFormat:
    value = request.args.get("format", GlossaryFormat.CSV)
    if value not in tuple(GlossaryFormat):
        raise FieldError("format", f"must be {' or '.join(GlossaryFormat)}")
    return GlossaryFormat(value)


def _answer_entry(entry: GlossaryEntry) -> Response:
    response = jsonify(_describe(entry))
    response.set_etag(str(entry.revision))
    return response


def _describe(entry: GlossaryEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "source": entry.source,
        "target": entry.target,
        "case_sensitive": entry.case_sensitive,
        "status": entry.status.value,
        "part_of_speech": entry.part_of_speech,
        "note": entry.note,
        "domain": entry.domain,
        "version": entry.revision,
    }


def _describe_change(change: GlossaryChange) -> Mapping[str, object]:
    return {
        "version": change.version,
        "made_at": change.made_at.isoformat(),
        "editor": change.editor,
        "reason": change.reason,
        "before": change.before and _describe(change.before),
        "after": change.after and _describe(change.after),
    }
