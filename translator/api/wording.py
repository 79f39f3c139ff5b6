"""What refusals say, in the language that the caller prefers."""

from __future__ import annotations

import gettext as catalogues
import re

from flask import request

from translator.api.services import get_services
from translator.errors import N_, FieldError, NotFoundError, SourceError, TranslatorError
from translator.languages import SERVED_LANGUAGES

#: Where LibreTranslate's own pages say that their visitor chose another language than the browser's.
_CHOICE_HEADER = "X-Override-Accept-Language"

#: What records are called in :class:`~translator.errors.NotFoundError`.
KINDS = (
    N_("article"),
    N_("dictionary"),
    N_("document"),
    N_("export format"),
    N_("file"),
    N_("glossary"),
    N_("glossary entry"),
    N_("job"),
    N_("key"),
    N_("link"),
    N_("package"),
    N_("person"),
    N_("segment"),
    N_("version"),
)

_LINE = re.compile(r"(?:(?P<name>\w+) on )?line (?P<number>\d+)")


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
        values: What to put into the places; without any, the message stands as it is.
    """
    folder = get_services().settings.locales_dir
    catalogue = catalogues.translation("messages", folder, [choose_language()], fallback=True)
    found = catalogue.gettext(message) if message else message
    return found % values if values else found


def describe_error(error: TranslatorError) -> str:
    """Say what is wrong with a request, or why it is refused."""
    if isinstance(error, FieldError):
        return f"{_name_field(error.field)} {describe_problem(error)}"
    if isinstance(error, NotFoundError):
        return gettext(error.message, kind=gettext(error.kind), identifier=error.identifier)
    return gettext(error.message, **error.values)


def describe_problem(error: FieldError) -> str:
    """Say what is wrong with a field, as a clause."""
    problem = gettext(error.message, **error.values)
    return gettext("cannot be used: %(reason)s", reason=problem) if isinstance(error, SourceError) else problem


def _name_field(field: str) -> str:
    """Return a field as the caller wrote it, or the line of a file in the caller's language."""
    line = _LINE.fullmatch(field)
    if line is None:
        return field
    if line["name"]:
        return gettext("%(name)s on line %(number)s", name=line["name"], number=line["number"])
    return gettext("line %(number)s", number=line["number"])
