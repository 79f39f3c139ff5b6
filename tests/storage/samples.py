"""Articles to keep: any that Hypothesis can think of, and a plain one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from tests.fakes import NOON
from translator.document import Article, Paragraph, ParagraphKind, Segment, Span, SpanKind
from translator.translation import (
    Detection,
    Issue,
    Origin,
    Provenance,
    Rung,
    Severity,
    State,
    TranslatedArticle,
    Translation,
)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
offsets = st.integers(min_value=0, max_value=2**31 - 1)
moments = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))
scores = st.floats(allow_nan=False, allow_infinity=False)

spans = st.builds(Span, offsets, offsets, st.sampled_from(SpanKind), texts, st.integers(0, 9))
issues = st.builds(
    Issue, texts, st.sampled_from(Severity), texts, st.dictionaries(texts, texts, max_size=2), st.none() | spans
)
provenances = st.builds(Provenance, texts, texts, texts, texts, texts, moments)


@st.composite
def _translations(draw: st.DrawFn, segment_id: str) -> Translation:
    return Translation(
        segment_id=segment_id,
        target=draw(texts),
        state=draw(st.sampled_from(State)),
        origin=draw(st.sampled_from(Origin)),
        rung=draw(st.sampled_from(Rung)),
        provenance=draw(provenances),
        issues=tuple(draw(st.lists(issues, max_size=2))),
        target_spans=tuple(draw(st.lists(spans, max_size=2))),
        score=draw(st.none() | scores),
        confidence=draw(st.none() | st.floats(0, 1)),
    )


@st.composite
def _paragraphs(draw: st.DrawFn, index: int) -> Paragraph:
    segments = tuple(
        Segment(
            id=f"p{index}s{number}",
            source=draw(texts),
            start=draw(offsets),
            end=draw(offsets),
            gap_after=draw(texts),
            spans=tuple(draw(st.lists(spans, max_size=2))),
        )
        for number in range(draw(st.integers(0, 2)))
    )
    return Paragraph(
        index=index,
        text=draw(texts),
        kind=draw(st.sampled_from(ParagraphKind)),
        language=draw(st.sampled_from(["fr", "en", "und", ""])),
        segments=segments,
    )


@st.composite
def translated_articles(draw: st.DrawFn) -> TranslatedArticle:
    paragraphs = tuple(draw(_paragraphs(index)) for index in range(draw(st.integers(0, 3))))
    article = Article(
        id="",
        title=draw(texts),
        source_language=draw(st.sampled_from(["fr", "en", "und"])),
        format="text",
        paragraphs=paragraphs,
        skeleton=tuple(draw(texts) for _ in range(len(paragraphs) + 1)),
    )
    translations = tuple(draw(_translations(segment.id)) for _, segment in article.iterate_segments())
    return TranslatedArticle(
        article=article,
        target_locale=draw(st.sampled_from(["fr-CA", "en-US"])),
        translations=translations,
        text=draw(texts),
        offsets=tuple(draw(st.tuples(offsets, offsets, offsets, offsets)) for _ in translations),
        detection=draw(st.none() | st.builds(Detection, st.sampled_from(["fr", "und"]), scores)),
        alternatives=tuple(draw(st.lists(texts, max_size=2))),
    )


PROVENANCE = Provenance(
    engine="fake 1", package="fake", package_sha256="0", glossary_revision="", pipeline_version="1", made_at=NOON
)


def make_article(
    *, identifier: str = "", title: str = "Le pont rouvre", issues: tuple[Issue, ...] = ()
) -> TranslatedArticle:
    """A headline and its translation."""
    segment = Segment(id="p0s0", source=title, start=0, end=len(title))
    paragraph = Paragraph(index=0, text=title, kind=ParagraphKind.HEADING, language="fr", segments=(segment,))
    target = "The bridge opens again"
    translation = Translation(
        segment_id="p0s0",
        target=target,
        state=State.TRANSLATED,
        origin=Origin.ENGINE,
        rung=Rung.FIRST,
        provenance=PROVENANCE,
    )
    article = Article(identifier, title, "fr", "text", (paragraph,), ("", ""))
    return TranslatedArticle(
        article=article,
        target_locale="en-US",
        translations=(replace(translation, issues=issues),),
        text=target,
        offsets=((0, len(title), 0, len(target)),),
    )
