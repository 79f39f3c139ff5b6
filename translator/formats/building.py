"""Collect the pieces of paragraphs and what lies between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from translator.document import Article, Markup, MarkupPiece, MarkupRole, Paragraph, ParagraphKind
from translator.formats.elements import Attribute
from translator.formats.pieces import Unit, cut_text, find_core, pair_pieces, select_pieces

_NO_TEXT = (MarkupRole.OPEN, MarkupRole.EMPTY)


def find_no_attributes(tag: str) -> Sequence[Attribute]:
    """Find nothing to translate in a tag."""
    del tag
    return ()


@dataclass(slots=True)
class ArticleBuilder:
    """An article in the making.

    Args:
        syntax: Name of its format.
        find_attributes: Finds the attributes of a tag that are text; only those of tags between paragraphs become
            paragraphs of their own.
    """

    syntax: str
    find_attributes: Callable[[str], Sequence[Attribute]] = find_no_attributes
    paragraphs: list[Paragraph] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    _skeleton: list[list[str]] = field(default_factory=lambda: [[]])

    def end_paragraph(self, kind: ParagraphKind = ParagraphKind.BODY) -> None:
        """Make a paragraph of the units; what stands around its words becomes skeleton."""
        pieces = pair_pieces(self.units)
        self.units = []
        start, end = find_core(pieces)
        self._add_outside(pieces[:start])
        if start < end:
            self._add_paragraph(select_pieces(pieces, start=start, end=end), kind=kind, syntax=self.syntax)
        self._add_outside(pieces[end:])

    def add_skeleton(self, raw: str) -> None:
        """Add what stays as it is, after the end of a paragraph."""
        self._skeleton[-1].append(raw)

    def add_tag(self, tag: str) -> None:
        """Add a tag after the end of a paragraph."""
        position = 0
        for attribute in self.find_attributes(tag):
            pieces = pair_pieces(list(cut_text(attribute.value)))
            start, end = find_core(pieces)
            if start < end:
                self.add_skeleton(tag[position : attribute.start])
                self.add_skeleton("".join(piece.raw for piece in pieces[:start]))
                syntax = "double-quoted" if tag[attribute.end] == '"' else "single-quoted"
                core = select_pieces(pieces, start=start, end=end)
                self._add_paragraph(core, kind=ParagraphKind.CAPTION, syntax=syntax)
                self.add_skeleton("".join(piece.raw for piece in pieces[end:]))
                position = attribute.end
        self.add_skeleton(tag[position:])

    def add_article(self, article: Article) -> None:
        """Add what was read of a part of the text, after the end of a paragraph."""
        self.add_skeleton(article.skeleton[0])
        for paragraph, after in zip(article.paragraphs, article.skeleton[1:], strict=True):
            self.paragraphs.append(replace(paragraph, index=len(self.paragraphs)))
            self._skeleton.append([after])

    def build(self) -> Article:
        """Return the article."""
        skeleton = tuple("".join(parts) for parts in self._skeleton)
        return Article("", "", "", self.syntax, tuple(self.paragraphs), skeleton)

    def _add_paragraph(self, pieces: tuple[MarkupPiece, ...], *, kind: ParagraphKind, syntax: str) -> None:
        text = "".join(piece.text for piece in pieces)
        self.paragraphs.append(Paragraph(len(self.paragraphs), text, kind, markup=Markup(syntax, pieces)))
        self._skeleton.append([])

    def _add_outside(self, pieces: Sequence[MarkupPiece]) -> None:
        for piece in pieces:
            if piece.role in _NO_TEXT and piece.raw.startswith("<"):
                self.add_tag(piece.raw)
            else:
                self.add_skeleton(piece.raw)
