"""The entries of a glossary, for programs: list, add, change and delete them, and see what they were."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, request, url_for

from translator.access import Caller, Scope
from translator.api.access import let_in
from translator.api.body import find_option_problem, limit_body
from translator.api.errors import answer_errors
from translator.api.openapi.operations import GLOSSARY, describe
from translator.api.reading import read_body, read_headers, read_query
from translator.api.schemas import glossary as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.errors import FieldError
from translator.languages import LanguagePair
from translator.translation import GlossaryChange, GlossaryEntry
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

_MEDIA_TYPES = {GlossaryFormat.CSV: "text/csv; charset=utf-8", GlossaryFormat.TBX: "application/x-tbx"}

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
    asked = read_query(schemas.EntryPageQuery)
    # One more than asked for tells whether there is a next page.
    query = EntryQuery(
        limit=asked.limit + 1, after=asked.after, words=asked.q, status=asked.status, domain=asked.domain
    )
    found = list_entries(get_services(), pair=_read_pair(source, target), query=query)
    following = found[asked.limit - 1].id if len(found) > asked.limit else None
    return jsonify(entries=[_describe(entry) for entry in found[: asked.limit]], next_after=following)


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
    caller = let_in(Scope.GLOSSARY)
    fields = read_body(schemas.NewEntry)
    edit = _make_edit(caller, fields.reason)
    entry = add_entry(get_services(), pair=_read_pair(source, target), fields=_list_set(fields), edit=edit)
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
    caller = let_in(Scope.GLOSSARY)
    fields = read_body(schemas.EntryChange)
    edit = _make_edit(caller, fields.reason)
    pair = _read_pair(source, target)
    return _answer_entry(
        change_entry(get_services(), pair=pair, entry_id=entry_id, fields=_list_set(fields), edit=edit)
    )


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
    edit = _make_edit(let_in(Scope.GLOSSARY), read_query(schemas.ReasonQuery).reason)
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
    caller = let_in(Scope.GLOSSARY)
    fields = read_body(schemas.Reversion)
    edit = _make_edit(caller, fields.reason)
    pair = _read_pair(source, target)
    return _answer_entry(revert_entry(get_services(), pair=pair, entry_id=entry_id, version=fields.version, edit=edit))


@blueprint.get("/file")
@describe(
    GLOSSARY, N_("Give all entries as a file"), query=schemas.FileQuery, answer_types=tuple(_MEDIA_TYPES.values())
)
def download_file(source: str, target: str) -> Response:
    """Give all entries as a file."""
    let_in(None)
    kind = read_query(schemas.FileQuery).format
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
    query = read_query(schemas.UploadQuery)
    edit = Edit(editor=caller.key_id, reason=query.reason)
    pair = _read_pair(source, target)
    taken = import_glossary(get_services(), content=request.get_data(), pair=pair, kind=query.format, edit=edit)
    return jsonify(added=taken.added, changed=taken.changed, known=taken.known)


def _read_pair(source: str, target: str) -> LanguagePair:
    for name, value in (("source", source), ("target", target)):
        if problem := find_option_problem(value):
            raise FieldError(name, problem)
    return LanguagePair(source, target)


def _make_edit(caller: Caller, reason: str) -> Edit:
    """Return who changes an entry, why, and which version of it they know."""
    version = read_headers(schemas.VersionHeader).if_match
    return Edit(editor=caller.key_id, reason=reason, version=version)


def _list_set(fields: schemas.EntryChange) -> Mapping[str, object]:
    """Return the fields of an entry that a request sets."""
    return fields.model_dump(exclude_unset=True, exclude={"reason"}, mode="json")


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
