"""What DeepL's requests share: the base of their fields, and values in the ways in which clients write them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, ValidationInfo, model_validator

from translator.api.schemas.base import N_, Answer, Request, Text
from translator.api.schemas.refusals import refuse_whole
from translator.errors import UnsupportedLocaleError
from translator.languages import parse_locale

#: How truth may be written.
_FLAGS = {"0": False, "false": False, "1": True, "true": True}

#: Fields in which an empty text is a text.
_MAY_BE_EMPTY = frozenset({"document_key", "entries", "name", "text"})

SOURCE_LANG = N_("language code of the source")
TARGET_LANG = N_("language code of the target")


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


def read_identifiers(value: object) -> tuple[str, ...]:
    """Return glossaries' ids as UUIDs are written."""
    return tuple(map(read_identifier, _read_names(value)))


def read_identifier(identifier: str) -> str:
    """Return a glossary's id as a UUID is written."""
    try:
        return str(uuid.UUID(identifier))
    except ValueError:
        raise refuse_whole("Invalid or missing glossary id") from None


def read_language(code: str) -> str:
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


def check_source(glossaries: Sequence[str], source: str | None) -> None:
    """Refuse glossaries for a source that is not named: each is of a direction."""
    if glossaries and not source:
        raise refuse_whole("Use of a glossary requires the source_lang parameter to be specified")


Names = Annotated[tuple[str, ...], PlainValidator(_read_names, json_schema_input_type=str | list[str] | None)]
Identifiers = Annotated[
    tuple[str, ...], PlainValidator(read_identifiers, json_schema_input_type=str | list[str] | None)
]
Flag = Annotated[
    bool, PlainValidator(_read_flag, json_schema_input_type=bool | Literal["0", "1", "false", "true"] | None)
]
Option = BeforeValidator(_lower)
Source = Annotated[Text, Field(max_length=35), AfterValidator(read_language)]
Target = Annotated[Text, Field(max_length=35), AfterValidator(_check_locale)]
Formality = Annotated[Literal["default", "prefer_more", "prefer_less"], BeforeValidator(_check_formality)]


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
