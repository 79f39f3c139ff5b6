"""DeepL's requests and answers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, ValidationInfo, model_validator

from translator.api.schemas.base import N_, Answer, Count, Request, Text, hide_null
from translator.api.schemas.refusals import refuse_whole, tell
from translator.errors import UnsupportedLocaleError
from translator.languages import parse_locale

#: How truth may be written.
_FLAGS = {"0": False, "false": False, "1": True, "true": True}

#: Fields in which an empty text is a text.
_MAY_BE_EMPTY = frozenset({"document_key", "entries", "name", "text"})

_SOURCE_LANG = N_("language code of the source")
_TARGET_LANG = N_("language code of the target")
_NAME = N_("name of the glossary")
_ENTRIES = N_("the entries, one a line, source and target with a tab or a comma between")
_FORM = N_("whether a tab or a comma is between")


def _lower(value: object) -> object:
    """Take an option in any case, and a number for its digits."""
    return str(value).lower() if isinstance(value, str | int) else value


def _read_flag(value: object) -> bool:
    return _FLAGS[str(value).lower()] if str(value).lower() in _FLAGS else _refuse()


def _read_names(value: object) -> tuple[str, ...]:
    """Return names given as a list or separated by commas."""
    parts = value if isinstance(value, list) else [value]
    names = [one.strip() for part in parts for one in (part.split(",") if isinstance(part, str) else _refuse())]
    return tuple(name for name in names if name)


def _read_identifiers(value: object) -> tuple[str, ...]:
    """Return glossaries' ids as UUIDs are written."""
    return tuple(map(read_identifier, _read_names(value)))


def read_identifier(identifier: str) -> str:
    """Return a glossary's id as a UUID is written."""
    try:
        return str(uuid.UUID(identifier))
    except ValueError:
        raise refuse_whole("Invalid or missing glossary id") from None


def _read_language(code: str) -> str:
    """Return the language in a code; a region does not matter there."""
    return code.lower().partition("-")[0] or _refuse()


def _check_locale(tag: str) -> str:
    try:
        parse_locale(tag.lower())
    except UnsupportedLocaleError:
        _refuse()
    return tag.lower()


def _check_formality(value: object, info: ValidationInfo) -> object:
    """Refuse what neither language has; what only prefers it is taken."""
    if _lower(value) in ("more", "less"):
        target = str(info.data.get("target_lang", "")).upper()
        raise refuse_whole("Target language '%(target)s' doesn't support formality.", target=target)
    return _lower(value)


def _refuse() -> Any:
    raise ValueError("not supported")


_Names = Annotated[tuple[str, ...], PlainValidator(_read_names, json_schema_input_type=str | list[str] | None)]
_Identifiers = Annotated[
    tuple[str, ...], PlainValidator(_read_identifiers, json_schema_input_type=str | list[str] | None)
]
_Flag = Annotated[
    bool, PlainValidator(_read_flag, json_schema_input_type=bool | Literal["0", "1", "false", "true"] | None)
]
_Option = BeforeValidator(_lower)
_Source = Annotated[Text, Field(max_length=35), AfterValidator(_read_language)]
_Target = Annotated[Text, Field(max_length=35), AfterValidator(_check_locale)]
_Formality = Annotated[Literal["default", "prefer_more", "prefer_less"], BeforeValidator(_check_formality)]
_Split = Annotated[Literal["0", "1", "nonewlines"], _Option]


class DeeplFields(Request):
    """What every request may bring."""

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, fields: Any) -> Any:
        """Take an empty option for an absent one."""
        if not isinstance(fields, dict):
            return fields
        return {
            name: value
            for name, value in fields.items()
            if (value != "" or name in _MAY_BE_EMPTY) and (name, value) != ("text", [])
        }


class DeeplKey(DeeplFields):
    """The key in the body or the query string, which old clients send."""

    auth_key: str | None = None


class Message(Answer):
    """Why a request was refused."""

    message: str = Field(description=N_("what is wrong"))
    detail: str | None = Field(default=None, description=N_("more about it"))


