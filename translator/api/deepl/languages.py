"""Languages as the contract writes them, the lists of them, and a key's usage."""

from __future__ import annotations

from flask import Response, jsonify

from translator.api.deepl.blueprint import blueprint, identify
from translator.api.deepl.fields import Fields, read_fields, read_option, refuse
from translator.api.openapi.operations import DEEPL, describe
from translator.api.schemas import deepl as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.errors import UnsupportedLocaleError
from translator.languages import LanguagePair, name_language, parse_locale
from translator.workflows.detect_language import list_languages
from translator.workflows.keys import get_usage

#: Targets with their names. English asks for a region, French takes one.
TARGETS = {
    "EN-GB": "English (British)",
    "EN-US": "English (American)",
    "FR": "French",
    "FR-CA": "French (Canadian)",
}

#: What is told for no limit: DeepL's own number for it.
UNLIMITED = 1_000_000_000_000

_RESOURCES = ("translate_text", "translate_document", "glossary")


def read_source(fields: Fields) -> str | None:
    """Return the source's ISO 639 code, or None where it is to be detected."""
    code = read_option(fields, "source_lang")
    return code.partition("-")[0] or None


def read_target(fields: Fields) -> str:
    """Return the target as a tag: a language, or one with the region whose typography is wanted."""
    tag = read_option(fields, "target_lang")
    if not tag:
        raise refuse("target_lang")
    try:
        parse_locale(tag)
    except UnsupportedLocaleError:
        raise refuse("target_lang") from None
    return tag


def read_pair(fields: Fields) -> LanguagePair:
    """Return the direction of a dictionary; a region does not matter there."""
    codes = [read_option(fields, name).partition("-")[0] for name in ("source_lang", "target_lang")]
    for name, code in zip(("source_lang", "target_lang"), codes, strict=True):
        if not code:
            raise refuse(name)
    return LanguagePair(*codes)


@blueprint.route("/v2/languages", methods=["GET", "POST"])
@describe(
    DEEPL,
    N_("List the languages of one side"),
    query=schemas.LanguageQuery,
    answer=list[schemas.DeeplLanguage],
)
def show_languages() -> Response:
    """List sources, or targets with ``type=target``."""
    identify()
    if read_option(read_fields(), "type", allowed=("source", "target")) == "target":
        served = _list_codes()
        return jsonify(
            [
                {"language": tag, "name": name, "supports_formality": False}
                for tag, name in TARGETS.items()
                if tag[:2].lower() in served
            ]
        )
    return jsonify([{"language": code.upper(), "name": name_language(code)} for code in _list_codes()])


@blueprint.get("/v3/languages")
@describe(
    DEEPL,
    N_("List the languages with what each can be used for"),
    query=schemas.ResourceQuery,
    answer=list[schemas.ResourceLanguage],
)
def show_languages_of_resource() -> Response:
    """List languages with what each can be used for."""
    identify()
    resource = read_option(read_fields(), "resource") or read_option(read_fields(), "product")
    if resource not in _RESOURCES:
        raise refuse("resource")
    features = {"translate_text": ("glossary", "tag_handling", "auto_detection")}.get(resource, ())
    codes = _list_codes()
    sources = [(code, name_language(code), True, resource == "glossary") for code in codes]
    targets = [
        (tag.partition("-")[0].lower() + tag[2:], name, False, True)
        for tag, name in TARGETS.items()
        if resource != "glossary" and tag[:2].lower() in codes
    ]
    merged: dict[str, tuple[str, bool, bool]] = {}
    for code, name, is_source, is_target in (*sources, *targets):
        former = merged.get(code)
        merged[code] = (name, is_source or bool(former and former[1]), is_target or bool(former and former[2]))
    return jsonify(
        [
            {
                "lang": code,
                "name": name,
                "usable_as_source": is_source,
                "usable_as_target": is_target,
                "features": {feature: {} for feature in features},
            }
            for code, (name, is_source, is_target) in merged.items()
        ]
    )


@blueprint.route("/v2/usage", methods=["GET", "POST"])
@describe(DEEPL, N_("Tell what the key used this month"), answer=schemas.Usage)
def show_usage() -> Response:
    """Tell the characters that the key used this month, and how many it may."""
    caller = identify()
    used = get_usage(get_services(), caller).characters
    limit = caller.monthly_characters or UNLIMITED
    return jsonify(
        character_count=used, character_limit=limit, api_key_character_count=used, api_key_character_limit=limit
    )


def _list_codes() -> list[str]:
    return [language.code for language in list_languages(get_services())]
