"""Correct the translation of a segment: check it, keep it with its history, and let the memory learn it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from translator import storage
from translator.assembly import assemble_article
from translator.errors import FieldError, NotFoundError, SegmentOutdatedError
from translator.memory import make_entry_id, make_source_key
from translator.pipeline import PIPELINE_VERSION
from translator.reviewing import Review
from translator.revision import Correction, SegmentRecord, is_by_person
from translator.storage import Session
from translator.translation import (
    CORRECTION_ORIGIN,
    MemoryEntry,
    Origin,
    Provenance,
    Rung,
    State,
    TranslatedArticle,
    Translation,
)
from translator.workflows.articles import check_keepable
from translator.workflows.headlines import read_target_title
from translator.workflows.segments import OpenSegment, clean_target, load_segment, make_reviewer, open_segment
from translator.workflows.services import Services

#: Longest reason of a correction, in characters.
REASON_LIMIT = 1_000

#: States that a person may give a translation.
GIVEN_STATES = (State.TRANSLATED, State.REVIEWED, State.FINAL)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who changes a translation, why, and what of it they know.

    Args:
        editor: An account's or a key's id.
        reason: Why, for the history; may be empty.
        tag: Tag of the translation that the editor has read; None to change whatever there is.
    """

    editor: str
    reason: str = ""
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a translation is to be."""

    review: Review
    state: State
    origin: Origin = Origin.PERSON


def correct_segment(
    services: Services, article_id: str, segment_id: str, *, target: str | None, state: State, signature: Signature
) -> OpenSegment:
    """Give the translation of a segment another text or state.

    The article's target text and the places of all its segments follow; the memory learns the text, so that the next
    article with the same source gets it. What changes nothing is not kept.

    Args:
        services: The parts.
        article_id: The article.
        segment_id: The segment.
        target: The target text; None for the one that stands there.
        state: How far it has come with this.
        signature: Who changes it.

    Returns:
        The segment as it stands then.

    Raises:
        NotFoundError: There is no such article, or no such segment in it.
        FieldError: The target is empty, too long, or holds what cannot be kept; or the reason or state is wrong.
        SegmentOutdatedError: The translation is not the one that the editor has read.
    """
    check_signature(signature)
    if state not in GIVEN_STATES:
        raise FieldError("state", "must be one of %(names)s", names=", ".join(GIVEN_STATES))
    found = open_segment(services, article_id, segment_id)
    text = found.translation.target if target is None else clean_target(target)
    review = make_reviewer(services, found.revised.stored).review(segment_id, text)
    with services.database.session(writing=True) as session:
        opened = load_segment(session, article_id, segment_id, is_changing=True)
        _check_tag(opened, tag=signature.tag)
        if opened.record != found.record:
            text = opened.translation.target if target is None else text
            review = make_reviewer(services, opened.revised.stored).review(segment_id, text)
        _keep(services, session, opened, wanted=_Wanted(review, state), signature=signature)
        session.commit()
        return load_segment(session, article_id, segment_id)


def revert_segment(
    services: Services, article_id: str, segment_id: str, *, version: int, signature: Signature
) -> OpenSegment:
    """Make a translation again what it was in a version, as a new correction.

    Args:
        services: The parts.
        article_id: The article.
        segment_id: The segment.
        version: How often the translation had been changed then.
        signature: Who goes back.

    Returns:
        The segment as it stands then.

    Raises:
        NotFoundError: There is no such article or segment, or nothing is known of that version.
        FieldError: The reason is too long.
        SegmentOutdatedError: The translation is not the one that the editor has read.
    """
    check_signature(signature)
    with services.database.session(writing=True) as session:
        opened = load_segment(session, article_id, segment_id, is_changing=True)
        _check_tag(opened, tag=signature.tag)
        target, state, origin = _find_version(opened, version)
        review = make_reviewer(services, opened.revised.stored).review(segment_id, target)
        # Whatever the rules of typography are by now, this is a way back.
        wanted = _Wanted(replace(review, target=target), state, origin)
        _keep(services, session, opened, wanted=wanted, signature=signature)
        session.commit()
        return load_segment(session, article_id, segment_id)


def check_signature(signature: Signature) -> None:
    """Refuse a reason that cannot be kept.

    Raises:
        FieldError: The reason is too long, or holds what cannot be kept.
    """
    if len(signature.reason) > REASON_LIMIT:
        raise FieldError(
            "reason",
            "has %(size)s characters; at most %(limit)s are allowed",
            size=len(signature.reason),
            limit=REASON_LIMIT,
        )
    check_keepable("reason", signature.reason)


def _check_tag(opened: OpenSegment, *, tag: str | None) -> None:
    if tag in (None, opened.record.tag):
        return
    editor = opened.corrections[-1].editor if opened.corrections else ""
    version, target = opened.record.version, opened.translation.target
    raise SegmentOutdatedError(version, target=target, tag=opened.record.tag, editor=editor)


def _find_version(opened: OpenSegment, version: int) -> tuple[str, State, Origin]:
    """Return what the translation was: what a correction made of it, or found."""
    for correction in reversed(opened.corrections):
        if correction.version == version:
            return correction.after, correction.state, correction.origin
        if correction.version == version + 1:
            return correction.before, correction.state_before, correction.origin_before
    raise NotFoundError("version", str(version))


def _keep(services: Services, session: Session, opened: OpenSegment, *, wanted: _Wanted, signature: Signature) -> None:
    """Put a translation into its article and keep what it was, unless it is the same."""
    former = opened.translation
    if (wanted.review.target, wanted.state) == (former.target, former.state):
        return
    translation = _make_translation(services, former, wanted=wanted)
    translated = _put(opened, wanted.review, translation)
    record = SegmentRecord(opened.record.lineage, opened.record.version + 1)
    title = read_target_title(translated)
    storage.revisions.change_translation(
        session, translated, position=opened.position, record=record, target_title=title
    )
    correction = Correction(
        article_id=translated.article.id,
        lineage=record.lineage,
        version=record.version,
        pair=opened.pair,
        source=opened.segment.source,
        before=former.target,
        after=translation.target,
        state_before=former.state,
        state=translation.state,
        origin_before=former.origin,
        origin=translation.origin,
        editor=signature.editor,
        reason=signature.reason,
        made_at=services.get_time(),
    )
    storage.revisions.add_correction(session, correction)
    _teach_memory(session, correction, is_ours=is_by_person(translation))


def _make_translation(services: Services, former: Translation, *, wanted: _Wanted) -> Translation:
    review = wanted.review
    if review.target == former.target and wanted.origin is Origin.PERSON:
        # Whoever confirms what stands there has not written it.
        return replace(former, state=wanted.state, issues=review.issues, target_spans=review.target_spans)
    return Translation(
        segment_id=former.segment_id,
        target=review.target,
        state=wanted.state,
        origin=wanted.origin,
        rung=Rung.PASSED,
        provenance=Provenance(
            engine="",
            package="",
            package_sha256="",
            glossary_revision=services.glossary.get_revision(),
            pipeline_version=PIPELINE_VERSION,
            made_at=services.get_time(),
        ),
        issues=review.issues,
        target_spans=review.target_spans,
    )


def _put(opened: OpenSegment, review: Review, translation: Translation) -> TranslatedArticle:
    """Return the article with a translation in its place, its segment with the spans that were found for the review."""
    translated = opened.revised.stored.translated
    spanned = replace(opened.segment, spans=review.segment.spans)
    article = replace(
        translated.article,
        paragraphs=tuple(
            replace(each, segments=tuple(spanned if one is opened.segment else one for one in each.segments))
            if each is opened.paragraph
            else each
            for each in translated.article.paragraphs
        ),
    )
    translations = list(translated.translations)
    translations[opened.position] = translation
    text, offsets = assemble_article(article, translations)
    return replace(
        translated, article=article, translations=tuple(translations), text=text, offsets=offsets, alternatives=()
    )


def _teach_memory(session: Session, correction: Correction, *, is_ours: bool) -> None:
    """Remember what a person answers for, in place of what stood there before."""
    if correction.pair.source in ("", "und", correction.pair.target):
        return
    before, after = (_make_entry(correction, target) for target in (correction.before, correction.after))
    storage.withdraw_entry(session, before)
    if is_ours:
        storage.put_entry(session, after, created_at=correction.made_at, make_key=make_source_key)


def _make_entry(correction: Correction, target: str) -> MemoryEntry:
    entry = MemoryEntry(
        id="",
        pair=correction.pair,
        source=correction.source,
        target=target,
        origin=CORRECTION_ORIGIN,
        editor=correction.editor,
    )
    return replace(entry, id=make_entry_id(entry))
