"""The rung on which a text is translated in pieces around what was lost, so that it cannot be lost again.

Where the words themselves went wrong (a loop, a sentence lost, nothing translated), it is cut at its clauses too: what
is short rarely leads an engine astray.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from translator import protection
from translator.ladder.ascent import Ascent
from translator.ladder.passes import LETTER
from translator.translation import Engine, Hypothesis, Rung

_SPAN_BOUNDARY = r"(?:(?<!\S)[-−])?⟦\d+⟧|[“”‘’\[\]]"
_CLAUSE_BOUNDARY = r"(?<=\p{L}{2})[,;:]\s+|(?<=[.!?…])\s+"
_BOUNDARY = regex.compile(rf"({_SPAN_BOUNDARY})")
_BOUNDARY_IN_RUINS = regex.compile(rf"({_SPAN_BOUNDARY}|{_CLAUSE_BOUNDARY})")
#: Issues of the words themselves; no span is at fault.
_ASTRAY = frozenset({"repetition_loop", "garbled", "empty_target", "untranslated", "language_wrong", "sentence_lost"})
#: What a piece begins with before its first word, and engines change when no sentence comes before it.
_HEAD = regex.compile(r"[\s,;:.!?…–—)\]-]*")
_APOSTROPHES = ("'", "’")
_OWNER = regex.compile(r"(⟦\d+⟧)['’]s (⟦\d+⟧)")
_POSSESSIVE = regex.compile(r"(⟦\d+⟧)['’]s(?!\p{L})")
_FINAL_STOP = regex.compile(r"[.!?…]+$")


def translate_around(ascents: Sequence[Ascent], *, engine: Engine) -> None:
    """Cut each text at its protected spans and quotation marks, translate the pieces, and join them again."""
    masks = [
        ascent.task.mask(ascent.task.list_always_masked() | ascent.list_ever_lost(), is_cut=True) for ascent in ascents
    ]
    cut = [
        _choose_boundary(ascent).split(_drop_possessives(masked.text, language=ascent.task.pair.source))
        for ascent, masked in zip(ascents, masks, strict=True)
    ]
    spoken = [_strip_piece(piece) for pieces in cut for piece in pieces if LETTER.search(piece)]
    if not spoken:
        return
    answers = iter(engine.translate(spoken, pair=ascents[0].task.pair))
    for ascent, masked, pieces in zip(ascents, masks, cut, strict=True):
        joined = "".join(
            fit_piece(piece, translated=next(answers)[0].text, language=ascent.task.pair.target)
            if LETTER.search(piece)
            else piece
            for piece in pieces
        )
        hypothesis = Hypothesis(joined, 0.0)
        ascent.attempts.append(ascent.task.assess(hypothesis, masked=masked, rung=Rung.AROUND, is_scored=False))


def _drop_possessives(text: str, *, language: str) -> str:
    """Take the English ending off owners, which is no piece to translate; one right before a name goes behind it.

    ``Kenya’s Faith Kipyegon`` becomes ``Faith Kipyegon (Kenya)``, as newspapers write.
    """
    if language != "en":
        return text
    return _POSSESSIVE.sub(r"\1", _OWNER.sub(r"\2 (\1)", text))


def _choose_boundary(ascent: Ascent) -> regex.Pattern[str]:
    is_astray = any(issue.code in _ASTRAY for issue in ascent.best.issues)
    return _BOUNDARY_IN_RUINS if is_astray else _BOUNDARY


def fit_piece(piece: str, *, translated: str, language: str) -> str:
    """Give a translated piece the edges, first letter's case and final stop that its source has, and no marks.

    A name that begins it keeps its capital.
    """
    source = _strip_piece(piece)
    target = _strip_piece(protection.remove_marks(translated))
    if not _FINAL_STOP.search(source):
        target = _FINAL_STOP.sub("", target)
    begins_with_name = any(name.start == 0 for name in protection.find_names(target, language=language))
    if source[0].islower() and target[1:2].islower() and not begins_with_name:
        target = target[0].lower() + target[1:]
    before = piece[: len(piece) - len(_HEAD.sub("", piece, count=1))]
    after = piece[len(piece.rstrip()) :]
    if source[-1] in _APOSTROPHES and target[-1:] not in _APOSTROPHES:
        after = " "  # the article of ``l’« affaire »`` is elided in the source only
    return f"{before}{target}{after}"


def _strip_piece(piece: str) -> str:
    return _HEAD.sub("", piece, count=1).rstrip()
