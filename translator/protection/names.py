"""Find the names of persons, places and organisations by rules.

The evidence: capitals against the place in the sentence, particles, titles, lists, and the rest of the article. A name
here is what must arrive: the same, or in the form that the target language has for it. Words that titles and
institutions write with a capital (``le Conseil``, ``the Government``) are translated, and are no names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise

import regex

from translator.document import Span, SpanKind
from translator.protection.capitals import Case, Word, is_all_capitals, is_title_case, list_words
from translator.protection.exonyms import fold_name, list_forms
from translator.protection.word_lists import Vocabulary, get_vocabulary

#: Small words inside names: those that only names have, and those that join two names as often as parts of one.
_PARTICLES = frozenset(
    {
        "von",
        "van",
        "der",
        "den",
        "ter",
        "ten",
        "vom",
        "zum",
        "zur",
        "di",
        "da",
        "del",
        "della",
        "dei",
        "degli",
        "dos",
        "das",
        "do",
        "bin",
        "ibn",
        "ben",
        "bint",
        "abu",
        "af",
        "av",
        "zu",
    }
)
_JOINING = frozenset({"de", "du", "des", "d", "la", "le", "of", "the", "en", "sur", "lès", "los", "las", "y", "e"})
_HONORIFICS = {
    "fr": frozenset(
        {
            "m",
            "mm",
            "mme",
            "mmes",
            "mlle",
            "mlles",
            "me",
            "mgr",
            "dr",
            "pr",
            "st",
            "ste",
            "monsieur",
            "madame",
            "mademoiselle",
            "messieurs",
            "mesdames",
        }
    ),
    "en": frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "lady", "lord", "dame", "madam", "st"}),
}
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
_ARTICLE_REACH = 5
#: Longer words in capitals are stressed words.
_LONGEST_ACRONYM = 6
_GAP = regex.compile(r"[ \u00a0\u202f]|\.[ \u00a0\u202f]|\.?[-‑]|['’]")
_LANGUAGES = ("en", "fr")
_DEFAULT_LANGUAGE = "en"


def find_names(text: str, *, language: str, known_names: Collection[str] = ()) -> tuple[Span, ...]:
    """Find the names of a text.

    Args:
        text: A segment.
        language: ISO 639 code; rules of English serve languages without rules of their own.
        known_names: Names found where capitals mean something, in the rest of the article: evidence for those that
            begin a sentence, that are common words too, or that stand in a headline.

    Returns:
        Spans in order that do not overlap, without honorifics, articles and possessive endings.
    """
    finder = _Finder(text, language=language if language in _LANGUAGES else _DEFAULT_LANGUAGE, known_names=known_names)
    return tuple(Span(start, end, SpanKind.NAME) for start, end in finder.find())


@cache
def _get_listed(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the known names of several words, as words, by the folded form of their first word."""
    listed: dict[str, list[tuple[str, ...]]] = {}
    for form in list_forms(language, "en" if language == "fr" else "fr"):
        words = tuple(word.text for word in list_words(form, language=language))
        if words:
            listed.setdefault(fold_name(words[0]), []).append(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in listed.items()}