class DeeplTexts(DeeplFields):
    """A wish for translations; fields of DeepL that are not listed are accepted without effect."""

    text: Annotated[
        Text | Annotated[list[Text], Field(min_length=1)], tell("must be a string or a list of strings")
    ] = Field(description=N_("the texts, each by itself"), examples=[["Il pleut."]])
    source_lang: _Source | None = Field(
        default=None, description=N_("language code of the source; detected where it is absent")
    )
    target_lang: _Target = Field(
        description=N_("EN-GB, EN-US, FR, FR-CA, or EN, which gets the site’s typography"), examples=["EN-GB"]
    )
    context: Text | None = Field(
        default=None, description=N_("a text beside, whose names are known; neither translated nor counted")
    )
    glossary_id: _Identifiers = Field(default=(), description=N_("a glossary of the caller’s key"))
    glossary_ids: _Identifiers = Field(default=(), description=N_("several glossaries, the earlier winning"))
    show_billed_characters: _Flag = Field(default=False, description=N_("adds the characters counted"))
    tag_handling: Annotated[Literal["", "xml", "html"], _Option] | None = Field(
        default=None, description=N_("markup of the texts; none by default")
    )
    ignore_tags: _Names = Field(default=(), description=N_("tags whose content stays as it is"))
    splitting_tags: _Names = Field(default=(), description=N_("tags that end a sentence"))
    non_splitting_tags: _Names = Field(default=(), description=N_("tags that end no sentence"))
    outline_detection: _Flag = Field(
        default=True, description=N_("whether the tags that end sentences are found; true by default")
    )
    tag_handling_version: Annotated[Literal["v1", "v2"], _Option] | None = Field(
        default=None, description=N_("accepted without effect")
    )
    split_sentences: _Split | None = Field(
        default=None, description=N_("accepted; texts are always cut where sentences end")
    )
    preserve_formatting: _Flag = Field(default=True, description=N_("accepted; the form is always kept"))
    formality: _Formality | None = Field(default=None, description=N_("accepted without effect"))
    model_type: (
        Annotated[Literal["latency_optimized", "quality_optimized", "prefer_quality_optimized"], _Option] | None
    ) = Field(default=None, description=N_("accepted; there is one model"))

    @model_validator(mode="after")
    def _check_glossaries(self) -> Self:
        if self.glossary_id and self.glossary_ids:
            raise refuse_whole("Only one of 'glossary_id' and 'glossary_ids' can be specified")
        _check_source(self.glossaries, self.source_lang)
        return self

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts, also where it is one."""
        return (self.text,) if isinstance(self.text, str) else tuple(self.text)

    @property
    def glossaries(self) -> tuple[str, ...]:
        """Ids of the glossaries that are to be used."""
        return self.glossary_id or self.glossary_ids


def _check_source(glossaries: Sequence[str], source: str | None) -> None:
    if glossaries and not source:
        raise refuse_whole("Use of a glossary requires the source_lang parameter to be specified")


class DeeplTranslation(Answer):
    """A translation."""

    detected_source_language: str = Field(description=_SOURCE_LANG)
    text: str = Field(description=N_("the translation"))
    billed_characters: Count | None = Field(default=None, description=N_("characters counted"))
    model_type_used: str | None = Field(default=None, description=N_("the model, where one was asked for"))


class DeeplTranslations(Answer):
    """Translations, in order."""

    translations: list[DeeplTranslation] = Field(description=N_("one for each text, in order"))


class LanguageQuery(DeeplFields):
    """Which side is listed."""

    type: Annotated[Literal["source", "target"], _Option] | None = Field(
        default=None, description=N_("source, the default, or target")
    )


class DeeplLanguage(Answer):
    """A language of one side."""

    language: str = Field(description=N_("language code"))
    name: str = Field(description=N_("its English name"))
    supports_formality: bool | None = Field(default=None, description=N_("always false; targets only"))


class ResourceQuery(DeeplFields):
    """What the languages are for."""

    resource: Annotated[Literal["translate_text", "translate_document", "glossary"], _Option] = Field(
        description=N_("what the languages are for")
    )

    @model_validator(mode="before")
    @classmethod
    def _take_former_name(cls, fields: Any) -> Any:
        """Take the field's former name."""
        return {"resource": fields["product"], **fields} if fields.get("product") else fields


class ResourceLanguage(Answer):
    """A language with what it can be used for."""

    lang: str = Field(description=N_("language code"))
    name: str = Field(description=N_("its English name"))
    usable_as_source: bool = Field(description=N_("whether texts may be in it"))
    usable_as_target: bool = Field(description=N_("whether texts are translated into it"))
    features: dict[str, dict[str, Any]] = Field(description=N_("what is possible with it"))


class Usage(Answer):
    """What the key used this month."""

    character_count: Count = Field(description=N_("characters used this month"))
    character_limit: Count = Field(description=N_("characters allowed a month"))
    api_key_character_count: Count = Field(description=N_("characters used this month"))
    api_key_character_limit: Count = Field(description=N_("characters allowed a month"))


class DeeplPair(Answer):
    """A direction."""

    source_lang: str = Field(description=_SOURCE_LANG)
    target_lang: str = Field(description=_TARGET_LANG)


class DeeplPairs(Answer):
    """The directions that are translated."""

    supported_languages: list[DeeplPair] = Field(description=N_("the directions that are translated"))


_PairCode = Annotated[Text, Field(min_length=1, max_length=35), AfterValidator(_read_language)]


class PairQuery(DeeplFields):
    """A direction."""

    source_lang: _PairCode = Field(description=_SOURCE_LANG)
    target_lang: _PairCode = Field(description=_TARGET_LANG)


