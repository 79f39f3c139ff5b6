"""DeepL's translation of files."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, PlainValidator, model_validator

from translator.api.schemas.base import N_, Answer, Count, Text, hide_null
from translator.api.schemas.deepl.fields import (
    SOURCE_LANG,
    TARGET_LANG,
    DeeplFields,
    Formality,
    Option,
    Source,
    Target,
    check_source,
    read_identifiers,
)


class NewDocument(DeeplFields):
    """A file to translate, as a form."""

    file: bytes = Field(description=N_("the file; the ending of its name tells what it is"))
    source_lang: Source | None = Field(default=None, description=SOURCE_LANG, json_schema_extra=hide_null)
    target_lang: Target = Field(description=TARGET_LANG)
    filename: Annotated[Text, Field(max_length=200)] | None = Field(
        default=None, description=N_("the file’s name"), json_schema_extra=hide_null
    )
    output_format: Annotated[Text, Field(max_length=35), Option] | None = Field(
        default=None,
        description=N_("form of the translation, which must be that of the file"),
        json_schema_extra=hide_null,
    )
    formality: Formality | None = Field(
        default=None, description=N_("accepted without effect"), json_schema_extra=hide_null
    )
    glossary_id: Annotated[tuple[str, ...], PlainValidator(read_identifiers, json_schema_input_type=str)] = Field(
        default=(), description=N_("a glossary of the caller’s key")
    )

    @model_validator(mode="after")
    def _check_glossaries(self) -> Self:
        check_source(self.glossary_id, self.source_lang)
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