class _Finder:
    """The search for names in one text."""

    def __init__(self, text: str, *, language: str, known_names: Collection[str]) -> None:
        self._text = text
        self._language = language
        self._vocabulary: Vocabulary = get_vocabulary(language)
        self._words = list_words(text, language=language)
        self._places = {word.start: index for index, word in enumerate(self._words)}
        self._known = _fold_words(frozenset(known_names), language)
        self._is_capitals = is_all_capitals(self._words)
        self._is_headline = self._is_capitals or is_title_case(self._words)

    def find(self) -> Iterator[tuple[int, int]]:
        """Yield names from left to right: known ones as they are listed, others as runs of capitalised words."""
        index = 0
        while index < len(self._words):
            length = self._match_listed(index)
            if length and not self._runs_on(index, length):
                yield self._words[index].start, self._words[index + length - 1].end
                index += length
                continue
            run = self._take_run(index)
            kept = self._trim(run)
            if kept:
                yield kept[0].start, kept[-1].end
            index += max(len(run), length, 1)

    def _match_listed(self, index: int) -> int:
        """Return how many words from here on make a known name of the longest form; 0 if none does."""
        for name in _get_listed(self._language).get(fold_name(self._words[index].text), ()):
            words = self._words[index : index + len(name)]
            if len(words) == len(name) and self._is_form(words, name):
                return len(name)
        return 0

    def _is_form(self, words: list[Word], name: tuple[str, ...]) -> bool:
        for word, form in zip(words, name, strict=True):
            if fold_name(word.text) != fold_name(form):
                return False
            if not self._is_capitals and form[0].isupper() and word.case is Case.LOWER:
                return False
        if all(word.case is Case.LOWER for word in words):
            return False
        is_common = len(name) == 1 and words[0].lower in self._vocabulary.common
        if is_common and (self._is_headline or words[0].is_initial) and name[0] != words[0].text:
            return False
        if is_common and not name[0].isupper() and (words[0].is_initial or self._is_headline):
            return False
        return all(self._is_adjacent(one, other) for one, other in pairwise(words))

    def _runs_on(self, index: int, length: int) -> bool:
        """Whether a known name of one word is part of a longer one: ``Jean Londres``, ``Air France-KLM``."""
        if length > 1 or self._is_headline or index + 1 >= len(self._words):
            return False
        following = self._words[index + 1]
        is_person = self._words[index].lower in self._vocabulary.given
        return is_person and self._is_adjacent(self._words[index], following) and following.case is not Case.LOWER

    def _take_run(self, index: int) -> list[Word]:
        """Return the words from here on that may make one name: capitalised ones, with particles between them."""
        if not self._can_begin(self._words[index]):
            return []
        run = [self._words[index]]
        position = index + 1
        while position < len(self._words):
            reach = self._find_continuation(run, position)
            if reach is None or self._match_listed(reach) > 1:
                break
            run += self._words[position : reach + 1]
            position = reach + 1
        return run

    def _can_begin(self, word: Word) -> bool:
        if word.case is Case.LOWER:
            return False
        if self._is_capitals:
            return self._is_evident(word)
        if word.lower in self._vocabulary.given:
            return True
        return word.lower not in self._vocabulary.excluded and word.lower not in self._vocabulary.calendar

    def _find_continuation(self, run: list[Word], position: int) -> int | None:
        """Return where the next capitalised word of a run stands, past particles; None where the run ends."""
        reach = position
        last = previous = run[-1]
        while reach < len(self._words) and reach - position < 3:
            word = self._words[reach]
            if not self._is_adjacent(previous, word):
                return None
            if self._can_continue(word, last):
                return reach if reach == position or self._may_join(run, self._words[position:reach]) else None
            if word.text.lower() not in _PARTICLES and word.text not in _JOINING:
                return None
            previous = word
            reach += 1
        return None

    def _can_continue(self, word: Word, last: Word) -> bool:
        if word.case is Case.LOWER or (self._is_capitals and not self._is_evident(word)):
            return False
        if word.lower in self._vocabulary.calendar:
            return last.lower in self._vocabulary.given
        return word.lower not in self._vocabulary.excluded

    def _may_join(self, run: list[Word], particles: list[Word]) -> bool:
        """Say whether particles make one name of what stands around them: not ``la France de Macron``."""
        is_person = any(word.lower in self._vocabulary.given for word in run)
        return is_person or all(particle.text.lower() in _PARTICLES for particle in particles)

    def _is_adjacent(self, one: Word, other: Word) -> bool:
        between = self._text[one.end : other.start]
        if between.startswith("."):
            is_initial = len(one.text) <= 2 or one.lower in _HONORIFICS[self._language]
            return is_initial and _GAP.fullmatch(between) is not None
        return _GAP.fullmatch(between) is not None

    def _trim(self, run: list[Word]) -> list[Word]:
        """Leave out titles before a name and words that make none, and say whether what is left is one."""
        words = list(run)
        while words and not self._is_titled(words[0]) and self._is_empty_start(words):
            words.pop(0)
        while words and self._is_empty_end(words):
            words.pop()
        is_name = any(self._is_distinct(word) or self._is_titled(word) for word in words)
        return words if words and (is_name or self._begins_person(words)) else []

    def _is_honorific(self, word: Word) -> bool:
        return word.lower in _HONORIFICS[self._language]

    def _is_titled(self, word: Word) -> bool:
        """Say whether an honorific stands right before a word that is no office: ``Dr King``, not ``Mr President``."""
        index = self._places[word.start]
        is_office = word.lower in self._vocabulary.titled
        return (
            index > 0
            and not is_office
            and self._is_honorific(self._words[index - 1])
            and self._is_adjacent(self._words[index - 1], word)
        )

    def _is_empty_start(self, words: list[Word]) -> bool:
        """Say whether the first word of a run says nothing: a common word at a sentence's start, a title, a people."""
        word = words[0]
        if self._is_evident(word) or self._begins_person(words):
            return False
        if self._is_weak(word) or self._is_honorific(word):
            return True
        is_free = self._language == "en" or word.is_initial or self._is_headline
        return is_free and word.lower in self._vocabulary.common

    def _is_empty_end(self, words: list[Word]) -> bool:
        word = words[-1]
        if self._is_evident(word) or word.case is Case.LOWER:
            return word.case is Case.LOWER
        if len(words) > 1 and words[-2].lower in self._vocabulary.given:
            return False
        return self._is_weak(word)

    def _is_weak(self, word: Word) -> bool:
        """Say whether a word with a capital never makes a name: a title, a people, a month, an article."""
        words = self._vocabulary
        lists = (words.function, words.titled, words.excluded, words.calendar, _JOINING)
        return any(word.lower in listed for listed in lists)

    def _begins_person(self, words: list[Word]) -> bool:
        """Say whether a given name begins a run and a family name follows, be both common words."""
        return (
            len(words) > 1
            and words[0].lower in self._vocabulary.given
            and not (self._is_weak(words[1]) and words[1].lower not in self._vocabulary.calendar)
            and not (self._is_headline and words[1].lower in self._vocabulary.common)
        )

    def _is_distinct(self, word: Word) -> bool:
        """Say whether a word makes a name by itself."""
        if word.case is Case.LOWER:
            return regex.search(r"-\p{Lu}", word.text) is not None
        if self._is_evident(word):
            return True
        if len(word.text) == 1 or self._is_weak(word) or _ROMAN.fullmatch(word.text):
            return False
        if word.is_initial and _VERB_AND_PRONOUN.search(word.lower):
            return False
        if self._is_people(word) or (word.case is Case.CAPITALS and len(word.text) > _LONGEST_ACRONYM):
            return False
        if word.lower in self._vocabulary.common:
            return self._is_capitalised_against_custom(word)
        if _are_parts_common(word, self._vocabulary):
            return False
        is_certain = not word.is_initial or word.case is not Case.CAPITAL
        return is_certain or not _WORDLIKE[self._language].search(word.lower)

    def _is_people(self, word: Word) -> bool:
        """Say whether a word ends as the names of peoples and followers do: ``the Hussites``, ``les Athéniens``."""
        before = self._text[max(0, word.start - _ARTICLE_REACH) : word.start].lower()
        if self._language == "fr":
            return _PLURAL_ARTICLE.search(before) is not None and _PEOPLE["fr"].search(word.lower) is not None
        return _PEOPLE["en"].search(word.lower) is not None

    def _is_capitalised_against_custom(self, word: Word) -> bool:
        """Say whether a common word is a name because French would write it small here: ``le groupe Total``."""
        is_free = not word.is_initial and not self._is_headline and word.case is Case.CAPITAL
        return self._language == "fr" and is_free and word.lower not in self._vocabulary.titled

    def _is_evident(self, word: Word) -> bool:
        """Say whether the rest of the article, or a list, knows the word as a name."""
        if fold_name(word.text) in self._known:
            return word.lower not in self._vocabulary.titled
        is_listed = (word.text,) in _get_listed(self._language).get(fold_name(word.text), ())
        return is_listed and word.lower not in self._vocabulary.common


def _are_parts_common(word: Word, vocabulary: Vocabulary) -> bool:
    """Say whether a hyphenated word is made of common words and peoples only: ``Vice-President``."""
    parts = regex.split("[-‑]", word.lower)
    return len(parts) > 1 and all(
        part in vocabulary.common or part in vocabulary.excluded or part in _COMPOUND_PREFIXES for part in parts
    )


_COMPOUND_PREFIXES = frozenset(
    {"anglo", "franco", "germano", "russo", "sino", "euro", "afro", "indo", "austro", "ibero", "americano", "belgo"}
)


@cache
def _fold_words(names: frozenset[str], language: str) -> frozenset[str]:
    """Return the folded words of names, but for particles and the like."""
    vocabulary = get_vocabulary(language)
    return frozenset(
        fold_name(word.text)
        for name in names
        for word in list_words(name, language=language)
        if word.case is not Case.LOWER and word.lower not in vocabulary.titled
    )
