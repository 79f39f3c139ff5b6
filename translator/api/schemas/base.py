"""What models of several contracts share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from translator.api.schemas.refusals import refuse, tell
from translator.errors import N_
from translator.translation import QuotationPolicy

__all__ = [
    "N_",
    "QUOTATIONS",
    "SOURCE",
    "TARGET",
    "Answer",
    "Code",
    "Count",
    "Filled",
    "PageSize",
    "Quotations",
    "Refusal",
    "Request",
    "SourceCode",
    "Text",
    "drop_nulls",
    "hide_null",
    "read_digits",
]


def drop_nulls(fields: Any) -> Any:
    """Return fields without those that are null, which stand for absent ones in every contract."""
    if not isinstance(fields, dict):
        return fields
    return {name: value for name, value in fields.items() if value is not None}


def hide_null(schema: dict[str, Any]) -> None:
    """Leave null out of a field's description: where it comes in a form, it could not be told from a word."""
    (option,) = (option for option in schema.pop("anyOf") if option.get("type") != "null")
    schema.pop("default", None)
    schema.update(option)


class Request(BaseModel):
    """What is read of a request; fields not named here are ignored."""

    model_config = ConfigDict(extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _drop_nulls(cls, fields: Any) -> Any:
        return drop_nulls(fields)


class Answer(BaseModel):
    """All that an answer may hold."""

    model_config = ConfigDict(extra="forbid")


_KEEPABLE = r"^[^\x00]*$"

Code = Annotated[str, Field(max_length=35, pattern=_KEEPABLE, examples=["fr"])]
"""A language code or a locale, short enough to be repeated in an answer."""

SourceCode = Annotated[Code, AfterValidator(str.lower), AfterValidator(lambda code: "" if code == "auto" else code)]
"""The code of a source in small letters; empty where it is to be detected."""

Text = Annotated[str, Field(pattern=_KEEPABLE)]
"""A text that can be kept: NUL cannot, nor can halves of surrogate pairs."""


def _refuse_blank(text: str) -> str:
    if not text.strip():
        raise refuse(N_("must not be empty"))
    return text


Filled = Annotated[str, Field(min_length=1, pattern=_KEEPABLE), AfterValidator(_refuse_blank)]
"""A text that holds more than white space."""

Count = Annotated[int, Field(ge=0)]


def read_digits(value: object) -> object:
    """Take plain digits for a number, and nothing else that could be read as one."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 9 else "?"


PageSize = Annotated[
    int,
    Field(ge=1, le=100),
    BeforeValidator(read_digits),
    tell(N_("must be a whole number from %(least)s to %(most)s"), least=1, most=100),
]
"""How many records of a list are wanted."""

Quotations = QuotationPolicy

QUOTATIONS = N_("what becomes of quotations: translated, kept as spoken, or both; the site decides by default")
SOURCE = N_("language code of the source; auto detects it")
TARGET = N_("language code or locale of the target")


class Refusal(Answer):
    """Why a request was refused, in one line."""

    error: str = Field(description=N_("what is wrong, naming the field and the limit"))
