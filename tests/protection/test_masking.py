from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.protection.strategies import texts
from translator.document import Span, SpanKind
from translator.protection import find_spans, mask, restore, restore_with_spans

TOKEN = re.compile(r"⟦(\d)⟧")


def make_span(text: str, part: str, *, kind: SpanKind = SpanKind.NAME) -> Span:
    start = text.index(part)
    return Span(start, start + len(part), kind)


def test_spans_become_tokens_and_tokens_become_values() -> None:
    text = "Olga va à Londres."
    spans = [make_span(text, "Olga"), make_span(text, "Londres")]
    masked = mask(text, spans=spans, values={1: "London"})
    assert masked.text == "⟦0⟧ va à ⟦1⟧."
    assert [(placeholder.token, placeholder.span, placeholder.value) for placeholder in masked.placeholders] == [
        ("⟦0⟧", spans[0], "Olga"),
        ("⟦1⟧", spans[1], "London"),
    ]
    assert restore("⟦0⟧ goes to ⟦1⟧.", placeholders=masked.placeholders).text == "Olga goes to London."


def test_an_outer_span_covers_those_inside() -> None:
    text = "Il dit « Olga part »."
    spans = [make_span(text, "« Olga part »", kind=SpanKind.QUOTATION), make_span(text, "Olga")]
    masked = mask(text, spans=spans)
    assert masked.text == "Il dit ⟦0⟧."
    assert [placeholder.span for placeholder in masked.placeholders] == [spans[0]]


def test_equal_texts_share_a_token_unless_their_values_differ() -> None:
    text = "Olga et Olga et Olga"
    spans = [Span(0, 4, SpanKind.NAME), Span(8, 12, SpanKind.NAME), Span(16, 20, SpanKind.NAME)]
    assert mask(text, spans=spans).text == "⟦0⟧ et ⟦0⟧ et ⟦0⟧"
    assert mask(text, spans=spans, values={1: "Helga"}).text == "⟦0⟧ et ⟦1⟧ et ⟦0⟧"


def test_at_most_ten_different_texts_are_masked() -> None:
    text = "abcdefghijkl a"
    spans = [Span(at, at + 1, SpanKind.NAME) for at in range(12)] + [Span(13, 14, SpanKind.NAME)]
    masked = mask(text, spans=spans)
    assert masked.text == "⟦0⟧⟦1⟧⟦2⟧⟦3⟧⟦4⟧⟦5⟧⟦6⟧⟦7⟧⟦8⟧⟦9⟧kl ⟦0⟧"


@pytest.mark.parametrize(
    "text", ["Le sigle ⟦3⟧ reste.", "⟦ 0 ⟧", "⟦⟦1⟧", "a⟧b⟦", "⟦⟧", "".join(f"⟦x{n}⟧ " for n in range(12)) + "fin"]
)
def test_what_looks_like_a_token_comes_through(text: str) -> None:
    masked = mask(text, spans=())
    assert restore(masked.text, placeholders=masked.placeholders).text == text


def test_a_look_alike_inside_a_span_is_covered_by_it() -> None:
    text = "« Le ⟦3⟧ part »"
    masked = mask(text, spans=[Span(0, len(text), SpanKind.QUOTATION)])
    assert (masked.text, masked.placeholders[0].value) == ("⟦0⟧", text)


@settings(max_examples=300, deadline=None)
@given(text=texts, language=st.sampled_from(["fr", "en"]))
def test_restoring_what_was_masked_gives_the_text_again(text: str, language: str) -> None:
    masked = mask(text, spans=find_spans(text, language=language))
    restored = restore(masked.text, placeholders=masked.placeholders)
    assert (restored.text, restored.is_complete) == (text, True)


@settings(max_examples=200, deadline=None)
@given(text=texts, borders=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=14))
def test_any_spans_can_be_masked_and_restored(text: str, borders: list[tuple[int, int]]) -> None:
    spans = [
        Span(start, min(len(text), start + length), SpanKind.NAME) for start, length in borders if start < len(text)
    ]
    masked = mask(text, spans=spans)
    restored = restore(masked.text, placeholders=masked.placeholders)
    assert (restored.text, restored.is_complete) == (text, True)


SOURCE = "Olga et Ivan vont à Kazan."
PLACEHOLDERS = mask(SOURCE, spans=[make_span(SOURCE, name) for name in ("Olga", "Ivan", "Kazan")]).placeholders


