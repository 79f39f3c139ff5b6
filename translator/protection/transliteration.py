"""Reduce a word to a key that French and English spellings of one foreign name share.

``Tchernihiv`` and ``Chernihiv``, ``Joukov`` and ``Zhukov``, ``Californie`` and ``California`` have the same key. The
rules are the two languages' usual transliterations of Cyrillic and Arabic and the endings of place names; equality of
keys means the same name, a near miss means another.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from translator.protection.exonyms import fold_name

#: Shorter words have keys that too many words share.
_SHORTEST = 4
#: How many words' keys are kept ready.
_WORDS = 8_192

#: Replacements in order, on folded text; capitals stand for sounds that are settled.
_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "fr": (
        ("tch|tsch", "C"),
        ("sch|sh|ch", "S"),
        ("dj", "J"),
        ("gu(?=[ei])", "g"),
        ("ou", "U"),
        ("(?<=[aeiou])ss(?=[aeiou])", "s"),
        ("ines?$", "in"),
    ),
    "en": (
        ("tch|ch", "C"),
        ("sch|sh", "S"),
        ("zh", "J"),
        ("^ye", "e"),
        ("oo", "U"),
        ("ck", "k"),
    ),
}
#: Those that both languages share, after their own.
_SHARED: tuple[tuple[str, str], ...] = (
    ("j", "J"),
    ("u", "U"),
    ("ph", "f"),
    ("(?<=[tgkdr])h", ""),
    ("qU", "k"),
    ("c(?![eiyS])", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("y", "i"),
    ("i+", "i"),
    (r"(\p{L})\1", r"\1"),
    ("(?:ia|ie|i)$", "i"),
    ("ike$|ika$", "ik"),
    ("h", ""),
)


@cache
def _get_rules(language: str) -> tuple[tuple[regex.Pattern[str], str], ...]:
    rules = (*_RULES.get(language, ()), *_SHARED)
    return tuple((regex.compile(pattern), replacement) for pattern, replacement in rules)


@lru_cache(maxsize=_WORDS)
def make_key(word: str, *, language: str) -> str:
    """Return the key of a word; empty for one too short to be told from others by it."""
    key = fold_name(word)
    if len(key) < _SHORTEST:
        return ""
    for pattern, replacement in _get_rules(language):
        key = pattern.sub(replacement, key)
    return key
