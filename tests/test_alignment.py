from __future__ import annotations

import pytest

from translator.alignment import compose_links, map_offsets, move_links, project_range
from translator.translation import Link


def link_words(source: str, target: str, *numbers: tuple[int, int, float]) -> tuple[Link, ...]:
    """Link words by their numbers."""
    return tuple(Link(*find_word(source, one), *find_word(target, other), weight) for one, other, weight in numbers)


def find_word(text: str, number: int) -> tuple[int, int]:
    words = text.split(" ")
    start = len(" ".join(words[:number])) + bool(number)
    return start, start + len(words[number])


SOURCE, TARGET = "the red big house stands", "la grande maison rouge y est"
LINKS = link_words(SOURCE, TARGET, (0, 0, 0.9), (1, 3, 0.8), (2, 1, 0.7), (3, 2, 0.9), (4, 5, 0.9), (1, 0, 0.2))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("red", "rouge"),
        ("red big house", "grande maison rouge"),
        ("big house", "grande maison"),
        ("house stands", "maison"),  # the red stands between
        ("stands", "est"),
        ("the red big house stands", "la grande maison rouge y est"),
    ],
)
def test_stretch_is_projected_to_what_answers_it(words: str, answer: str) -> None:
    start = SOURCE.index(words)

    projected = project_range(LINKS, start=start, end=start + len(words))

    assert projected is not None
    assert TARGET[slice(*projected)] == answer


def test_stretch_without_links_has_no_answer() -> None:
    assert project_range(LINKS[:1], start=4, end=7) is None
    assert project_range((), start=0, end=7) is None


def test_alignments_are_composed_through_the_pivot() -> None:
    first = (Link(0, 3, 0, 4, 0.5), Link(4, 8, 5, 9, 0.8))
    second = (Link(0, 4, 6, 9, 0.5), Link(5, 7, 0, 5, 1.0), Link(9, 10, 9, 10, 1.0))

    assert compose_links(first, second) == (Link(0, 3, 6, 9, 0.25), Link(4, 8, 0, 5, 0.8))


@pytest.mark.parametrize(
    ("before", "after", "stretch", "answer"),
    [
        ("il dit", "il dit", "dit", "dit"),
        ("“Oui” !", "«\u202fOui\u202f»\u00a0!", "Oui", "Oui"),
        ("“Oui” !", "«\u202fOui\u202f»\u00a0!", "“", "«\u202f"),
        ("le ⟦0⟧ mai", "le 10 000 mai", "⟦0⟧", "10 000"),
        ("⟦1⟧ et ⟦0⟧.", "Anne et la Ville.", "⟦0⟧", "la Ville"),
        ("le ⟦0⟧ mai", "le mai", "mai", "mai"),
    ],
)
def test_stretch_is_found_in_another_form_of_its_text(before: str, after: str, stretch: str, answer: str) -> None:
    start = before.index(stretch)

    place = map_offsets(before, after)(start, start + len(stretch))

    assert after[slice(*place)] == answer


def test_alignment_moves_to_other_forms_without_what_vanished() -> None:
    moved = move_links(
        (Link(0, 1, 0, 3, 0.9), Link(2, 5, 4, 6, 0.9)),
        source=map_offsets("a ⟦0⟧", "a word"),
        target=map_offsets("⟦0⟧ un", " un"),
    )

    assert moved == (Link(2, 6, 1, 3, 0.9),)