@pytest.mark.parametrize(
    "target",
    [
        "⟦0⟧ and ⟦1⟧ go to ⟦2⟧.",
        "⟦ 0 ⟧ and ⟦1 ⟧ go to ⟦⟦2⟧⟧.",
        "⟦0 and 1⟧ go to ⟦2⟧.",
        "[0] and [1] go to [[2]].",
        "{0} and <1> go to 【2】.",
    ],
)
def test_damaged_tokens_are_read(target: str) -> None:
    restored = restore(target, placeholders=PLACEHOLDERS)
    assert (restored.text, restored.is_complete) == ("Olga and Ivan go to Kazan.", True)


def test_a_look_alike_that_could_mean_something_else_is_left() -> None:
    restored = restore("⟦0⟧ and ⟦1⟧ go to ⟦2⟧ [0].", placeholders=PLACEHOLDERS)
    assert (restored.text, restored.is_complete) == ("Olga and Ivan go to Kazan [0].", True)
    restored = restore("⟦0⟧ and ⟦1⟧ go to [2] or [2].", placeholders=PLACEHOLDERS)
    assert (restored.text, restored.missing) == ("Olga and Ivan go to [2] or [2].", PLACEHOLDERS[2:])


@pytest.mark.parametrize(
    ("target", "text", "missing", "repeated", "invented"),
    [
        ("⟦0⟧ goes to ⟦2⟧.", "Olga goes to Kazan.", ["Ivan"], [], []),
        ("⟦1⟧, ⟦0⟧ ⟦0⟧: ⟦2⟧", "Ivan, Olga: Kazan", [], ["Olga"], []),
        ("⟦0⟧ ⟦7⟧ ⟦1⟧ ⟦2⟧ ⟦8⟧.", "Olga Ivan Kazan.", [], [], ["⟦7⟧", "⟦8⟧"]),
        ("⟦⟧ ⟦0⟧ ⟦12⟧ ⟦1⟧ ⟦2⟧", "Olga Ivan Kazan", [], [], ["⟦⟧", "⟦12⟧"]),
        ("", "", ["Olga", "Ivan", "Kazan"], [], []),
    ],
)
def test_what_went_wrong_is_reported(
    target: str, text: str, missing: list[str], repeated: list[str], invented: list[str]
) -> None:
    restored = restore(target, placeholders=PLACEHOLDERS)
    assert restored.text == text
    assert [placeholder.value for placeholder in restored.missing] == missing
    assert [placeholder.value for placeholder in restored.repeated] == repeated
    assert list(restored.invented) == invented


def test_a_token_for_two_places_must_arrive_twice() -> None:
    spans = [Span(0, 4, SpanKind.NAME), Span(8, 12, SpanKind.NAME)]
    placeholders = mask("Olga et Olga", spans=spans).placeholders
    assert restore("⟦0⟧ and ⟦0⟧", placeholders=placeholders).is_complete
    assert restore("⟦0⟧ twice", placeholders=placeholders).missing == placeholders[1:]


def test_the_places_of_the_values_are_told() -> None:
    restored, spans = restore_with_spans("To ⟦2⟧ go ⟦0⟧ and ⟦1⟧.", placeholders=PLACEHOLDERS)
    assert [(restored.text[span.start : span.end], span.ref) for span in spans] == [
        ("Kazan", "2"),
        ("Olga", "0"),
        ("Ivan", "1"),
    ]


def drop(text: str) -> str:
    return TOKEN.sub("", text, count=1)


def double(text: str) -> str:
    return TOKEN.sub(lambda match: match[0] * 2, text)


def invent(text: str) -> str:
    return f"⟦9⟧ {text} ⟦8⟧"


def reorder(text: str) -> str:
    tokens = TOKEN.findall(text)[::-1]
    return TOKEN.sub(lambda _: f"⟦{tokens.pop(0)}⟧", text)


def space_out(text: str) -> str:
    return TOKEN.sub(r"⟦ \1 ⟧", text)


def drop_bracket(text: str) -> str:
    return TOKEN.sub(r"⟦\1 ", text)


@settings(max_examples=150, deadline=None)
@given(text=texts, damage=st.sampled_from([drop, double, invent, reorder, space_out, drop_bracket]))
def test_each_value_arrives_or_is_reported(text: str, damage: Callable[[str], str]) -> None:
    masked = mask(text, spans=find_spans(text, language="fr"))
    restored, spans = restore_with_spans(damage(masked.text), placeholders=masked.placeholders)
    arrived = [masked.placeholders[int(span.ref)] for span in spans]
    assert sorted(placeholder.span.start for placeholder in (*arrived, *restored.missing)) == [
        placeholder.span.start for placeholder in masked.placeholders
    ]
    assert [restored.text[span.start : span.end] for span in spans] == [placeholder.value for placeholder in arrived]
