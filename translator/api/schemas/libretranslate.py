"""LibreTranslate's requests and answers, with our additive fields."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from translator.api.schemas.base import N_, QUOTATIONS, Answer, Quotations, Request, Text
from translator.api.schemas.details import DescribedSegment
from translator.api.schemas.refusals import refuse, tell

#: The formats of the contract; of a text with tags it gives no alternatives.
FORMATS = ("text", "html")

#: Values of ``glossary`` that name no glossary of the caller's.
HOUSE, NONE = "house", "none"

#: Characters of a format's name that are repeated.
_FORMAT_LENGTH = 35

#: How a truth value may be written; a form or query string has no other way than words.
_FLAGS = {"0": False, "false": False, "1": True, "true": True}

_KEY = N_("a key, where the site asks for one")

_LanguageCode = Annotated[str, Field(min_length=1, max_length=35, pattern=r"^[^\x00]*$"), AfterValidator(str.lower)]
_Texts = Annotated[list[Text], Field(min_length=1)]
_Digits = Annotated[str, Field(pattern=r"^\d{1,9}$")]


def _read_number(value: object) -> int:
    """Return a whole number, 0 for one below."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise refuse(N_("is not a number"))
    try:
        return max(0, int(value))
    except (ValueError, OverflowError):
        raise refuse(N_("is not a number")) from None


def _read_flag(value: object) -> bool:
    flag = _FLAGS.get(str(value).lower())
    if flag is None:
        raise refuse(N_("is not true or false"))
    return flag


def _read_share(value: object) -> float:
    """Return a number from 0 to 1."""
    if not isinstance(value, bool) and isinstance(value, str | int | float):
        try:
            number = float(value)
        except (ValueError, OverflowError):
            number = math.nan
        if 0 <= number <= 1:
            return number
    raise refuse(N_("is not a number from 0 to 1"))


def _read_glossary(value: object) -> str:
    if isinstance(value, str) and value in (HOUSE, NONE):
        return value
    try:
        return str(UUID(value if isinstance(value, str) else ""))
    except ValueError:
        raise refuse(N_("is not house, none or the id of a glossary")) from None


def _refuse_format(value: object) -> object:
    """Refuse a format by its name, as the contract does."""
    if isinstance(value, str) and value not in FORMATS and len(value) <= _FORMAT_LENGTH and value.isprintable():
        raise PydanticCustomError("format", "refused", {"message": "", "values": {"name": value}})
    return value


_Alternatives = Annotated[
    int, PlainValidator(_read_number, json_schema_input_type=float | _Digits | Literal[""] | None)
]
_Flag = Annotated[
    bool, PlainValidator(_read_flag, json_schema_input_type=bool | Literal["", "0", "1", "false", "true"] | None)
]
_ShareDigits = Annotated[str, Field(pattern=r"^(0|1|0\.\d{1,9})$")]
_Share = Annotated[
    float,
    PlainValidator(
        _read_share,
        json_schema_input_type=Annotated[float, Field(ge=0, le=1)] | _ShareDigits | Literal[""] | None,
    ),
]
_Glossary = Annotated[
    str,
    PlainValidator(_read_glossary, json_schema_input_type=UUID | Literal["", "house", "none"] | None),
]


class KeyFields(Request):
    """What every request may bring."""

    api_key: str | None = Field(default=None, description=_KEY)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, fields: Any) -> Any:
        """Take what is empty for absent: clients use both alike."""
        return {name: value for name, value in fields.items() if value != "" and (name, value) != ("q", [])}


class TextFields(KeyFields):
    """What brings texts."""

    q: Annotated[Annotated[Text, Field(min_length=1)] | _Texts, tell(N_("is not a string or an array of strings"))] = (
        Field(description=N_("a text, or an array of texts, which needs JSON"), examples=["Il pleut."])
    )

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts, also where it is one."""
        return (self.q,) if isinstance(self.q, str) else tuple(self.q)

    @property
    def is_array(self) -> bool:
        """Whether the texts came as an array, as the answer then does."""
        return not isinstance(self.q, str)


class TranslateFields(TextFields):
    """A wish for translations."""

    source: _LanguageCode = Field(
        description=N_("language code of the source; auto detects it, text by text"), examples=["fr"]
    )
    target: _LanguageCode = Field(description=N_("language code of the target"), examples=["en"])
    alternatives: _Alternatives = Field(
        default=0, description=N_("how many other translations are wanted at most; 0 by default")
    )
    format: Annotated[Literal["", "text", "html"] | None, BeforeValidator(_refuse_format)] = Field(
        default=None, description=N_("text, the default, or html")
    )
    quotations: Annotated[Quotations | Literal[""] | None, tell(N_("is not translate, keep or both"))] = Field(
        default=None, description=QUOTATIONS
    )
    locale: Annotated[Text, Field(max_length=35)] | None = Field(
        default=None, description=N_("locale of the target whose typography it gets, such as fr-CA")
    )
    details: _Flag = Field(default=False, description=N_("adds segments, with what was kept in each"))
    glossary: _Glossary = Field(
        default=HOUSE, description=N_("house, the default; none; or the id of a glossary of the caller’s key")
    )
    context: Text | None = Field(
        default=None, description=N_("a text beside, whose names are known; neither translated nor counted")
    )
    min_confidence: _Share | None = Field(
        default=None, description=N_("a text with a segment less sure than this comes back as it was")
    )


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


class FileFields(KeyFields):
    """A file, as a form."""

    file: bytes = Field(description=N_("the file; the ending of its name tells what it is"))
    source: _LanguageCode = Field(description=N_("language code of the source; auto detects it"), examples=["fr"])
    target: _LanguageCode = Field(description=N_("language code of the target"), examples=["en"])


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


class SuggestionFields(KeyFields):
    """A better translation."""

    q: Annotated[Text, Field(min_length=1)] = Field(description=N_("the source"))
    s: Annotated[Text, Field(min_length=1)] = Field(description=N_("the better translation"))
    source: _LanguageCode = Field(description=N_("language code of the source"), examples=["fr"])
    target: _LanguageCode = Field(description=N_("language code of the target"), examples=["en"])


class Success(Answer):
    """It was kept."""

    success: Literal[True] = Field(description=N_("always true"))
