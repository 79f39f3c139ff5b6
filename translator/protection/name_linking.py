"""Find the stretch of a target that answers a name of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from translator.protection.articles import drop_own_article
from translator.protection.exonyms import ARTICLE, PERSON, Exonym, find_adjectives, find_exonym, fold_name, render_name
from translator.protection.transliteration import make_key
from translator.protection.word_lists import get_vocabulary

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_SHORT_PARTS = frozenset({"jr", "sr", "st", "ste", "saint", "sainte", "and", "et", "the", "al", "el", "s"})
_REGNAL = regex.compile(r"[IVX]{1,6}(?:er|re|e)?|1er")
#: How many places of an equal word are looked at.
_MAX_PLACES = 32
#: Words of the target that may stand between two parts of a name: ``Bank of America``, ``Banque d’Amérique``.
_MAX_BETWEEN = 3
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
        self._words = tuple(_list_target_words(target))
        self._used: set[int] = set()
        self._places: dict[str, list[int]] = {}
        self._key_places: dict[str, list[int]] = {}
        for at, word in enumerate(self._words):
            self._places.setdefault(word.folded, []).append(at)
            if word.text[0].isupper():
                self._key_places.setdefault(make_key(word.text, language=target_language), []).append(at)

    def link(self, name: str) -> tuple[int, int] | None:
        """Return where the target answers a name, None where it does not.

        Accepted are the form that the target language has for it, or the same words where it has none; a people or
        adjective for a country; the spelling that the target language gives a foreign name. Case, accents, a plural
        and a possessive do not count.
        """
        found = self._find_form(name) or self._find_parts(name) or self._find_adjective(name)
        if found is None:
            return None
        self._used.update(found)
        return self._words[found[0]].start, self._words[found[-1]].end

    def _find_form(self, name: str) -> Sequence[int] | None:
        for form in self._list_forms(name):
            folded = [word.folded for word in _list_target_words(form)]
            found = self._find_sequence(folded)
            if found is not None:
                return found
        return None

    def _list_forms(self, name: str) -> list[str]:
        """List the forms that answer a name, the preferred ones first.

        A place or institution that the target language calls otherwise must be called so: ``Londres`` is no English.
        A person's name may stand in either spelling, and so may what may be one: ``Maurice`` is a man or an island.
        """
        exonym = self._find_exonym(name)
        if exonym is None:
            rendered = render_name(name, source_language=self._source_language, target_language=self._target_language)
            return [name, rendered, drop_own_article(rendered)]
        bare = [ARTICLE.sub("", rendering) for rendering in exonym.renderings]  # ``au Caire``
        is_person = exonym.kind == PERSON or name.lower() in get_vocabulary(self._source_language).given
        return [*exonym.renderings, *bare, *([name] if is_person else ())]

    def _find_exonym(self, name: str) -> Exonym | None:
        return find_exonym(name, source_language=self._source_language, target_language=self._target_language)

    def _find_sequence(self, folded: Sequence[str]) -> Sequence[int] | None:
        if not folded:
            return None
        for first in self._list_places(folded[0]):
            stretch = range(first, first + len(folded))
            if stretch.stop <= len(self._words) and all(
                at not in self._used and is_same_form(form, self._words[at].folded)
                for form, at in zip(folded, stretch, strict=True)
            ):
                return stretch
        return None

    def _list_places(self, form: str) -> list[int]:
        """Return where a form, its plural or its singular stands, used places left out."""
        variants = {form, form + _PLURAL, form.removesuffix(_PLURAL)}
        return sorted(at for variant in variants for at in self._list_unused(self._places.get(variant, [])))

    def _list_unused(self, places: list[int]) -> list[int]:
        """Return the first unused places of a list, and forget the used ones that it begins with."""
        while places and places[0] in self._used:
            places.pop(0)
        return [at for at in places[:_MAX_PLACES] if at not in self._used]

    def _find_parts(self, name: str) -> Sequence[int] | None:
        """Find the telling words of a name close together, each in any of its forms."""
        parts = self._list_telling_parts(name)
        places = [self._find_part(part) for part in parts]
        if not parts or any(not candidates for candidates in places):
            return None
        for first in places[0]:
            chosen = [first]
            for candidates in places[1:]:
                near = [at for at in candidates if 0 < at - chosen[-1] <= _MAX_BETWEEN + 1]
                if not near:
                    break
                chosen.append(near[0])
            if len(chosen) == len(places):
                return chosen
        return None

    def _list_telling_parts(self, name: str) -> list[str]:
        vocabulary = get_vocabulary(self._source_language)
        words = [word.text for word in _list_target_words(name)]
        telling = [
            word
            for word in words
            if len(word) > 1
            and word[0].isupper()
            and word.lower() not in _SHORT_PARTS
            and _REGNAL.fullmatch(word) is None
            and word.lower() not in vocabulary.titled
            and word.lower() not in vocabulary.excluded
        ]
        uncommon = [word for word in telling if word.lower() not in vocabulary.common]
        return uncommon or telling

    def _find_part(self, part: str) -> list[int]:
        forms = {fold_name(form) for form in self._list_forms(part)}
        found = {at for form in forms for at in self._list_places(form) if is_same_form(form, self._words[at].folded)}
        exonym = self._find_exonym(part)
        key = make_key(part, language=self._source_language)
        if key and (exonym is None or exonym.kind == PERSON):
            found.update(self._list_unused(self._key_places.get(key, [])))
        return sorted(found)

    def _find_adjective(self, name: str) -> Sequence[int] | None:
        adjectives = find_adjectives(name, source_language=self._source_language, target_language=self._target_language)
        answers = (self._find_sequence([word.folded for word in _list_target_words(form)]) for form in adjectives)
        return min((answer for answer in answers if answer is not None), key=lambda answer: answer[0], default=None)


def is_same_form(form: str, word: str) -> bool:
    """Tell whether a folded word is a form, or its plural or possessive, or the other way round."""
    return form == word or form + _PLURAL == word or (word + _PLURAL == form and len(word) > 2)


def _list_target_words(text: str) -> Iterator[TargetWord]:
    for match in _WORD.finditer(text):
        yield TargetWord(*match.span(), match[0], fold_name(match[0]))
