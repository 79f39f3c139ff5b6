from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import NOON
from translator.api.details import describe_segments
from translator.document import Article, Paragraph, Segment, Span, SpanKind
from translator.translation import (
    Issue,
    Origin,
    Provenance,
    Rung,
    Severity,
    State,
    TranslatedArticle,
    Translation,
)

PROVENANCE = Provenance("fake 1", "fake 1.0", "0" * 64, "0", "1", NOON)
LISTED = {
    "names": (SpanKind.NAME,),
    "quotations": (SpanKind.QUOTATION, SpanKind.DIALOGUE),
    "terms": (SpanKind.TERM,),
    "numbers": (SpanKind.NUMBER,),
}

LEAD, SOURCE, TARGET = "  ", "« Oui », dit Olga.", "“Yes,” says Olga."


def make_article(spans: tuple[Span, ...], target_spans: tuple[Span, ...], **parts: object) -> TranslatedArticle:
    text = f"\n{LEAD}{SOURCE}\n"
    segment = Segment(id="p0s0", source=SOURCE, start=len(LEAD), end=len(LEAD) + len(SOURCE), spans=spans)
    paragraph = Paragraph(index=0, text=LEAD + SOURCE, language="fr", segments=(segment,))
    translation = Translation(
        **{  # type: ignore[arg-type]
            "segment_id": "p0s0",
            "target": TARGET,
            "state": State.TRANSLATED,
            "origin": Origin.ENGINE,
            "rung": Rung.FIRST,
            "provenance": PROVENANCE,
            "target_spans": target_spans,
            **parts,
        }
    )
    return TranslatedArticle(
        article=Article("", "", "fr", "text", (paragraph,), ("\n", "\n")),
        target_locale="en-US",
        translations=(translation,),
        text=text.replace(SOURCE, TARGET),
        offsets=((3, 3 + len(SOURCE), 3, 3 + len(TARGET)),),
    )


def test_segment_is_described_in_full() -> None:
    issue = Issue("name_missing", Severity.ERROR, "%(name)s is missing", {"name": "Olga"})
    translated = make_article(
        (Span(0, 7, SpanKind.QUOTATION, "1", 1), Span(13, 17, SpanKind.NAME)),
        (Span(0, 6, SpanKind.QUOTATION, "0", 1),),
        issues=(issue,),
        score=-0.123456,
        confidence=0.5678,
    )
    assert describe_segments(translated) == [
        {
            "source": SOURCE,
            "target": TARGET,
            "start": 3,
            "end": 21,
            "target_start": 3,
            "target_end": 20,
            "language": "fr",
            "origin": "engine",
            "rung": "first",
            "score": -0.1235,
            "confidence": 0.57,
            "provenance": {
                "engine": "fake 1",
                "package": "fake 1.0",
                "package_sha256": "0" * 64,
                "glossary_revision": "0",
                "pipeline_version": "1",
            },
            "issues": [{"code": "name_missing", "severity": "error", "message": "Olga is missing"}],
            "names": [
                {"source": "Olga", "start": 16, "end": 20, "target": None, "target_start": None, "target_end": None}
            ],
            "quotations": [
                {
                    "source": "« Oui »",
                    "start": 3,
                    "end": 10,
                    "target": "“Yes,”",
                    "target_start": 3,
                    "target_end": 9,
                    "number": 1,
                    "language": "fr",
                }
            ],
            "terms": [],
            "numbers": [],
        }
    ]


def test_first_of_several_renderings_is_the_one_told() -> None:
    translated = make_article(
        (Span(13, 17, SpanKind.NAME),), (Span(12, 16, SpanKind.NAME, "0"), Span(1, 4, SpanKind.NAME, "0"))
    )
    (segment,) = describe_segments(translated)
    assert segment["names"] == [
        {"source": "Olga", "start": 16, "end": 20, "target": "Olga", "target_start": 15, "target_end": 19}
    ]


