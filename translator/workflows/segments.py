"""A segment as an editor finds it: both its texts, how they came to be, and what a new target would be like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator import storage
from translator.document import Paragraph, Segment
from translator.errors import FieldError, NotFoundError
from translator.languages import LanguagePair, parse_locale
from translator.reviewing import Review, Reviewer
from translator.revision import Correction, RevisedArticle, SegmentRecord
from translator.storage import Session
from translator.translation import StoredArticle, Translation
from translator.workflows.articles import check_keepable
from translator.workflows.services import Services
from translator.workflows.translate_text import build_stages

#: Longest target of one segment, in characters: several times the longest sentence of any newspaper.
TARGET_LIMIT = 5_000

#: White space that no segment holds: line ends, and several spaces that nobody sees as such. Spaces that do not break
#: are typography and stay.
_BLANKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029 ]+")


@dataclass(frozen=True, slots=True)
class OpenSegment:
    """A segment as an editor finds it.

    Args:
        revised: The article.
        position: The segment's position among all of the article.
        paragraph: The paragraph that it is in.
        segment: The segment.
        corrections: Its history, the oldest first.
    """

    revised: RevisedArticle
    position: int
    paragraph: Paragraph
    segment: Segment
    corrections: tuple[Correction, ...] = ()

    @property
    def translation(self) -> Translation:
        """Its translation."""
        return self.revised.stored.translated.translations[self.position]

    @property
    def record(self) -> SegmentRecord:
        """The translation's record."""
        return self.revised.records[self.position]

    @property
    def pair(self) -> LanguagePair:
        """Its direction."""
        target = self.revised.stored.translated.target_locale.partition("-")[0]
        return LanguagePair(self.paragraph.get_language(self.segment), target)


def open_segment(services: Services, article_id: str, segment_id: str) -> OpenSegment:
    """Return a segment with its history.

    Raises:
        NotFoundError: There is no such article, or no such segment in it.
    """
    with services.database.session() as session:
        return load_segment(session, article_id, segment_id)


def load_segment(session: Session, article_id: str, segment_id: str, *, is_changing: bool = False) -> OpenSegment:
    """Return a segment with its history, from a session; one that changes it has its article for itself.

    Raises:
        NotFoundError: There is no such article, or no such segment in it.
    """
    revised = storage.revisions.get_revised(session, article_id, is_changing=is_changing)
    segments = revised.stored.translated.article.iterate_segments()
    found = next(((at, *each) for at, each in enumerate(segments) if each[1].id == segment_id), None)
    if found is None:
        raise NotFoundError("segment", segment_id)
    position, paragraph, segment = found
    lineage = revised.records[position].lineage
    corrections = storage.revisions.list_corrections(session, article_id, lineage=lineage)
    return OpenSegment(revised, position, paragraph, segment, tuple(corrections))


def check_target(services: Services, article_id: str, segment_id: str, *, target: str) -> Review:
    """Tell what a target would be like, and keep nothing.

    Raises:
        NotFoundError: There is no such article, or no such segment in it.
        FieldError: The target is empty, too long, or holds what cannot be kept.
    """
    target = clean_target(target)
    opened = open_segment(services, article_id, segment_id)
    return make_reviewer(services, opened.revised.stored).review(segment_id, target)


def clean_target(target: str) -> str:
    """Return a target without the white space that no segment holds.

    Raises:
        FieldError: It is empty, too long, or holds what cannot be kept.
    """
    target = _BLANKS.sub(" ", target).strip()
    if not target:
        raise FieldError("target", "must not be empty")
    if len(target) > TARGET_LIMIT:
        raise FieldError(
            "target", "has %(size)s characters; at most %(limit)s are allowed", size=len(target), limit=TARGET_LIMIT
        )
    check_keepable("target", target)
    return target


def make_reviewer(services: Services, stored: StoredArticle, *, is_annotated: bool = False) -> Reviewer:
    """Make what checks targets of an article."""
    return Reviewer(
        stored.translated.article,
        locale=parse_locale(stored.translated.target_locale),
        stages=build_stages(services),
        quotations=stored.quotations or services.settings.quotations,
        is_annotated=is_annotated,
    )
