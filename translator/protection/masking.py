"""Put placeholders in the place of spans before the engine works, and the values in the place of placeholders after.

Engines damage tokens: they space them out, drop a bracket, double, lose and invent them. Restoring reads what is left
of a token as long as it can mean one placeholder only, and reports the rest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from translator.document import Span, SpanKind
from translator.translation import MaskedSegment, Placeholder, Restored

#: The tokens that the models are trained with.
TOKENS: tuple[str, ...] = tuple(f"⟦{number}⟧" for number in range(10))

#: Text that could be read as a token; it is masked itself, so that it comes through.
_LITERAL = regex.compile(r"⟦[^⟦⟧]*⟧|[⟦⟧]")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the source to be masked, and what takes its place in the target."""

    span: Span
    source: str
    value: str

    @property
    def key(self) -> tuple[str, str]:
        """What two stretches share that share a token."""
        return self.source, self.value


def mask(
    text: str, *, spans: Sequence[Span], values: Mapping[int, str] | None = None, most: int = len(TOKENS)
) -> MaskedSegment:
    """Replace spans by placeholders.

    A span inside another is covered by it. At most ten different stretches are masked, or as many as the caller says
    who shows no token to an engine, in the order of the text. Equal text with an equal value gets the same token, one
    placeholder for each occurrence. What looks like a token in the text is masked too.

    Args:
        text: Source text of a segment.
        spans: Stretches to mask.
        values: Target text by position in ``spans``; where there is none, the source text itself.
        most: How many different tokens there may be, ten or more.
    """
    literals = _list_literals(text)
    tokens_left = most - len({literal.key for literal in literals})
    chosen: list[_Stretch] = []
    covered: set[int] = set()
    seen: set[tuple[str, str]] = set()
    for stretch in _list_outermost(text, spans, values or {}):
        inner = _list_inside(literals, stretch.span)
        if inner is None or (stretch.key not in seen and len(seen) == tokens_left):
            continue
        seen.add(stretch.key)
        chosen.append(stretch)
        covered.update(inner)
    remaining = [literal for at, literal in enumerate(literals) if at not in covered]
    return _write(text, sorted([*remaining, *chosen], key=lambda stretch: stretch.span.start))


def _list_literals(text: str) -> list[_Stretch]:
    """Find what looks like a token; where there are more kinds than tokens, one stretch covers them all."""
    places = [match.span() for match in _LITERAL.finditer(text)]
    if len({text[start:end] for start, end in places}) > len(TOKENS):
        places = [(places[0][0], places[-1][1])]
    return [_Stretch(Span(start, end, SpanKind.ADDRESS), text[start:end], text[start:end]) for start, end in places]


def _list_outermost(text: str, spans: Sequence[Span], values: Mapping[int, str]) -> Iterator[_Stretch]:
    end = 0
    for index in sorted(range(len(spans)), key=lambda at: (spans[at].start, -spans[at].end)):
        span = spans[index]
        if span.start < end or span.start == span.end:
            continue
        end = span.end
        source = text[span.start : span.end]
        yield _Stretch(span, source, values.get(index, source))


def _list_inside(literals: Sequence[_Stretch], span: Span) -> range | None:
    """Return the positions of the token-like texts inside a span; None if one lies across its border."""
    first = bisect_left(literals, span.start, key=lambda literal: literal.span.start)
    after = bisect_left(literals, span.end, key=lambda literal: literal.span.start)
    is_crossed = any(
        literal.span.start < border < literal.span.end
        for literal in literals[max(0, first - 1) : after]
        for border in (span.start, span.end)
    )
    return None if is_crossed else range(first, after)


def _write(text: str, stretches: Sequence[_Stretch]) -> MaskedSegment:
    tokens: dict[tuple[str, str], str] = {}
    parts: list[str] = []
    placeholders: list[Placeholder] = []
    end = 0
    for stretch in stretches:
        token = tokens.setdefault(stretch.key, f"⟦{len(tokens)}⟧")
        parts += (text[end : stretch.span.start], token)
        end = stretch.span.end
        placeholders.append(Placeholder(token=token, span=stretch.span, value=stretch.value))
    return MaskedSegment(text="".join((*parts, text[end:])), placeholders=tuple(placeholders))


#: Tokens whole and damaged: spaced, with doubled brackets, with one bracket only, or brackets without a number.
_DAMAGED = regex.compile(
    r"⟦+\s*(?P<both>\d*)\s*⟧+"
    r"|⟦+(?:\s*(?P<left>\d)(?!\d))?"
    r"|(?:(?<!\d)(?P<right>\d)\s*)?⟧+"
)
#: Brackets that an engine writes where its vocabulary lacks ours.
_LOOK_ALIKE = regex.compile(
    r"\[{1,2}\s*(\d)\s*\]{1,2}|\{{1,2}\s*(\d)\s*\}{1,2}|<\s*(\d)\s*>|【\s*(\d)\s*】|〚\s*(\d)\s*〛"
)
_SPACE = " \t\u00a0\u202f"
_CLOSING = ".,;:!?…)]}»”’"


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """What is left of a token in the target."""

    start: int
    end: int
    token: str
    is_exact: bool


