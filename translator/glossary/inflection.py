"""Terms in the plural, and in the capitals of their place."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import regex

from translator.glossary.words import Word, split_words
from translator.translation import GlossaryEntry


def render_term(text: str, *, entry: GlossaryEntry) -> str:
    """Return an entry's target as a text shows its source: in the plural, or all in capitals.

    Args:
        text: The source term as it stands in a text.
        entry: The entry that it was found by.
    """
    is_shouted = text.isupper() and not entry.source.isupper() and len(split_words(text)) > 1
    target = pluralise(entry.target, language=entry.pair.target) if _is_plural(text, entry=entry) else entry.target
    return target.upper() if is_shouted else target


def _is_plural(text: str, *, entry: GlossaryEntry) -> bool:
    pairs = zip(split_words(text), split_words(entry.source), strict=False)
    return any(
        shown.key != wanted.key and shown.key == _pluralise_word(wanted.key, language=entry.pair.source)
        for shown, wanted in pairs
    )


def list_forms(term: str, *, language: str) -> tuple[str, ...]:
    """Return a term, and its plural where comparing words would not know it for one."""
    if _compile_changing(language).search(term) is None:
        return (term,)
    plural = pluralise(term, language=language)
    pairs = zip(split_words(plural), split_words(term), strict=True)
    return (term, plural) if any(one.key not in (other.key, f"{other.key}s") for one, other in pairs) else (term,)


def pluralise(term: str, *, language: str) -> str:
    """Put the head of a term into the plural: in French all its words, in English its last."""
    head = _list_head(term, language=language)
    for word in reversed(head if language == "fr" else head[-1:]):
        plural = _pluralise_word(term[word.start : word.end], language=language)
        term = f"{term[: word.start]}{plural}{term[word.end :]}"
    return term


def _list_head(term: str, *, language: str) -> list[Word]:
    """Return the words of a term before its first complement: « chef » of « chef d’État »."""
    words = list(split_words(term))
    complements = _read_complements(language)
    end = next((place for place, word in enumerate(words) if place and word.text.lower() in complements), len(words))
    return words[:end]


def _pluralise_word(word: str, *, language: str) -> str:
    lowered = word.lower()
    for singular, plural in _read_plurals(language):
        if lowered.endswith(singular):
            return word[: len(word) - len(singular)] + plural if singular else word + plural
    return word


@cache
def _read_plurals(language: str) -> tuple[tuple[str, str], ...]:
    rules = [(row["singular"], row["plural"]) for row in _iterate_rows("plurals.tsv") if row["language"] == language]
    return tuple(sorted(rules, key=lambda rule: -len(rule[0])))


@cache
def _compile_changing(language: str) -> regex.Pattern[str]:
    """Compile what finds a word whose plural does more than add an s: a quick look that spares most terms the rest."""
    changing = [one for one, other in _read_plurals(language) if other not in (one, f"{one}s")]
    return regex.compile(rf"(?:{'|'.join(changing) or '(?!)'})(?![\p{{L}}\p{{M}}\p{{N}}])", regex.IGNORECASE)


@cache
def _read_complements(language: str) -> frozenset[str]:
    return frozenset(row["word"] for row in _iterate_rows("complements.tsv") if row["language"] == language)


def _iterate_rows(name: str) -> Iterator[dict[str, str]]:
    text = files("translator.glossary").joinpath("rules", name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t")
