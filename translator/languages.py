"""Languages, locales and language pairs.

A *language* is an ISO 639 code (``fr``); a *locale* is a language with the region whose typography and
spelling are wanted (``fr-CA``). Engines work on languages, typography on locales.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator.errors import UnsupportedLocaleError

#: Languages whose pages, typography and rules the project ships.
SERVED_LANGUAGES: tuple[str, ...] = ("en", "fr")

#: English names, as the LibreTranslate contract shows them, for languages that the project ships rules for.
LANGUAGE_NAMES: dict[str, str] = {"en": "English", "fr": "French"}

#: The locale that a bare language code means.
DEFAULT_LOCALES: dict[str, str] = {"en": "en-US", "fr": "fr-FR"}

#: Locales with typography rules of their own.
SUPPORTED_LOCALES: tuple[str, ...] = ("en-US", "en-GB", "fr-FR", "fr-CA")

_LOCALE_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:[-_](?P<region>[A-Za-z]{2}))?")


@dataclass(frozen=True, slots=True)
class Locale:
    """A language with an optional region, written as a BCP 47 tag such as ``fr-CA``."""

    language: str
    region: str = ""

    def __str__(self) -> str:
        return f"{self.language}-{self.region}" if self.region else self.language


@dataclass(frozen=True, slots=True, order=True)
class LanguagePair:
    """A direction of translation between two languages."""

    source: str
    target: str

    def __str__(self) -> str:
        return f"{self.source}-{self.target}"


def parse_locale(tag: str) -> Locale:
    """Read a locale tag, giving a bare language its default region.

    Args:
        tag: A tag such as ``fr``, ``fr-CA`` or ``EN_gb``; case and separator do not matter.

    Raises:
        UnsupportedLocaleError: The tag is malformed, or names a region of a served language that has no rules here.
    """
    match = _LOCALE_TAG.fullmatch(tag.strip())
    if match is None:
        raise UnsupportedLocaleError(tag)
    language = match["language"].lower()
    region = (match["region"] or "").upper()
    if not region:
        default = DEFAULT_LOCALES.get(language, language)
        return Locale(*default.split("-", 1))
    locale = Locale(language, region)
    if language in SERVED_LANGUAGES and str(locale) not in SUPPORTED_LOCALES:
        raise UnsupportedLocaleError(tag)
    return locale


def name_language(code: str) -> str:
    """Return the English name of a language, or the code itself where the project ships none."""
    return LANGUAGE_NAMES.get(code, code)
