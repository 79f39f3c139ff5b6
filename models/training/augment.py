"""Vary training pairs, so that the models meet what the service will send them.

Some variations spoil one side as hurried writers do (no accents, no capitals, Headline Capitals) and leave the other as
it should be written: such a pair teaches one direction only, and says which.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from .corpus import Pair

PLACEHOLDERS = tuple(f"⟦{number}⟧" for number in range(10))
MAX_MASKED = 6  # different strings masked in one segment
MAX_CAPITALS_CHARACTERS = 90  # headlines are short
_STOPS = ".!?"
_ITEM_FORMS = ("{}.", "{})", "({})", "-", "–", "•")
_SIGN_NAMES = (
    "le_monde",
    "anna.keller",
    "news_desk",
    "BreakingNews",
    "redaction",
    "climat2030",
    "jean_dupont",
    "city-hall",
)
_SIGN_FORMS = (
    "😀",
    "😂",
    "❤️",
    "👍",
    "🙏",
    "⚽",
    "🎉",
    "⚠️",
    "@{name}",
    "#{name}",
    "https://{name}.org/a_{number}",
    "{name}@exemple.fr",
)

# What the service masks: addresses, numbers, names. Word boundaries keep a name from being cut out of a longer one.
_URL = r"(?:https?://|www\.)[^\s<>“”()]+[\w/]|[\w.+-]+@[\w-]+\.[\w.]+\w|(?<!\w)[@#]\w+"
_NUMBER = r"(?<![\w.,])\d+(?:[.,:/-]\d+)*(?![\w])"
_NAME = r"(?<![\w-])[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ][\w-]*(?: [A-ZÀ-Þ][\w'’-]*[\w])*(?![\w-])|(?<![\w-])[A-Z]{2,6}(?![\w-])"
_MASKABLE = re.compile(f"{_URL}|{_NUMBER}|{_NAME}")


@dataclass(frozen=True)
class Rates:
    """Hold the probability of each variation, per example; each is the name of a function of this module or `mask`."""

    mask: float = 0.0
    capitals: float = 0.0
    drop_final_stop: float = 0.0
    glue: float = 0.0
    drop_accents: float = 0.0
    lower: float = 0.0
    headline: float = 0.0
    copy: float = 0.0
    number_item: float = 0.0
    append_sign: float = 0.0


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
    """Return what finds `text` as whole words and whole numbers: neither in "semi-Paris" nor in "12,000"."""
    return re.compile(rf"(?<![\w-])(?<!\d[.,]){re.escape(text)}(?![\w-])(?![.,]\d)")


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


def capitals(pair: Pair, _rng: random.Random) -> Pair:
    """Write both sides in capitals, where they are short enough for a headline."""
    if len(pair.english) > MAX_CAPITALS_CHARACTERS:
        return pair
    return Pair(pair.english.upper(), pair.french.upper())


def drop_final_stop(pair: Pair, _rng: random.Random) -> Pair:
    """Take the final stop from both sides."""
    if pair.english[-1] in _STOPS and pair.french[-1] in _STOPS:
        return Pair(pair.english.rstrip(_STOPS), pair.french.rstrip(_STOPS))
    return pair


def drop_accents(pair: Pair, _rng: random.Random) -> Pair:
    """Spell French without its accents, to be translated into English."""
    decomposed = unicodedata.normalize("NFD", pair.french)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return Pair(pair.english, bare, into="en")


def lower(pair: Pair, rng: random.Random) -> Pair:
    """Write one side without capitals, to be translated into the other."""
    if rng.random() < 0.5:
        return Pair(pair.english, pair.french.lower(), into="en")
    return Pair(pair.english.lower(), pair.french, into="fr")


def headline(pair: Pair, _rng: random.Random) -> Pair:
    """Give short English the capitals of a headline, to be translated into French."""
    if len(pair.english) > MAX_CAPITALS_CHARACTERS:
        return pair
    words = (word if len(word) < 4 else word[0].upper() + word[1:] for word in pair.english.split(" "))
    return Pair(" ".join(words), pair.french, into="fr")


def copy(pair: Pair, rng: random.Random) -> Pair:
    """Ask for a translation of what is in the target language already: it comes out as it is."""
    if rng.random() < 0.5:
        return Pair(pair.english, pair.english, into="en")
    return Pair(pair.french, pair.french, into="fr")


def number_item(pair: Pair, rng: random.Random) -> Pair:
    """Begin both sides with the same number of a list item."""
    number = rng.choice(_ITEM_FORMS).format(rng.randint(1, 30))
    return Pair(f"{number} {pair.english}", f"{number} {pair.french}")


def append_sign(pair: Pair, rng: random.Random) -> Pair:
    """End both sides with the same emoji, handle, hashtag or address."""
    name = rng.choice(_SIGN_NAMES)
    sign = rng.choice(_SIGN_FORMS).format(name=name, number=rng.randint(1, 99))
    return Pair(f"{pair.english} {sign}", f"{pair.french} {sign}")


_VARIATIONS: dict[str, Callable[[Pair, random.Random], Pair]] = {
    function.__name__: function
    for function in (capitals, drop_final_stop, drop_accents, lower, headline, copy, number_item, append_sign)
}


def vary(pair: Pair, rates: Rates, rng: random.Random) -> Pair:
    """Return `pair`, masked or with at most one of the other variations, with the probabilities in `rates`."""
    if rng.random() < rates.mask:
        maskable = find_maskable(pair)
        if maskable:
            return mask(pair, maskable, rng)
    chance = rng.random()
    for name, variation in _VARIATIONS.items():
        rate = getattr(rates, name)
        if chance < rate:
            return variation(pair, rng)
        chance -= rate
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
