"""Write the names that arrived as the target language and the source write them."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from translator.document import Span, SpanKind
from translator.protection.exonyms import fold_name, render_name

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def respell_names(
    target: str,
    *,
    target_spans: Sequence[Span],
    source: str,
    spans: Sequence[Span],
    source_language: str,
    target_language: str,
) -> str:
    """Give names their accents back, and persons the spelling of the target language, the same all through an article.

    ``Eric Coquerel`` becomes ``Éric Coquerel`` again, and ``Netanyahou`` in English ``Netanyahu``. A name that the
    target language has its own form for, or that stands in capitals or with an ending, keeps the engine's letters.

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
        written = target[answer.start : answer.end]
        target = target[: answer.start] + _respell(written, original, rendered) + target[answer.end :]
    return target


def _respell(written: str, original: str, rendered: str) -> str:
    """Respell a name word by word where it has as many words as its form should have."""
    words, originals, wanted = (_WORD.findall(text) for text in (written, original, rendered))
    if not len(words) == len(originals) == len(wanted):
        return written
    forms = iter(
        form if _is_respelt(word, own, form) else word for word, own, form in zip(words, originals, wanted, strict=True)
    )
    return _WORD.sub(lambda _: next(forms), written)


def _is_respelt(word: str, original: str, wanted: str) -> bool:
    """Say whether a word has the source's letters, or lost an accent, and should be written otherwise."""
    is_alike = fold_name(word) in (fold_name(original), fold_name(wanted))
    return is_alike and word.casefold() != wanted.casefold() and not word.isupper()
