from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.checks import ISSUE_CODES, check_quoted_words, check_segment, make_issue
from translator.document import Segment, Span, SpanKind
from translator.translation import Link, Placeholder, Restored, Severity

API_PAGE = Path(__file__).parent.parent.parent / "docs" / "api.md"


def check(
    source: str,
    target: str,
    *,
    spans: tuple[Span, ...] = (),
    target_spans: tuple[Span, ...] = (),
    pair: tuple[str, str] = ("fr", "en"),
    restored: Restored | None = None,
    links: tuple[Link, ...] = (),
) -> list[str]:
    """The codes of the issues found."""
    segment = Segment(id="p0s0", source=source, start=0, end=len(source), spans=spans)
    issues = check_segment(
        segment,
        target=target,
        target_spans=target_spans,
        source_language=pair[0],
        target_language=pair[1],
        restored=restored,
        read_links=lambda: links,
    )
    return [issue.code for issue in issues]


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        ("Il pleut ce soir sur la ville.", "It is raining on the city tonight.", []),
        ("Il pleut.", "", ["empty_target"]),
        ("Il pleut.", " \n", ["empty_target"]),
        ("Le conseil se réunit ce soir.", "The council that that that that.", ["repetition_loop"]),
        ("Le conseil se réunit.", "It will meet now, it will meet now, it will meet now.", ["repetition_loop"]),
        ("Les vaches broutent.", "The prevenprevenprevenpreven cows graze.", ["repetition_loop"]),
        ("Les vaches broutent.", "The prevenpreven cows graze.", ["repetition_loop"]),
        ("Le conseil se réunit.", "It will meet here this week, it will meet here this week.", ["repetition_loop"]),
        ("Un couscous et des bonbons.", "Couscous and bonbons.", []),
        ("Non, non, non et non !", "No, no, no and no!", []),
        ("Très, très, très, très loin.", "Very, very, very, very far.", []),
        ("Le conseil se réunit ce soir.", "Le conseil se réunit ce soir.", ["untranslated"]),
        ("Le conseil se réunit ce soir.", "Le conseil se meets ce soir.", ["untranslated"]),
        ("Taxi, train, métro.", "Taxi, train, metro.", []),
        ("Un train important passe à Paris.", "An important train passes through Paris.", []),
        ("L’écran mesure 12\".", "The screen measures 12 inches.", []),
        ("Bravo à tous !", "Well done \ufffd to all!", ["garbled"]),
        ("Bravo \ufffd à tous !", "Well done \ufffd to all!", []),
        ("Le conseil se réunira ce soir pour voter le budget.", "The council.", ["sentence_lost", "length_odd"]),
        ("Oui.", "Yes, that is what I think about it.", []),
        ("Le conseil se réunit ce mardi.", "Les élus sont dans la grande salle avec le maire.", ["language_wrong"]),
        ("Le maire a lu Le Monde.", "The mayor read about it in the newspaper Le Monde.", []),
        ("Il pleut ce soir ici. Le vent se lève vite.", "It rains here tonight.", ["sentence_lost", "length_odd"]),
        ("Il pleut ce soir ici. Le vent se lève vite.", "It rains here tonight, and the wind rises fast.", []),
        ("Il pleut ce soir ici. Oui !", "It rains here tonight.", []),
    ],
)  # fmt: skip
def test_wording_is_judged_against_the_source(source: str, target: str, codes: list[str]) -> None:
    assert check(source, target) == codes


@pytest.mark.parametrize(("linked", "codes"), [(20, ["sentence_lost"]), (43, [])])
def test_a_sentence_that_the_alignment_links_with_nothing_is_lost(linked: int, codes: list[str]) -> None:
    source, target = "Il pleut ce soir ici. Le vent se lève vite.", "It rains here tonight and the wind is rising."
    links = tuple(Link(at, at + 1, at, at + 1, 0.9) for at in range(linked))
    assert check(source, target, links=links) == codes


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (SpanKind.NAME, "name_missing"),
        (SpanKind.NUMBER, "number_changed"),
        (SpanKind.ADDRESS, "address_changed"),
        (SpanKind.TERM, "term_missed"),
        (SpanKind.QUOTATION, "quotation_lost"),
    ],
)
def test_a_span_without_an_answer_is_reported_with_its_text(kind: SpanKind, code: str) -> None:
    segment = Segment(id="p0s0", source="Voici Olga.", start=0, end=11, spans=(Span(6, 10, kind),))
    arguments = {"target": "Here she is.", "source_language": "fr", "target_language": "en"}
    (issue,) = check_segment(segment, target_spans=(), **arguments)  # type: ignore[arg-type]
    assert (issue.code, issue.span, issue.values) == (code, Span(6, 10, kind), {"text": "Olga"})
    answer = Span(0, 4, kind, ref="0")
    assert check_segment(segment, target_spans=(answer,), **arguments) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quoted", "codes"),
    [
        ("“one two three”", []),
        ("“four five six”", ["quotation_moved"]),
        ("“three four five”", ["quotation_moved"]),
    ],
)
def test_marks_around_other_words_are_reported(quoted: str, codes: list[str]) -> None:
    source = "« un deux trois » quatre cinq six"
    words = quoted.strip("“”")
    target = "one two three four five six".replace(words, quoted)
    places = list(re.finditer(r"\w+", source)), list(re.finditer(r"\w+", target))
    links = tuple(Link(*one.span(), *other.span(), weight=0.9) for one, other in zip(*places, strict=True))
    start = target.index("“")
    answer = Span(start, start + len(quoted), SpanKind.QUOTATION, ref="0")
    segment = Segment(id="p0s0", source=source, start=0, end=len(source), spans=(Span(0, 17, SpanKind.QUOTATION),))
    issues = check_quoted_words(segment, target_spans=(answer,), read_links=lambda: links)
    assert [issue.code for issue in issues] == codes
    assert list(check_quoted_words(segment, target_spans=(answer,), read_links=tuple)) == []


