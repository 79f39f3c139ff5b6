"""Know how a name is written in the other language: countries from CLDR, the rest from ``rules/exonyms.tsv``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import regex
from babel import Locale

from translator.protection.rules_files import read_table
from translator.protection.word_lists import get_people_forms, get_vocabulary

_LANGUAGES = ("en", "fr")
#: An article that begins a name or is left out: ``The Hague``, ``Le Caire``.
_ARTICLE = regex.compile(r"^(?:(?:the|le|la|les)\s+|l['’]\s*)", regex.IGNORECASE)
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’.-][\p{L}\p{M}]+)*\.?")
#: Kinds whose words are rendered one by one where the whole name is unknown: ``Vladimir Putin``.
PERSON = "person"
#: What keeps its own name whatever else is called so: the ship ``London``, ``Columbus High``.
WORK = "work"
_NAMESAKES = frozenset({PERSON, "city", "country", "region"})
#: Letters of an acronym with a stop after each: ``G.D.P.``
_DOTTED = regex.compile(r"(?:\p{L}\.){2,}")
#: Several people of one name: ``the Kowalskis``.
FAMILY = "family"
_LONG_PLURALS = ("ses", "xes", "zes", "ches", "shes")
#: Capitals of longer names come from a headline: ``LONDRES``, but ``UK``.
_LONGEST_ACRONYM = 4
#: CLDR's names for these (``Congo - Kinshasa``, ``Hong Kong SAR China``) are not what texts call them.
_UNUSUAL = frozenset({"CD", "CG", "HK", "MO"})


@dataclass(frozen=True, slots=True)
class Exonym:
    """A name in one language with its renderings in another.

    Args:
        name: As it is written.
        renderings: Accepted forms, the preferred one first.
        kind: Such as ``city``, ``country``, ``organisation``, ``acronym``, ``person``.
        territory: CLDR code of a country or territory, else its English name.
    """

    name: str
    renderings: tuple[str, ...]
    kind: str
    territory: str = ""


#: How many names are kept ready: each attempt at a segment asks for the same ones.
_NAMES = 16_384


@lru_cache(maxsize=_NAMES)
def fold_name(name: str) -> str:
    """Return what is left of a name when case, accents, apostrophes' shape and hyphens do not count."""
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‑", "-").replace("-", " "))
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).casefold().split())


@lru_cache(maxsize=_NAMES)
def render_name(name: str, *, source_language: str, target_language: str, role: str = "") -> str:
    """Return the form of a name in the target language, or the name itself where none is known.

    A name of several words that is not known as a whole keeps its words, but for family names that are written
    differently: ``Vladimir Putin`` becomes ``Vladimir Poutine``. A given name is never translated.

    Args:
        name: As the source writes it.
        source_language: ISO 639 code.
        target_language: ISO 639 code.
        role: ``person`` for a name that is no place's, whatever else is called so: ``Virginie``; ``family`` for an
            English plural of a family's name.
    """
    if role == FAMILY:
        return find_family_name(name)
    exonym = find_exonym(name, source_language=source_language, target_language=target_language)
    if exonym is not None and not is_namesake(exonym, role=role):
        rendering = exonym.renderings[0]
        is_headline = name.isupper() and len(name) > _LONGEST_ACRONYM and exonym.kind != "acronym"
        return rendering.upper() if is_headline else rendering

    if role == WORK:
        return name
    given = get_vocabulary(source_language).given

    def render_word(match: regex.Match[str]) -> str:
        part = find_exonym(match[0], source_language=source_language, target_language=target_language)
        is_family_name = match.end() == len(name) and match[0].lower() not in given
        is_rendered = part is not None and part.kind == PERSON and is_family_name
        return part.renderings[0] if part is not None and is_rendered else match[0]

    return _WORD.sub(render_word, name)


def is_namesake(exonym: Exonym, *, role: str) -> bool:
    """Say whether a name is of something else than what is known under it: a person or a ship, and no place."""
    return (role == PERSON and exonym.kind != PERSON) or (role == WORK and exonym.kind in _NAMESAKES)


def find_family_name(plural: str) -> str:
    """Return the name of which an English plural speaks: ``Kowalskis``, ``Harrises``; French gives it no ending."""
    return plural[:-2] if plural.endswith(_LONG_PLURALS) else plural.removesuffix("s")


def find_renderings(name: str, *, source_language: str, target_language: str) -> tuple[str, ...]:
    """Return the accepted forms of a name in the target language, the preferred one first; none if it is unknown."""
    exonym = find_exonym(name, source_language=source_language, target_language=target_language)
    return exonym.renderings if exonym is not None else ()


@lru_cache(maxsize=_NAMES)
def find_exonym(name: str, *, source_language: str, target_language: str) -> Exonym | None:
    """Look a name up, with or without an article before it or the stops of an acronym."""
    known = get_exonyms(source_language, target_language)
    bare = name.replace(".", "") if _DOTTED.fullmatch(name) else _ARTICLE.sub("", name)
    return known.get(fold_name(name)) or known.get(fold_name(bare))


def find_adjectives(name: str, *, source_language: str, target_language: str) -> frozenset[str]:
    """Return the target language's adjectives and peoples of a country: ``US officials`` are ``américains``."""
    exonym = find_exonym(name, source_language=source_language, target_language=target_language)
    if exonym is None:
        return frozenset()
    return get_people_forms(exonym.territory, language=target_language)


@cache
def get_exonyms(source_language: str, target_language: str) -> dict[str, Exonym]:
    """Return all known names of a direction by their folded form."""
    if {source_language, target_language} != set(_LANGUAGES):
        return {}
    known: dict[str, Exonym] = {}
    for source, target, kind, territory in _list_rows(source_language):
        key = fold_name(source)
        present = known.get(key)
        if present is None:
            known[key] = Exonym(source, (target,), kind, territory)
            continue
        renderings = present.renderings if target in present.renderings else (*present.renderings, target)
        code = min(present.territory, territory, key=len)
        known[key] = Exonym(present.name, renderings, present.kind, code)
    return known


def _list_rows(source_language: str) -> Iterator[tuple[str, str, str, str]]:
    """List names, renderings, kinds and territories: those of the rule file first, then those of CLDR."""
    territories = dict(_list_territories())
    codes = {fold_name(name): code for code, pair in territories.items() for name in pair}
    is_from_english = source_language == "en"
    for english, french, kind in read_table("exonyms.tsv"):
        code = codes.get(fold_name(english)) or codes.get(fold_name(french)) or english
        yield (english, french, kind, code) if is_from_english else (french, english, kind, code)
    for code, (english, french) in territories.items():
        yield (english, french, "country", code) if is_from_english else (french, english, "country", code)


def _list_territories() -> Iterator[tuple[str, tuple[str, str]]]:
    english, french = Locale("en").territories, Locale("fr").territories
    for code, name in english.items():
        if len(code) == 2 and code in french and code not in _UNUSUAL:
            yield code, (_shorten(name), _shorten(french[code]))


def _shorten(name: str) -> str:
    """Drop what CLDR adds in brackets, and write ``&`` as prose does."""
    return regex.sub(r"\s*[(\[].*", "", name).replace("&", "and").strip()


def list_forms(source_language: str, target_language: str) -> Iterable[str]:
    """List the names of a direction as the source language writes them."""
    return (exonym.name for exonym in get_exonyms(source_language, target_language).values())
