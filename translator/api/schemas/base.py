"""What models of several contracts share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


def N_(message: str) -> str:  # noqa: N802 - the customary name of a marker for message extraction
    """Mark a message for translation and return it as it is."""
    return message


class Request(BaseModel):
    """What is read of a request; fields not named here are ignored."""

    model_config = ConfigDict(extra="ignore")


class Answer(BaseModel):
    """All that an answer may hold."""

    model_config = ConfigDict(extra="forbid")


Code = Annotated[str, Field(max_length=35, examples=["fr"])]
"""A language code or a locale."""

Text = Annotated[str, Field(pattern=r"^[^\x00]*$")]
"""A text that can be kept: NUL cannot."""

Count = Annotated[int, Field(ge=0)]

Quotations = Literal["translate", "keep", "both"]

QUOTATIONS = N_("what becomes of quotations: translated, kept as spoken, or both; the site decides by default")
SOURCE = N_("language code of the source; auto detects it")
TARGET = N_("language code or locale of the target")


class Refusal(Answer):
    """Why a request was refused, in one line."""

    error: str = Field(description=N_("what is wrong, naming the field and the limit"))
