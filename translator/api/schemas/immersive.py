"""Requests and answers of immersive-translate's custom service."""

from __future__ import annotations

from pydantic import Field

from translator.api.schemas.base import N_, SOURCE, TARGET, Answer, Code, Request, Text


class KeyQuery(Request):
    """The key, where the extension can send it."""

    api_key: str | None = Field(default=None, description=N_("a key, where the site asks for one"))


class PageFields(Request):
    """Texts of a page."""

    source_lang: Code = Field(min_length=1, description=SOURCE)
    target_lang: Code = Field(min_length=1, description=TARGET)
    text_list: list[Text] = Field(description=N_("texts with placeholders in braces and tags such as <b0>"))


class PageText(Answer):
    """A translated text."""

    detected_source_lang: str = Field(description=N_("language found, or the one that was sent"))
    text: str = Field(description=N_("the translation, with its placeholders and tags"))


class TranslatedPage(Answer):
    """The texts of a page, in order."""

    translations: list[PageText] = Field(description=N_("the translations"))
