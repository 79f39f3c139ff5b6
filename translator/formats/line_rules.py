"""Say of a single paragraph, by its words alone, whether it is the furniture of a news page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

_RULE_FILES = ("boilerplate_fr.toml", "boilerplate_en.toml")

#: A longer paragraph, in code points, is never judged by its words: it holds an article's sentences.
LONGEST_LINE = 300
_LONGEST_SHARE_BAR_WORDS = 14
_LONGEST_CRUMB_WORDS = 5

_WORD = re.compile(r"\w+(?:-\w+)*")
_NUMBER = re.compile(r"\d{1,2}h(?:\d{2})?|\d{1,4}|\d{1,2}(?:st|nd|rd|th)|\d{1,2}[ap]m")
_NUMERIC_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_DAY = re.compile(r"\b(?:[12]?\d|3[01])(?:er|st|nd|rd|th)?\b")
_ENDS_SENTENCE = re.compile(r"[.!?…]\W*$")
_OUTER_MARKS = " \t\n\r\u00a0\u202f:.…|>›»→•·–—-[]()"

_ARROWS = re.compile(r"\s*[>›→]\s*")
_BARS = re.compile(r"\s+[/|»]\s+")

#: Agencies that sign photographs; a short paragraph that ends with a stroke and one of them is a caption.
_AGENCIES = (
    r"(?:AFP|Reuters|REUTERS|AP|Associated Press|Getty(?: Images)?|GETTY(?: IMAGES)?|SIPA(?: PRESS)?|Sipa|EPA|MAXPPP"
    r"|Maxppp|ABACA|Abaca|PA(?: Media| Wire)?|Belga|BELGA|Keystone|KEYSTONE|DPA|dpa|ANSA|EFE|Bloomberg|Xinhua)"
)
_CREDIT = re.compile(
    rf"(?:©|\([cC]\)|Copyright (?:©|\([cC]\)|\d{{4}})) ?[^.]{{1,60}}|\(?{_AGENCIES}(?: ?[/,–-] ?{_AGENCIES})*\)?"
)
_SIGNED_CAPTION = re.compile(
    rf".*(?:©\s?[^.©]{{2,60}}|\((?:[Pp]hoto|[Cc]rédits?|[Cc]redit|[Ii]mage)\b[^)]{{0,60}}\)|\w ?/ ?{_AGENCIES}\)?)\.?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class LineRules:
    """The phrases of all rule files together.

    Args:
        home: First elements of a breadcrumb.
        share_verbs: Words that make a paragraph of share words a share bar.
        networks: Names of which two do so.
        share_words: Other words of share bars.
        date_core: Words that make a paragraph of date words a date line wherever it stands.
        date_words: Other words of date lines.
        months: Names of months.
        related: Matches what announces links and may have a title after it.
        related_alone: Matches what announces links and stands alone.
        captions: Matches what begins a caption.
        whole: Matches a whole paragraph that is clutter.
    """

    home: frozenset[str]
    share_verbs: frozenset[str]
    networks: frozenset[str]
    share_words: frozenset[str]
    date_core: frozenset[str]
    date_words: frozenset[str]
    months: frozenset[str]
    related: re.Pattern[str]
    related_alone: re.Pattern[str]
    captions: re.Pattern[str]
    whole: re.Pattern[str]

    def is_clutter(self, text: str) -> bool:
        """Return whether a paragraph is clutter wherever on a page it stands."""
        bare = _strip(text)
        if self.whole.fullmatch(bare) or _CREDIT.fullmatch(text.strip()):
            return True
        return self.is_breadcrumb(bare) or self.is_share_bar(text) or self.is_date_line(text, is_above_body=False)

    def is_breadcrumb(self, text: str) -> bool:
        """Return whether a paragraph is a path that begins with a home page, such as ``Accueil > International``."""
        parts = _split_path(text)
        return len(parts) > 1 and parts[0].casefold().replace("’", "'") in self.home

    def is_path(self, text: str) -> bool:
        """Return whether a paragraph is any path of three parts or more, such as ``Sport > Rugby > France``."""
        return len(_split_path(text)) > 2 and _ARROWS.search(text) is not None

    def is_share_bar(self, text: str) -> bool:
        """Return whether a paragraph is a row of share buttons."""
        words = _list_words(text)
        verbs, names = self.share_verbs.intersection(words), self.networks.intersection(words)
        return self.is_share_word(text) and (bool(verbs) or len(names) > 1)

    def is_share_word(self, text: str) -> bool:
        """Return whether a paragraph has only words of share bars and may be one of several buttons."""
        words = _list_words(text)
        core = self.share_verbs | self.networks
        return (
            0 < len(words) <= _LONGEST_SHARE_BAR_WORDS
            and not core.isdisjoint(words)
            and all(word in core or word in self.share_words for word in words)
            and not text.rstrip().endswith((".", "!", "?"))
        )

    def is_date_line(self, text: str, *, is_above_body: bool) -> bool:
        """Return whether a paragraph holds nothing but when it was published and how long it takes to read.

        Args:
            text: The paragraph.
            is_above_body: Whether it stands above the article's first long paragraph, where a bare date counts too.
        """
        words = _list_words(text)
        numbers = [word for word in words if _NUMBER.fullmatch(word)]
        known = self.date_core | self.date_words | self.months
        if not numbers or not all(word in known or _NUMBER.fullmatch(word) for word in words):
            return False
        if not self.date_core.isdisjoint(words):
            return True
        is_spelt_out = not self.months.isdisjoint(words) and _YEAR.search(text) and _DAY.search(text)
        return is_above_body and bool(is_spelt_out or _NUMERIC_DATE.search(text))

    def is_related_heading(self, text: str) -> bool:
        """Return whether a paragraph announces links to other articles and holds none itself."""
        bare = _strip(text)
        return bool(self.related.fullmatch(bare) or self.related_alone.fullmatch(bare))

    def is_related_link(self, text: str) -> bool:
        """Return whether a paragraph is a link to another article with its announcement before it."""
        bare = text.lstrip(_OUTER_MARKS)
        found = self.related.match(bare)
        if found is None or text.rstrip().endswith("."):
            return False
        rest = bare[found.end() :]
        title = rest.lstrip(" \u00a0\u202f:|>→-–—")
        if not title or not (title[0].isupper() or title[0].isdigit() or title[0] in "«“\"'"):
            return False
        return ":" in rest[: len(rest) - len(title)] or _ENDS_SENTENCE.search(text) is None

    def is_caption(self, text: str) -> bool:
        """Return whether a paragraph is surely the text below a picture."""
        return bool(self.captions.match(text) or _SIGNED_CAPTION.fullmatch(text.strip()))


@cache
def load_line_rules() -> LineRules:
    """Read the rule files, once."""
    folder = resources.files("translator.formats") / "rules"
    files = [tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in _RULE_FILES]

    def join(key: str) -> frozenset[str]:
        return frozenset(word for file in files for word in file[key])

    whole = [pattern for file in files for patterns in file["whole"].values() for pattern in patterns]
    return LineRules(
        home=join("home"),
        share_verbs=join("share_verbs"),
        networks=join("networks"),
        share_words=join("share_words"),
        date_core=join("date_core"),
        date_words=join("date_words"),
        months=join("months"),
        related=_compile(join("related"), tail=r"(?!\w)"),
        related_alone=_compile(join("related_alone")),
        captions=_compile(join("captions"), tail=r"\s?:\s"),
        whole=_compile(whole),
    )


def _compile(patterns: Iterable[str], *, tail: str = "") -> re.Pattern[str]:
    """Join the patterns of a rule file, in which spaces and apostrophes stand for all their forms."""
    joined = "|".join(f"(?:{pattern})" for pattern in sorted(patterns, key=len, reverse=True))
    return re.compile(f"(?:{joined}){tail}".replace(" ", r"\s").replace("'", "['’]"), re.IGNORECASE)


def _split_path(text: str) -> list[str]:
    """Return the parts of a path; nothing for a paragraph that cannot be one."""
    if len(text) > LONGEST_LINE or _ENDS_SENTENCE.search(text) or "«" in text:
        return []
    parts = _ARROWS.split(text) if _ARROWS.search(text) else _BARS.split(text)
    is_short = all(len(part.split()) <= _LONGEST_CRUMB_WORDS for part in parts[:-1])
    return parts if is_short and all(any(map(str.isalpha, part)) for part in parts) else []


def _strip(text: str) -> str:
    """Return the text without the marks that decorate a line; a final mark stays after one or two words.

    ``Listen.`` may be a sentence of an article, ``Listen`` is a button.
    """
    bare = text.strip(_OUTER_MARKS + "!")
    return bare if bare and (len(bare.split()) > 2 or _ENDS_SENTENCE.search(text) is None) else text


def _list_words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
