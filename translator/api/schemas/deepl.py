"""DeepL's requests and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from translator.api.schemas.base import N_, Answer, Count, Request, Text

_Names = str | list[str]
_Flag = bool | Literal["0", "1", "false", "true"]
_SOURCE_LANG = N_("language code of the source")
_TARGET_LANG = N_("language code of the target")
_NAME = N_("name of the glossary")
_ENTRIES = N_("the entries, one a line, source and target with a tab or a comma between")
_FORM = N_("whether a tab or a comma is between")


class Message(Answer):
    """Why a request was refused."""

    message: str = Field(description=N_("what is wrong"))
    detail: str | None = Field(default=None, description=N_("more about it"))


class DeeplTexts(Request):
    """A wish for translations; fields of DeepL that are not listed are accepted without effect."""

    text: Text | Annotated[list[Text], Field(min_length=1)] = Field(
        description=N_("the texts, each by itself"), examples=[["Il pleut."]]
    )
    target_lang: str = Field(
        max_length=35,
        description=N_("EN-GB, EN-US, FR, FR-CA, or EN, which gets the site’s typography"),
        examples=["EN-GB"],
    )
    source_lang: str | None = Field(
        default=None, max_length=35, description=N_("language code of the source; detected where it is absent")
    )
    context: Text | None = Field(
        default=None, description=N_("a text beside, whose names are known; neither translated nor counted")
    )
    glossary_id: _Names | None = Field(default=None, description=N_("a glossary of the caller’s key"))
    glossary_ids: _Names | None = Field(default=None, description=N_("several glossaries, the earlier winning"))
    show_billed_characters: _Flag | None = Field(default=None, description=N_("adds the characters counted"))
    tag_handling: Literal["", "xml", "html"] | None = Field(
        default=None, description=N_("markup of the texts; none by default")
    )
    ignore_tags: _Names | None = Field(default=None, description=N_("tags whose content stays as it is"))
    splitting_tags: _Names | None = Field(default=None, description=N_("tags that end a sentence"))
    non_splitting_tags: _Names | None = Field(default=None, description=N_("tags that end no sentence"))
    outline_detection: _Flag | None = Field(
        default=None, description=N_("whether the tags that end sentences are found; true by default")
    )
    tag_handling_version: Literal["v1", "v2"] | None = Field(default=None, description=N_("accepted without effect"))
    split_sentences: Literal["0", "1", "nonewlines"] | None = Field(
        default=None, description=N_("accepted; texts are always cut where sentences end")
    )
    preserve_formatting: _Flag | None = Field(default=None, description=N_("accepted; the form is always kept"))
    formality: Literal["default", "prefer_more", "prefer_less"] | None = Field(
        default=None, description=N_("accepted without effect")
    )
    model_type: Literal["latency_optimized", "quality_optimized", "prefer_quality_optimized"] | None = Field(
        default=None, description=N_("accepted; there is one model")
    )


class DeeplTranslation(Answer):
    """A translation."""

    detected_source_language: str = Field(description=_SOURCE_LANG)
    text: str = Field(description=N_("the translation"))
    billed_characters: Count | None = Field(default=None, description=N_("characters counted"))
    model_type_used: str | None = Field(default=None, description=N_("the model, where one was asked for"))


class DeeplTranslations(Answer):
    """Translations, in order."""

    translations: list[DeeplTranslation] = Field(description=N_("one for each text, in order"))


class LanguageQuery(Request):
    """Which side is listed."""

    type: Literal["source", "target"] | None = Field(default=None, description=N_("source, the default, or target"))


class DeeplLanguage(Answer):
    """A language of one side."""

    language: str = Field(description=N_("language code"))
    name: str = Field(description=N_("its English name"))
    supports_formality: bool | None = Field(default=None, description=N_("always false; targets only"))


class ResourceQuery(Request):
    """What the languages are for."""

    resource: Literal["translate_text", "translate_document", "glossary"] = Field(
        description=N_("what the languages are for")
    )


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


class PairQuery(Request):
    """A direction."""

    source_lang: str = Field(min_length=1, max_length=35, description=_SOURCE_LANG)
    target_lang: str = Field(min_length=1, max_length=35, description=_TARGET_LANG)


class DictionaryFields(PairQuery):
    """The entries of a direction."""

    entries: str = Field(description=_ENTRIES)
    entries_format: Literal["tsv", "csv"] | None = Field(default=None, description=_FORM)


class NewGlossary(DictionaryFields):
    """A glossary of one direction."""

    name: str = Field(description=_NAME)


class NewMultilingualGlossary(Request):
    """A glossary of several directions."""

    name: str = Field(description=_NAME)
    dictionaries: list[DictionaryFields] = Field(description=N_("its dictionaries, one for each direction"))


class GlossaryPatch(Request):
    """A new name, or entries for one direction, or both."""

    name: str | None = Field(default=None, description=_NAME)
    dictionaries: Annotated[list[DictionaryFields], Field(max_length=1)] = Field(
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


class NewDocument(Request):
    """A file to translate, as a form."""

    file: bytes = Field(description=N_("the file; the ending of its name tells what it is"))
    target_lang: str = Field(max_length=35, description=_TARGET_LANG)
    source_lang: str = Field(default="", max_length=35, description=_SOURCE_LANG)
    filename: Annotated[str, Field(max_length=200)] = Field(default="", description=N_("the file’s name"))
    glossary_id: str = Field(default="", description=N_("a glossary of the caller’s key"))


class TakenOnDocument(Answer):
    """What a file is asked about with."""

    document_id: str = Field(description=N_("the file’s id"))
    document_key: str = Field(description=N_("what the file is asked about with, beside its id"))


class DocumentKey(Request):
    """Shows that the caller sent the file."""

    document_key: str = Field(description=N_("what the file is asked about with, beside its id"))


class DocumentState(Answer):
    """How far a file is."""

    document_id: str = Field(description=N_("the file’s id"))
    status: Literal["queued", "translating", "done", "error"] = Field(description=N_("how far the file is"))
    seconds_remaining: Count | None = Field(default=None, description=N_("a guess at the seconds that are left"))
    billed_characters: Count | None = Field(default=None, description=N_("characters counted"))
    error_message: str | None = Field(default=None, description=N_("why it could not be translated"))
