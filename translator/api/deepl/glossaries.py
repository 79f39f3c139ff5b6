"""Glossaries of one direction, which are made once and do not change (v2)."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, jsonify, request
from pydantic_core import PydanticCustomError
from werkzeug.exceptions import UnsupportedMediaType

from translator.api.deepl.blueprint import blueprint, identify
from translator.api.deepl.fields import read_fields
from translator.api.openapi.operations import DEEPL, FORMS, describe
from translator.api.schemas.base import N_
from translator.api.schemas.deepl import glossaries as schemas
from translator.api.schemas.deepl.fields import read_identifier
from translator.api.services import get_services
from translator.errors import InputError, NotFoundError
from translator.languages import LanguagePair
from translator.terminology import NamedGlossary
from translator.workflows import named_glossaries
from translator.workflows.named_glossaries import TermTable

TABS = "text/tab-separated-values"


def check_identifier(identifier: str) -> str:
    """Return a glossary's id, as a UUID is written.

    Raises:
        InputError: It is no UUID.
    """
    try:
        return read_identifier(identifier)
    except PydanticCustomError as error:
        raise InputError(str((error.context or {})["message"])) from None


def write_moment(moment: datetime) -> str:
    """Write a moment with thousandths of a second: clients cannot read it without."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def make_table(fields: schemas.DictionaryFields) -> TermTable:
    """Return a dictionary's direction and its entries, still as text."""
    return TermTable(make_pair(fields), fields.entries, has_commas=fields.entries_format == "csv")


def make_pair(fields: schemas.PairQuery) -> LanguagePair:
    """Return a dictionary's direction."""
    return LanguagePair(fields.source_lang, fields.target_lang)


@blueprint.get("/v2/glossary-language-pairs")
@describe(DEEPL, N_("List the directions that are translated"), answer=schemas.DeeplPairs)
def show_pairs() -> Response:
    """List the directions that are translated; glossaries may hold any other too."""
    identify()
    pairs = get_services().engine.list_pairs()
    return jsonify(supported_languages=[{"source_lang": pair.source, "target_lang": pair.target} for pair in pairs])


@blueprint.post("/v2/glossaries")
@describe(
    DEEPL,
    N_("Keep a glossary of one direction"),
    body=schemas.NewGlossary,
    body_types=FORMS,
    answer=schemas.GlossaryOfOneDirection,
    status=201,
)
def create_glossary() -> tuple[Response, int]:
    """Keep a glossary."""
    caller = identify()
    fields = read_fields(schemas.NewGlossary)
    glossary = named_glossaries.create_glossary(
        get_services(), caller, name=fields.name, tables=[make_table(fields)], is_editable=False
    )
    return jsonify(_describe(glossary)), 201


@blueprint.get("/v2/glossaries")
@describe(DEEPL, N_("List the key’s glossaries of one direction"), answer=schemas.GlossariesOfOneDirection)
def show_glossaries() -> Response:
    """List the caller's glossaries of one direction."""
    listed = named_glossaries.list_glossaries(get_services(), identify())
    return jsonify(glossaries=[_describe(glossary) for glossary in listed if not glossary.is_editable])


@blueprint.get("/v2/glossaries/<glossary_id>")
@describe(DEEPL, N_("Read a glossary without its entries"), answer=schemas.GlossaryOfOneDirection, refusals=(404,))
def show_glossary(glossary_id: str) -> Response:
    """Give a glossary without its entries."""
    return jsonify(_describe(_get_fixed(glossary_id)))


@blueprint.get("/v2/glossaries/<glossary_id>/entries")
@describe(DEEPL, N_("Read the entries of a glossary"), answer_types=(TABS,), refusals=(404, 415))
def show_entries(glossary_id: str) -> Response:
    """Give a glossary's entries, one a line with a tab between."""
    if request.accept_mimetypes.best_match([TABS]) is None:
        raise UnsupportedMediaType
    glossary = _get_fixed(glossary_id)
    table = named_glossaries.write_terms(get_services(), identify(), glossary.id, pair=_get_pair(glossary))
    return Response(table, content_type=f"{TABS}; charset=utf-8")


@blueprint.delete("/v2/glossaries/<glossary_id>")
@describe(DEEPL, N_("Delete a glossary"), status=204, refusals=(404,))
def delete_glossary(glossary_id: str) -> tuple[str, int]:
    """Delete a glossary."""
    named_glossaries.delete_glossary(get_services(), identify(), _get_fixed(glossary_id).id)
    return "", 204


def _get_fixed(glossary_id: str) -> NamedGlossary:
    glossary = named_glossaries.get_glossary(get_services(), identify(), check_identifier(glossary_id))
    if glossary.is_editable:
        # It may have several directions, which this version cannot tell.
        raise NotFoundError("glossary", glossary_id)
    return glossary


def _get_pair(glossary: NamedGlossary) -> LanguagePair:
    return glossary.dictionaries[0].pair


def _describe(glossary: NamedGlossary) -> dict[str, object]:
    (dictionary,) = glossary.dictionaries
    return {
        "glossary_id": glossary.id,
        "name": glossary.name,
        "ready": True,
        "source_lang": dictionary.pair.source,
        "target_lang": dictionary.pair.target,
        "creation_time": write_moment(glossary.created_at),
        "entry_count": dictionary.term_count,
    }
