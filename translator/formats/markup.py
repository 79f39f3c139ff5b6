"""HTML and XML: the text of each block becomes a paragraph, tags inside it its markup, all else the skeleton."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from translator.document import Article, MarkupOptions, MarkupRole, ParagraphKind
from translator.formats.building import ArticleBuilder
from translator.formats.elements import Attribute, is_untranslatable, list_spoken_attributes, load_elements
from translator.formats.keeping import find_element_end, read_words
from translator.formats.lexing import Lexeme, LexemeKind, cut_markup
from translator.formats.outline import find_structure
from translator.formats.pieces import cut_text, make_kept, make_unit

HTML = "html"
XML = "xml"

_ROLES = {
    LexemeKind.START: MarkupRole.OPEN,
    LexemeKind.END: MarkupRole.CLOSE,
    LexemeKind.SINGLE: MarkupRole.EMPTY,
    LexemeKind.OTHER: MarkupRole.EMPTY,
}
_BEGINNINGS = (LexemeKind.START, LexemeKind.SINGLE)

#: Tags and texts of a footnote's mark at most: raised, linked, in a span.
_LONGEST_MARK = 7

#: How many blocks around a text are asked what part it plays.
_KIND_REACH = 8


def read_html(text: str, options: MarkupOptions) -> Article:
    """Read an HTML page, or a part of one, well formed or not.

    Args:
        text: Any text.
        options: What the caller knows of its tags.

    Returns:
        An article whose ``text`` equals the argument.
    """
    elements = load_elements()
    lexemes = list(cut_markup(text, opaque=elements.opaque, void=elements.void))
    splitting = (elements.block | options.splitting) - options.non_splitting
    borders = frozenset(position for position, lexeme in enumerate(lexemes) if lexeme.name in splitting)
    reader = _Reader(
        lexemes,
        borders=borders,
        kept=elements.kept | elements.silent | options.ignored,
        builder=ArticleBuilder(HTML, find_attributes=_find_attributes),
        is_html=True,
    )
    return reader.read()


def read_xml(text: str, options: MarkupOptions) -> Article:
    """Read XML, of which nothing is known but what the caller says and what its structure shows.

    Args:
        text: Any text.
        options: What the caller knows of its tags.

    Returns:
        An article whose ``text`` equals the argument.
    """
    lexemes = list(cut_markup(text, is_html=False))
    borders = find_structure(lexemes, options=options)
    return _Reader(lexemes, borders=borders, kept=options.ignored, builder=ArticleBuilder(XML), is_html=False).read()


def _find_attributes(tag: str) -> Sequence[Attribute]:
    lexeme = next(cut_markup(tag, void=load_elements().void))
    is_one_tag = lexeme.kind in _BEGINNINGS and lexeme.raw == tag
    return list_spoken_attributes(tag, name=lexeme.name) if is_one_tag else ()


@dataclass(slots=True)
class _Reader:
    """Walks the lexemes once.

    Args:
        lexemes: Of the whole text.
        borders: Positions of tags that end a paragraph.
        kept: Elements that come back as they are.
        builder: Takes what is found.
        is_html: Whether the text is HTML.
    """

    lexemes: Sequence[Lexeme]
    borders: frozenset[int]
    kept: frozenset[str]
    builder: ArticleBuilder
    is_html: bool
    _blocks: list[str] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def read(self) -> Article:
        position = 0
        while position < len(self.lexemes):
            lexeme = self.lexemes[position]
            if lexeme.kind in _BEGINNINGS and self._is_kept(position):
                position = self._keep(position)
                continue
            if position in self.borders or lexeme.kind is LexemeKind.BROKEN or self._is_line_end(position):
                self._end_paragraph()
                self.builder.add_tag(lexeme.raw)
                self._enter(lexeme)
            elif lexeme.kind is LexemeKind.TEXT:
                self.builder.units += cut_text(lexeme.raw, is_html=self.is_html)
            else:
                text = "\n" if self._is_line_break(lexeme) else ""
                self.builder.units.append(make_unit(lexeme.raw, role=_ROLES[lexeme.kind], text=text, name=lexeme.name))
            position += 1
        self._end_paragraph()
        return self.builder.build()

    def _is_kept(self, position: int) -> bool:
        lexeme = self.lexemes[position]
        return lexeme.name in self.kept or is_untranslatable(lexeme.raw) or self._is_mark(position)

    def _is_mark(self, position: int) -> bool:
        """Return whether an element is the mark of a footnote: raised, short, and without a letter."""
        if not self.is_html or self.lexemes[position].name not in load_elements().marks:
            return False
        element = self.lexemes[position : position + _LONGEST_MARK]
        end = find_element_end(element, 0, is_html=True)
        is_closed = element[end - 1].kind is LexemeKind.END
        return is_closed and not any(map(str.isalpha, read_words(element[:end], is_html=True)))

    def _keep(self, position: int) -> int:
        """Add the element that begins at a position as it is, and return the position after it."""
        end = find_element_end(self.lexemes, position, is_html=self.is_html)
        element = self.lexemes[position:end]
        raw = "".join(lexeme.raw for lexeme in element)
        is_whole = len(element) == 1 or element[-1].kind is LexemeKind.END
        if position in self.borders or not is_whole:
            self._end_paragraph()
            self.builder.add_skeleton(raw)
        else:
            elements = load_elements()
            is_silent = self.is_html and element[0].name in elements.silent | elements.marks
            text = "" if is_silent else read_words(element, is_html=self.is_html)
            self.builder.units.append(make_kept(raw, text=text))
        return end

    def _end_paragraph(self) -> None:
        kinds = load_elements().kinds if self.is_html else {}
        around = self._blocks[: -_KIND_REACH - 1 : -1]
        self.builder.end_paragraph(next((kinds[name] for name in around if name in kinds), ParagraphKind.BODY))

    def _enter(self, lexeme: Lexeme) -> None:
        """Note which blocks are open."""
        if lexeme.kind is LexemeKind.START:
            self._blocks.append(lexeme.name)
            self._counts[lexeme.name] += 1
        elif lexeme.kind is LexemeKind.END and self._counts[lexeme.name]:
            name = ""
            while name != lexeme.name:
                name = self._blocks.pop()
                self._counts[name] -= 1

    def _is_line_break(self, lexeme: Lexeme) -> bool:
        return self.is_html and lexeme.name == "br"

    def _is_line_end(self, position: int) -> bool:
        """Return whether a line break ends a paragraph: it does unless what follows goes on with a small letter."""
        if not self._is_line_break(self.lexemes[position]):
            return False
        after = (self.lexemes[at] for at in range(position + 1, len(self.lexemes)))
        following = next((each for each in after if each.kind is not LexemeKind.OTHER and each.raw.strip()), None)
        return following is None or following.kind is not LexemeKind.TEXT or not following.raw.lstrip()[0].islower()
