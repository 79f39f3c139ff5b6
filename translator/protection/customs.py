"""Peoples, months and days: words that English writes with a capital and French does not.

They are no names, for each language has its own; but a reader must find them. They are terms without an entry of a
glossary: ``rules/peoples.tsv`` and CLDR say how the other language has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex
from babel import Locale

from translator.document import Span, SpanKind
from translator.protection.dates import find_short_dates, write_out_date
from translator.protection.exonyms import fold_name, get_exonyms
from translator.protection.name_evidence import get_role
from translator.protection.rules_files import read_table
from translator.protection.word_lists import get_people_forms

PEOPLE = "people"
DATE = "date"
CUSTOMS = frozenset({PEOPLE, DATE})

_LANGUAGES = ("en", "fr")
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:[-‑][\p{L}\p{M}]+)*")
_NO_TERRITORY = "-"
#: How far a month looks for a figure or a preposition of time beside it.
_REACH = 16
_LAST_WORD = regex.compile(r"(\p{L}+)\s$")
_FIGURE_BESIDE = regex.compile(r"\d(?:st|nd|rd|th)?\s$")
_FIGURE_AFTER = regex.compile(r"\.?\s\d")
_FRENCH_PLURAL = regex.compile(r"[sx]$")
#: The noun that an adjective follows, with the word that tells its gender or number.
_NOUN = regex.compile(r"(?:(?P<article>\p{L}+)\s|(?P<elided>\p{L}+['’]))(?P<noun>[\p{L}\p{M}-]+)\s$")
_FEMININE = regex.compile(r"(?:[^e]té|[ts]ion|[ae]nce|ie|ure|ette|esse|ade|ise|ine|ère|euse|trice|elle|aine|enne)s?$")


@dataclass(frozen=True, slots=True)
class _Custom:
    """A word of one language: what kind it is, and what may answer it in the other, the preferred form first."""

    kind: str
    forms: tuple[str, ...]


def find_customs(text: str, *, language: str, taken: Sequence[Span]) -> Iterator[Span]:
    """Yield the peoples, months and days of a text outside other spans.

    Args:
        text: A segment.
        language: ISO 639 code; only French and English have rules.
        taken: Names, numbers and the like, whose words are theirs.
    """
    if language not in _LANGUAGES:
        return
    for date in find_short_dates(text, language=language):
        if not any(span.start < date.end and date.start < span.end for span in taken):
            yield Span(date.start, date.end, SpanKind.TERM, ref=DATE)
    known = _get_customs(language, _get_other(language))
    for match in _WORD.finditer(text):
        custom = known.get(fold_name(match[0]))
        if custom is None or not _is_written(match, custom, language=language):
            continue
        if not any(span.start < match.end() and match.start() < span.end for span in taken):
            yield Span(*match.span(), SpanKind.TERM, ref=custom.kind)


def list_custom_forms(word: str, *, source_language: str, target_language: str) -> tuple[str, ...]:
    """Return what may answer a people, month or day in the target language, the preferred form first."""
    whole = write_out_date(word, language=source_language)
    custom = _get_customs(source_language, target_language).get(fold_name(whole))
    return custom.forms if custom else ()


def render_custom(word: str, *, source_language: str, target_language: str) -> str:
    """Return a people, month or day in the target language, in the plural where the source is a noun in the plural."""
    form = list_custom_forms(word, source_language=source_language, target_language=target_language)[0]
    is_noun = source_language == "fr" and word[0].isupper() and word.endswith("s")
    return f"{form}s" if is_noun and form.endswith("n") else form


def agree_custom(form: str, *, before: str) -> str:
    """Make a French adjective agree with the noun that it follows, as far as its article and ending tell.

    Args:
        form: The masculine singular.
        before: The target up to it.
    """
    match = _NOUN.search(before)
    if match is None:
        return form
    article, noun = (match["article"] or match["elided"]).lower(), match["noun"].lower()
    is_plural = article in get_role("plural_article", language="fr") or _FRENCH_PLURAL.search(noun) is not None
    is_feminine = article in get_role("feminine_article", language="fr") or (
        article not in get_role("masculine_article", language="fr") and _FEMININE.search(noun) is not None
    )
    agreed = _make_feminine(form) if is_feminine else form
    return f"{agreed}s" if is_plural and not _FRENCH_PLURAL.search(agreed) else agreed


def _make_feminine(form: str) -> str:
    for masculine, feminine in _read_feminines():
        if form.endswith(masculine):
            return form[: len(form) - len(masculine)] + feminine
    return form if form.endswith("e") else f"{form}e"


@cache
def _read_feminines() -> tuple[tuple[str, str], ...]:
    rows = [(masculine, feminine) for masculine, feminine in read_table("feminines.tsv")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _is_written(match: regex.Match[str], custom: _Custom, *, language: str) -> bool:
    """Say whether a word is written as its language writes it: ``Polish``, not ``polish``; ``mars``, not ``Mars``."""
    word, text = match[0], match.string
    if language == "fr":
        is_name_too = custom.kind == DATE and word.lower() in get_role("month_or_name", language="fr")
        return word.islower() or (word.istitle() and not is_name_too)
    if not word[0].isupper() or word.isupper():
        return False
    if custom.kind == DATE and word.lower() in get_role("month_or_name", language="en"):
        before = text[max(0, match.start() - _REACH) : match.start()]
        last = _LAST_WORD.search(before)
        is_dated = last is not None and last[1].lower() in get_role("before_month", language="en")
        return is_dated or bool(_FIGURE_BESIDE.search(before)) or bool(_FIGURE_AFTER.match(text, match.end()))
    return True


@cache
def _get_customs(source_language: str, target_language: str) -> dict[str, _Custom]:
    known: dict[str, _Custom] = {}
    for word, forms in _list_peoples(source_language, target_language):
        present = known.get(word)
        known[word] = _Custom(PEOPLE, (*(present.forms if present else ()), *forms))
    for word, forms in _list_dates(source_language, target_language):
        known[word] = _Custom(DATE, forms)
    return known


def _list_peoples(source_language: str, target_language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List the peoples and adjectives of territories with what answers them: the people, or the territory itself."""
    territories: dict[str, list[str]] = {}
    for exonym in get_exonyms(source_language, target_language).values():
        if exonym.territory:
            territories.setdefault(exonym.territory, []).extend(exonym.renderings)
    for code, english, french in read_table("peoples.tsv"):
        if code == _NO_TERRITORY:
            continue
        words = (english if target_language == "en" else french).split()
        preferred = [word.replace("_", " ") for word in words]
        others = sorted(get_people_forms(code, language=target_language))
        answers = (*preferred, *others, *territories.get(code, ()))
        for form in get_people_forms(code, language=source_language):
            if " " not in form:
                yield fold_name(form), answers


def _list_dates(source_language: str, target_language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    source, target = Locale(source_language), Locale(target_language)
    for names, others in ((source.months, target.months), (source.days, target.days)):
        for index, name in names["format"]["wide"].items():
            wide = others["format"]["wide"][index]
            answers = (wide, f"{wide}s", others["format"]["abbreviated"][index].rstrip("."))
            yield fold_name(name), answers
            if names is source.days:
                yield fold_name(f"{name}s"), (answers[1], answers[0])


def _get_other(language: str) -> str:
    return "en" if language == "fr" else "fr"
