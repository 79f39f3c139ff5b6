"""The interface's own language: which one a visitor gets, and how names, dates and numbers are written in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import babel
from flask import Flask, request
from flask_babel import (  # type: ignore[import-untyped]  # it ships no py.typed
    Babel,
    format_date,
    format_time,
    get_locale,
    gettext,
)

from translator.feed import Problem
from translator.languages import SERVED_LANGUAGES
from translator.pages.typesetting import set_centuries
from translator.translation import Issue

#: Languages that the interface speaks; the first is that of the message keys, which needs no catalogue.
INTERFACE_LANGUAGES: tuple[str, ...] = SERVED_LANGUAGES

LANGUAGE_COOKIE = "language"


def set_up_interface(app: Flask, *, locales_dir: Path) -> None:
    """Give an app's templates messages, dates and numbers in the visitor's language.

    Args:
        app: The app.
        locales_dir: Folder of the catalogues.
    """
    Babel(
        app,
        default_locale=INTERFACE_LANGUAGES[0],
        default_timezone="UTC",
        default_translation_directories=str(locales_dir.resolve()),
        locale_selector=choose_interface_language,
    )
    app.jinja_env.globals.update(
        interface_language=get_interface_language,
        interface_languages=INTERFACE_LANGUAGES,
        name_language=name_language_here,
        name_language_itself=name_language_itself,
        name_locale=name_locale,
    )
    app.jinja_env.filters.update(day=say_day, moment=say_moment, centuries=set_centuries)


def choose_interface_language() -> str:
    """Return the language that the visitor chose or, failing that, the one that the browser prefers."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in INTERFACE_LANGUAGES:
        return chosen
    # Not best_match: to it, fr-CA before en means English, because only English is named exactly.
    preferred = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality > 0)
    return next((tag for tag in preferred if tag in INTERFACE_LANGUAGES), INTERFACE_LANGUAGES[0])


def get_interface_language() -> str:
    """Return the tag of the language in force."""
    return str(get_locale() or INTERFACE_LANGUAGES[0])


def translate_message(message: str, values: Mapping[str, object]) -> str:
    """Put a message into the language in force and fill its places, one named ``language`` with a language's name."""
    translated: str = gettext(message)
    named = {"language": name_language_here(str(values["language"]))} if "language" in values else {}
    return translated % {**values, **named}


def word_issue(issue: Issue) -> str:
    """Say in the language in force what is wrong with a translation."""
    return translate_message(issue.message, issue.values)


def word_problem(problem: Problem) -> str:
    """Say in the language in force why something could not be had."""
    if problem.values:
        return translate_message(problem.message, problem.values)
    return str(gettext(problem.message))


def name_language_here(tag: str) -> str:
    """Return a language's name in the language in force, or the tag where it has none."""
    if tag in ("", "und"):
        return str(gettext("unknown language"))
    return _name_language(tag, within=get_interface_language())


def name_language_itself(tag: str) -> str:
    """Return a language's name in that language, or the tag where it has none."""
    return _name_language(tag, within=tag)


def name_locale(tag: str) -> str:
    """Return a locale's name in the language in force, such as ``French (Canada)``."""
    try:
        name = babel.Locale.parse(tag, sep="-").get_display_name(get_interface_language().replace("-", "_"))
    except (ValueError, babel.UnknownLocaleError):
        return tag
    return name or tag


def say_day(day: date, form: str = "long") -> str:
    """Write a day in the language in force.

    Args:
        day: The day, or a moment of it.
        form: Babel's ``long``, or ``medium`` with the month cut short.
    """
    said = str(format_date(day, form))
    # The first of a month is an ordinal in French (Imprimerie nationale, *Lexique*, « Date »).
    return f"1er{said[1:]}" if get_interface_language() == "fr" and said.startswith("1 ") else said


def say_moment(moment: datetime, form: str = "long") -> str:
    """Write a moment to the minute in the language in force; ``form`` is that of its day."""
    return str(gettext("%(day)s at %(time)s UTC", day=say_day(moment, form), time=format_time(moment, "short")))


def _name_language(tag: str, *, within: str) -> str:
    try:
        name = babel.Locale.parse(tag, sep="-").get_language_name(within.replace("-", "_"))
    except (ValueError, babel.UnknownLocaleError):
        return tag
    return name or tag
