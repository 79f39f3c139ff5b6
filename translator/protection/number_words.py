"""Read numbers spelled out in words, so that ``3`` can be recognised in ``trois`` and ``twenty-one`` in ``21``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

import regex

from translator.protection.dates import find_short_dates
from translator.protection.quantities import Quantity, QuantityKind
from translator.protection.rules_files import read_table

_THOUSAND = 1000
#: The largest number that is read; nobody spells out a larger one.
_LARGEST = 10**15
#: From here on a number is rendered with a scale, ``3.5 million``, if two decimals are enough.
_SCALES = (10**9, 10**6)
_FINEST = 100
#: Thousands are set apart from here on.
_FIRST_GROUPED = 10_000
#: How many texts' quantities are kept ready: a source is compared with each of its hypotheses.
_TEXTS = 256
_JOINING = {"en": frozenset({"and"}), "fr": frozenset({"et"})}
_SPACE = regex.compile(r"[\s\u00a0]")
#: Parts that are not called by the ordinal.
NAMED_PARTS: dict[str, dict[int, str]] = {"fr": {3: "tiers", 4: "quart"}}
_NOTHING_BETWEEN = regex.compile(r"[\s\u00a0-]*")


@dataclass(frozen=True, slots=True)
class _NumberWord:
    """A number word and its roles; see the head of the rule file."""

    value: int
    roles: frozenset[str]


@dataclass(slots=True)
class _Sum:
    """A number on its way, word by word; it reaches to a word that may yet belong to it.

    French counts on from sixty and eighty to the next twenty, ``soixante et onze``; ``sixty eleven`` is no English.
    """

    start: int
    words: list[_NumberWord]
    is_by_twenties: bool
    end: int = 0
    reach: int = 0
    total: int = 0
    current: int = 0
    is_half: bool = False

    def can_take(self, word: _NumberWord) -> bool:
        """Say whether a word may go on the number."""
        if "half" in word.roles:
            return not self.is_half
        if "unit" in word.roles or "unit" in self.words[-1].roles:
            return False
        if "answer" in word.roles or "answer" in self.words[-1].roles:
            return False
        return self._can_add(word.value) if "add" in word.roles else self._can_multiply(word.value)

    def _can_add(self, value: int) -> bool:
        """Say whether a word may be added: ``twenty`` takes ``one``, ``two`` takes nothing smaller."""
        if self.current % 100 == 0:
            return value < 100
        rest = self.current % 100
        return (self.is_by_twenties and rest in (60, 80) and value < 20) or (
            rest % 10 == 0 and rest >= 20 and value < 10
        )

    def _can_multiply(self, value: int) -> bool:
        """Say whether a word may multiply the number: a list of hundreds is no number."""
        return max(1, self.total + self.current) * value <= _LARGEST

    def take(self, word: _NumberWord, *, end: int) -> None:
        """Add a word, or multiply by it."""
        last = self.words[-1] if self.words else None
        self.words.append(word)
        self.reach = end
        if "half" in word.roles:
            self._take_half(last, end=end)
            return
        self.end = end
        if not word.roles.isdisjoint(("add", "answer")):
            self.current += word.value
        elif word.value < _THOUSAND:
            self.current = max(1, self.current) * word.value
        else:
            count = self.current or int(not self.is_half)
            self.total += count * word.value + self.is_half * word.value // 2
            self.current = 0

    def _take_half(self, last: _NumberWord | None, *, end: int) -> None:
        """Take half of the scale before, ``un million et demi``, or of the one that follows, ``half a million``."""
        if last is not None and last.value >= _THOUSAND:
            self.total += last.value // 2
            self.end = end
        else:
            self.is_half = True
            self.current *= "halving" not in self.words[-1].roles

    @property
    def is_number(self) -> bool:
        """Whether the words mean a number together: not ``des milliers``, not ``half``."""
        is_empty = all("half" in word.roles for word in self.words)
        return not is_empty and self.words[0].roles.isdisjoint(("group", "unit"))


@dataclass(frozen=True, slots=True)
class _Words:
    """The number words of a language and what finds one."""

    known: dict[str, _NumberWord]
    joining: frozenset[str]
    pattern: regex.Pattern[str]


@lru_cache(maxsize=_TEXTS)
def find_spelled_quantities(text: str, *, language: str, is_strict: bool = False) -> tuple[Quantity, ...]:
    """Find the numbers written in words, cardinal and ordinal.

    Args:
        text: Text in which they stand.
        language: ISO 639 code.
        is_strict: Whether to leave out words that are often no number (``un``, ``first``) or that say one in passing
            (``both``).

    Returns:
        Quantities of kind ``PLAIN`` or ``ORDINAL`` in order; none for a language without words here.
    """
    words = _get_words(language)
    dates = list(find_short_dates(text, language=language))
    sums: list[_Sum] = []
    open_sum: _Sum | None = None
    for match in words.pattern.finditer(text):
        if any(date.start <= match.start() < date.end for date in dates):  # ``5 sept.``
            continue
        key = _SPACE.sub("-", match[0].lower())
        if open_sum is not None and _NOTHING_BETWEEN.fullmatch(text, open_sum.reach, match.start()) is None:
            open_sum = None
        if key in words.joining:
            if open_sum is not None:
                open_sum.reach = match.end()
            continue
        word = words.known[key]
        if open_sum is None or not open_sum.can_take(word):
            open_sum = _Sum(match.start(), [], is_by_twenties=language == "fr")
            sums.append(open_sum)
        open_sum.take(word, end=match.end())
    return tuple(_close(one) for one in sums if one.is_number and not (is_strict and _is_weak(one)))


def spell_number(value: int, *, language: str, is_ordinal: bool = False) -> str:
    """Return the word of a language for a small number; empty where it takes more than one."""
    return _list_words(language, frozenset({"add", "ordinal"} if is_ordinal else {"add"})).get(value, "")


@cache
def _list_words(language: str, roles: frozenset[str]) -> dict[int, str]:
    spelled: dict[int, str] = {}
    for text, word in _get_words(language).known.items():
        if word.roles == roles:
            spelled.setdefault(word.value, text)
    return spelled


def _is_weak(found: _Sum) -> bool:
    words = [word for word in found.words if "half" not in word.roles]
    return len(words) == 1 and not words[0].roles.isdisjoint(("weak", "answer"))


def _close(found: _Sum) -> Quantity:
    is_ordinal = "ordinal" in found.words[-1].roles
    value = found.total + found.current
    scale = next((scale for scale in _SCALES if value >= scale and value % (scale // _FINEST) == 0), 1)
    amount = Decimal(value) / scale
    return Quantity(
        found.start,
        found.end,
        QuantityKind.ORDINAL if is_ordinal else QuantityKind.PLAIN,
        amount,
        scale=Decimal(scale),
        decimals=max(0, -int(amount.normalize().as_tuple().exponent)),
        is_grouped=value >= _FIRST_GROUPED,
        is_spelled=True,
    )


@cache
def _get_words(language: str) -> _Words:
    known = {
        word: _NumberWord(int(value), frozenset(roles.split()))
        for tongue, word, value, roles in read_table("number_words.tsv")
        if tongue == language
    }
    joining = _JOINING.get(language, frozenset())
    alternatives = sorted((*known, *joining), key=len, reverse=True)
    joined = "|".join(regex.escape(word).replace(r"\-", "-").replace("-", r"[-\s\u00a0]") for word in alternatives)
    pattern = regex.compile(rf"(?<!\w)(?:{joined})(?!\w)" if joined else "(?!)", regex.IGNORECASE)
    return _Words(known, joining, pattern)
