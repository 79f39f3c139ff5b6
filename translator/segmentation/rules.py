"""The rule files: what a full stop means after which word, in which language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

_RULE_LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """One language's rules; its rule file explains each list.

    Abbreviations are without their last stop. Starters and particles are in lower case with straight apostrophes.
    """

    never: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    before_starter: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    marked_names: frozenset[str] = frozenset()
    reporting_verbs: frozenset[str] = frozenset()


@cache
def load_rules(language: str) -> LanguageRules:
    """Return the rules of a language; for one without a rule file, the titles of all files and nothing else.

    Args:
        language: ISO 639 code.
    """
    files = {code: _read_file(code) for code in _RULE_LANGUAGES}
    titles = frozenset(title for file in files.values() for title in file["titles"])
    own = files.get(language)
    if own is None:
        return LanguageRules(never=titles)
    return LanguageRules(
        never=_with_capitals(own["never"]) | titles,
        before_number=_with_capitals(own["before_number"]),
        before_starter=_with_capitals(own["before_starter"]),
        free=_with_capitals(own["free"]),
        words=_with_capitals(own["words"]),
        starters=frozenset(own["starters"]) | frozenset(own["particles"]),
        particles=frozenset(own["particles"]),
        marked_names=frozenset(own["marked_names"]),
        reporting_verbs=frozenset(own["reporting_verbs"]),
    )


def _read_file(language: str) -> dict[str, list[str]]:
    file = resources.files("translator.segmentation") / "rules" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _with_capitals(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, word[0].upper() + word[1:]))
