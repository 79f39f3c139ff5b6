"""The contract of immersive-translate's custom service: the texts of a page that its reader has open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from flask import Blueprint, Response, jsonify

from translator.access import Scope
from translator.api.access import let_in
from translator.api.body import limit_body, read_json_object
from translator.api.cors import allow_all_origins
from translator.api.errors import answer_errors
from translator.api.openapi.operations import IMMERSIVE, describe
from translator.api.reading import read_fields, read_query
from translator.api.schemas import immersive as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.document import MarkupOptions
from translator.errors import FieldError
from translator.languages import parse_locale
from translator.translation import TranslatedArticle
from translator.workflows.translate_text import TextRequest, translate_texts

#: What the extension puts in the place of what it takes out of a sentence, and around what it keeps in it.
_PLACE = r"\{\{?\w+\}?\}"
_TAG = r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>"
_MARK = re.compile(f"(?P<place>{_PLACE})|(?P<tag>{_TAG})")

#: How places are written for the pipeline, which brings back such an element as it is.
_KEPT = "place"
_KEPT_TAGS = re.compile(f"</?{_KEPT}>")
_MARKUP = MarkupOptions(ignored=frozenset({_KEPT}), finds_outline=False)

blueprint = Blueprint("immersive", __name__)
blueprint.before_request(limit_body)
blueprint.after_request(allow_all_origins)
answer_errors(blueprint)


@blueprint.post("/immersive")
@describe(
    IMMERSIVE,
    N_("Translate the texts of a page"),
    body=schemas.PageFields,
    query=schemas.KeyQuery,
    answer=schemas.TranslatedPage,
)
def translate_page() -> Response:
    """Translate the texts of a page, each with its placeholders in their places."""
    # The extension need not say that its body is JSON.
    fields = read_fields(schemas.PageFields, read_json_object())
    texts, source = fields.text_list, fields.source_lang
    asked = TextRequest(
        texts=tuple(map(write_markup, texts)),
        source=None if source == "auto" else parse_locale(source).language,
        target=fields.target_lang,
        format="xml",
        markup=_MARKUP,
        caller=let_in(Scope.TRANSLATE, key=read_query(schemas.KeyQuery).api_key, texts=len(texts)),
    )
    try:
        results = translate_texts(get_services(), asked) if texts else []
    except FieldError as error:
        raise error.move("text_list") from error
    return jsonify(translations=[_describe(result, source=asked.source) for result in results])


def write_markup(text: str) -> str:
    """Return a text of the contract, in which only tags are markup, as XML."""
    parts = []
    position = 0
    for mark in _MARK.finditer(text):
        parts.append(escape(text[position : mark.start()], quote=False))
        parts.append(mark["tag"] or f"<{_KEPT}>{mark['place']}</{_KEPT}>")
        position = mark.end()
    return "".join((*parts, escape(text[position:], quote=False)))


def read_markup(markup: str) -> str:
    """Return XML that `write_markup` made, and that was translated, as a text of the contract."""
    parts: list[str] = []
    position = 0
    bare = _KEPT_TAGS.sub("", markup)
    for tag in re.finditer(_TAG, bare):
        parts += (unescape(bare[position : tag.start()]), tag[0])
        position = tag.end()
    return "".join((*parts, unescape(bare[position:])))


def _describe(result: TranslatedArticle, *, source: str | None) -> Mapping[str, str]:
    detected = result.detection.language if result.detection else source
    return {"detected_source_lang": detected or "und", "text": read_markup(result.text)}
