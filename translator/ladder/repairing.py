"""The rung on which what was lost is put where the word alignment says that its words went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from translator import protection
from translator.alignment import map_offsets, project_range
from translator.checks import make_issue
from translator.document import Span, SpanKind
from translator.ladder.ascent import Ascent
from translator.ladder.attempts import Attempt, Draft
from translator.ladder.task import Task
from translator.translation import MaskedSegment, Placeholder, Rung

_KINDS_TO_PLACE = frozenset({SpanKind.NAME, SpanKind.NUMBER, SpanKind.TERM})
#: A span is not put in the place of more words than it has itself and this number of others.
_MOST_WORDS_MORE = 3

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
#: From the first to the last word or sign of a currency, percentage or degree.
_WORDS = regex.compile(r"[\p{L}\p{N}\p{Sc}](?:.*[\p{L}\p{M}\p{N}\p{Sc}%°])?")
#: An acronym with stops, as a whole; the last stop of a text is the sentence's.
_DOTTED = regex.compile(r"\b(?:\p{L}\.)+\p{L}(?:\.(?!$))?(?!\p{L})")
_TOKEN = regex.compile(r"⟦(\d+)⟧")
_SIGNS = ("-", "−", "–")
_MINUS = {"en": "minus ", "fr": "moins "}
#: A word or placeholder beside a lost span, and how many of them on either side are asked for their place.
_NEIGHBOUR = regex.compile(r"⟦\d+⟧|[\p{L}\p{M}\p{N}]+")
_NEAR = 4
#: The rest of a word and of the name that it begins.
_REST_OF_NAME = regex.compile(r"[\p{L}\p{M}\p{N}'’-]*⟧?(?:[ \u00a0]\p{Lu}[\p{L}\p{M}'’-]*)*")


@dataclass(frozen=True, slots=True)
class _Edit:
    """Text for a stretch of a hypothesis; an empty stretch has it inserted."""

    start: int
    end: int
    text: str


def repair(ascents: Sequence[Ascent]) -> None:
    """Repair the best attempt of each rung, where it has an alignment, until one is clean."""
    for ascent in ascents:
        for attempt in ascent.list_unrepaired():
            if ascent.is_done:
                break
            if attempt not in ascent.tried_repairs:
                ascent.tried_repairs.append(attempt)
                repaired = repair_attempt(attempt, task=ascent.task)
                if repaired is not None:
                    ascent.attempts.append(repaired)


def place_beside(ascents: Sequence[Ascent]) -> None:
    """Put what is lost still, and left no word to put it in the place of, in brackets beside its neighbour's words.

    A warning says so.
    """
    for ascent in ascents:
        for attempt in ascent.list_unrepaired():
            placed = repair_attempt(attempt, task=ascent.task, is_last=True)
            if placed is not None:
                ascent.attempts.append(placed)


def repair_attempt(attempt: Attempt, *, task: Task, is_last: bool = False) -> Attempt | None:
    """Put lost names, numbers, terms and quotation marks where the alignment says that they belong.

    Args:
        attempt: One of the engine's.
        task: Its task.
        is_last: Whether what has no place of its own is put beside its neighbour.

    Returns:
        The repaired attempt, checked; None where nothing was lost or the alignment knows no place.
    """
    draft = attempt.draft
    if draft is None or attempt.is_ruined:
        return None
    arrived = {span.ref for span in attempt.target_spans}
    lost = [span for index, span in enumerate(task.segment.spans) if str(index) not in arrived]
    edits, placeholders = _place_values(lost, draft=draft, task=task)
    edits += _place_signs(attempt, draft=draft, task=task)
    beside: list[Placeholder] = []
    if is_last:
        edits, beside = _place_values_beside(lost, placed=(edits, placeholders), draft=draft, task=task)
    if any(issue.code.startswith("quotation_") for issue in attempt.issues):
        edits += _place_marks(draft, spans=task.segment.spans)
    edits += _place_brackets(lost, draft=draft, task=task)
    text = _apply_edits(draft.hypothesis.text, edits)
    if text is None or (is_last and not beside):
        return None
    masked = MaskedSegment(draft.masked.text, (*draft.masked.placeholders, *placeholders, *beside))
    hypothesis = replace(draft.hypothesis, text=text, links=())
    repaired = task.assess(hypothesis, masked=masked, rung=Rung.REPAIRED)
    guesses = [make_issue("place_guessed", span=each.span, text=task.read(each.span)) for each in beside]
    return replace(repaired, draft=draft, issues=(*repaired.issues, *guesses))


def _place_signs(attempt: Attempt, *, draft: Draft, task: Task) -> list[_Edit]:
    """Put the minus before each number that arrived without it, as a word where the source has one."""
    told = [issue.span for issue in attempt.issues if issue.code == "number_changed"]
    unsigned = {str(index): span for index, span in enumerate(task.segment.spans) if span in told}
    locate = map_offsets(attempt.target, draft.hypothesis.text)
    edits = []
    for answer in attempt.target_spans:
        if answer.ref in unsigned:
            is_sign = task.segment.source[: unsigned[answer.ref].start].endswith(_SIGNS)
            sign = "-" if is_sign else _MINUS.get(task.pair.target, "-")
            place = locate(answer.start, answer.end)[0]
            edits.append(_Edit(place, place, sign))
    return edits


def _place_values(lost: Sequence[Span], *, draft: Draft, task: Task) -> tuple[list[_Edit], list[Placeholder]]:
    """Put a placeholder of its own in the place of each lost span's words."""
    locate = map_offsets(draft.source, draft.masked.text)
    free = 1 + max((int(number) for number in _TOKEN.findall(draft.masked.text)), default=-1)
    edits: list[_Edit] = []
    placeholders: list[Placeholder] = []
    for span in lost:
        start, end = locate(span.start, span.end)
        place = _find_words(draft, start=start, end=end) if span.kind in _KINDS_TO_PLACE else None
        if place is not None:
            token = f"⟦{free + len(placeholders)}⟧"
            placeholders.append(Placeholder(token=token, span=span, value=task.render(span)))
            edits.append(_Edit(*place, token))
    return edits, placeholders


