"""DeepL's glossaries of one direction and of several."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from translator.api.schemas.base import N_, Answer, Count, Text
from translator.api.schemas.deepl.fields import SOURCE_LANG, TARGET_LANG, DeeplFields, Option, read_language
from translator.api.schemas.refusals import refuse_whole

_NAME = N_("name of the glossary")
_ENTRIES = N_("the entries, one a line, source and target with a tab or a comma between")
_FORM = N_("whether a tab or a comma is between")
_PairCode = Annotated[Text, Field(min_length=1, max_length=35), AfterValidator(read_language)]


class DeeplPair(Answer):
    """A direction."""

    source_lang: str = Field(description=SOURCE_LANG)
    target_lang: str = Field(description=TARGET_LANG)


class DeeplPairs(Answer):
    """The directions that are translated."""

    supported_languages: list[DeeplPair] = Field(description=N_("the directions that are translated"))


class PairQuery(DeeplFields):
    """A direction."""

    source_lang: _PairCode = Field(description=SOURCE_LANG)
    target_lang: _PairCode = Field(description=TARGET_LANG)


class DictionaryFields(PairQuery):
    """The entries of a direction."""

    entries: Text = Field(description=_ENTRIES)
    entries_format: Annotated[Literal["tsv", "csv"], Option] | None = Field(default=None, description=_FORM)


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
