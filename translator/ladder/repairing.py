"""The rung on which what was lost is put where the word alignment says that its words went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from translator import protection
from translator.alignment import map_offsets, project_range
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
_TOKEN = regex.compile(r"⟦(\d+)⟧")


@dataclass(frozen=True, slots=True)
class _Edit:
    """Text for a stretch of a hypothesis; an empty stretch has it inserted."""

    start: int
    end: int
    text: str


def repair(ascents: Sequence[Ascent]) -> None:
    """Repair the best attempt of each, where it has an alignment; what is no better is not served.

    An attempt that was repaired before is not repaired again.
    """
    for ascent in ascents:
        best = ascent.best
        if best in ascent.tried_repairs:
            continue
        ascent.tried_repairs.append(best)
        repaired = repair_attempt(best, task=ascent.task)
        if repaired is not None:
            ascent.attempts.append(repaired)


def repair_attempt(attempt: Attempt, *, task: Task) -> Attempt | None:
    """Put lost names, numbers, terms and quotation marks where the alignment says that they belong.

    Returns:
        The repaired attempt, checked; None where nothing was lost or the alignment knows no place.
    """
    draft = attempt.draft
    if draft is None or attempt.is_ruined:
        return None
    arrived = {span.ref for span in attempt.target_spans}
    lost = [span for index, span in enumerate(task.segment.spans) if str(index) not in arrived]
    edits, placeholders = _place_values(lost, draft=draft, task=task)
    if any(issue.code.startswith("quotation_") for issue in attempt.issues):
        edits += _place_marks(draft, spans=task.segment.spans)
    edits += _place_brackets(lost, draft=draft, task=task)
    text = _apply_edits(draft.hypothesis.text, edits)
    if text is None:
        return None
    masked = MaskedSegment(draft.masked.text, (*draft.masked.placeholders, *placeholders))
    hypothesis = replace(draft.hypothesis, text=text, links=())
    repaired = task.assess(hypothesis, masked=masked, rung=Rung.REPAIRED)
    return replace(repaired, draft=draft)


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
    return words.span() if words is not None and len(_WORD.findall(words[0])) <= most else None


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
