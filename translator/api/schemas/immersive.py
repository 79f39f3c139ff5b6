"""Requests and answers of immersive-translate's custom service."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from translator.api.schemas.base import N_, SOURCE, TARGET, Answer, Code, Request, Text
from translator.api.schemas.refusals import tell


class KeyQuery(Request):
    """The key, where the extension can send it."""

    api_key: str | None = Field(default=None, description=N_("a key, where the site asks for one"))


class PageFields(Request):
    """Texts of a page."""

    text_list: Annotated[list[Text], tell(N_("is not an array of strings"))] = Field(
        description=N_("texts with placeholders in braces and tags such as <b0>")
    )
    source_lang: Annotated[Code, Field(min_length=1)] = Field(description=SOURCE)
    target_lang: Annotated[Code, Field(min_length=1)] = Field(description=TARGET)


class PageText(Answer):
    """A translated text."""

    detected_source_lang: str = Field(description=N_("language found, or the one that was sent"))
    text: str = Field(description=N_("the translation, with its placeholders and tags"))


class TranslatedPage(Answer):
    """The texts of a page, in order."""

    translations: list[PageText] = Field(description=N_("the translations"))
