"""Judge whether a capitalised word is a name, by lists, its place, and the rest of the article."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache

import regex

from translator.protection.addresses import find_addresses
from translator.protection.capitals import (
    Case,
    Word,
    ends_sentence,
    is_all_capitals,
    is_all_small,
    is_title_case,
    list_words,
)
from translator.protection.exonyms import fold_name, list_forms
from translator.protection.rules_files import read_lines, read_table
from translator.protection.word_lists import Vocabulary, get_vocabulary

_ROMAN = regex.compile(r"[IVX]{1,6}(?:e|es|er|ème|èmes|ᵉ)?")
_VERB_AND_PRONOUN = regex.compile(
    r"[-‑](?:vous|nous|moi|toi|lui|leur|les?|la|en|y|je|tu|ils?|elles?|on|ce|ci|là|même|mêmes)$"
)
#: Ends of words that occur at a sentence's start far more often than names do.
_WORDLIKE = {
    "fr": regex.compile(
        r"(?:ant|ants|ement|ements|ment|tion|tions|ées?|és?|eur|eurs|euse|ité|ités|isme|age|ait|aient|ons|ez)$"
    ),
    "en": regex.compile(
        r"(?:ing|ings|ed|ly|tion|tions|ness|ment|ments|ity|ities|ism|ists?|able|ible|ful|less|ers|ors)$"
    ),
}
_PEOPLE = {
    "fr": regex.compile(r"(?:iens|éens|ens|ois|ais|ains|ins|ites|ates|istes|ards|ols|ous)$"),
    "en": regex.compile(r"(?:isms?|ists|ians|eans|ites)$"),
}
_PLURAL_ARTICLE = regex.compile(r"\b(?:les|des|aux|ces|nos|ses)\s$")
#: How many articles' names are kept ready.
_ARTICLES = 64
_ARTICLE_REACH = 5
_FIGURE_AFTER = regex.compile(r"\.?\s\d")
#: Longer words in capitals are stressed words.
_LONGEST_ACRONYM = 6
_GAP = regex.compile(r"[ \u00a0\u202f]|\.[ \u00a0\u202f]|\.?[-‑]|['’]")


@cache
def get_role(role: str, *, language: str) -> frozenset[str]:
    """Return the words that play a role in names.

    Args:
        role: First column of ``rules/name_words.tsv``.
        language: ISO 639 code.
    """
    return frozenset(
        word for kind, tongue, word in read_table("name_words.tsv") if kind == role and tongue in ("*", language)
    )


@cache
def get_listed(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the known names of several words, as words, by the folded form of their first word."""
    listed: dict[str, list[tuple[str, ...]]] = {}
    titled = (name for _, kind, _, name in read_table("articles.tsv") if kind == "titled")
    for form in (*list_forms(language, "en" if language == "fr" else "fr"), *titled):
        words = tuple(word.text for word in list_words(form, language=language))
        if words:
            listed.setdefault(fold_name(words[0]), []).append(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in listed.items()}