class DictionaryFields(PairQuery):
    """The entries of a direction."""

    entries: Text = Field(description=_ENTRIES)
    entries_format: Annotated[Literal["tsv", "csv"], _Option] | None = Field(default=None, description=_FORM)


class NewGlossary(DictionaryFields):
    """A glossary of one direction."""

    name: Text = Field(description=_NAME)


class NewMultilingualGlossary(DeeplFields):
    """A glossary of several directions."""

    name: Text = Field(description=_NAME)
    dictionaries: list[DictionaryFields] = Field(description=N_("its dictionaries, one for each direction"))


def _refuse_several(value: object) -> object:
    if isinstance(value, list) and len(value) > 1:
        raise refuse_whole("Only one dictionary can be changed at a time")
    return value


class GlossaryPatch(DeeplFields):
    """A new name, or entries for one direction, or both."""

    name: Text | None = Field(default=None, description=_NAME)
    dictionaries: Annotated[list[DictionaryFields], Field(max_length=1), BeforeValidator(_refuse_several)] = Field(
        default=[], description=N_("one dictionary, whose entries are added")
    )


class GlossaryOfOneDirection(DeeplPair):
    """A glossary of one direction."""

    glossary_id: str = Field(description=N_("the glossary’s id"))
    name: str = Field(description=_NAME)
    ready: bool = Field(description=N_("always true"))
    creation_time: datetime = Field(description=N_("when it was made, in UTC"))
    entry_count: Count = Field(description=N_("number of its entries"))


class GlossariesOfOneDirection(Answer):
    """The caller's glossaries."""

    glossaries: list[GlossaryOfOneDirection] = Field(description=N_("the glossaries of the key"))


class Dictionary(DeeplPair):
    """A dictionary without its entries."""

    entry_count: Count = Field(description=N_("number of its entries"))


class DictionaryEntries(DeeplPair):
    """A dictionary with its entries."""

    entries: str = Field(description=_ENTRIES)
    entries_format: Literal["tsv"] = Field(description=_FORM)


class DictionariesWithEntries(Answer):
    """The dictionary asked for, in an array as DeepL's clients want it."""

    dictionaries: list[DictionaryEntries] = Field(description=N_("its dictionaries, one for each direction"))


class MultilingualGlossary(Answer):
    """A glossary of several directions."""

    glossary_id: str = Field(description=N_("the glossary’s id"))
    name: str = Field(description=_NAME)
    dictionaries: list[Dictionary] = Field(description=N_("its dictionaries, one for each direction"))
    creation_time: datetime = Field(description=N_("when it was made, in UTC"))


class MultilingualGlossaries(Answer):
    """The caller's glossaries."""

    glossaries: list[MultilingualGlossary] = Field(description=N_("the glossaries of the key"))


class NewDocument(DeeplFields):
    """A file to translate, as a form."""

    file: bytes = Field(description=N_("the file; the ending of its name tells what it is"))
    source_lang: _Source | None = Field(default=None, description=_SOURCE_LANG, json_schema_extra=hide_null)
    target_lang: _Target = Field(description=_TARGET_LANG)
    filename: Annotated[Text, Field(max_length=200)] | None = Field(
        default=None, description=N_("the file’s name"), json_schema_extra=hide_null
    )
    output_format: Annotated[Text, Field(max_length=35), _Option] | None = Field(
        default=None,
        description=N_("form of the translation, which must be that of the file"),
        json_schema_extra=hide_null,
    )
    formality: _Formality | None = Field(
        default=None, description=N_("accepted without effect"), json_schema_extra=hide_null
    )
    glossary_id: Annotated[tuple[str, ...], PlainValidator(_read_identifiers, json_schema_input_type=str)] = Field(
        default=(), description=N_("a glossary of the caller’s key")
    )

    @model_validator(mode="after")
    def _check_glossaries(self) -> Self:
        _check_source(self.glossary_id, self.source_lang)
        return self


class TakenOnDocument(Answer):
    """What a file is asked about with."""

    document_id: str = Field(description=N_("the file’s id"))
    document_key: str = Field(description=N_("what the file is asked about with, beside its id"))


class DocumentKey(DeeplFields):
    """Shows that the caller sent the file."""

    document_key: Text = Field(description=N_("what the file is asked about with, beside its id"))


class DocumentState(Answer):
    """How far a file is."""

    document_id: str = Field(description=N_("the file’s id"))
    status: Literal["queued", "translating", "done", "error"] = Field(description=N_("how far the file is"))
    seconds_remaining: Count | None = Field(default=None, description=N_("a guess at the seconds that are left"))
    billed_characters: Count | None = Field(default=None, description=N_("characters counted"))
    error_message: str | None = Field(default=None, description=N_("why it could not be translated"))
