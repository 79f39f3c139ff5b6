"""Reading the fields of our own contracts, under ``/api``."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from translator.api.body import find_option_problem
from translator.errors import FieldError
from translator.translation import QuotationPolicy
from translator.workflows.add_article import Submission

Fields = Mapping[str, object]

#: Fields of which one names what an article is made of.
_SOURCES = ("text", "html", "url")


def read_text(fields: Fields, name: str, *, default: str | None = None) -> str:
    """Return a field that is a string.

    Args:
        fields: A body, or an object in it.
        name: The field's name.
        default: What an absent or null field stands for; None where it must be there.

    Raises:
        FieldError: The field is missing or no string.
    """
    value = fields.get(name)
    if value is None:
        value = default
    if value is None:
        raise FieldError(name, "is missing")
    if not isinstance(value, str):
        raise FieldError(name, "must be a string")
    return value


def read_option(fields: Fields, name: str, *, default: str | None = None) -> str:
    """Return a field that is a code or a name.

    Raises:
        FieldError: The field is missing, no string, too long, or holds what an answer could not repeat.
    """
    value = read_text(fields, name, default=default)
    if problem := find_option_problem(value):
        raise FieldError(name, problem)
    return value


def read_source(fields: Fields) -> str | None:
    """Return the language code in ``source``; None where it is absent or ``auto``."""
    source = read_option(fields, "source", default="auto").lower()
    return None if source == "auto" else source


def read_quotations(fields: Fields) -> QuotationPolicy | None:
    """Return what ``quotations`` asks for; None where it is absent."""
    value = read_option(fields, "quotations", default="")
    if value and value not in set(QuotationPolicy):
        raise FieldError("quotations", "must be translate, keep or both")
    return QuotationPolicy(value) if value else None


def read_submission_fields(fields: Fields) -> Submission:
    """Return what an article is to be made of: ``text``, ``html`` or ``url``.

    Raises:
        FieldError: None of them is there, or several, or one is no string.
    """
    given = [name for name in _SOURCES if fields.get(name) is not None]
    if not given:
        raise FieldError("text", "is missing; one of text, html and url is needed")
    if len(given) > 1:
        raise FieldError(given[1], f"must not be given together with {given[0]}")
    (name,) = given
    if not read_text(fields, name).strip():
        raise FieldError(name, "must not be empty")
    title, text, html, url = (read_text(fields, each, default="") for each in ("title", *_SOURCES))
    return Submission(title, text, html, url)


def read_limit(*, usual: int, largest: int) -> int:
    """Return how many records the query asks for with ``limit``."""
    value = request.args.get("limit", str(usual))
    if not (value.isascii() and value.isdigit() and len(value) < 9 and 1 <= int(value) <= largest):
        raise FieldError("limit", f"must be a whole number from 1 to {largest}")
    return int(value)
