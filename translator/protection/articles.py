"""Make articles and prepositions agree with the names that were put in the place of placeholders.

An engine that sees ``⟦0⟧`` cannot know that it stands for a country that is feminine or begins with a vowel, so it
writes ``à ⟦0⟧``, ``de ⟦0⟧`` or ``of ⟦0⟧``. The articles of names are data: ``rules/articles.tsv``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from translator.document import Span, SpanKind
from translator.protection.customs import PEOPLE, agree_custom
from translator.protection.exonyms import find_exonym, fold_name
from translator.protection.name_evidence import get_role
from translator.protection.rules_files import read_table
from translator.protection.word_lists import get_vocabulary
from translator.translation import Placeholder

_AGREEING = frozenset({SpanKind.NAME, SpanKind.TERM})

#: What begins with a vowel to a French ear; ``Yémen`` and ``Ouagadougou`` do not, ``Yves`` does.
_VOWEL = regex.compile(r"(?!ou[aeéi]|onz|oui)(?:[aeiouàâäéèêëîïôöùûü]|y[^aeiouéèê\W])", regex.IGNORECASE)
_BEFORE = r"(?<![\p{L}\p{N}'’-])"
_FRENCH_WORDS = {
    "in": regex.compile(rf"{_BEFORE}(?P<word>à l['’]|(?:à la|à les|à le|à|aux|au|en|dans) )$", regex.IGNORECASE),
    "of": regex.compile(rf"{_BEFORE}(?P<word>d['’]|de l['’]|(?:de la|de les|de le|de|des|du) )$", regex.IGNORECASE),
    "article": regex.compile(rf"{_BEFORE}(?P<word>l['’]|(?:la|les|le) )$", regex.IGNORECASE),
}
_ELIDABLE = regex.compile(
    rf"{_BEFORE}(?P<stem>(?:jusqu|lorsqu|puisqu|quoiqu|parce qu|qu|d|l)(?=[e'’])|l(?=a ))(?P<end>['’]|[ea] )$",
    regex.IGNORECASE,
)
_ARTICLE_AND_NAME = regex.compile(r"(?P<article>les?) (?=\p{L})", regex.IGNORECASE)
_JOINED = {("de", "le"): "du ", ("de", "les"): "des ", ("à", "le"): "au ", ("à", "les"): "aux "}
_BEFORE_ARTICLE = regex.compile(rf"{_BEFORE}(?P<word>des|du|de|aux|au|à|d['’]) ?$", regex.IGNORECASE)
_PARTED = {"du": "de", "des": "de", "au": "à", "aux": "à"}
_LAST_WORD = regex.compile(r"(\p{L}+)[ \u00a0]$")
_FIRST_WORD = regex.compile(r" ?(\p{L}*)")
_INDEFINITE = regex.compile(rf"{_BEFORE}an? $", regex.IGNORECASE)
_ENGLISH_VOWEL = regex.compile(r"(?!Eu|EU|Uk|UK|Uni|UN|US|Ur|Ug|Ut|Ou|One)[AEIOUÀÁÂÄÅÉÈÊÎÖÓÜ]")
_THE = regex.compile(rf"{_BEFORE}the $", regex.IGNORECASE)
_RELATIVE = frozenset({"of", "that", "which", "who", "whom", "whose", "where"})
#: ``France et Allemagne`` stand in a headline without article.
_COORDINATING = frozenset({"and", "or", "et", "ou"})
_APOSTROPHE = "’"


@dataclass(frozen=True, slots=True)
class _Gender:
    """How a name takes an article; see the head of the rule file."""

    kind: str
    article: str


@cache
def _get_genders(language: str) -> dict[str, _Gender]:
    return {
        fold_name(name): _Gender(kind, article)
        for tongue, kind, article, name in read_table("articles.tsv")
        if tongue == language
    }


def takes_article(name: str) -> bool:
    """Say whether a place stands with an article in French: ``la Virginie``, but ``Florence``."""
    gender = _get_genders("fr").get(fold_name(name))
    return gender is not None and gender.kind == "place" and gender.article != ""


def drop_own_article(name: str) -> str:
    """Return a name without the article that a French preposition joins: ``Le Havre`` is ``Havre`` in ``du Havre``.

    A family name keeps its own: ``Le Pen``.
    """
    gender = _get_genders("fr").get(fold_name(name))
    return _ARTICLE_AND_NAME.sub("", name, count=1) if gender is not None and gender.kind == "titled" else name


def fit_articles(
    target: str, *, values: Sequence[Span], source: str, placeholders: Sequence[Placeholder], language: str
) -> str:
    """Make the words before restored names agree with them: ``de Canada`` → ``du Canada``, ``de Anna`` → ``d’Anna``.

    Only what stands right before a name changes, and a name never does, but for an article of its own that joins the
    preposition before it, ``de Le Havre`` → ``du Havre``, and the first letter of a sentence.

    Args:
        target: A target whose placeholders are restored.
        values: Where the restored values lie in it; the ``ref`` of each is the position of its placeholder.
        source: Text of the segment; ``in Ukraine`` and ``to Ukraine`` differ in French.
        placeholders: Those of the masked segment.
        language: ISO 639 code of the target; only French and English have rules.
    """
    fit = _FITTERS.get(language)
    if fit is None:
        return target
    for value in sorted(values, key=lambda span: -span.start):
        if value.kind in _AGREEING and value.start < value.end:
            word = _LAST_WORD.search(source[: placeholders[int(value.ref)].span.start])
            before, name, after = target[: value.start], target[value.start : value.end], target[value.end :]
            if language == "fr" and placeholders[int(value.ref)].span.ref == PEOPLE:
                target = before + agree_custom(name, before=before) + after
            elif value.kind is SpanKind.TERM and drop_own_article(name) != name:
                target = _part_article(before) + name + after
            else:
                target = "".join(fit(before, name, after, word[1].lower() if word else "")) + after
    begins_with_value = any(value.start == 0 and value.kind in _AGREEING for value in values)
    return target[:1].upper() + target[1:] if begins_with_value and source[:1].isupper() else target


def _fit_french(before: str, name: str, after: str, word: str) -> tuple[str, str]:
    gender = _get_genders("fr").get(fold_name(name))
    is_own = name[:1].islower() or (gender is not None and gender.kind == "titled")
    if is_own and _ARTICLE_AND_NAME.match(name):
        return _join_own_article(before, name)
    if gender is None or gender.kind == "titled":
        return _elide(before, name), name
    is_in = word in get_role("being_in", language="en")
    for role, pattern in _FRENCH_WORDS.items():
        match = pattern.search(before)
        if match:
            written = _choose_french(role, match["word"].strip().lower(), name, gender, is_in=is_in)
            return before[: match.start()] + _copy_case(written, match["word"]), name
    if gender.article and _is_bare(before, after, language="fr"):
        article = _add_article(name, gender)
        return before + (article.capitalize() if not before.strip() else article), name
    return _elide(before, name), name


def _join_own_article(before: str, name: str) -> tuple[str, str]:
    match = _BEFORE_ARTICLE.search(before)
    own = _ARTICLE_AND_NAME.match(name)
    if match is None or own is None:
        return before, name
    preposition = "à" if match["word"].lower() in ("à", "au", "aux") else "de"
    joined = _JOINED[preposition, own["article"].lower()]
    return before[: match.start()] + _copy_case(joined, match["word"]), name[own.end() :]


def _part_article(before: str) -> str:
    """Take the article out of a preposition before a term that has its own, which the glossary wants whole."""
    match = _BEFORE_ARTICLE.search(before)
    if match is None or match["word"].lower() not in _PARTED:
        return before
    return f"{before[: match.start()]}{_copy_case(_PARTED[match['word'].lower()], match['word'])} "


def _choose_french(role: str, word: str, name: str, gender: _Gender, *, is_in: bool) -> str:
    """Return the article, or the preposition with or without one, that a name takes in the place of a word."""
    if role == "article":
        return _add_article(name, gender)
    if role == "of":
        return _choose_genitive(word, name, gender)
    is_dative = not is_in and word not in ("en", "dans")
    return _choose_locative(word, name, gender, is_dative=is_dative)


def _choose_genitive(word: str, name: str, gender: _Gender) -> str:
    if not gender.article or (word in ("de", "d'", "d’") and gender.article == "la" and gender.kind == "place"):
        return _elide("de ", name)
    return _contract("de ", name, gender)


def _choose_locative(word: str, name: str, gender: _Gender, *, is_dative: bool) -> str:
    if gender.kind == "inland":
        return "en " if not is_dative else "à "
    if gender.kind != "place":
        return "dans " + _add_article(name, gender) if word == "dans" else _contract("à ", name, gender)
    takes_en = gender.article == "la" or (gender.article == "le" and _VOWEL.match(name))
    if takes_en and not is_dative:
        return "en "
    return _contract("à ", name, gender)


def _contract(preposition: str, name: str, gender: _Gender) -> str:
    if not gender.article:
        return _elide(preposition, name)
    article = _add_article(name, gender)
    return _JOINED.get((preposition.strip(), article.strip()), preposition + article)


def _add_article(name: str, gender: _Gender) -> str:
    if not gender.article:
        return ""
    is_elided = gender.article != "les" and _VOWEL.match(name)
    return f"l{_APOSTROPHE}" if is_elided else f"{gender.article} "


def _elide(before: str, name: str) -> str:
    """Elide what stands before a vowel, and undo the elision before a consonant."""
    match = _ELIDABLE.search(before)
    if match is None:
        return before
    is_elided = match["end"] in ("'", "’")
    stem = match["stem"]
    if _VOWEL.match(name):
        return before if is_elided else f"{before[: match.start()]}{stem}{_APOSTROPHE}"
    if is_elided and stem.lower() != "l" and name[:1].lower() not in "hy":
        return f"{before[: match.start()]}{stem}e "
    return before


def _fit_english(before: str, name: str, after: str, word: str) -> tuple[str, str]:
    del word
    gender = _get_genders("en").get(fold_name(name))
    article = _THE.search(before)
    if article and name.lower().startswith("the "):
        return before[: article.start()], name
    if article and gender is None and _is_country(name) and _ends_phrase(after):
        return before[: article.start()], name
    indefinite = _INDEFINITE.search(before)
    if indefinite:
        return before[: indefinite.start()] + indefinite[0][0] + ("n " if _ENGLISH_VOWEL.match(name) else " "), name
    if gender is not None and _is_bare(before, after, language="en"):
        return before + ("The " if not before.strip() else "the "), name
    return before, name


def _is_country(name: str) -> bool:
    exonym = find_exonym(name, source_language="en", target_language="fr")
    return exonym is not None and exonym.kind == "country"


def _ends_phrase(after: str) -> bool:
    """Say whether a name is the last word of its phrase: not ``the France that I love``, ``the Ukraine war``."""
    word = _FIRST_WORD.match(after)
    following = word[1] if word else ""
    return not following or (following in get_vocabulary("en").function and following not in _RELATIVE)


def _is_bare(before: str, after: str, *, language: str) -> bool:
    """Say whether a name stands where a sentence needs its article: after a preposition, or as the first subject."""
    word = _LAST_WORD.search(before)
    if word:
        return word[1].lower() in get_role("before_article", language=language)
    following = _FIRST_WORD.match(after)
    return not before.strip() and following is not None and following[1].islower() and following[1] not in _COORDINATING


def _copy_case(written: str, replaced: str) -> str:
    return written[:1].upper() + written[1:] if replaced[:1].isupper() else written


_FITTERS = {"fr": _fit_french, "en": _fit_english}
