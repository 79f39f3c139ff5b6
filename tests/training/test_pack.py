"""Which examples of a pack are left out as misaligned."""

from __future__ import annotations

from itertools import chain

import numpy as np

from models.training.pack import UNALIGNED, Pack


def _pack(links: dict[str, list[list[int]]] | None) -> Pack:
    lengths = [8, 8, 8, 2]
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    flat = (
        None if links is None else {name: np.array(list(chain(*rows)), dtype=np.uint8) for name, rows in links.items()}
    )
    return Pack(
        pieces={name: np.zeros(offsets[-1], dtype=np.uint16) for name in ("en", "fr")},
        offsets={"en": offsets, "fr": offsets},
        source=np.zeros(len(lengths), dtype=np.uint8),
        links=flat,
        into=np.array([2, 0, 1, 2], dtype=np.uint8),
    )


def test_examples_with_few_links_on_either_side_are_misaligned() -> None:
    none, few, half = [UNALIGNED] * 8, [0, 1, 2, *[UNALIGNED] * 5], [0, 1, 2, 3, *[UNALIGNED] * 4]
    short = [0, UNALIGNED]
    pack = _pack({"en": [none, few, half, short], "fr": [none, half, half, short]})
    assert pack.find_misaligned().tolist() == [False, True, False, False]


def test_nothing_is_misaligned_before_the_text_is_aligned() -> None:
    assert not _pack(None).find_misaligned().any()


def test_example_teaches_both_languages_or_the_one_it_names() -> None:
    assert _pack(None).teaches("en").tolist() == [True, True, False, True]
    assert _pack(None).teaches("fr").tolist() == [True, False, True, True]
