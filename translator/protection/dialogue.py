"""Lines of dialogue that a dash opens: the dash is taken off before the engine works, and set for the target's locale.

French and English open a line of speech with an em dash; French sets a no-break space after it (Imprimerie nationale),
and some French newspapers an en dash, which is left to them. Nothing closes the line, and nothing tells speech from
what the reporter adds to it, so the line reaches to the end of its segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

import regex

from translator.document import Paragraph, ParagraphKind, Segment, Span, SpanKind
from translator.languages import Locale

_SPACES = r"[ \t\u00a0\u2009\u202f]"
_HEAD = regex.compile(rf"(?P<dash>--|[—–]|-(?!{_SPACES}*\d)){_SPACES}+(?=\S)")
#: What an engine makes of a dash, or begins a line with of its own accord.
_ANY_DASHES = regex.compile(rf"^{_SPACES}*[—–-]++(?!\d){_SPACES}*(?=\S)")
#: Within a paragraph a lower-case word after a dash goes on with the sentence before: ``« Oui ! » — a-t-il dit``.
_NEW_SPEAKER = regex.compile(r"[^\p{L}\p{N}]*[\p{Lu}\p{Lt}\p{N}]")
#: A signature (``— Jeanne Le Goff``) and an item of a list have no such end.
_SENTENCE_END = regex.compile(r"[.?!…][»”’\"'\])\s]*$|[?!]")
_ADDRESSED = regex.compile(r"[?!]")
_SPEECH = frozenset({ParagraphKind.BODY, ParagraphKind.QUOTE, ParagraphKind.CAPTION})


def find_dialogue(paragraphs: Sequence[Paragraph], *, quotations: Iterable[Sequence[Span]] = ()) -> dict[str, Span]:
    """Find the segments that are lines of dialogue after a dash.

    A hyphen stands for a dash at the head of a paragraph only, where it or a neighbour with a hyphen asks or exclaims:
    else it marks an item of a list.

    Args:
        paragraphs: With their segments.
        quotations: Those of the segments; lines of dialogue are numbered after them.

    Returns:
        For the id of each such segment a span over all of it, of which ``opens`` says that a dash begins it.
    """
    hyphened = [_read_dash(paragraph.text.lstrip()) in ("-", "--") for paragraph in paragraphs]
    asking = [
        is_hyphened and _ADDRESSED.search(paragraph.text) is not None
        for is_hyphened, paragraph in zip(hyphened, paragraphs, strict=True)
    ]
    numbers = count(1 + max((int(span.ref) for spans in quotations for span in spans), default=0))
    return {
        segment.id: Span(0, len(segment.source), SpanKind.DIALOGUE, ref=str(next(numbers)), level=1, closes=False)
        for at, paragraph in enumerate(paragraphs)
        if paragraph.kind in _SPEECH
        for segment in _list_lines(paragraph, has_hyphens=any(asking[max(0, at - 1) : at + 2]))
    }


def _list_lines(paragraph: Paragraph, *, has_hyphens: bool) -> Iterator[Segment]:
    for segment in paragraph.segments:
        head = _HEAD.match(segment.source)
        if head is None or not _SENTENCE_END.search(segment.source):
            continue
        is_first = not paragraph.text[: segment.start].strip()
        if (is_first or _NEW_SPEAKER.match(segment.source, head.end())) and (
            head["dash"] in ("—", "–") or (is_first and has_hyphens)
        ):
            yield segment


def remove_dash(text: str) -> str:
    """Return a segment without the dash that begins it."""
    return _HEAD.sub("", text, count=1) if _HEAD.match(text) else text


def set_dash(target: str, *, source: str, is_dialogue: bool, locale: Locale) -> str:
    """Begin a target with the dash of its source, in place of what it has there itself.

    Args:
        target: Translation of a segment.
        source: The segment.
        is_dialogue: Whether it is a line of dialogue; if not, a hyphen is no dash.
        locale: That of the target.
    """
    dash = _read_dash(source)
    if not dash or not target.strip():
        return target
    is_french = locale.language == "fr"
    if is_dialogue and not (is_french and dash == "–"):
        dash = "—"
    space = "\u00a0" if is_french and dash in ("—", "–") else " "
    return f"{dash}{space}{_ANY_DASHES.sub('', target, count=1)}"


def begins_with_dash(text: str) -> bool:
    """Say whether a segment begins with a dash and a space."""
    return bool(_read_dash(text))


def _read_dash(text: str) -> str:
    head = _HEAD.match(text)
    return head["dash"] if head else ""
