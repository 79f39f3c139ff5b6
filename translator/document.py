"""The source side: an article, its paragraphs, their segments, and the spans marked in them.

All offsets count Unicode code points, are half-open ``[start, end)``, and refer to the text of the enclosing part:
a segment's to its paragraph, a span's to its segment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ParagraphKind(StrEnum):
    """What part a paragraph plays in an article."""

    HEADING = "heading"
    BODY = "body"
    QUOTE = "quote"
    ITEM = "item"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class SpanKind(StrEnum):
    """What a span of a segment is."""

    QUOTATION = "quotation"
    DIALOGUE = "dialogue"
    INSERTION = "insertion"
    NAME = "name"
    TERM = "term"
    NUMBER = "number"
    ADDRESS = "address"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a segment.

    Spans of one segment nest or stand apart; they never cross.

    Args:
        start: First code point, counted from the start of the segment.
        end: One past the last code point.
        kind: What the stretch is.
        ref: What it points to: the glossary entry of a term, the canonical value of a number, the quotation's number
            within the text for a quotation; empty where nothing is pointed to.
        level: Depth of a quotation, 1 for the outermost; 0 for other kinds.
        opens: Whether the stretch begins with the quotation's opening mark; a quotation over several segments has a
            stretch in each of them, all with one ``ref``.
        closes: Whether it ends with the closing mark.
        language: ISO 639 code of a quotation that is not in the language of the text around it.
    """

    start: int
    end: int
    kind: SpanKind
    ref: str = ""
    level: int = 0
    opens: bool = True
    closes: bool = True
    language: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit of translation: usually a sentence.

    Args:
        id: Unique in its article, fit for an HTML id, such as ``p3s1``.
        source: The text, equal to ``paragraph.text[start:end]``; no white space at either end.
        start: Offset in the paragraph's text.
        end: One past the last code point in the paragraph's text.
        gap_after: White space between this segment and the next, or the end of the paragraph.
        spans: Spans found in the source, ordered by start, outer before inner.
        language: ISO 639 code where it is not that of the paragraph; empty otherwise.
    """

    id: str
    source: str
    start: int
    end: int
    gap_after: str = ""
    spans: tuple[Span, ...] = ()
    language: str = ""


class MarkupRole(StrEnum):
    """What a piece of marked-up text does.

    ``TEXT`` is written as it reads, ``ESCAPE`` is one character written otherwise, ``OPEN`` and ``CLOSE`` are a pair
    around text, ``EMPTY`` stands alone, ``KEPT`` comes back as it is, text and all.
    """

    TEXT = "text"
    ESCAPE = "escape"
    OPEN = "open"
    CLOSE = "close"
    EMPTY = "empty"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class MarkupPiece:
    """A stretch of a paragraph as its format writes it.

    Args:
        raw: What the format writes.
        text: What a reader reads; empty for most tags.
        role: What it does.
        partner: For ``OPEN`` and ``CLOSE``, the position of the other of the pair among the paragraph's pieces.
    """

    raw: str
    text: str
    role: MarkupRole
    partner: int = -1


@dataclass(frozen=True, slots=True)
class Markup:
    """How a paragraph is written in a format that has more than text.

    Args:
        syntax: Name of the format whose escapes the paragraph uses.
        pieces: In order; their texts make up the paragraph's text.
    """

    syntax: str
    pieces: tuple[MarkupPiece, ...]


@dataclass(frozen=True, slots=True)
class MarkupOptions:
    """What the caller knows of the tags and lines of a text; names are those of elements.

    Args:
        ignored: Elements that come back byte for byte.
        splitting: Elements that always end a sentence.
        non_splitting: Elements that never do.
        finds_outline: Whether XML's structure is found by itself: elements that hold elements and no text of their own
            end sentences.
        joins_lines: Whether a line's end in plain text ends no sentence; blank lines and items of a list always do.
    """

    ignored: frozenset[str] = frozenset()
    splitting: frozenset[str] = frozenset()
    non_splitting: frozenset[str] = frozenset()
    finds_outline: bool = True
    joins_lines: bool = False


#: For a text of which the caller knows nothing.
NO_OPTIONS = MarkupOptions()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of an article.

    The text is its white space before the first segment, then each segment followed by its gap. It is what a reader
    reads: tags and escapes of the format are in the markup.

    Args:
        index: Position in the article, from 0.
        text: The paragraph's text.
        kind: What part it plays.
        language: ISO 639 code found for it; empty before detection, ``und`` where none could be found.
        segments: In order; empty before segmentation or where the paragraph holds no text to translate.
        markup: How it is written; None where it is written as it reads.
    """

    index: int
    text: str
    kind: ParagraphKind = ParagraphKind.BODY
    language: str = ""
    segments: tuple[Segment, ...] = ()
    markup: Markup | None = field(default=None, repr=False)

    @property
    def raw(self) -> str:
        """The paragraph as its format writes it."""
        return self.text if self.markup is None else "".join(piece.raw for piece in self.markup.pieces)

    def list_kept(self) -> list[tuple[int, int]]:
        """Return where stretches stand in the text that come back byte for byte and are never cut."""
        kept = []
        position = 0
        for piece in self.markup.pieces if self.markup else ():
            if piece.role is MarkupRole.KEPT:
                kept.append((position, position + len(piece.text)))
            position += len(piece.text)
        return kept

    @property
    def lead(self) -> str:
        """White space before the first segment, or the whole text where there is no segment."""
        return self.text[: self.segments[0].start] if self.segments else self.text

    def get_language(self, segment: Segment) -> str:
        """Return the language of one of its segments."""
        return segment.language or self.language


