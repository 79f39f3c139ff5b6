"""Find the stretch of a target that answers a name of the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import regex

from translator.protection.articles import drop_own_article
from translator.protection.exonyms import (
    FAMILY,
    PERSON,
    WORK,
    Exonym,
    find_adjectives,
    find_exonym,
    find_family_name,
    fold_name,
    is_namesake,
    render_name,
)
from translator.protection.name_evidence import get_role
from translator.protection.name_roles import PLACE
from translator.protection.transliteration import make_key
from translator.protection.word_lists import get_vocabulary

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
#: May be written with stops: ``P.I.B.``
_ACRONYM = regex.compile(r"\p{Lu}{2,}")
_PARTING = regex.compile(r"[,;:!?]\s")
_APOSTROPHES = ("'", "’")
_SHORT_PARTS = frozenset({"jr", "sr", "st", "ste", "saint", "sainte", "and", "et", "the", "al", "el", "s"})
_REGNAL = regex.compile(r"[IVX]{1,6}(?:er|re|e)?|1er")
#: How many names' and targets' words are kept ready: each attempt at a segment asks for the same names.
_TEXTS = 512
#: How many places of an equal word are looked at.
_MAX_PLACES = 32
#: Words of the target that may stand between two parts of a name: ``Bank of America``, ``Banque d’Amérique``.
_MAX_BETWEEN = 3
_LONG_WORD = 4
#: How many places of each word of an inverted name are tried.
_MAX_CHOICES = 4
_DOUBLED = regex.compile(r"(\p{L})\1+")
#: Particles that the languages spell differently.
_LIKE_PARTICLES = (frozenset({"ben", "bin", "ibn"}), frozenset({"al", "el"}), frozenset({"d", "de", "of"}))
#: A cognate begins with this share of a word of so many letters.
_COGNATE_SHARE = 0.6
_SHORTEST_COGNATE = 6
#: A cognate may lack so many letters at the end: ``Socialistes``, ``socialist``.
_LONGEST_ENDING = 2
#: An article with a capital that French gives it only in a name: ``Les Saintes``.
_OWN_ARTICLE = regex.compile(r"(?:(?:Le|La|Les) |L['’])\p{Lu}")
#: Longest ending that a plural or a possessive adds: ``Obamas``, ``Netanyahus``.
_PLURAL = "s"


@dataclass(frozen=True, slots=True)
class TargetWord:
    """A word of the target with its folded form."""

    start: int
    end: int
    text: str
    folded: str


class NameLinker:
    """Links the names of one source to its target; no word of the target answers twice."""

    def __init__(self, target: str, *, source_language: str, target_language: str) -> None:
        self._target = target
        self._source_language = source_language
        self._target_language = target_language
        self._words = _list_target_words(target)
        self._used: set[int] = set()
        self._is_plural = False
        self._places: dict[str, list[int]] = {}
        self._key_places: dict[str, list[int]] = {}
        for at, word in enumerate(self._words):
            self._places.setdefault(word.folded, []).append(at)
            if word.text[0].isupper():
                self._key_places.setdefault(make_key(word.text, language=target_language), []).append(at)

    def link(self, name: str, *, role: str = "", is_plural: bool = False) -> tuple[int, int] | None:
        """Return where the target answers a name, None where it does not.

        Accepted are the form that the target language has for it, or the same words where it has none; a people or
        adjective for a country; the spelling that the target language gives a foreign name. Case, accents, a plural
        and a possessive do not count. A person's name must have all of its words, particles and initials too.

        Args:
            name: As the source writes it.
            role: ``person``, ``family``, ``place`` or ``work`` where the source tells.
            is_plural: Whether the source speaks of several of that name: ``les Obama``.
        """
        self._is_plural = is_plural
        found = (
            self._find_form(name, role)
            or self._find_words(name, role)
            or self._find_adjective(name, role)
            or self._find_cognate(name, role)
        )
        if found is None:
            return None
        self._used.update(found)
        return self._words[found[0]].start, self._words[found[-1]].end

    def _find_form(self, name: str, role: str) -> Sequence[int] | None:
        forms = self._list_forms(name, role)
        found = (self._find_form_of(form, is_own=form == name or role == FAMILY) for form in forms)
        return next((place for place in found if place is not None), None) or self._find_joined(forms)

    def _find_form_of(self, form: str, *, is_own: bool) -> Sequence[int] | None:
        """Find a form; one word that is the name itself has a plural only where the source speaks of several.

        A longer name may have gained or lost an ``s``, which respelling mends.
        """
        words = [word.folded for word in _list_target_words(form)]
        found = self._find_sequence(words, is_free=self._is_plural or not is_own or len(words) > 1)
        if found is None and _ACRONYM.fullmatch(form):
            found = self._find_sequence(list(form.lower()), is_free=False)
        return found

    def _find_joined(self, forms: Sequence[str]) -> Sequence[int] | None:
        """Find a form whose own article French joined with a preposition: ``au Caire``."""
        if self._target_language != "fr":
            return None
        for bare in {drop_own_article(form) for form in forms} - set(forms):
            found = self._find_sequence([word.folded for word in _list_target_words(bare)])
            before = self._words[found[0] - 1].folded if found and found[0] else ""
            if before in get_role("holds_article", language="fr"):
                return found
        return None

    def _list_forms(self, name: str, role: str) -> list[str]:
        """List the forms that answer a name, the preferred ones first.

        A place or institution that the target language calls otherwise must be called so: ``Londres`` is no English.
        A person's name may stand in either spelling, and so may what may be one: ``Maurice`` is a man or an island.
        """
        if role == FAMILY:
            return [find_family_name(name), *self._list_plurals(name)]
        exonym = self._find_exonym(name, role)
        if exonym is None:
            rendered = render_name(
                name, source_language=self._source_language, target_language=self._target_language, role=role
            )
            return [name, rendered]
        is_open = role != PLACE and name.lower() in get_vocabulary(self._source_language).given
        own = [name] if is_open or exonym.kind == PERSON else []
        if self._target_language != "fr":
            return [*exonym.renderings, *own]
        joined = {drop_own_article(form) for form in exonym.renderings if drop_own_article(form) != form}
        whole = [form for form in exonym.renderings if form not in joined]
        return [*whole, *(form.removeprefix("The ") for form in whole), *own]

    def _list_plurals(self, name: str) -> list[str]:
        """Return a plural as it is, where the article that it has in the target shows several: ``les Kowalskis``."""
        places = self._places.get(fold_name(name), [])
        is_shown = any(at not in self._used and self._is_plural_in_french(at) for at in places)
        return [name] if is_shown else []

    def _find_exonym(self, name: str, role: str) -> Exonym | None:
        exonym = find_exonym(name, source_language=self._source_language, target_language=self._target_language)
        return None if exonym is not None and is_namesake(exonym, role=role) else exonym

    def _find_sequence(self, folded: Sequence[str], *, is_free: bool = True) -> Sequence[int] | None:
        """Find words in a row; ``is_free`` says whether a plural ending counts."""
        if not folded:
            return None
        for first in self._list_places(folded[0], is_free=is_free):
            stretch = range(first, first + len(folded))
            is_there = stretch.stop <= len(self._words) and all(
                at not in self._used and self._is_form(form, at, is_free=is_free)
                for form, at in zip(folded, stretch, strict=True)
            )
            if is_there and not self._is_parted(first, stretch.stop - 1):
                return stretch
        return None

    def _is_parted(self, first: int, last: int) -> bool:
        """Say whether a comma or the like stands between two words, which then are no one name."""
        return _PARTING.search(self._target, self._words[first].end, self._words[last].start) is not None

    def _is_form(self, form: str, at: int, *, is_free: bool) -> bool:
        word = self._words[at].folded
        if word == form or (is_free and _PLURAL in (word.removeprefix(form), form.removeprefix(word))):
            return True
        return word + _PLURAL == form and self._is_plural_in_french(at)

    def _list_places(self, form: str, *, is_free: bool = True) -> list[int]:
        """Return where a form, its plural or its singular stands, used places left out."""
        variants = (form, form + _PLURAL) if is_free else (form,)
        found = [at for variant in variants for at in self._list_unused(self._places.get(variant, []))]
        if form.endswith(_PLURAL):
            singular = self._list_unused(self._places.get(form.removesuffix(_PLURAL), []))
            found += [at for at in singular if self._is_plural_in_french(at)]
        return sorted(found)

    def _is_plural_in_french(self, at: int) -> bool:
        """Say whether an article shows that a name of the target is of several, without an ending: ``les Kowalski``."""
        before = self._words[at - 1].folded if at else ""
        return self._target_language == "fr" and before in get_role("plural_article", language="fr")

    def _list_unused(self, places: list[int]) -> list[int]:
        """Return the first unused places of a list, and forget the used ones that it begins with."""
        while places and places[0] in self._used:
            places.pop(0)
        return [at for at in places[:_MAX_PLACES] if at not in self._used]

    def _find_words(self, name: str, role: str) -> Sequence[int] | None:
        """Find the words of a name: all in a row for a person or work, else the telling ones close together."""
        exonym = self._find_exonym(name, role)
        has_article = self._source_language == "fr" and _OWN_ARTICLE.match(name) is not None and exonym is None
        if role in (PERSON, WORK) or drop_own_article(name) != name or has_article:
            left_out = frozenset() if role == WORK else _SHORT_PARTS
            parts = [word.text for word in _list_target_words(name) if word.folded not in left_out]
            return self._find_row(self._find_parts(parts, role), most_between=0)
        if exonym is None or exonym.kind == PERSON:
            parts = self._list_telling_parts(name)
            most_between = self._count_particles(name)
            return self._find_row(self._find_parts(parts, role), most_between=most_between)
        rows = (self._find_rendering(rendering) for rendering in exonym.renderings)
        return next((row for row in rows if row is not None), None)

    def _find_rendering(self, rendering: str) -> Sequence[int] | None:
        """Find the long words of a name's form in any order: ``Azov Sea`` for ``Sea of Azov``."""
        words = [word.folded for word in _list_target_words(rendering) if len(word.text) >= _LONG_WORD]
        places = [self._list_places(word) for word in words]
        if len(words) < 2 or not all(places):
            return None
        for chosen in product(*(at[:_MAX_CHOICES] for at in places)):
            row = sorted(set(chosen))
            if len(row) == len(words) and row[-1] - row[0] < len(words) + _MAX_BETWEEN:
                return row
        return None

    def _find_row(self, places: Sequence[list[int]], *, most_between: int) -> Sequence[int] | None:
        """Choose a place for each part, each after the one before, with few words between them."""
        if not places or any(not candidates for candidates in places):
            return None
        for first in places[0]:
            chosen = [first]
            for candidates in places[1:]:
                near = [
                    at
                    for at in candidates
                    if 0 < at - chosen[-1] <= most_between + 1 and not self._is_parted(chosen[-1], at)
                ]
                if not near:
                    break
                chosen.append(near[0])
            if len(chosen) == len(places):
                return chosen
        return None

    def _count_particles(self, name: str) -> int:
        """Return how many words may stand between two of a name: as many as its foreign particles, where it has any."""
        particles = get_role("particle", language=self._source_language)
        small = [word.folded for word in _list_target_words(name) if word.text[0].islower()]
        function = get_vocabulary(self._source_language).function
        is_foreign = bool(small) and all(word in particles and word not in function for word in small)
        return len(small) if is_foreign else _MAX_BETWEEN

    def _list_telling_parts(self, name: str) -> list[str]:
        vocabulary = get_vocabulary(self._source_language)
        found = _list_target_words(name)
        words = [word.text for word in found]
        tied = {word.text for word in found if name[max(0, word.start - 1) : word.start] in _APOSTROPHES}
        telling = [
            word
            for word in words
            if _is_telling(word, is_tied=word in tied)
            and word.lower() not in _SHORT_PARTS
            and _REGNAL.fullmatch(word) is None
            and word.lower() not in vocabulary.titled
            and word.lower() not in vocabulary.excluded
        ]
        if "-" in name and " " not in name:
            return [word for word in words if word.lower() not in _SHORT_PARTS]
        if len(words) > 1 and words[0].lower() in vocabulary.given and self._find_exonym(words[0], "") is None:
            return [
                word for word in words if _is_telling(word, is_tied=word in tied) and word.lower() not in _SHORT_PARTS
            ]
        uncommon = [word for word in telling if word.lower() not in vocabulary.common]
        return uncommon or telling

    def _find_parts(self, parts: Sequence[str], role: str) -> list[list[int]]:
        return [self._find_part(part, role, is_free=len(parts) > 1) for part in parts]

    def _find_part(self, part: str, role: str, *, is_free: bool) -> list[int]:
        own = fold_name(part)
        forms = {fold_name(form) for form in self._list_forms(part, role)}
        if role != WORK:
            forms.update(*(group for group in _LIKE_PARTICLES if part.lower() in group))
        found = {
            at for form in forms for at in self._list_places(form, is_free=is_free or self._is_plural or form != own)
        }
        exonym = self._find_exonym(part, "")
        key = make_key(part, language=self._source_language)
        if key and (exonym is None or exonym.kind == PERSON):
            places = self._list_unused(self._key_places.get(key, []))
            found.update(at for at in places if not _is_stutter(fold_name(part), self._words[at].folded))
        return sorted(found)

    def _find_adjective(self, name: str, role: str) -> Sequence[int] | None:
        if role == PERSON:
            return None
        adjectives = find_adjectives(name, source_language=self._source_language, target_language=self._target_language)
        answers = (self._find_sequence([word.folded for word in _list_target_words(form)]) for form in adjectives)
        return min((answer for answer in answers if answer is not None), key=lambda answer: answer[0], default=None)

    def _find_cognate(self, name: str, role: str) -> Sequence[int] | None:
        """Find the common noun or adjective that one word became: ``Hypothermia`` → ``hypothermie``.

        A word that the target writes small was none of a person or place; one that only adds an ending to the whole
        name, or breaks it off (``albuquer``), is no translation of it.
        """
        folded = fold_name(name)
        if role or len(folded) < _SHORTEST_COGNATE or not folded.isalpha() or self._find_exonym(name, role):
            return None
        stem = folded[: max(_SHORTEST_COGNATE - 1, round(_COGNATE_SHARE * len(folded)))]
        for at, word in enumerate(self._words):
            is_small = word.text[0].islower() and at not in self._used
            is_broken = folded.startswith(word.folded) and len(folded) - len(word.folded) > _LONGEST_ENDING
            if is_small and word.folded.startswith(stem) and not word.folded.startswith(folded) and not is_broken:
                return [at]
        return None


def _is_telling(word: str, *, is_tied: bool) -> bool:
    """Say whether a word of a name must arrive: one with a capital, or behind an apostrophe, and no initial.

    A letter of its own with an accent is none: ``Ó Murchú``, ``Tohono O’odham``.
    """
    return (len(word) > 1 or not word.isascii()) and (word[0].isupper() or is_tied)


def _is_stutter(one: str, other: str) -> bool:
    """Tell whether two words differ in nothing but doubled letters: no spelling of the same name."""
    return one != other and _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other)


@lru_cache(maxsize=_TEXTS)
def _list_target_words(text: str) -> tuple[TargetWord, ...]:
    return tuple(TargetWord(*match.span(), match[0], fold_name(match[0])) for match in _WORD.finditer(text))
