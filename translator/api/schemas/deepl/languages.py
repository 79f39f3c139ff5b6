"""DeepL's lists of languages, and a key's usage."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from translator.api.schemas.base import N_, Answer, Count
from translator.api.schemas.deepl.fields import DeeplFields, Option


class LanguageQuery(DeeplFields):
    """Which side is listed."""

    type: Annotated[Literal["source", "target"], Option] | None = Field(
        default=None, description=N_("source, the default, or target")
    )


class DeeplLanguage(Answer):
    """A language of one side."""

    language: str = Field(description=N_("language code"))
    name: str = Field(description=N_("its English name"))
    supports_formality: bool | None = Field(default=None, description=N_("always false; targets only"))


class ResourceQuery(DeeplFields):
    """What the languages are for."""

    resource: Annotated[Literal["translate_text", "translate_document", "glossary"], Option] = Field(
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
