"""DeepL's requests and answers about texts."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from translator.api.schemas.base import N_, Answer, Count, Text
from translator.api.schemas.deepl.fields import (
    SOURCE_LANG,
    DeeplFields,
    Flag,
    Formality,
    Identifiers,
    Names,
    Option,
    Source,
    Target,
    check_source,
)
from translator.api.schemas.refusals import refuse_whole, tell

_Split = Annotated[Literal["0", "1", "nonewlines"], Option]

_Instructions = Annotated[
    list[Annotated[Text, Field(max_length=300)]],
    Field(max_length=10),
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
]


class DeeplTexts(DeeplFields):
    """A wish for translations; fields of DeepL that are not listed are accepted without effect."""

    text: Annotated[
        Text | Annotated[list[Text], Field(min_length=1)], tell(N_("must be a string or a list of strings"))
    ] = Field(description=N_("the texts, each by itself"), examples=[["Il pleut."]])
    source_lang: Source | None = Field(
        default=None, description=N_("language code of the source; detected where it is absent")
    )
    target_lang: Target = Field(
        description=N_("EN-GB, EN-US, FR, FR-CA, or EN, which gets the site’s typography"), examples=["EN-GB"]
    )
    context: Text | None = Field(
        default=None, description=N_("a text beside, whose names are known; neither translated nor counted")
    )
    glossary_id: Identifiers = Field(default=(), description=N_("a glossary of the caller’s key"))
    glossary_ids: Identifiers = Field(default=(), description=N_("several glossaries, the earlier winning"))
    show_billed_characters: Flag = Field(default=False, description=N_("adds the characters counted"))
    tag_handling: Annotated[Literal["", "xml", "html"], Option] | None = Field(
        default=None, description=N_("markup of the texts; none by default")
    )
    ignore_tags: Names = Field(default=(), description=N_("tags whose content stays as it is"))
    splitting_tags: Names = Field(default=(), description=N_("tags that end a sentence"))
    non_splitting_tags: Names = Field(default=(), description=N_("tags that end no sentence"))
    outline_detection: Flag = Field(
        default=True, description=N_("whether the tags that end sentences are found; true by default")
    )
    tag_handling_version: Annotated[Literal["v1", "v2"], Option] | None = Field(
        default=None, description=N_("accepted without effect")
    )
    split_sentences: _Split | None = Field(
        default=None,
        description=N_(
            "what ends a sentence: its punctuation and, in plain text, lines (1); punctuation alone (nonewlines); "
            "nothing but a paragraph’s end (0)"
        ),
    )
    preserve_formatting: Flag = Field(default=True, description=N_("accepted; the form is always kept"))
    formality: Formality | None = Field(default=None, description=N_("accepted without effect"))
    model_type: (
        Annotated[Literal["latency_optimized", "quality_optimized", "prefer_quality_optimized"], Option] | None
    ) = Field(default=None, description=N_("accepted; there is one model"))

    translation_memory_id: Text | None = Field(
        default=None, description=N_("accepted; the site’s own memory is always in force")
    )
    translation_memory_threshold: Annotated[int, Field(ge=0, le=100)] | None = Field(
        default=None, description=N_("accepted without effect")
    )
    style_id: Text | None = Field(default=None, description=N_("accepted without effect"))
    custom_instructions: _Instructions = Field(default=[], description=N_("accepted without effect"))

    @model_validator(mode="after")
    def _check_glossaries(self) -> Self:
        if self.glossary_id and self.glossary_ids:
            raise refuse_whole("Only one of 'glossary_id' and 'glossary_ids' can be specified")
        check_source(self.glossaries, self.source_lang)
        return self

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts, also where it is one."""
        return (self.text,) if isinstance(self.text, str) else tuple(self.text)

    @property
    def glossaries(self) -> tuple[str, ...]:
        """Ids of the glossaries that are to be used."""
        return self.glossary_id or self.glossary_ids


class DeeplTranslation(Answer):
    """A translation."""

    detected_source_language: str = Field(description=SOURCE_LANG)
    text: str = Field(description=N_("the translation"))
    billed_characters: Count | None = Field(default=None, description=N_("characters counted"))
    model_type_used: str | None = Field(default=None, description=N_("the model, where one was asked for"))


class DeeplTranslations(Answer):
    """Translations, in order."""

    translations: list[DeeplTranslation] = Field(description=N_("one for each text, in order"))