def test_rendering_of_another_kind_is_not_taken_for_an_answer() -> None:
    translated = make_article((Span(13, 17, SpanKind.NAME),), (Span(0, 4, SpanKind.TAG, "0"),))
    (segment,) = describe_segments(translated)
    assert segment["names"] == [
        {"source": "Olga", "start": 16, "end": 20, "target": None, "target_start": None, "target_end": None}
    ]


@dataclass(frozen=True)
class Drawn:
    """A drawn segment: its texts, the gap after it, and its spans on both sides."""

    source: str
    target: str
    gap: str
    spans: tuple[Span, ...]
    target_spans: tuple[Span, ...]


word_texts = st.text(st.sampled_from("aé😆 «»’\u202f𝔘"), min_size=1, max_size=12).map(lambda text: f"x{text}x")
gaps = st.sampled_from(["", " ", "\n", "\u202f "])


@st.composite
def drawn_segments(draw: st.DrawFn) -> Drawn:
    source, target = draw(word_texts), draw(word_texts)

    def draw_span(text: str, ref: str, kind: SpanKind) -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))), kind, ref)

    kinds = draw(st.lists(st.sampled_from(SpanKind), max_size=4))
    spans = tuple(draw_span(source, "", kind) for kind in kinds)
    answered = [index for index in range(len(kinds)) if draw(st.booleans())]
    target_spans = tuple(draw_span(target, str(index), kinds[index]) for index in answered)
    return Drawn(source, target, draw(gaps), spans, target_spans)


def assemble(paragraphs: list[list[Drawn]], lead: str) -> TranslatedArticle:
    """Build an article by appending to both texts, keeping count."""
    source_text = target_text = ""
    built, translations, offsets = [], [], []
    for index, drawn in enumerate(paragraphs):
        source_text, target_text = f"{source_text}\n\n", f"{target_text}\n\n"
        first = len(source_text)
        source_text, target_text = source_text + lead, target_text + lead
        segments = []
        for number, part in enumerate(drawn):
            start, target_start = len(source_text), len(target_text)
            source_text, target_text = source_text + part.source, target_text + part.target
            offsets.append((start, len(source_text), target_start, len(target_text)))
            identifier = f"p{index}s{number}"
            segments.append(
                Segment(identifier, part.source, start - first, len(source_text) - first, part.gap, part.spans)
            )
            translations.append(
                Translation(
                    identifier,
                    part.target,
                    State.TRANSLATED,
                    Origin.ENGINE,
                    Rung.FIRST,
                    PROVENANCE,
                    target_spans=part.target_spans,
                )
            )
            source_text, target_text = source_text + part.gap, target_text + part.gap
        built.append(Paragraph(index, source_text[first:], language="fr", segments=tuple(segments)))
    article = Article("", "", "fr", "text", tuple(built), (*["\n\n"] * len(built), ""))
    assert article.text == source_text
    return TranslatedArticle(article, "en-US", tuple(translations), target_text, tuple(offsets))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(drawn_segments(), max_size=3), min_size=1, max_size=3), gaps)
def test_offsets_cut_exactly_the_strings_they_claim(paragraphs: list[list[Drawn]], lead: str) -> None:
    translated = assemble(paragraphs, lead)
    source_text, target_text = translated.article.text, translated.text
    described = describe_segments(translated)
    drawn = [part for parts in paragraphs for part in parts]
    assert [segment["source"] for segment in described] == [part.source for part in drawn]
    for segment, part in zip(described, drawn, strict=True):
        assert source_text[segment["start"] : segment["end"]] == segment["source"]  # type: ignore[misc]
        assert target_text[segment["target_start"] : segment["target_end"]] == segment["target"]  # type: ignore[misc]
        for field, kinds in LISTED.items():
            listed = segment[field]
            assert isinstance(listed, list)
            assert [span["source"] for span in listed] == [
                part.source[span.start : span.end] for span in part.spans if span.kind in kinds
            ]
            for span in listed:
                assert source_text[span["start"] : span["end"]] == span["source"]
                if span["target"] is not None:
                    assert target_text[span["target_start"] : span["target_end"]] == span["target"]
            answered = [span for span in listed if span["target"] is not None]
            assert len(answered) == sum(span.kind in kinds for span in part.target_spans)
