"""Files: translate one that is sent, and give the translation out for a while."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import PurePosixPath

from flask import Response, jsonify, request, send_file, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename

from translator.api.access import count_request
from translator.api.errors import answer
from translator.api.libretranslate.blueprint import blueprint
from translator.api.libretranslate.fields import let_caller_in, read_fields, refuse_missing
from translator.api.openapi.operations import LIBRETRANSLATE, MULTIPART, describe
from translator.api.schemas import libretranslate as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.api.wording import describe_error, gettext
from translator.errors import FieldError, InputError
from translator.workflows.kept_files import FILE_SUFFIXES, get_kept_file, keep_file
from translator.workflows.translate_file import translate_file

#: What `keep_file` makes of a name: a random identifier and the name in plain letters.
_KEPT_NAME = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(?P<name>[A-Za-z0-9_-][A-Za-z0-9_.-]{0,150})")

#: What a file is given out as, so that no browser opens it.
_ANY_FILE = "application/octet-stream"

#: Characters of a file's own name that are kept, without its ending.
_STEM_LENGTH = 100


@blueprint.post("/translate_file")
@describe(
    LIBRETRANSLATE,
    N_("Translate a file"),
    body=schemas.FileFields,
    body_types=(MULTIPART,),
    answer=schemas.TranslatedFile,
)
def translate_uploaded_file() -> tuple[Response, int] | Response:
    """Translate the file of a form and say where the translation can be fetched."""
    services = get_services()
    if services.settings.files == "off":
        return answer(403, gettext("Files translation are disabled on this server."))
    file, name = _read_file()
    fields = read_fields(schemas.FileFields, {**request.form, "file": b""})
    caller = let_caller_in(fields, texts=1)
    try:
        content = translate_file(
            services,
            name=name,
            content=file.read(),
            source=None if fields.source == "auto" else fields.source,
            target=fields.target,
            caller=caller,
        )
    except FieldError as error:
        raise InputError(gettext("Invalid request: %(problem)s", problem=describe_error(error))) from error
    kept_name = keep_file(services, name=name, content=content)
    address = url_for("libretranslate.download_file", kept_name=kept_name, _external=True)
    return jsonify(translatedFileUrl=address)


@blueprint.get("/download_file/<kept_name>")
@describe(
    LIBRETRANSLATE,
    N_("Fetch a translated file"),
    answer=str,
    answer_types=(_ANY_FILE,),
    refusals=(404,),
    takes_key=False,
)
def download_file(kept_name: str) -> Response:
    """Give out a translated file under its own name; whoever knows the address may have it."""
    services = get_services()
    if services.settings.files == "off":
        return answer(400, gettext("Files translation are disabled on this server."))
    count_request()
    match = _KEPT_NAME.fullmatch(kept_name)
    if match is None:
        return answer(400, gettext("Invalid filename"))
    content = get_kept_file(services, kept_name)
    response = send_file(BytesIO(content), mimetype=_ANY_FILE, as_attachment=True, download_name=match["name"])
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _read_file() -> tuple[FileStorage, str]:
    """Return the file of the form and a plain name with its ending."""
    file = request.files.get("file")
    if file is None:
        raise refuse_missing("file")
    if not file.filename:
        raise InputError(gettext("Invalid request: empty file"))
    suffix = PurePosixPath(file.filename).suffix.lower()
    if suffix not in FILE_SUFFIXES:
        raise InputError(gettext("Invalid request: file format not supported"))
    stem = secure_filename(file.filename[: -len(suffix)])[:_STEM_LENGTH].strip(".")
    return file, f"{stem or 'file'}{suffix}"
