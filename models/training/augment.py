"""Vary training pairs, so that the models meet what the service will send them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from .corpus import Pair

PLACEHOLDERS = tuple(f"⟦{number}⟧" for number in range(10))
MAX_MASKED = 6  # different strings masked in one segment
MAX_CAPITALS_CHARACTERS = 90  # headlines are short
_STOPS = ".!?"

# What the service masks: addresses, numbers, names. Word boundaries keep a name from being cut out of a longer one.
_URL = r"(?:https?://|www\.)[^\s<>“”()]+[\w/]|[\w.+-]+@[\w-]+\.[\w.]+\w|(?<!\w)[@#]\w+"
_NUMBER = r"(?<![\w.,])\d+(?:[.,:/-]\d+)*(?![\w])"
_NAME = r"(?<![\w-])[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ][\w-]*(?: [A-ZÀ-Þ][\w'’-]*[\w])*(?![\w-])|(?<![\w-])[A-Z]{2,6}(?![\w-])"
_MASKABLE = re.compile(f"{_URL}|{_NUMBER}|{_NAME}")


@dataclass(frozen=True)
class Rates:
    """Hold the probability of each variation, per example."""

    mask: float
    capitals: float
    drop_final_stop: float
    glue: float


def find_maskable(pair: Pair) -> list[str]:
    """Return the different numbers, names and addresses that stand, as whole words, on both sides of `pair`.

    A string must occur equally often on both sides: otherwise a placeholder would be lost or doubled.
    """
    found: dict[str, None] = {}
    for text in _MASKABLE.findall(pair.english):
        if _stands_equally_often(text, pair):
            found[text] = None
        elif " " in text:  # "Mr Macron" against "M. Macron": the surname alone can be masked
            words = [word for word in text.split() if word[0].isupper() and len(word) > 2]
            found.update(dict.fromkeys(word for word in words if _stands_equally_often(word, pair)))
    return list(found)


def _stands_equally_often(text: str, pair: Pair) -> bool:
    return 0 < _count_words(text, pair.french) == _count_words(text, pair.english)


def _whole(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")


def _count_words(text: str, within: str) -> int:
    return len(_whole(text).findall(within))


def mask(pair: Pair, maskable: list[str], rng: random.Random) -> Pair:
    """Replace one to six strings of `maskable` by placeholders with random, different numbers on both sides."""
    count = min(len(maskable), rng.randint(1, MAX_MASKED))
    chosen = rng.sample(maskable, count)
    english, french = pair.english, pair.french
    for text, token in zip(sorted(chosen, key=len, reverse=True), rng.sample(PLACEHOLDERS, count), strict=True):
        english, french = _whole(text).sub(token, english), _whole(text).sub(token, french)
    if all(english.count(token) == french.count(token) for token in PLACEHOLDERS):
        return Pair(english, french)
    return pair


def vary(pair: Pair, rates: Rates, rng: random.Random) -> Pair:
    """Return `pair`, masked, in capitals or without its final stop, with the probabilities in `rates`."""
    if rng.random() < rates.mask:
        maskable = find_maskable(pair)
        if maskable:
            return mask(pair, maskable, rng)
    if rng.random() < rates.capitals and len(pair.english) <= MAX_CAPITALS_CHARACTERS:
        return Pair(pair.english.upper(), pair.french.upper())
    if rng.random() < rates.drop_final_stop and pair.english[-1] in _STOPS and pair.french[-1] in _STOPS:
        return Pair(pair.english.rstrip(_STOPS), pair.french.rstrip(_STOPS))
    return pair


def glue(pairs: list[Pair]) -> Pair:
    """Return consecutive pairs as one."""
    return Pair(" ".join(pair.english for pair in pairs), " ".join(pair.french for pair in pairs))


def vary_all(pairs: list[Pair], rates: Rates, rng: random.Random) -> list[Pair]:
    """Return one source's pairs varied; a glued example stands for the pair it begins with, the others remain."""
    varied = []
    for position, pair in enumerate(pairs):
        whole = glue(pairs[position : position + rng.randint(2, 3)]) if rng.random() < rates.glue else pair
        example = vary(whole, rates, rng)
        varied.append(example if example.english and example.french else whole)
    return varied