def test_the_second_mention_of_a_name_may_become_a_pronoun() -> None:
    source = "Olga dit qu'Olga part."
    names = (Span(0, 4, SpanKind.NAME), Span(12, 16, SpanKind.NAME))
    answer = Span(0, 4, SpanKind.NAME, ref="0")
    assert check(source, "Olga says she leaves.", spans=names, target_spans=(answer,)) == []
    assert check(source, "Olga says that it leaves her.", spans=names, target_spans=(answer,)) == []
    assert check(source, "Olga says to leave.", spans=names, target_spans=(answer,)) == ["name_missing"]
    assert check(source, "She says she leaves.", spans=names) == ["name_missing", "name_missing"]


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Voici Dilokrit.", "Here is Dilorit.", "Dilorit"),
        ("Voici Macron.", "Here is Macro.", "Macro"),
        ("Voici Anna Rouvel.", "Here is Anna.", "Anna"),
        ("Voici Virginie.", "Here is Virginia.", "Virginia"),
    ],
)
def test_a_name_in_another_spelling_was_changed(source: str, target: str, found: str) -> None:
    name = Span(source.index(" ") + 1, len(source) - 1, SpanKind.NAME)
    segment = Segment(id="p0s0", source=source, start=0, end=len(source), spans=(name,))
    (issue,) = check_segment(segment, target=target, target_spans=(), source_language="fr", target_language="en")
    assert (issue.code, issue.values["found"]) == ("name_changed", found)


def test_another_name_is_no_spelling_of_a_lost_one() -> None:
    name = Span(6, 12, SpanKind.NAME)
    assert check("Voici Macron.", "Here is Marchand.", spans=(name,)) == ["name_missing"]


def test_the_second_mention_of_a_number_must_arrive() -> None:
    numbers = (Span(0, 1, SpanKind.NUMBER), Span(5, 6, SpanKind.NUMBER))
    answer = Span(0, 1, SpanKind.NUMBER, ref="0")
    assert check("3 et 3 lots", "3 lots", spans=numbers, target_spans=(answer,)) == ["number_changed"]


def test_a_lost_emoji_is_called_one() -> None:
    emoji = Span(6, 7, SpanKind.ADDRESS)
    assert check("Bravo 😆 à tous !", "Well done to all!", spans=(emoji,)) == ["emoji_lost"]


def test_a_quotation_kept_byte_for_byte_is_not_untranslated() -> None:
    source = "Elle répond : « Je ne vois pas le rapport avec nous »."
    start, end = source.index("«"), source.index("»") + 1
    target = f"She answers: {source[start:end]}."
    quotation = Span(start, end, SpanKind.QUOTATION, level=1)
    answer = Span(13, 13 + end - start, SpanKind.QUOTATION, ref="0", level=1)
    assert check(source, target, spans=(quotation,), target_spans=(answer,)) == []
    assert check(source, target, spans=(quotation,)) == ["untranslated", "quotation_lost"]


def test_a_damaged_placeholder_is_reported() -> None:
    placeholder = Placeholder("⟦0⟧", Span(0, 4, SpanKind.NAME), "Olga")
    whole = Restored("Olga is coming.")
    damaged = Restored("is coming.", missing=(placeholder,))
    assert check("Olga arrive.", "Olga is coming.", restored=whole) == []
    assert check("Olga arrive.", "is coming.", restored=damaged) == ["placeholder_lost"]


def test_issues_come_in_the_order_of_the_table() -> None:
    codes = check("Le conseil se réunit ce soir à Brest.", "que que que que “", spans=(Span(31, 36, SpanKind.NAME),))
    assert codes == sorted(codes, key=list(ISSUE_CODES).index)
    assert codes == ["repetition_loop", "name_missing"]


def test_a_long_passage_is_cut_in_a_message() -> None:
    issue = make_issue("quotation_lost", text="a" * 200)
    assert issue.text == f"The quotation {'a' * 59}… lost its marks."


@pytest.mark.parametrize("code", ISSUE_CODES)
def test_each_message_names_only_values_that_are_given(code: str) -> None:
    places = re.findall(r"%\((\w+)\)s", ISSUE_CODES[code].message)
    assert set(places) <= {"text", "language", "found"}
    assert make_issue(code, **dict.fromkeys(places, "x")).severity in Severity


@pytest.mark.parametrize("code", ISSUE_CODES)
def test_each_code_is_documented(code: str) -> None:
    assert f"`{code}`" in API_PAGE.read_text(encoding="utf-8")


@given(source=st.text(max_size=60), target=st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_texts_can_be_compared(source: str, target: str) -> None:
    codes = check(source.strip(), target)
    assert set(codes) <= set(ISSUE_CODES)


def test_a_long_segment_is_checked_in_linear_time() -> None:
    words = [f"w{number}" for number in range(20_000)]
    assert check(" ".join(words), " ".join(f"t{word}" for word in words)) == []
