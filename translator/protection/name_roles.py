"""Tell whether a name is a person's or a place's: ``Virginie``, ``Georgia``, ``Paris Hilton``."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

import regex

from translator.protection.articles import takes_article
from translator.protection.capitals import Case, Word
from translator.protection.exonyms import FAMILY, PERSON, WORK, find_exonym
from translator.protection.name_context import NameContext
from translator.protection.name_evidence import Evidence, get_role

PLACE = "place"
_PRONOUN = regex.compile(r"\b(?:she|he|her|his|him)\b")
_ARTICLE = regex.compile(r"(?:^|[^\p{L}])(?:l['’]|(?:la|le|les|de la|du|des|au|aux) )$", regex.IGNORECASE)
_WORD_BEFORE = regex.compile(r"(\p{L}+) $")
_LAWSUIT = regex.compile(r"\s(?:vs?|c)\.\s")
_WORDS_AFTER = regex.compile(r",? (?:(?:a|ont|had|has) )?(\p{L}+)")


#: Code points before a name in which the word before it and its article are looked for.
_REACH = 80


def find_name_role(evidence: Evidence, start: int, end: int, *, context: NameContext) -> str:
    """Return what the text tells of a name: ``person``, ``family``, ``place``, ``work``, or nothing.

    A person is who has an honorific or a given name before a family name; of the names that are a given name and a
    place's, who lacks the article that French gives the place, who has a full name elsewhere in the article, who is
    called somebody's kin, or who speaks. A place is what a preposition of place or its article stands before. Ships,
    animals and lawsuits are works here, and so are schools and streets called after people: their names keep every
    word. A family is several people of one name.

    Args:
        evidence: The text, and what the rest of the article says.
        start: First code point of the name.
        end: One past its last.
        context: What stands around the words.
    """
    first, last = (bisect_left(evidence.words, place, key=attrgetter("start")) for place in (start, end))
    words = list(evidence.words[first:last])
    if not words:
        return ""
    if context.is_called(words[0]) or _is_vessel(evidence, words[0]) or _LAWSUIT.search(evidence.text[start:end]):
        return WORK
    if len(words) > 1 and words[0].lower in get_role("club", language=evidence.language):
        return WORK
    if len(words) == 1 and _is_namesake(evidence, words[0]):
        return WORK
    if len(words) == 1 and _is_family(evidence, words[0]):
        return FAMILY
    if evidence.is_titled(words[0]) or context.is_person(words[0]) or _is_full_name(evidence, words):
        return PERSON
    return _judge_given_name(evidence, words[0]) if len(words) == 1 else ""


def _get_before(evidence: Evidence, word: Word) -> str:
    return evidence.text[max(0, word.start - _REACH) : word.start]


def _is_vessel(evidence: Evidence, word: Word) -> bool:
    before = _WORD_BEFORE.search(_get_before(evidence, word))
    return before is not None and before[1].isupper() and before[1].lower() in get_role("vessel", language="en")


def _is_namesake(evidence: Evidence, word: Word) -> bool:
    """Say whether a school or the like is called after a person, whose name keeps its letters: ``Columbus High``."""
    known = find_exonym(word.text, source_language=evidence.language, target_language=_get_other(evidence.language))
    if known is None or known.kind != PERSON or evidence.is_headline:
        return False
    following = next((other for other in evidence.words if other.start >= word.end), None)
    return (
        following is not None
        and following.case is Case.CAPITAL
        and evidence.is_adjacent(word, following)
        and following.lower in get_role("institution", language=evidence.language)
    )


def _is_family(evidence: Evidence, word: Word) -> bool:
    """Say whether an English plural is of a family's name: ``the Kowalskis``, not ``the Lakers``."""
    before = _WORD_BEFORE.search(_get_before(evidence, word))
    if evidence.language != "en" or before is None or before[1].lower() != "the" or not word.lower.endswith("s"):
        return False
    is_other = word.lower in get_role("plural_name", language="en") or evidence.is_listed(word)
    return not is_other and word.lower.removesuffix("s") not in evidence.vocabulary.common


def _is_full_name(evidence: Evidence, words: list[Word]) -> bool:
    """Say whether a name is a given name, or initials, before a family name, and known as nothing else."""
    if len(words) < 2:
        return False
    name = evidence.text[words[0].start : words[-1].end]
    known = find_exonym(name, source_language=evidence.language, target_language=_get_other(evidence.language))
    if known is not None:
        return known.kind == PERSON
    is_begun = words[0].lower in evidence.vocabulary.given or evidence.is_initial_letter(words[0])
    return is_begun and (words[-2].case is Case.LOWER or not evidence.is_weak(words[-1]))


def _judge_given_name(evidence: Evidence, word: Word) -> str:
    known = find_exonym(word.text, source_language=evidence.language, target_language=_get_other(evidence.language))
    if known is None or known.kind == PERSON or word.lower not in evidence.vocabulary.given:
        return ""
    before = _get_before(evidence, word)
    preposition = _WORD_BEFORE.search(before)
    if _ARTICLE.search(before) or (
        preposition and preposition[1].lower() in get_role("place_preposition", language=evidence.language)
    ):
        return PLACE
    is_called = preposition and preposition[1].lower() in get_role("person_noun", language=evidence.language)
    if is_called or evidence.has_full_name(word) or _speaks(evidence, word):
        return PERSON
    lacks_article = evidence.language == "fr" and not evidence.is_headline and takes_article(word.text)
    return PERSON if lacks_article else ""


def _speaks(evidence: Evidence, word: Word) -> bool:
    """Say whether a verb of speech stands beside a name, and a pronoun that no country has."""
    verbs = get_role("speech", language=evidence.language)
    after, before = _WORDS_AFTER.match(evidence.text, word.end), _WORD_BEFORE.search(_get_before(evidence, word))
    is_speaking = (after and after[1].lower() in verbs) or (before and before[1].lower() in verbs)
    return bool(is_speaking) and (evidence.language == "fr" or _PRONOUN.search(evidence.text, word.end) is not None)


def _get_other(language: str) -> str:
    return "en" if language == "fr" else "fr"
