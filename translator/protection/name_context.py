"""What stands around a capitalised word and shows that it is a name, be it a common word or a month.

``Mayor Green``, ``his wife, June``, ``Bell’s son``, ``Banks said``, ``the journal Current Biology``, ``Celtic 4-2
Porto``, ``Dottie’s Diner``, ``Delgado v. City of El Paso``.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from translator.protection.capitals import Case, Word
from translator.protection.name_evidence import Evidence, get_role

_APOSTROPHES = "'’"
_WORD_BEFORE = regex.compile(r"(?<![\p{L}-])(\p{Ll}[\p{L}\p{M}-]*)(,?) $")
#: How far back the word before a name is looked for.
_REACH = 24
_FLAGGED = "-flagged"
#: What stands before a ship's name: ``aboard the Coral Majesty``.
_ABOARD = regex.compile(
    r"(?<!\p{L})(?:(?:aboard|on board) (?:the )?|à bord (?:du |de la |de l['’]))$", regex.IGNORECASE
)
_OWNED = regex.compile(r"['’]s?\s(\p{Ll}+)(?:\s(\p{Ll}+))?")
_VERB = regex.compile(r"\s(\p{Ll}+)")
_AGE = regex.compile(r",\s(?:aged\s)?\d{1,3},")
_SCORE_AFTER = regex.compile(r"\s\d{1,3}[-–]\d{1,3}\s\p{Lu}")
_SCORE_BEFORE = regex.compile(r"\p{L}\s\d{1,3}[-–]\d{1,3}\s$")
#: A verb or noun, or another name after a comma, ``and`` or the possessive.
_AFTER_BRAND = regex.compile(r"(?:['’]s)?\s(\p{Ll}+)|,\s(?:\p{Lu}|which\b|whose\b)|\s(?:and|et)\s\p{Lu}")
_VENUE = regex.compile(r"['’]s((?:\s\p{Lu}\p{L}+)*?)\s(\p{Lu}\p{L}+)(?![\p{L}'’])")
_OWNER_ALONE = regex.compile(r"['’]s(?=[.,;:!?)”\"]|\s(\p{Ll}+)|$)")
_PREPOSITION = regex.compile(r"(?<!\p{L})(?:at|from|to|in|near|outside|inside|opposite)\s$", regex.IGNORECASE)
_PARTY = r"\p{Lu}[\p{L}\p{M}'’.&-]*"
#: Two parties of a lawsuit, in English and in French.
_CASE = {
    "en": regex.compile(
        rf"{_PARTY}(?:\s(?:of|the|de|&)?\s?{_PARTY})*?\svs?\.\s(?:{_PARTY}|of|the|&)(?:\s(?:of|the|&|{_PARTY}))*(?<!\sof|\sthe)"
    ),
    "fr": regex.compile(rf"{_PARTY}(?:\s{_PARTY})*?\sc\.\s{_PARTY}(?:\s(?:de\s)?{_PARTY})*"),
}


class NameContext:
    """What stands around the words of one text.

    Args:
        evidence: The text with its words.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._text = evidence.text
        self._language = evidence.language
        self._places = {word.start: index for index, word in enumerate(evidence.words)}

    def is_person(self, word: Word) -> bool:
        """Say whether a word is a person's name by what stands beside it; nothing else in it need show it."""
        if word.case is Case.LOWER or self._evidence.is_caseless or self._is_ruled_out(word):
            return False
        return self.is_ranked(word) or self._is_called(word, "person_noun") or self._acts(word)

    def is_ranked(self, word: Word) -> bool:
        """Say whether a rank in English capitals stands right before a word: ``Mayor Green``."""
        index = self._places[word.start]
        is_day = word.lower in self._evidence.vocabulary.days  # ``told the Prime Minister Tuesday``
        if self._language != "en" or index == 0 or word.case is Case.LOWER or is_day or self._is_ruled_out(word):
            return False
        before = self._evidence.words[index - 1]
        is_rank = before.case is Case.CAPITAL and before.lower in get_role("rank", language="en")
        return is_rank and self._evidence.is_adjacent(before, word)

    def is_called(self, word: Word) -> bool:
        """Say whether what a ship, work, animal and the like is called begins with a word."""
        if word.case is Case.LOWER or self._evidence.is_headline:
            return False
        return (
            self._is_called(word, "kind")
            or self._text.endswith(_FLAGGED, 0, max(0, word.start - 1))
            or (_ABOARD.search(self._text, 0, word.start) is not None and not self._evidence.is_listed(word))
        )

    def is_called_apart(self, word: Word) -> bool:
        """Say whether a comma stands between a word and what is called so: ``a textbook, Sums for the Suspicious,``."""
        return self._text.endswith(", ", 0, word.start) and self.is_called(word)

    def is_scoring(self, word: Word) -> bool:
        """Say whether a word is beside a score that another name follows or goes before: ``Celtic 4-2 Porto``."""
        if word.case is not Case.CAPITAL or self._evidence.is_calendar(word):
            return False
        if any(word.lower in words for words in (self._evidence.vocabulary.function, self._evidence.vocabulary.titled)):
            return False
        before = self._text[max(0, word.start - _REACH) : word.start]
        return _SCORE_AFTER.match(self._text, word.end) is not None or _SCORE_BEFORE.search(before) is not None

    def is_brand(self, word: Word) -> bool:
        """Say whether a company or club is called by a common word: ``Apple shares``, ``said Shell``.

        At a sentence's start, where any word has a capital, what follows must be what companies have or do, or another
        name in a list.
        """
        if word.case is not Case.CAPITAL or word.lower not in get_role("brand", language=self._language):
            return False
        if not word.is_initial:
            return not self._evidence.is_headline
        after = _AFTER_BRAND.match(self._text, word.end)
        signs = get_role("brand_sign", language=self._language)
        return after is not None and (after[1] is None or after[1] in signs)

    def find_owned_end(self, start: int, end: int) -> int:
        """Return where a name with its owner's ending stops: ``Dottie’s Diner``, ``at Sotheby’s``; else its own end.

        Args:
            start: First code point of a name.
            end: One past its last.
        """
        if self._language != "en" or self._text[end : end + 1] not in _APOSTROPHES or not self._text[end : end + 1]:
            return end
        venue = _VENUE.match(self._text, end)
        if venue and venue[2].lower() in get_role("venue", language="en") and not self._evidence.is_headline:
            return venue.end()
        alone = _OWNER_ALONE.match(self._text, end)
        is_followed = alone is not None and (alone[1] is None or alone[1] in self._evidence.vocabulary.function)
        given = self._evidence.vocabulary.given
        is_house = _PREPOSITION.search(self._text[max(0, start - _REACH) : start]) is not None
        return end + 2 if is_followed and is_house and self._text[start:end].lower() not in given else end

    def find_lawsuits(self) -> Iterator[tuple[int, int]]:
        """Yield the names of lawsuits: ``Delgado v. City of El Paso``."""
        for match in _CASE[self._language].finditer(self._text):
            yield match.start(), match.start() + len(match[0].rstrip(".’'"))

    def _is_called(self, word: Word, role: str) -> bool:
        before = _WORD_BEFORE.search(self._text[max(0, word.start - _REACH) : word.start])
        return before is not None and before[1] in get_role(role, language=self._language)

    def _acts(self, word: Word) -> bool:
        """Say whether kin, a verb of speech or an age follow a word that its place gives no capital."""
        text, end = self._text, word.end
        owned = _OWNED.match(text, end)
        if self._language == "en" and owned and not get_role("person_noun", language="en").isdisjoint(owned.groups()):
            return not self._evidence.is_weak(word) or word.lower in self._evidence.vocabulary.calendar
        if self._evidence.is_headline:
            return False
        verb = _VERB.match(text, end)
        speaks = verb is not None and verb[1] in get_role("speech", language=self._language)
        if word.lower in self._evidence.vocabulary.days:
            return False  # ``the report released Tuesday said``
        if word.lower in self._evidence.vocabulary.calendar:
            return speaks and not self._evidence.is_dated(word)
        is_common = word.lower in self._evidence.vocabulary.common and not self._evidence.is_listed(word)
        return is_common and not word.is_initial and (speaks or _AGE.match(text, end) is not None)

    def _is_ruled_out(self, word: Word) -> bool:
        """Say whether a word stays what it is whatever stands around it: an article, a title, a people."""
        words = self._evidence.vocabulary
        is_common = any(word.lower in listed for listed in (words.function, words.titled, words.excluded))
        return is_common and word.lower not in words.calendar