class Evidence:
    """What speaks for and against the words of one text being names.

    Args:
        text: A segment.
        language: One of those with word lists.
        known_names: Names found in the rest of the article.
    """

    def __init__(self, text: str, *, language: str, known_names: Collection[str]) -> None:
        self.text = text
        self.language = language
        self.words = list_words(text, language=language)
        self.vocabulary: Vocabulary = get_vocabulary(language)
        free = _list_free_words(self.words, text)
        self.is_capitals = is_all_capitals(free)
        self.is_small = is_all_small(free)
        self.is_caseless = self.is_small or self.is_capitals
        is_titled = language == "en" and is_title_case(free) and not ends_sentence(text)
        self.is_headline = self.is_capitals or is_titled
        self._places = {word.start: index for index, word in enumerate(self.words)}
        self._known = _fold_words(frozenset(known_names), language)
        self._given_known = _list_given_known(frozenset(known_names), language)

    def is_honorific(self, word: Word) -> bool:
        """Say whether a word is a form of address: ``Mme``, ``Dr``."""
        return word.lower in get_role("honorific", language=self.language)

    def is_titled(self, word: Word) -> bool:
        """Say whether an honorific stands right before a word that is no office: ``Dr King``, not ``Mr President``."""
        index = self._places[word.start]
        is_office = word.lower in get_role("office", language=self.language)
        return (
            index > 0
            and not is_office
            and self.is_honorific(self.words[index - 1])
            and self.is_adjacent(self.words[index - 1], word)
        )

    def is_own_article(self, word: Word) -> bool:
        """Say whether an article has a capital that only a name gives it: ``et Les Saintes``."""
        is_free = word.is_initial or self.is_headline
        return self.language == "fr" and not is_free and word.text in ("Le", "La", "Les")

    def is_calendar(self, word: Word) -> bool:
        """Say whether a word is a month or day; an abbreviation needs a figure beside it."""
        if word.lower not in self.vocabulary.calendar:
            return False
        if word.lower not in self.vocabulary.abbreviated:
            return True
        is_before_figure = _FIGURE_AFTER.match(self.text, word.end) is not None
        return is_before_figure or self.text[: word.start].rstrip()[-1:].isdigit()

    def is_initial_letter(self, word: Word) -> bool:
        """Say whether a word is the first letter of a given name: ``J. K. Rowling``."""
        return len(word.text) == 1 and self.text[word.end : word.end + 1] == "."

    def is_weak(self, word: Word) -> bool:
        """Say whether a word with a capital never makes a name: a title, a people, a month, an article."""
        if self.is_initial_letter(word):
            return False
        words = self.vocabulary
        joining = get_role("joining", language=self.language)
        lists = (words.function, words.titled, words.excluded, joining)
        return any(word.lower in listed for listed in lists) or self.is_calendar(word)

    def begins_person(self, words: list[Word]) -> bool:
        """Say whether a given name begins a run and a family name follows, be both common words."""
        return (
            len(words) > 1
            and words[0].lower in self.vocabulary.given
            and not (self.is_weak(words[1]) and not self.is_calendar(words[1]))
            and not (self.is_headline and words[1].lower in self.vocabulary.common)
        )

    def is_distinct(self, word: Word) -> bool:
        """Say whether a word makes a name by itself."""
        if word.case is Case.LOWER:
            return regex.search(r"-\p{Lu}", word.text) is not None
        if self.is_evident(word):
            return True
        if len(word.text) == 1 or self.is_weak(word) or _ROMAN.fullmatch(word.text):
            return False
        if word.is_initial and _VERB_AND_PRONOUN.search(word.lower):
            return False
        is_stressed = word.case is Case.CAPITALS and word.text.isalpha() and len(word.text) > _LONGEST_ACRONYM
        if is_stressed or self._is_people(word):
            return False
        if word.lower in self.vocabulary.common:
            return self._is_capitalised_against_custom(word)
        if _are_parts_common(word, self.vocabulary) or self._is_plural_of_common(word):
            return False
        is_certain = not word.is_initial or word.case is not Case.CAPITAL
        return is_certain or not is_formed_like_word(word.lower, language=self.language)

    def _is_plural_of_common(self, word: Word) -> bool:
        """Say whether a word whose place gives it a capital is the plural of a common one, which lists leave out."""
        is_free = word.is_initial or self.is_headline
        if self.language != "en" or not is_free or word.lower in self.vocabulary.given:
            return False
        return any(
            word.lower.endswith(ending) and word.lower.removesuffix(ending) in self.vocabulary.common
            for ending in ("s", "es")
        )

    def _is_people(self, word: Word) -> bool:
        """Say whether a word ends as the names of peoples and followers do: ``the Hussites``, ``les Athéniens``."""
        before = self.text[max(0, word.start - _ARTICLE_REACH) : word.start].lower()
        if self.language == "fr":
            return _PLURAL_ARTICLE.search(before) is not None and _PEOPLE["fr"].search(word.lower) is not None
        return _PEOPLE["en"].search(word.lower) is not None

    def _is_capitalised_against_custom(self, word: Word) -> bool:
        """Say whether a common word is a name because it would be written small here: ``le groupe Total``."""
        is_free = not word.is_initial and not self.is_headline and word.case is Case.CAPITAL
        return self.language == "fr" and is_free and word.lower not in self.vocabulary.titled

    def is_evident(self, word: Word) -> bool:
        """Say whether the rest of the article, or a list, knows the word as a name."""
        if fold_name(word.text) in self._known:
            return not self.is_weak(word) and not (self.is_small and word.lower in self.vocabulary.common)
        return self.is_listed(word) and word.lower not in self.vocabulary.common

    def is_listed(self, word: Word) -> bool:
        """Say whether a word is a listed name."""
        return (word.text,) in get_listed(self.language).get(fold_name(word.text), ())

    def is_known_without_case(self, word: Word) -> bool:
        """Say whether a word is known as a name where case tells nothing: ``berlin``."""
        is_place = fold_name(word.text) in _list_places_alike()
        return (is_place or self.is_evident(word)) and word.lower not in self.vocabulary.common

    def is_person_without_case(self, index: int) -> bool:
        """Say whether a given name and a word that is no common one stand where case tells nothing: ``olaf scholz``."""
        if index + 1 >= len(self.words):
            return False
        word, following = self.words[index : index + 2]
        words = self.vocabulary
        return (
            word.lower in words.given
            and not any(
                name.lower in listed
                for name in (word, following)
                for listed in (words.common, words.function, words.titled)
            )
            and following.lower not in words.excluded
            and self.is_adjacent(word, following)
        )

    def has_full_name(self, word: Word) -> bool:
        """Say whether the rest of the article has a full name that begins with a word: ``Georgia Meloni``."""
        return word.lower in self._given_known

    def is_dated(self, word: Word) -> bool:
        """Say whether a preposition of time stands before a month: ``in May Biden said``."""
        index = self._places[word.start]
        return index > 0 and self.words[index - 1].lower in get_role("before_month", language=self.language)

    def is_adjacent(self, one: Word, other: Word) -> bool:
        """Say whether nothing stands between two words that could not stand inside a name."""
        between = self.text[one.end : other.start]
        if between.startswith("."):
            is_initial = len(one.text) <= 2 or one.lower in get_role("honorific", language=self.language)
            return is_initial and _GAP.fullmatch(between) is not None
        return _GAP.fullmatch(between) is not None


