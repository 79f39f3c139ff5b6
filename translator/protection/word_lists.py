"""Load what tells a capitalised word from a name: common words, titles, peoples, languages, months and days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from translator.protection.rules_files import read_lines, read_table

_DEFAULT_LANGUAGE = "en"
_LANGUAGES = ("en", "fr")
_ERAS = frozenset({"bc", "bce", "ad", "ce", "am", "pm", "gmt", "utc", "j-c"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language that bear on names, all in lower case.

    Args:
        common: Frequent words that occur in lower case.
        function: Articles, pronouns, prepositions and the like.
        titled: Words that titles and institutions write with a capital.
        excluded: Words with a capital that are no names: peoples, faiths, languages, eras.
        calendar: Months and days; some are given or family names too.
        abbreviated: Those of them that are cut short, which are names too without a stop.
        days: The days of the week.
        given: Given names, of whatever language.
    """

    common: frozenset[str]
    function: frozenset[str]
    titled: frozenset[str]
    excluded: frozenset[str]
    calendar: frozenset[str]
    abbreviated: frozenset[str]
    days: frozenset[str]
    given: frozenset[str]


@cache
def get_vocabulary(language: str) -> Vocabulary:
    """Return the words of a language; those of English for one without lists here."""
    known = language if language in _LANGUAGES else _DEFAULT_LANGUAGE
    return Vocabulary(
        common=frozenset(read_lines(f"common_{known}.txt")),
        function=frozenset(read_lines(f"function_{known}.txt")),
        titled=frozenset(read_lines(f"titled_{known}.txt")),
        excluded=frozenset((*_list_peoples(known), *_list_languages(known), *_ERAS)),
        calendar=frozenset((*_list_calendar(known), *_list_abbreviated(known))),
        abbreviated=frozenset(_list_abbreviated(known)) - frozenset(_list_calendar(known)),
        days=frozenset(name.lower() for name in Locale(known).days["format"]["wide"].values()),
        given=frozenset(name.lower() for name in read_lines("given_names.txt")),
    )


@cache
def get_people_forms(territory: str, *, language: str) -> frozenset[str]:
    """Return the forms, in lower case, of the adjective and people of a territory.

    Args:
        territory: CLDR code, or English name of a place that has none.
        language: ISO 639 code of the forms wanted.
    """
    return frozenset(
        form
        for code, english, french in read_table("peoples.tsv")
        if code == territory
        for form in _inflect_all(french if language == "fr" else english, language=language)
    )


def _list_peoples(language: str) -> Iterator[str]:
    for _, english, french in read_table("peoples.tsv"):
        yield from _inflect_all(french if language == "fr" else english, language=language)


def _inflect_all(words: str, *, language: str) -> Iterator[str]:
    for word in words.lower().split():
        form = word.replace("_", " ")
        yield from (form, f"{form}s")
        if language == "fr":
            yield from _inflect_french(form)


def _inflect_french(form: str) -> Iterator[str]:
    if not form.endswith("e"):
        yield from (f"{form}e", f"{form}es")
    if form.endswith(("en", "on", "an")):
        yield from (f"{form}ne", f"{form}nes")


def _list_calendar(language: str) -> Iterator[str]:
    locale = Locale(language)
    yield from (name.lower() for name in locale.months["format"]["wide"].values())
    yield from (name.lower() for name in locale.days["format"]["wide"].values())
    if language == "en":
        yield from (f"{name.lower()}s" for name in locale.days["format"]["wide"].values())


def _list_abbreviated(language: str) -> Iterator[str]:
    """List the months and days as English cuts them short; ``Sept`` is not CLDR's."""
    if language == "en":
        locale = Locale(language)
        yield from (name.lower() for name in locale.months["format"]["abbreviated"].values())
        yield from (name.lower() for name in locale.days["format"]["abbreviated"].values())
        yield "sept"


def _list_languages(language: str) -> Iterator[str]:
    """List the languages with a code of two letters; the rarer ones have names that are other things too."""
    names = Locale(language).languages
    yield from (name.lower() for code, name in names.items() if len(code) == 2 and name.isalpha())
