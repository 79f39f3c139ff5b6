"""What happens to a translation after it was made: people's corrections of a segment, and versions of an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from translator.document import ParagraphKind
from translator.languages import LanguagePair
from translator.translation import Origin, State, StoredArticle, Translation
from translator.translation.foreign import ForeignStretch


class Cause(StrEnum):
    """Why an article has a version: it was added, its text edited or fetched again, or it was translated again."""

    ADDED = "added"
    EDITED = "edited"
    FETCHED = "fetched"
    RETRANSLATED = "retranslated"


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """How a segment's translation is told from all others, and from itself at another time.

    Args:
        lineage: Names the translation through all versions of its article, wherever its segment moves.
        version: How often the translation was changed since it was made.
        suggestion: What a person wrote for the segment before its source changed; empty where nothing waits.
    """

    lineage: str
    version: int = 0
    suggestion: str = ""

    @property
    def tag(self) -> str:
        """What an editor who read this translation has to show before changing it."""
        return f"{self.lineage}.{self.version}"


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's change of one translation; kept forever.

    Args:
        article_id: The article's id.
        lineage: That of the translation.
        version: How often the translation was changed, this time included.
        pair: Direction.
        source: The segment's source at the time.
        before: Target text before.
        after: Target text since.
        state_before: State before.
        state: State since.
        origin_before: Where the text before came from.
        origin: Where the text since came from: a person, but for one who went back to what was there before.
        editor: Who made it: an account's or a key's id.
        reason: Why, in the editor's words; may be empty.
        made_at: When, in UTC.
    """

    article_id: str
    lineage: str
    version: int
    pair: LanguagePair
    source: str
    before: str
    after: str
    state_before: State
    state: State
    origin_before: Origin
    origin: Origin
    editor: str
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class RevisedArticle:
    """An article with the record of each of its segments, in order."""

    stored: StoredArticle
    records: tuple[SegmentRecord, ...]


@dataclass(frozen=True, slots=True)
class VersionSegment:
    """A segment as it stood in a version.

    Args:
        lineage: That of its translation.
        source: Its source.
        target: Its translation.
        is_by_person: Whether a person answered for the translation.
        source_foreign: Stretches of the source in another language than the article's.
        target_foreign: Stretches of the translation in another language than that of the target.
    """

    lineage: str
    source: str
    target: str
    is_by_person: bool = False
    source_foreign: tuple[ForeignStretch, ...] = ()
    target_foreign: tuple[ForeignStretch, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionParagraph:
    """A paragraph as it stood in a version; ``text`` is that of one without segments."""

    kind: ParagraphKind
    segments: tuple[VersionSegment, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """What a list of versions tells of one.

    Args:
        number: From 1.
        cause: Why it was made.
        made_at: When, in UTC.
        editor: Who made it: an account's or a key's id; may be empty.
        reason: Why, in the editor's words; may be empty.
    """

    number: int
    cause: Cause
    made_at: datetime
    editor: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """Both sides of an article as they stood before its next version, or as they stand now.

    Args:
        summary: Which version it is.
        title: Headline in the source language.
        target_title: Headline in the target language.
        text: The whole source text.
        paragraphs: Both sides, paragraph by paragraph.
    """

    summary: VersionSummary
    title: str
    target_title: str
    text: str
    paragraphs: tuple[VersionParagraph, ...]


def is_by_person(translation: Translation) -> bool:
    """Tell whether a person answers for a translation, by writing it or by having reviewed it."""
    return translation.origin is Origin.PERSON or translation.state in (State.REVIEWED, State.FINAL)
