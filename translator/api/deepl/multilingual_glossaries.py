"""Glossaries of several directions, which can be edited (v3)."""

from __future__ import annotations

from flask import Response, jsonify

from translator.api.deepl.blueprint import blueprint, identify
from translator.api.deepl.fields import read_fields
from translator.api.deepl.glossaries import check_identifier, make_pair, make_table, write_moment
from translator.api.openapi.operations import DEEPL, describe
from translator.api.schemas.base import N_
from translator.api.schemas.deepl import glossaries as schemas
from translator.api.services import get_services
from translator.terminology import DictionarySummary, NamedGlossary
from translator.workflows import named_glossaries


@blueprint.post("/v3/glossaries")
@describe(
    DEEPL,
    N_("Keep a glossary of several directions"),
    body=schemas.NewMultilingualGlossary,
    answer=schemas.MultilingualGlossary,
    status=201,
)
def create_multilingual_glossary() -> tuple[Response, int]:
    """Keep a glossary."""
    caller = identify()
    fields = read_fields(schemas.NewMultilingualGlossary)
    tables = list(map(make_table, fields.dictionaries))
    glossary = named_glossaries.create_glossary(
        get_services(), caller, name=fields.name, tables=tables, is_editable=True
    )
    return jsonify(_describe(glossary)), 201


@blueprint.get("/v3/glossaries")
@describe(DEEPL, N_("List the key’s glossaries"), answer=schemas.MultilingualGlossaries)
def show_multilingual_glossaries() -> Response:
    """List the caller's glossaries, those of one direction included."""
    listed = named_glossaries.list_glossaries(get_services(), identify())
    return jsonify(glossaries=[_describe(glossary) for glossary in listed])


@blueprint.get("/v3/glossaries/<glossary_id>")
@describe(DEEPL, N_("Read a glossary without its entries"), answer=schemas.MultilingualGlossary, refusals=(404,))
def show_multilingual_glossary(glossary_id: str) -> Response:
    """Give a glossary without its entries."""
    return jsonify(_describe(named_glossaries.get_glossary(get_services(), identify(), check_identifier(glossary_id))))


@blueprint.patch("/v3/glossaries/<glossary_id>")
@describe(
    DEEPL,
    N_("Rename a glossary, or add entries to a dictionary"),
    body=schemas.GlossaryPatch,
    answer=schemas.MultilingualGlossary,
    refusals=(404,),
)
def change_multilingual_glossary(glossary_id: str) -> Response:
    """Rename a glossary, or add entries to one of its dictionaries, or both."""
    fields = read_fields(schemas.GlossaryPatch)
    tables = list(map(make_table, fields.dictionaries))
    changed = named_glossaries.change_glossary(
        get_services(),
        identify(),
        check_identifier(glossary_id),
        name=fields.name,
        added=tables[0] if tables else None,
    )
    return jsonify(_describe(changed))


@blueprint.put("/v3/glossaries/<glossary_id>/dictionaries")
@describe(
    DEEPL,
    N_("Replace the dictionary of a direction"),
    body=schemas.DictionaryFields,
    answer=schemas.Dictionary,
    refusals=(404,),
)
def replace_dictionary(glossary_id: str) -> Response:
    """Put a dictionary in place of the one of its direction."""
    table = make_table(read_fields(schemas.DictionaryFields))
    changed = named_glossaries.change_glossary(
        get_services(), identify(), check_identifier(glossary_id), replaced=table
    )
    (summary,) = (part for part in changed.dictionaries if part.pair == table.pair)
    return jsonify(_describe_dictionary(summary))


@blueprint.delete("/v3/glossaries/<glossary_id>/dictionaries")
@describe(DEEPL, N_("Delete the dictionary of a direction"), query=schemas.PairQuery, status=204, refusals=(404,))
def delete_dictionary(glossary_id: str) -> tuple[str, int]:
    """Delete the dictionary of one direction."""
    named_glossaries.change_glossary(
        get_services(), identify(), check_identifier(glossary_id), removed=make_pair(read_fields(schemas.PairQuery))
    )
    return "", 204


@blueprint.get("/v3/glossaries/<glossary_id>/entries")
@describe(
    DEEPL,
    N_("Read the entries of a direction"),
    query=schemas.PairQuery,
    answer=schemas.DictionariesWithEntries,
    refusals=(404,),
)
def show_dictionary(glossary_id: str) -> Response:
    """Give the entries of one direction."""
    pair = make_pair(read_fields(schemas.PairQuery))
    table = named_glossaries.write_terms(get_services(), identify(), check_identifier(glossary_id), pair=pair)
    entries = {
        "source_lang": pair.source,
        "target_lang": pair.target,
        "entries": table.rstrip("\n"),
        "entries_format": "tsv",
    }
    return jsonify(dictionaries=[entries])


@blueprint.delete("/v3/glossaries/<glossary_id>")
@describe(DEEPL, N_("Delete a glossary"), status=204, refusals=(404,))
def delete_multilingual_glossary(glossary_id: str) -> tuple[str, int]:
    """Delete a glossary."""
    named_glossaries.delete_glossary(get_services(), identify(), check_identifier(glossary_id))
    return "", 204


def _describe(glossary: NamedGlossary) -> dict[str, object]:
    return {
        "glossary_id": glossary.id,
        "name": glossary.name,
        "dictionaries": [_describe_dictionary(part) for part in glossary.dictionaries],
        "creation_time": write_moment(glossary.created_at),
    }


def _describe_dictionary(summary: DictionarySummary) -> dict[str, object]:
    return {
        "source_lang": summary.pair.source,
        "target_lang": summary.pair.target,
        "entry_count": summary.term_count,
    }
