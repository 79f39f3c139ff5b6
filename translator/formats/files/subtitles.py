"""Subtitles (SubRip, WebVTT): times, numbers and settings byte for byte, sentences over several cues as one.

Cues that share a sentence are one unit, in which a mark stands for the step from one cue to the next; where it comes to
stand in the target, the next cue begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from translator.formats.files.content import FileContent, name_target, refuse_file
from translator.formats.files.encoding import decode_text
from translator.formats.files.strings import REFERENCE, TAG, TaggedString, read_string
from translator.formats.files.units import Unit, read_units, write_units
from translator.formats.files.wrapping import share_text, wrap_cue
from translator.languages import Locale

#: Stands between two cues of a sentence while it is translated; no text holds it.
_STEP = "\ue000"

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"{_TIME}[ \t]*-->[ \t]*{_TIME}[^\r\n]*")
_BLOCK = re.compile(r"(?:[^\r\n]+(?:\r\n|\r|\n|\Z))+")
#: What a cue begins with that is no text: its place on the screen, or who speaks.
_PREFIX = re.compile(r"(?:\{\\[^{}]*\}|<v[^<>]*>)*")
_LINE_END = re.compile(r"\r\n|\r|\n")
_TAGS = re.compile(rf"{TAG}|<\d[\d:.]*>|\{{\\[^{{}}]*\}}|{_STEP}")
_REFERENCES = re.compile(REFERENCE)
#: What a speaker's first line begins with.
_SPEECH = re.compile(r"[-–—]\s?\S|<v[ .]")
#: Where WebVTT's header ends, and where it names the language.
_BLANK_LINE = re.compile(r"(\r\n|\r|\n)\1")
_LANGUAGE = re.compile(r"[\r\n]Language:[ \t]{0,9}([\w-]{1,40})")

_ENDS_SENTENCE = re.compile(r"[.!?…♪\])][\s»”\"')\]]{0,9}$")
#: Cues of one sentence at most; a film without a full stop must not become one sentence.
_MOST_CUES = 6


@dataclass(frozen=True, slots=True)
class _Cue:
    """Where the text of a cue stands in the file, its lines, and what stood before them and is no text."""

    start: int
    end: int
    lines: tuple[str, ...]
    prefix: str

    @property
    def text(self) -> str:
        return _join_lines(self.lines)

    @property
    def is_dialogue(self) -> bool:
        return len(self.speeches) > 1

    @property
    def speeches(self) -> list[list[str]]:
        """The lines of each speaker; one group where it is not said that there are several."""
        if not _SPEECH.match(self.prefix + self.lines[0]):
            return [list(self.lines)]
        speeches: list[list[str]] = []
        for line in self.lines:
            if not speeches or _SPEECH.match(line):
                speeches.append([line])
            else:
                speeches[-1].append(line)
        return speeches


def _join_lines(lines: Sequence[str]) -> str:
    return " ".join(line.strip() for line in lines)


def read_subtitles(content: bytes) -> FileContent:
    """Read subtitles.

    Raises:
        FieldError: There is no cue in it.
    """
    decoded = decode_text(content)
    cues = list(_iterate_cues(decoded.text))
    if not cues:
        raise refuse_file("holds no subtitle: there is no line of times")
    groups = [(group, _read_group(group)) for group in _join_sentences(cues)]
    line_end = _LINE_END.search(decoded.text)

    def write(targets: Sequence[str], locale: Locale) -> bytes:
        written: list[str] = []
        position = 0
        units = iter(read_units(targets[0]))
        for group, strings in groups:
            for cue, text in zip(group, _write_group(group, strings, units=units), strict=True):
                written += (decoded.text[position : cue.start], text.replace("\n", line_end[0] if line_end else "\n"))
                position = cue.end
        text = "".join((*written, decoded.text[position:]))
        return decoded.encode(_name_language(text, language=name_target(locale)))

    return FileContent((write_units(string.unit for _, strings in groups for string in strings),), write)


def _name_language(text: str, *, language: str) -> str:
    """Return subtitles that are in a language where their header says in which they are."""
    end = _BLANK_LINE.search(text)
    named = _LANGUAGE.search(text, 0, end.start()) if end and text.startswith("WEBVTT") else None
    return f"{text[: named.start(1)]}{language}{text[named.end(1) :]}" if named else text


def _iterate_cues(text: str) -> Iterator[_Cue]:
    for block in _BLOCK.finditer(text):
        timing = _TIMING.search(block[0])
        if timing is None:
            continue
        begin = _LINE_END.match(block[0], timing.end())
        spoken = block[0][begin.end() :].rstrip("\r\n") if begin else ""
        if begin and spoken.strip():
            prefix = _PREFIX.match(spoken)
            skipped = prefix.end() if prefix else 0
            start = block.start() + begin.end()
            lines = tuple(_LINE_END.split(spoken[skipped:]))
            yield _Cue(start + skipped, start + len(spoken), lines, spoken[:skipped])


def _join_sentences(cues: Sequence[_Cue]) -> list[list[_Cue]]:
    """Return the cues in groups that share a sentence."""
    groups = [[cues[0]]]
    for before, cue in pairwise(cues):
        if _goes_on(before, cue) and len(groups[-1]) < _MOST_CUES:
            groups[-1].append(cue)
        else:
            groups.append([cue])
    return groups


def _goes_on(before: _Cue, cue: _Cue) -> bool:
    """Return whether a sentence goes on from one cue to the next: no mark ends it, no capital begins another."""
    if before.is_dialogue or cue.is_dialogue or _ENDS_SENTENCE.search(_TAGS.sub("", before.text)):
        return False
    beginning = _TAGS.sub("", cue.text).lstrip(" …«“\"'(")
    return bool(beginning) and (beginning[0].islower() or beginning[0].isdecimal())


def _read_group(group: Sequence[_Cue]) -> list[TaggedString]:
    """Return the strings of a group: one, or one for each speaker of a cue."""
    if group[0].is_dialogue:
        speeches = map(_join_lines, group[0].speeches)
        return [read_string(speech, tags=_TAGS, kept=_REFERENCES) for speech in speeches]
    return [read_string(f" {_STEP}".join(cue.text for cue in group), tags=_TAGS, kept=_REFERENCES)]


def _write_group(group: Sequence[_Cue], strings: Sequence[TaggedString], *, units: Iterator[Unit]) -> Iterator[str]:
    found = [next(units) for _ in strings]
    if [string.unit for string in strings] == found:
        yield from ("\n".join(cue.lines) for cue in group)
        return
    texts = [string.write(unit) for string, unit in zip(strings, found, strict=True)]
    if group[0].is_dialogue:
        speeches = zip(texts, group[0].speeches, strict=True)
        yield "\n".join(
            wrap_cue(text, lines=len(lines), tags=_TAGS) if len(lines) > 1 else text for text, lines in speeches
        )
        return
    shares = share_text(texts[0].split(_STEP), lengths=[len(cue.text) for cue in group])
    for cue, share in zip(group, shares, strict=True):
        yield wrap_cue(share, lines=len(cue.lines), tags=_TAGS)
