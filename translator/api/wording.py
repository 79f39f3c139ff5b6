"""What refusals say, in the language that the caller prefers."""

from __future__ import annotations

import gettext as catalogues

from flask import request

from translator.api.services import get_services
from translator.errors import (
    InputError,
    SourceError,
    UnsupportedFormatError,
    UnsupportedLanguageError,
    UnsupportedLocaleError,
)
from translator.languages import SERVED_LANGUAGES

#: Where LibreTranslate's own pages say that their visitor chose another language than the browser's.
_CHOICE_HEADER = "X-Override-Accept-Language"


def choose_language() -> str:
    """Return the language of the interface that the caller prefers; English where it prefers none."""
    chosen = request.headers.get(_CHOICE_HEADER)
    preferred = [chosen] if chosen else [tag for tag, quality in request.accept_languages if quality > 0]
    languages = (tag.partition("-")[0].strip().lower() for tag in preferred)
    return next((code for code in languages if code in SERVED_LANGUAGES), SERVED_LANGUAGES[0])


def gettext(message: str, **values: object) -> str:
    """Return a message in the caller's language.

    Args:
        message: In English; its places are written ``%(name)s``.
        values: What to put into the places.
    """
    folder = get_services().settings.locales_dir
    catalogue = catalogues.translation("messages", folder, [choose_language()], fallback=True)
    return catalogue.gettext(message) % values


def describe_input_error(error: InputError) -> str:
    """Say what is wrong with a request."""
    if isinstance(error, UnsupportedLanguageError):
        return gettext("%(code)s is not supported", code=error.code)
    if isinstance(error, UnsupportedFormatError):
        return gettext("%(name)s format is not supported", name=error.name)
    if isinstance(error, UnsupportedLocaleError):
        return gettext("%(tag)s is not a supported locale", tag=error.tag)
    if isinstance(error, SourceError):
        return gettext("%(field)s cannot be used: %(reason)s", field=error.field, reason=_word_reason(error))
    return str(error)


def _word_reason(error: SourceError) -> str:
    return gettext(error.reason, **error.values)