def restore(target: str, *, placeholders: Sequence[Placeholder]) -> Restored:
    """Replace the placeholders of an engine's output by their values.

    Args:
        target: What the engine made of the masked text.
        placeholders: Those of the masked segment.
    """
    return restore_with_spans(target, placeholders=placeholders)[0]


def restore_with_spans(target: str, *, placeholders: Sequence[Placeholder]) -> tuple[Restored, tuple[Span, ...]]:
    """Replace placeholders by their values and tell where the values lie.

    Returns:
        The restored text with what went wrong, and a span for each value in it; the ``ref`` of a span is the
        placeholder's position in ``placeholders``, as a decimal string.
    """
    expected: dict[str, list[int]] = {}
    for index in sorted(range(len(placeholders)), key=lambda at: placeholders[at].span.start):
        expected.setdefault(placeholders[index].token, []).append(index)
    occurrences = _list_occurrences(target, expected)
    fillings, repeated = _assign(occurrences, expected)
    missing = sorted(set(range(len(placeholders))) - set(fillings.values()))
    text, spans = _fill(target, occurrences, fillings, placeholders)
    invented = tuple(target[found.start : found.end] for found in occurrences if found.token not in expected)
    restored = Restored(
        text=text,
        missing=tuple(placeholders[index] for index in missing),
        repeated=tuple(placeholders[index] for index in repeated),
        invented=invented,
    )
    return restored, spans


def _list_occurrences(target: str, expected: Mapping[str, Sequence[int]]) -> list[_Occurrence]:
    """Find tokens whole and damaged, and look-alikes of those that are otherwise too few, in the order of the text."""
    found = [_read_damaged(match, expected) for match in _DAMAGED.finditer(target)]
    for token, indices in expected.items():
        lacking = len(indices) - sum(occurrence.token == token for occurrence in found)
        if lacking > 0:
            alike = [
                match for match in _LOOK_ALIKE.finditer(target) if f"⟦{''.join(filter(None, match.groups()))}⟧" == token
            ]
            if len(alike) == lacking:
                found += [_Occurrence(*match.span(), token, is_exact=False) for match in alike]
    return sorted(found, key=lambda occurrence: occurrence.start)


def _read_damaged(match: regex.Match[str], expected: Mapping[str, Sequence[int]]) -> _Occurrence:
    """Read what is left of a token; a number beside a lone bracket belongs to it only if such a token was given."""
    start, end = match.span()
    if match["both"] is not None:
        token = f"⟦{match['both']}⟧"
        return _Occurrence(start, end, token, is_exact=match[0] == token)
    number = match["left"] or match["right"]
    token = f"⟦{number}⟧"
    if number and token not in expected:
        start, end = (match.end("right"), end) if match["right"] else (start, match.start("left"))
        token = ""
    return _Occurrence(start, end, token, is_exact=False)


def _assign(
    occurrences: Sequence[_Occurrence], expected: Mapping[str, Sequence[int]]
) -> tuple[dict[int, int], list[int]]:
    """Give each placeholder an occurrence of its token, whole ones before damaged ones.

    Returns:
        The placeholder's position by that of its occurrence, and the placeholders whose token occurs too often.
    """
    fillings: dict[int, int] = {}
    repeated: list[int] = []
    for token, indices in expected.items():
        places = [at for at, found in enumerate(occurrences) if found.token == token]
        best = sorted(places, key=lambda at: not occurrences[at].is_exact)[: len(indices)]
        fillings.update(zip(sorted(best), indices, strict=False))
        if len(places) > len(indices):
            repeated.append(indices[-1])
    return fillings, sorted(repeated)


def _fill(
    target: str, occurrences: Sequence[_Occurrence], fillings: Mapping[int, int], placeholders: Sequence[Placeholder]
) -> tuple[str, tuple[Span, ...]]:
    written = ""
    spans: list[Span] = []
    end = 0
    for at, found in enumerate(occurrences):
        written += target[end : found.start]
        end = found.end
        index = fillings.get(at)
        if index is None:
            written, end = _close_gap(written, target, end, kept=spans[-1].end if spans else 0)
            continue
        value = placeholders[index].value
        spans.append(Span(len(written), len(written) + len(value), placeholders[index].span.kind, ref=str(index)))
        written += value
    return written + target[end:], tuple(spans)


def _close_gap(written: str, target: str, end: int, *, kept: int) -> tuple[str, int]:
    """Leave one space at most where a token was taken out, and none before a closing sign or at either end.

    The first ``kept`` characters written stay as they are.
    """
    following = target[end : end + 1]
    if not written or written[-1] in _SPACE:
        while following and following in _SPACE:
            end += 1
            following = target[end : end + 1]
        if not following or following in _CLOSING:
            written = written[:kept] + written[kept:].rstrip(_SPACE)
    return written, end