def _place_values_beside(
    lost: Sequence[Span], *, placed: tuple[list[_Edit], list[Placeholder]], draft: Draft, task: Task
) -> tuple[list[_Edit], list[Placeholder]]:
    """Add to the edits that have a place those that must do with their neighbour's; return the placeholders added."""
    edits, placeholders = placed
    free = 1 + max((int(number) for number in _TOKEN.findall(draft.masked.text)), default=-1) + len(placeholders)
    locate = map_offsets(draft.source, draft.masked.text)
    known = {each.span for each in placeholders}
    beside: list[Placeholder] = []
    for span in lost:
        if span.kind not in _KINDS_TO_PLACE or span in known:
            continue
        place = _find_neighbour(draft, *locate(span.start, span.end))
        if place is None:
            continue
        # no edit may lie in another: what is replaced there has the brackets behind it
        place = next((edit.end for edit in edits if edit.start < place < edit.end), place)
        token = f"⟦{free + len(beside)}⟧"
        beside.append(Placeholder(token=token, span=span, value=task.render(span)))
        edits.append(_Edit(place, place, f" ({token})"))
    return edits, beside


def _find_neighbour(draft: Draft, start: int, end: int) -> int | None:
    """Return the end of what the nearest linked word before a stretch became, or else the nearest one after it."""
    text, target = draft.masked.text, draft.hypothesis.text
    before = [match.span() for match in _NEIGHBOUR.finditer(text, 0, start)][::-1]
    after = [match.span() for match in _NEIGHBOUR.finditer(text, end)]
    for word in (*before[:_NEAR], *after[:_NEAR]):
        place = project_range(draft.hypothesis.links, start=word[0], end=word[1])
        if place is not None:
            rest = _REST_OF_NAME.match(target, place[1])
            return rest.end() if rest is not None else place[1]
    return None


def _place_brackets(lost: Sequence[Span], *, draft: Draft, task: Task) -> list[_Edit]:
    """Take out the hypothesis' brackets that have no partner or no words, and set those of each lost insertion."""
    text = draft.hypothesis.text
    locate = map_offsets(draft.source, draft.masked.text)
    edits: list[_Edit] = []
    for span in lost:
        if span.kind is SpanKind.INSERTION and not protection.is_verbatim(task.read(span)):
            start, end = locate(span.start + 1, span.end - 1)
            place = _find_words(draft, start=start, end=end)
            if place is None:
                return []
            edits += (_Edit(place[0], place[0], "["), _Edit(place[1], place[1], "]"))
    broken = [each for each in protection.find_insertions(text) if protection.is_verbatim(text[each.start : each.end])]
    return edits + [_Edit(each.start, each.end, "") for each in broken] if edits else []


def _find_words(draft: Draft, *, start: int, end: int) -> tuple[int, int] | None:
    """Return where the words of a stretch went, without the marks around them; None if they went too far apart."""
    place = project_range(draft.hypothesis.links, start=start, end=end) if start < end else None
    if place is None:
        return None
    text = draft.hypothesis.text
    words = _WORDS.search(text, *place)
    most = _MOST_WORDS_MORE + len(_WORD.findall(draft.masked.text, start, end))
    return _widen(words.span(), text) if words is not None and len(_WORD.findall(words[0])) <= most else None


def _widen(place: tuple[int, int], text: str) -> tuple[int, int]:
    """Widen a stretch that holds a part of an acronym with stops, such as ``G.D.P.``, to all of it."""
    start, end = place
    for match in _DOTTED.finditer(text):
        if match.start() < place[1] and place[0] < match.end():
            start, end = min(start, match.start()), max(end, match.end())
    return start, end


def _place_marks(draft: Draft, *, spans: Sequence[Span]) -> list[_Edit]:
    """Take the hypothesis' marks out and set those of each quotation around where its words went."""
    locate = map_offsets(draft.source, draft.masked.text)
    quotations = [span for span in spans if span.kind is SpanKind.QUOTATION]
    places = []
    for span in quotations:
        first, last = span.start + span.opens, span.end - span.closes
        start, end = locate(first, last) if first < last else (0, 0)
        places.append(project_range(draft.hypothesis.links, start=start, end=end) if start < end else None)
    edits = protection.place_marks(draft.hypothesis.text, source=draft.source, quotations=quotations, places=places)
    return [_Edit(edit.start, edit.end, edit.text) for edit in edits]


def _apply_edits(text: str, edits: Sequence[_Edit]) -> str | None:
    """Apply edits; None where there are none, or where two of them want the same stretch."""
    written: list[str] = []
    end = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < end:
            return None
        written += (text[end : edit.start], edit.text)
        end = edit.end
    return "".join((*written, text[end:])) if edits else None
