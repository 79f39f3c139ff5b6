"""Write the names that arrived as the target language and the source write them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from translator.document import Span, SpanKind
from translator.protection.exonyms import PERSON, find_exonym, find_renderings, fold_name, render_name
from translator.protection.name_evidence import get_role
from translator.protection.rules_files import read_table
from translator.protection.transliteration import make_key

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_HYPHENATED_BEFORE = regex.compile(r"\p{L}+\.?[-‑]$")
_HYPHENS = ("-", "‑")
#: How far before a name the first half of a hyphenated one begins at most.
_REACH = 20
_PLURAL = "s"
_LAST_WORD = regex.compile(r"\p{L}+(?=\s$)")


def respell_names(
    target: str,
    *,
    target_spans: Sequence[Span],
    source: str,
    spans: Sequence[Span],
    source_language: str,
    target_language: str,
) -> str:
    """Write names as the source does, letter for letter, or as the target language does where it has a form for them.

    ``Eric Coquerel`` becomes ``Éric Coquerel`` again, ``Kerluan`` ``Kerlouan``, ``Thibault of Harcourt``
    ``Thibault d’Harcourt``, and ``Netanyahou`` in English ``Netanyahu``. A name that stands in capitals or with an
    ending, that became an adjective, or that was written in another script keeps the engine's letters.

    Args:
        target: A target.
        target_spans: Its spans; the ``ref`` of each is the position of the span answered.
        source: Text of the segment.
        spans: Its spans.
        source_language: ISO 639 code.
        target_language: ISO 639 code.
    """
    for answer in sorted(target_spans, key=lambda span: -span.start):
        if answer.kind is not SpanKind.NAME:
            continue
        name = spans[int(answer.ref)]
        original = source[name.start : name.end]
        rendered = render_name(
            original, source_language=source_language, target_language=target_language, role=name.ref
        )
        if target[answer.start : answer.end] == rendered:
            continue
        start = _find_start(target, answer, original=original)
        written = target[start : answer.end]
        own = _find_own_form(written, original, before=target[:start], languages=(source_language, target_language))
        if own is not None:
            target = target[:start] + own + target[answer.end :]
            continue
        is_near = start < answer.start or _is_near(
            written, original, source_language=source_language, target_language=target_language
        )
        respelt = rendered if is_near and not written.isupper() else _respell(written, original, rendered)
        target = target[:start] + respelt + target[answer.end :]
    return target


def _find_own_form(written: str, original: str, *, before: str, languages: tuple[str, str]) -> str | None:
    """Return the form of the target language that was written without its hyphens or accents, or as if of several.

    ``Grande Bretagne`` lacks its hyphen, and there is one ``Liban``; an article of several leaves an ending as it is.
    """
    if written.isupper():
        return None
    forms = find_renderings(original, source_language=languages[0], target_language=languages[1])
    article = _LAST_WORD.search(before)
    is_of_several = article is not None and article[0].lower() in get_role("plural_article", language="fr")
    for form in forms:
        is_plural = fold_name(written) == fold_name(form) + _PLURAL and not is_of_several
        is_equal = fold_name(written) == fold_name(form) and written.casefold() != form.casefold()
        if is_plural or is_equal:
            return (form[0].upper() if written[0].isupper() else form[0]) + form[1:]
    return None


def _find_start(target: str, answer: Span, *, original: str) -> int:
    """Return where a name begins, with a word before it that a hyphen ties to it as in the source: ``Ste-Marie``."""
    is_halved = any(hyphen in original and hyphen not in target[answer.start : answer.end] for hyphen in _HYPHENS)
    before = _HYPHENATED_BEFORE.search(target[max(0, answer.start - _REACH) : answer.start]) if is_halved else None
    return answer.start - len(before[0]) if before else answer.start


def _is_near(written: str, original: str, *, source_language: str, target_language: str) -> bool:
    """Say whether a name arrived in other letters, or with other words between its first and last, than it has.

    Its first and last word are told by how they sound. A family's name may have lost its plural in French. A name that
    the target language knows under a form of its own, or that was written in another script, may be spelt otherwise.
    """
    words, originals = _WORD.findall(written), _WORD.findall(original)
    if [fold_name(word) for word in words] == [fold_name(word) for word in originals]:
        return False
    if len(originals) == 1 and (len(words) > 1 or fold_name(words[0]) + _PLURAL == fold_name(originals[0])):
        return False
    if len(words) == len(originals) > 1 and all(map(_differ_in_plural, words, originals)):
        return True
    if len(words) == 1 < len(originals):
        return False
    if _is_transliterated(original, language=source_language):
        return _is_mixed(words, originals, language=source_language)
    exonym = find_exonym(original, source_language=source_language, target_language=target_language)
    if exonym is not None and exonym.kind != PERSON:
        return False
    return all(
        _sound_alike(words[at], originals[at], source_language=source_language, target_language=target_language)
        for at in (0, -1)
    )


def _sound_alike(word: str, original: str, *, source_language: str, target_language: str) -> bool:
    if _differ_in_plural(word, original):
        return True
    key = make_key(original, language=source_language)
    return bool(key) and word[0].isupper() and key == make_key(word, language=target_language)


def _is_mixed(words: list[str], originals: list[str], *, language: str) -> bool:
    """Say whether one word has the source's spelling and another has not: ``Sergei Chevtchenko`` is of no language."""
    if len(words) != len(originals):
        return False
    is_equal = [fold_name(word) == fold_name(own) for word, own in zip(words, originals, strict=True)]
    kept = [own for own, is_same in zip(originals, is_equal, strict=True) if is_same]
    return not all(is_equal) and any(_is_transliterated(own, language=language) for own in kept)