def _list_free_words(words: list[Word], text: str) -> list[Word]:
    """Return the words outside addresses, whose letters say nothing of how the text is written."""
    addresses = find_addresses(text)
    if not addresses:
        return words
    return [word for word in words if not any(each.start < word.end and word.start < each.end for each in addresses)]


def is_formed_like_word(word: str, *, language: str) -> bool:
    """Say whether a word ends as words do far oftener than names: ``ing``, ``ment``.

    Args:
        word: In lower case.
        language: One of those with word lists.
    """
    return _WORDLIKE[language].search(word) is not None


def _are_parts_common(word: Word, vocabulary: Vocabulary) -> bool:
    """Say whether a hyphenated word is made of common words and peoples only: ``Vice-President``."""
    parts = regex.split("[-‑]", word.lower)
    return len(parts) > 1 and all(
        part in vocabulary.common or part in vocabulary.excluded or part in get_role("compound", language="en")
        for part in parts
    )


@cache
def _list_places_alike() -> frozenset[str]:
    return frozenset(map(fold_name, read_lines("places_alike.txt")))


@lru_cache(maxsize=_ARTICLES)
def _list_given_known(names: frozenset[str], language: str) -> frozenset[str]:
    """Return the given names, in lower case, that begin full names and no name known as a whole."""
    given = get_vocabulary(language).given
    firsts = (
        name.split()[0].lower() for name in names if " " in name and fold_name(name) not in _fold_listed(language)
    )
    return frozenset(first for first in firsts if first in given)


@cache
def _fold_listed(language: str) -> frozenset[str]:
    return frozenset(fold_name(form) for form in list_forms(language, "en" if language == "fr" else "fr"))


@lru_cache(maxsize=_ARTICLES)
def _fold_words(names: frozenset[str], language: str) -> frozenset[str]:
    """Return the folded words of names, but for particles and the like."""
    vocabulary = get_vocabulary(language)
    return frozenset(
        fold_name(word.text)
        for name in names
        for word in list_words(name, language=language)
        if word.case is not Case.LOWER and word.lower not in vocabulary.titled
    )