@dataclass(frozen=True, slots=True)
class Article:
    """A text read into paragraphs and the skeleton that holds what lies between them.

    Args:
        id: Identifier; empty for a text that is not kept.
        title: Headline; empty where there is none.
        source_language: ISO 639 code, or empty before detection.
        format: Name of the format that it was read from.
        paragraphs: In order.
        skeleton: One string more than there are paragraphs; ``skeleton[i]`` stands before paragraph ``i`` and the
            last after the last paragraph. Interleaving both rebuilds the text exactly.
    """

    id: str
    title: str
    source_language: str
    format: str
    paragraphs: tuple[Paragraph, ...]
    skeleton: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole text, exactly as it was read."""
        return self.skeleton[0] + "".join(
            paragraph.raw + after for paragraph, after in zip(self.paragraphs, self.skeleton[1:], strict=True)
        )

    @property
    def words(self) -> str:
        """What a reader reads of it: the text without what only the format needs."""
        if all(paragraph.markup is None for paragraph in self.paragraphs):
            return self.text
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    def iterate_segments(self) -> Iterator[tuple[Paragraph, Segment]]:
        """Yield each segment with its paragraph, in order."""
        for paragraph in self.paragraphs:
            for segment in paragraph.segments:
                yield paragraph, segment


@dataclass(frozen=True, slots=True)
class ArticleOrigin:
    """Where an article was first published, as far as its page or its feed tells.

    Args:
        url: Address that it was fetched from; empty where it was not fetched.
        canonical_url: Address that its publisher calls its own.
        site_name: Name of the site or newspaper.
        byline: Who wrote it.
        published_at: When it was published, in UTC; midnight where only the day is known.
        image_caption: Caption of its lead image.
        etag: What the site gave to ask by whether the page has changed; empty where it gave nothing.
        last_modified: Likewise.
    """

    url: str = ""
    canonical_url: str = ""
    site_name: str = ""
    byline: str = ""
    published_at: datetime | None = None
    image_caption: str = ""
    etag: str = ""
    last_modified: str = ""

    @property
    def address(self) -> str:
        """Where a reader finds the original; empty where nobody named a web address."""
        named = (self.canonical_url, self.url)
        return next((each for each in named if each.lower().startswith(("http://", "https://"))), "")

    @property
    def publisher(self) -> str:
        """Name of the site, or its host where it gave no name."""
        return self.site_name or self.address.partition("://")[2].partition("/")[0].removeprefix("www.")


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as it came, before anything is translated.

    Args:
        title: Headline; empty where the text begins with it, or has none.
        text: The article; where the kinds are known, a line for each paragraph with an empty line between them.
        kinds: What part each paragraph plays, where that is known of what the text was taken from; empty for a text
            that was pasted as it stands.
        language: ISO 639 code that the source itself names; empty where it names none.
        origin: Where it was first published, where that is known.
    """

    title: str
    text: str
    kinds: tuple[ParagraphKind, ...] = ()
    language: str = ""
    origin: ArticleOrigin | None = None
