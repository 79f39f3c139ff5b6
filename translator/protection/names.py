"""Find the names of persons, places and organisations by rules.

The evidence: capitals against the place in the sentence, particles, titles, lists, and the rest of the article. A name
here is what must arrive: the same, or in the form that the target language has for it. Words that titles and
institutions write with a capital (``le Conseil``, ``the Government``) are translated, and are no names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from translator.document import Span, SpanKind
from translator.protection.capitals import Case, Word
from translator.protection.exonyms import fold_name
from translator.protection.name_context import NameContext
from translator.protection.name_evidence import Evidence, get_listed, get_role
from translator.protection.name_roles import find_name_role

_LANGUAGES = ("en", "fr")
_DEFAULT_LANGUAGE = "en"
#: Given names are looked for among the first words of a run.
_NAME_START = 3
#: Shorter words are too often others where case tells nothing.
_SHORTEST_WITHOUT_CASE = 4
#: How many particles may follow each other: ``de la``, ``von der``.
_MAX_PARTICLES = 2


def find_names(text: str, *, language: str, known_names: Collection[str] = ()) -> tuple[Span, ...]:
    """Find the names of a text.

    Args:
        text: A segment.
        language: ISO 639 code; rules of English serve languages without rules of their own.
        known_names: Names found where capitals mean something, in the rest of the article: evidence for those that
            begin a sentence, that are common words too, or that stand in a headline.

    Returns:
        Spans in order that do not overlap, without honorifics, articles and possessive endings; ``ref`` is ``person``
        or ``place`` where the text tells which of both a name is, else empty.
    """
    known = language if language in _LANGUAGES else _DEFAULT_LANGUAGE
    evidence = Evidence(text, language=known, known_names=known_names)
    finder = _Finder(evidence)
    return tuple(
        Span(
            finder.include_article(start),
            end,
            SpanKind.NAME,
            ref=find_name_role(evidence, start, end, context=finder.context),
        )
        for start, end in finder.find()
    )


class _Finder:
    """The search for names in one text."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self.context = NameContext(evidence)
        self._words = evidence.words
        self._vocabulary = evidence.vocabulary
        self._language = evidence.language
        self._particles = get_role("particle", language=evidence.language)
        self._joining = get_role("joining", language=evidence.language)

    def find(self) -> Iterator[tuple[int, int]]:
        """Yield names from left to right: known ones as they are listed, others as runs of capitalised words."""
        index = 0
        lawsuits = list(self.context.find_lawsuits())
        while index < len(self._words):
            lawsuit = next((place for place in lawsuits if place[0] <= self._words[index].start < place[1]), None)
            if lawsuit is not None:
                yield lawsuit
                index = self._skip_to(lawsuit[1], index)
                continue
            length = 0 if self._is_common_noun(index) else self._match_listed(index)
            if length and not self._runs_on(index, length):
                yield self._words[index].start, self._words[index + length - 1].end
                index += length
                continue
            length = self._match_without_case(index)
            if length:
                yield self._words[index].start, self._words[index + length - 1].end
                index += length
                continue
            run = self._take_run(index)
            kept = self._trim(run)
            if kept:
                end = self.context.find_owned_end(kept[0].start, kept[-1].end)
                yield kept[0].start, end
                index = max(index + len(run), self._skip_to(end, index))
            else:
                index += max(len(run), 1)

    def include_article(self, start: int) -> int:
        """Return where a name begins that has an elided article of its own, with a capital: ``à L’Haÿ-les-Roses``."""
        if self._language != "fr" or self._evidence.is_headline:
            return start
        article = next((word for word in self._words if word.end + 1 == start), None)
        is_own = article is not None and article.text == "L" and not article.is_initial
        return article.start if article is not None and is_own else start

    def _skip_to(self, end: int, index: int) -> int:
        """Return the index of the first word from here on that begins at or after a place."""
        while index < len(self._words) and self._words[index].start < end:
            index += 1
        return index

    def _match_without_case(self, index: int) -> int:
        """Return how many words from here on make a name that only lists can tell; 0 where capitals tell it."""
        if not self._evidence.is_caseless or self._is_common_noun(index):
            return 0
        if self._evidence.is_person_without_case(index):
            return 2
        return int(self._evidence.is_known_without_case(self._words[index]))

    def _is_common_noun(self, index: int) -> bool:
        """Say whether an article stands before a word of a text without capitals: ``les paris sont ouverts``."""
        before = self._words[index - 1].lower if index else ""
        return self._evidence.is_small and before in get_role("noun_article", language=self._language)

    def _match_listed(self, index: int) -> int:
        """Return how many words from here on make a known name of the longest form; 0 if none does."""
        for name in get_listed(self._language).get(fold_name(self._words[index].text), ()):
            words = self._words[index : index + len(name)]
            if len(words) == len(name) and self._is_form(words, name):
                return len(name)
        return 0

    def _is_form(self, words: list[Word], name: tuple[str, ...]) -> bool:
        if not all(self._is_form_of_word(word, form) for word, form in zip(words, name, strict=True)):
            return False
        if all(word.case is Case.LOWER for word in words):
            return self._evidence.is_small and not all(word.lower in self._vocabulary.common for word in words)
        first = words[0]
        is_free = first.is_initial or self._evidence.is_headline
        if len(name) == 1 and is_free and first.lower in self._vocabulary.common and first.text != name[0]:
            return False
        return all(self._evidence.is_adjacent(one, other) for one, other in pairwise(words))

    def _is_form_of_word(self, word: Word, form: str) -> bool:
        """Say whether a word is a listed one: a capital where that has one, capitals for an acronym."""
        if fold_name(word.text) != fold_name(form):
            return False
        if self._evidence.is_capitals:
            return True
        if self._evidence.is_small:
            return len(form) >= _SHORTEST_WITHOUT_CASE and not form.isupper()
        if form.isupper() and len(form) > 1:
            return word.case is Case.CAPITALS
        return word.case is not Case.LOWER or not form[0].isupper()

    def _runs_on(self, index: int, length: int) -> bool:
        """Whether a known name of one word is part of a longer one: ``Jean Londres``, ``Air France-KLM``."""
        if length > 1 or self._evidence.is_headline or index + 1 >= len(self._words):
            return False
        following = self._words[index + 1]
        is_person = self._words[index].lower in self._vocabulary.given
        if is_person and following.lower in self._particles and index + 2 < len(self._words):
            return self._find_continuation([self._words[index]], index + 1) is not None
        return (
            is_person and self._evidence.is_adjacent(self._words[index], following) and following.case is not Case.LOWER
        )

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
        if self._evidence.is_capitals:
            return self._evidence.is_evident(word)
        if self._evidence.is_calendar(word):
            is_given = word.lower in self._vocabulary.given and not self._evidence.is_dated(word)
            return is_given or self.context.is_person(word)
        is_free = word.lower in self._vocabulary.given or word.lower not in self._vocabulary.excluded
        return is_free or self._is_sign(word)

    def _find_continuation(self, run: list[Word], position: int) -> int | None:
        """Return where the next capitalised word of a run stands, past particles; None where the run ends."""
        reach = position
        last = previous = run[-1]
        while reach < len(self._words) and reach - position <= _MAX_PARTICLES:
            word = self._words[reach]
            if not self._evidence.is_adjacent(previous, word):
                return None
            if self._can_continue(word, last):
                return reach if reach == position or self._may_join(run, self._words[position:reach]) else None
            if not self._is_particle(word, run):
                return None
            previous = word
            reach += 1
        return None

    def _is_particle(self, word: Word, run: list[Word]) -> bool:
        """Say whether a word may stand inside a name; set off by commas, a title may have any small word."""
        is_small = word.text in self._vocabulary.function and self.context.is_called_apart(run[0])
        return word.text.lower() in self._particles or word.text in self._joining or is_small

    def _can_continue(self, word: Word, last: Word) -> bool:
        if word.case is Case.LOWER or (self._evidence.is_capitals and not self._evidence.is_evident(word)):
            return False
        if self._evidence.is_calendar(word):
            return last.lower in self._vocabulary.given and word.lower not in self._vocabulary.days
        return word.lower not in self._vocabulary.excluded

    def _may_join(self, run: list[Word], particles: list[Word]) -> bool:
        """Say whether particles make one name of what stands around them: not ``la France de Macron``."""
        is_person = any(word.lower in self._vocabulary.given for word in run[:_NAME_START])
        is_foreign = not any(particle.lower in self._vocabulary.function for particle in particles)
        return (
            is_person
            or self.context.is_called(run[0])
            or any(self._is_vessel(word) for word in run)
            or (self._language == "en" and is_foreign)
            or all(particle.text.lower() in self._particles for particle in particles)
        )

    def _is_company(self, words: list[Word]) -> bool:
        """Say whether a run ends as firms' names do: ``Harbour Ltd``."""
        is_free = words[0].is_initial and words[0].lower in self._vocabulary.function
        suffixes = get_role("company_suffix", language=self._language)
        return len(words) > 1 and words[-1].lower in suffixes and not is_free

    def _is_club(self, words: list[Word]) -> bool:
        """Say whether a club's first word stands before its town: ``Union Berlin``."""
        is_begun = words[0].lower in get_role("club", language=self._language)
        return is_begun and not self._evidence.is_headline and self._evidence.is_known_without_case(words[1])

    def _is_vessel(self, word: Word) -> bool:
        """Say whether a word stands before a ship's name: ``MV``, ``HMS``."""
        return word.case is Case.CAPITALS and word.lower in get_role("vessel", language=self._language)

    def _trim(self, run: list[Word]) -> list[Word]:
        """Leave out titles before a name and words that make none, and say whether what is left is one."""
        words = list(run)
        vessel = next((at for at, word in enumerate(words[:-1]) if self._is_vessel(word)), None)
        if vessel is not None:
            return words[vessel + 1 :]
        if words and (self.context.is_called(words[0]) or self._is_company(words)):
            return words
        words = words[self._count_office(words) :]
        while words and not self._is_pointed_out(words[0]) and self._is_empty_start(words):
            words.pop(0)
        while words and self._is_empty_end(words):
            words.pop()
        is_name = any(self._evidence.is_distinct(word) or self._is_pointed_out(word) for word in words)
        return words if words and (is_name or self._evidence.begins_person(words)) else []

    def _count_office(self, words: list[Word]) -> int:
        """Return how many words before a name are an office with what it is over: ``Fire Chief``; else 0."""
        if self._language != "en":
            return 0
        offices = get_role("rank", language="en") | get_role("office", language="en")
        last = max((at for at, word in enumerate(words[:-1]) if word.lower in offices), default=0)
        is_common = all(word.lower in self._vocabulary.common or self._evidence.is_weak(word) for word in words[:last])
        return last + 1 if last and is_common else 0

    def _is_pointed_out(self, word: Word) -> bool:
        return self._evidence.is_titled(word) or self.context.is_person(word) or self._is_sign(word)

    def _is_sign(self, word: Word) -> bool:
        return self.context.is_scoring(word) or self.context.is_brand(word)

    def _is_empty_start(self, words: list[Word]) -> bool:
        """Say whether the first word of a run says nothing: a common word at a sentence's start, a title, a people."""
        word = words[0]
        if self._evidence.is_evident(word) or self._evidence.begins_person(words):
            return False
        if len(words) > 1 and (self._evidence.is_own_article(word) or self._is_club(words)):
            return False
        if self._evidence.is_weak(word) or self._evidence.is_honorific(word):
            return True
        if self._evidence.is_initial_letter(word):
            return False
        is_free = word.is_initial or self._evidence.is_headline
        return is_free and word.lower in self._vocabulary.common

    def _is_empty_end(self, words: list[Word]) -> bool:
        word = words[-1]
        if word.case is Case.LOWER:
            return True
        if self._evidence.is_evident(word) or self._is_pointed_out(word):
            return False
        given = self._vocabulary.given
        is_family_name = len(words) > 1 and (
            words[-2].lower in given or (words[-2].case is Case.LOWER and words[0].lower in given)
        )
        return self._evidence.is_weak(word) and not is_family_name
