"""Translation of files, which are jobs: a file is sent, asked about until it is done, and fetched once."""

from __future__ import annotations

import hashlib
import hmac
import io
from pathlib import PurePath

from flask import Response, jsonify, request, send_file

from translator.api.deepl.blueprint import answer, blueprint, identify
from translator.api.deepl.fields import read_fields, refuse, refuse_value
from translator.api.deepl.texts import find_refused, find_terms_of
from translator.api.openapi.operations import DEEPL, FORMS, MULTIPART, describe
from translator.api.schemas.base import N_
from translator.api.schemas.deepl import documents as schemas
from translator.api.services import get_services
from translator.api.wording import describe_error
from translator.errors import (
    ConflictError,
    FieldError,
    InputError,
    NotFoundError,
    UnsupportedLanguageError,
    UnsupportedPairError,
)
from translator.job import Job, JobKind, JobState
from translator.workflows.jobs import delete_job, get_job, get_results
from translator.workflows.submit_job import Requester, order_file, submit_job

#: Longest name of a file, in characters.
NAME_LENGTH = 200

#: Characters that are translated in a second, roughly, on one core: what is left is told by it.
_SPEED = 500

_STATES = {
    JobState.QUEUED: "queued",
    JobState.RUNNING: "translating",
    JobState.DONE: "done",
    JobState.FAILED: "error",
    JobState.CANCELLED: "error",
}


@blueprint.post("/v2/document")
@describe(
    DEEPL,
    N_("Translate a file later"),
    body=schemas.NewDocument,
    body_types=(MULTIPART,),
    answer=schemas.TakenOnDocument,
    refusals=(404,),
)
def upload_document() -> Response:
    """Take on a file."""
    caller = identify()
    if "file" not in request.files:
        raise InputError("Parameter 'file' not specified.")
    fields = read_fields(schemas.NewDocument, file=b"")
    name, content = _read_file(fields)
    source, target = fields.source_lang, fields.target_lang
    try:
        terms = find_terms_of(fields.glossary_id, source=source, target=target, caller=caller)
        order = order_file(get_services(), name=name, content=content, source=source, target=target, terms=terms)
    except (UnsupportedLanguageError, UnsupportedPairError) as error:
        raise find_refused(error, source=source) from error
    except FieldError as error:
        raise refuse_value(error.field, error) from error
    job = submit_job(get_services(), order, requester=Requester(caller, request.remote_addr or ""))
    return jsonify(document_id=job.id, document_key=_make_key(job.id))


@blueprint.post("/v2/document/<document_id>")
@describe(
    DEEPL,
    N_("Say how far a file is"),
    body=schemas.DocumentKey,
    body_types=FORMS,
    answer=schemas.DocumentState,
    refusals=(404,),
)
def show_document(document_id: str) -> Response:
    """Say how far a file is."""
    job = _get_document(document_id)
    described: dict[str, object] = {"document_id": job.id, "status": _STATES[job.state]}
    if job.is_open:
        described["seconds_remaining"] = 1 + job.characters // _SPEED
    elif job.state is JobState.DONE:
        described["billed_characters"] = job.characters
    else:
        described["error_message"] = job.error or "cancelled"
    return jsonify(described)


@blueprint.post("/v2/document/<document_id>/result")
@describe(
    DEEPL,
    N_("Fetch a translated file, once"),
    body=schemas.DocumentKey,
    body_types=FORMS,
    answer_types=("application/octet-stream",),
    refusals=(404, 503),
)
def download_document(document_id: str) -> Response:
    """Give the translated file and forget it."""
    job = _get_document(document_id)
    services, caller = get_services(), identify()
    try:
        _, (result,) = get_results(services, caller, job.id)
    except ConflictError as error:
        return answer(503, "Document not ready", detail=describe_error(error))
    delete_job(services, caller, job.id)
    return send_file(
        io.BytesIO(result.content),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=job.options["name"],
    )


def _read_file(fields: schemas.NewDocument) -> tuple[str, bytes]:
    file = request.files["file"]
    name = fields.filename or file.filename or ""
    if len(name) > NAME_LENGTH or not name.isprintable():
        raise refuse("filename")
    if fields.output_format and f".{fields.output_format}" != PurePath(name).suffix.lower():
        raise refuse("output_format")
    return name, file.read()


def _get_document(document_id: str) -> Job:
    """Return a document of the caller's, who must know its key too."""
    caller = identify()
    given = read_fields(schemas.DocumentKey).document_key
    job = get_job(get_services(), caller, document_id)
    if job.kind is not JobKind.DOCUMENT or not hmac.compare_digest(given.encode(), _make_key(job.id).encode()):
        raise NotFoundError("document", document_id)
    return job


def _make_key(document_id: str) -> str:
    secret = get_services().settings.read_secret_key().encode()
    return hmac.new(secret, f"document {document_id}".encode(), hashlib.sha256).hexdigest()
