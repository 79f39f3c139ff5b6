"""LibreTranslate's requests and answers, with our additive fields."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from translator.api.schemas.base import N_, QUOTATIONS, Answer, Quotations, Request, Text
from translator.api.schemas.details import DescribedSegment

_LanguageCode = Annotated[str, Field(min_length=1, max_length=35)]
_Texts = Annotated[list[Text], Field(min_length=1)]
_Digits = Annotated[str, Field(pattern=r"^\d{1,9}$")]


class TextFields(Request):
    """What brings texts."""

    q: Annotated[Text, Field(min_length=1)] | _Texts = Field(
        description=N_("a text, or an array of texts, which needs JSON"), examples=["Il pleut."]
    )
    api_key: str | None = Field(default=None, description=N_("a key, where the site asks for one"))


class TranslateFields(TextFields):
    """A wish for translations."""

    source: _LanguageCode = Field(
        description=N_("language code of the source; auto detects it, text by text"), examples=["fr"]
    )
    target: _LanguageCode = Field(description=N_("language code of the target"), examples=["en"])
    format: Literal["", "text", "html"] | None = Field(default=None, description=N_("text, the default, or html"))
    alternatives: float | _Digits | Literal[""] | None = Field(
        default=None, description=N_("how many other translations are wanted at most; 0 by default")
    )
    details: bool | Literal["", "0", "1", "false", "true"] | None = Field(
        default=None, description=N_("adds segments, with what was kept in each")
    )
    quotations: Quotations | Literal[""] | None = Field(default=None, description=QUOTATIONS)
    locale: str | None = Field(
        default=None, max_length=35, description=N_("locale of the target whose typography it gets, such as fr-CA")
    )
    glossary: UUID | Literal["", "house", "none"] | None = Field(
        default=None, description=N_("house, the default; none; or the id of a glossary of the caller’s key")
    )
    context: Text | None = Field(
        default=None, description=N_("a text beside, whose names are known; neither translated nor counted")
    )
    min_confidence: (
        Annotated[float, Field(ge=0, le=1)] | Annotated[str, Field(pattern=r"^(0|1|0\.\d{1,9})$")] | Literal[""] | None
    ) = Field(default=None, description=N_("a text with a segment less sure than this comes back as it was"))


class Guess(Answer):
    """A guess at a language."""

    confidence: Annotated[float, Field(ge=0, le=100)] = Field(description=N_("how sure the guess is, from 0 to 100"))
    language: str = Field(description=N_("language code"))


class Translated(Answer):
    """Translations, in the shape of the request: a string for a string, an array for an array."""

    translatedText: str | list[str] = Field(description=N_("the translation, or the array of them"))  # noqa: N815
    detectedLanguage: Guess | list[Guess] | None = Field(  # noqa: N815 - the contract's names
        default=None, description=N_("the language found, with source auto only")
    )
    alternatives: list[str] | list[list[str]] | None = Field(
        default=None, description=N_("other translations, where some were asked for")
    )
    belowConfidence: bool | list[bool] | None = Field(  # noqa: N815
        default=None, description=N_("whether a text was held back, with min_confidence only")
    )
    segments: list[DescribedSegment] | list[list[DescribedSegment]] | None = Field(
        default=None, description=N_("the segments, with details only")
    )


class Language(Answer):
    """A language that is served."""

    code: str = Field(description=N_("language code"))
    name: str = Field(description=N_("its English name"))
    targets: list[str] = Field(description=N_("codes that it can be translated into, itself included"))


class Health(Answer):
    """Whether the service can work."""

    status: Literal["ok", "error"] = Field(description=N_("ok or error"))


class FileFields(Request):
    """A file, as a form."""

    file: bytes = Field(description=N_("the file; the ending of its name tells what it is"))
    source: _LanguageCode = Field(description=N_("language code of the source; auto detects it"), examples=["fr"])
    target: _LanguageCode = Field(description=N_("language code of the target"), examples=["en"])
    api_key: str | None = Field(default=None, description=N_("a key, where the site asks for one"))


class TranslatedFile(Answer):
    """Where a translated file can be fetched."""

    translatedFileUrl: str = Field(description=N_("address of the translated file, for half an hour"))  # noqa: N815


class NamedLanguage(Answer):
    """A language and what it is called."""

    code: str = Field(description=N_("language code"))
    name: str = Field(description=N_("its name"))


class FrontendLanguages(Answer):
    """The languages that a page begins with."""

    source: NamedLanguage = Field(description=N_("the source"))
    target: NamedLanguage = Field(description=N_("the target"))


class FrontendSettings(Answer):
    """What a page may offer."""

    apiKeys: bool = Field(description=N_("whether there are keys"))  # noqa: N815
    charLimit: int = Field(description=N_("characters in one text, or -1"))  # noqa: N815
    filesTranslation: bool = Field(description=N_("whether files are translated"))  # noqa: N815
    frontendTimeout: int = Field(description=N_("milliseconds to wait after the last key"))  # noqa: N815
    keyRequired: bool = Field(description=N_("whether everyone needs a key"))  # noqa: N815
    language: FrontendLanguages = Field(description=N_("the languages to begin with"))
    suggestions: bool = Field(description=N_("whether better translations are taken"))
    supportedFilesFormat: list[str] = Field(description=N_("endings of names of files that are translated"))  # noqa: N815


class SuggestionFields(Request):
    """A better translation."""

    q: Annotated[Text, Field(min_length=1)] = Field(description=N_("the source"))
    s: Annotated[Text, Field(min_length=1)] = Field(description=N_("the better translation"))
    source: _LanguageCode = Field(description=N_("language code of the source"), examples=["fr"])
    target: _LanguageCode = Field(description=N_("language code of the target"), examples=["en"])
    api_key: str | None = Field(default=None, description=N_("a key, where the site asks for one"))


class Success(Answer):
    """It was kept."""

    success: Literal[True] = Field(description=N_("always true"))