def _differ_in_plural(word: str, original: str) -> bool:
    """Say whether two words differ in nothing but an ``s`` at the end, if at all."""
    one, other = fold_name(word), fold_name(original)
    return one == other or _PLURAL in (one.removeprefix(other), other.removeprefix(one))


def _is_transliterated(name: str, *, language: str) -> bool:
    patterns = _get_transliterated(language)
    return any(pattern.search(fold_name(word)) for word in _WORD.findall(name) for pattern in patterns)


@cache
def _get_transliterated(language: str) -> tuple[regex.Pattern[str], ...]:
    rows = read_table("transliterated.tsv")
    return tuple(regex.compile(pattern) for tongue, pattern in rows if tongue in ("*", language))


def _respell(written: str, original: str, rendered: str) -> str:
    """Respell a name word by word where it has as many words as its form should have."""
    words, originals, wanted = (_WORD.findall(text) for text in (written, original, rendered))
    if not len(words) == len(originals) == len(wanted):
        words, originals, wanted = _pair_with_form(words, wanted)
    if not words:
        return written
    forms = iter(
        form if _is_respelt(word, own, form, is_first=not at) else word
        for at, (word, own, form) in enumerate(zip(words, originals, wanted, strict=True))
    )
    return _WORD.sub(lambda _: next(forms), written)


def _pair_with_form(words: list[str], wanted: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Compare with the form alone where the source has more or fewer words: ``the Hague`` for ``La Haye``."""
    return (words, wanted, wanted) if len(words) == len(wanted) else ([], [], [])


def _is_respelt(word: str, original: str, wanted: str, *, is_first: bool) -> bool:
    """Say whether a word has the source's letters, lost an accent or has the wrong capital, and must be rewritten.

    The first word of a name may have its capital from its place, but for one with a capital within: ``iPhone``.
    """
    if word.isupper() or fold_name(word) not in (fold_name(original), fold_name(wanted)):
        return False
    is_other_case = word.casefold() == wanted.casefold()
    has_inner_capital = wanted[0].islower() and wanted.lower() != wanted
    return not (is_other_case and is_first and word[0].isupper() and not has_inner_capital)
