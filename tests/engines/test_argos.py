from __future__ import annotations

from pathlib import Path

import ctranslate2
import pytest
import sentencepiece

from tests.engines import tiny_packages
from tests.engines.conftest import BuildEngine, SpyingWeights
from translator.engines.loaded import EngineOptions, choose_batch_size
from translator.errors import EngineError, UnsupportedPairError
from translator.languages import LanguagePair
from translator.translation import Hypothesis

FR_EN, EN_DE, FR_DE = LanguagePair("fr", "en"), LanguagePair("en", "de"), LanguagePair("fr", "de")
SENTENCES = tiny_packages.list_sentences()


def best(proposals: list[tuple[Hypothesis, ...]]) -> list[str]:
    return [each[0].text for each in proposals]


def test_engine_lists_pairs_direct_and_through_english(build_engine: BuildEngine, models_dir: Path) -> None:
    for source, target in (("fr", "en"), ("en", "fr"), ("en", "de"), ("es", "pt")):
        tiny_packages.write_package(models_dir, source, target)

    assert [str(pair) for pair in build_engine().list_pairs()] == ["en-de", "en-fr", "es-pt", "fr-de", "fr-en"]


def test_engine_without_packages_lists_no_pair(build_engine: BuildEngine) -> None:
    assert build_engine().list_pairs() == ()


@pytest.mark.usefixtures("french_english")
def test_engine_translates_in_order_and_equal_texts_once(build_engine: BuildEngine, spy: type[SpyingWeights]) -> None:
    texts = [SENTENCES[3], "oui", SENTENCES[4], "oui", "Anne_Petit ⟦0⟧ “non” 😆", SENTENCES[3]]

    assert best(build_engine().translate(texts, pair=FR_EN)) == texts
    assert [len(batch) for batch in spy.batches] == [4]


@pytest.mark.parametrize(
    ("tokens", "workers", "limit", "size"),
    [
        (24, 2, 2_048, 192),
        (1_600, 1, 2_048, 800),
        (1_600, 2, 2_048, 400),
        (1_601, 4, 2_048, 201),
        (90_000, 2, 512, 512),
    ],
)
def test_engine_shares_a_call_among_its_workers(tokens: int, workers: int, limit: int, size: int) -> None:
    options = EngineOptions(inter_threads=workers, batch_tokens=limit)
    assert choose_batch_size(tokens, options=options) == size


@pytest.mark.usefixtures("french_english")
def test_engine_answers_alike_however_a_call_is_shared(build_engine: BuildEngine) -> None:
    texts = [f"{word} {number}" for number in range(60) for word in ("la", "une école", "Lyon", "no")]
    answers = [build_engine(inter_threads=workers).translate(texts, pair=FR_EN) for workers in (1, 3)]
    assert best(answers[0]) == best(answers[1]) == texts


@pytest.mark.usefixtures("french_english")
def test_engine_translates_thousands_of_segments_in_one_call(
    build_engine: BuildEngine, spy: type[SpyingWeights]
) -> None:
    texts = [f"{word} {number}" for number in range(1_250) for word in ("la", "une école", "Lyon", "no")]

    assert best(build_engine(beam_size=1).translate(texts, pair=FR_EN)) == texts
    assert [len(batch) for batch in spy.batches] == [5_000]


def test_engine_translates_what_loops_once_more_without_repetition(
    build_engine: BuildEngine, models_dir: Path, spy: type[SpyingWeights]
) -> None:
    # These weights write each digit as the same one.
    tiny_packages.write_package(models_dir, "fr", "en", writes=dict.fromkeys("123456789", "0"))

    first, second = best(build_engine().translate(["oui", "_1234567898765432"], pair=FR_EN))

    assert first == "oui"
    assert second.startswith("_0000")
    assert "00000" not in second
    assert [len(batch) for batch in spy.batches] == [2, 1]


@pytest.mark.usefixtures("french_english")
def test_engine_given_nothing_returns_nothing(build_engine: BuildEngine) -> None:
    assert build_engine().translate([], pair=FR_EN) == []


@pytest.mark.usefixtures("french_english")
def test_engine_leaves_white_space_alone(build_engine: BuildEngine) -> None:
    assert build_engine().translate([" ", "oui", "\n"], pair=FR_EN)[::2] == [
        (Hypothesis(" ", 0.0),),
        (Hypothesis("\n", 0.0),),
    ]


@pytest.mark.usefixtures("french_english")
def test_engine_survives_lone_surrogates(build_engine: BuildEngine) -> None:
    assert best(build_engine().translate(["la \udc80 gare"], pair=FR_EN)) == ["la ? gare"]


@pytest.mark.usefixtures("french_english")
def test_engine_proposes_as_many_hypotheses_as_asked_best_first(build_engine: BuildEngine) -> None:
    ((first, *others),) = build_engine(beam_size=2).translate([SENTENCES[0]], pair=FR_EN, hypotheses=5)
    scores = [first.score, *(each.score for each in others)]

    assert first.text == SENTENCES[0]
    assert len({first.text, *(each.text for each in others)}) == 5
    assert scores == sorted(scores, reverse=True)


@pytest.mark.usefixtures("french_english")
def test_engine_scores_by_the_mean_log_probability_of_a_token(build_engine: BuildEngine, argos_dir: Path) -> None:
    folder = tiny_packages.write_unpacked(argos_dir, "fr", "en")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    tokens = pieces.encode(SENTENCES[5], out_type=str)
    weights = ctranslate2.Translator(str(folder / "model"), compute_type="int8", intra_threads=1)
    (scored,) = weights.score_batch([tokens], [tokens])

    ((proposal,),) = build_engine().translate([SENTENCES[5]], pair=FR_EN)

    assert proposal.score == pytest.approx(sum(scored.log_probs) / len(scored.log_probs), rel=0.05)


@pytest.mark.usefixtures("french_english")
def test_engine_cuts_overlong_segments_and_loses_nothing(build_engine: BuildEngine, spy: type[SpyingWeights]) -> None:
    text = " ".join(SENTENCES[:40])

    ((proposal,),) = build_engine(max_input_tokens=100).translate([text], pair=FR_EN)

    assert proposal.text == text
    assert [max(map(len, batch)) <= 100 for batch in spy.batches] == [True]


@pytest.mark.usefixtures("french_english")
def test_engine_joins_the_hypotheses_of_a_cut_segment_by_rank(build_engine: BuildEngine) -> None:
    text = f"{SENTENCES[0]} ; {SENTENCES[0]}"
    engine = build_engine(max_input_tokens=64)
    halves = engine.translate([f"{SENTENCES[0]} ;", SENTENCES[0]], pair=FR_EN, hypotheses=2)

    (proposals,) = engine.translate([text], pair=FR_EN, hypotheses=2)

    assert [each.text for each in proposals] == [
        f"{left.text} {right.text}" for left, right in zip(*halves, strict=True)
    ]


def read_links(proposal: Hypothesis, *, source: str) -> list[tuple[str, str]]:
    """Return the words that an alignment links, in the order of the target."""
    return [
        (source[link.source_start : link.source_end], proposal.text[link.target_start : link.target_end])
        for link in proposal.links
    ]


# The weights of these packages pay all attention to the piece that has the same place in the source.
@pytest.mark.usefixtures("french_english")
@pytest.mark.parametrize("text", [SENTENCES[3], "⟦0⟧ «  ouvre 😆 ⟦1⟧.", "\u00a0la gare"])
def test_engine_links_the_words_of_source_and_target(build_engine: BuildEngine, text: str) -> None:
    (proposals,) = build_engine().translate([text], pair=FR_EN, hypotheses=2, links=True)

    linked = read_links(proposals[0], source=text)
    assert [one for one, _ in linked] == [other for _, other in linked]
    assert "".join(other for _, other in linked) == "".join(proposals[0].text.split())
    assert all(0.9 < link.weight <= 1 for link in proposals[0].links)
    assert proposals[1].links


@pytest.mark.usefixtures("french_english")
def test_engine_gives_no_links_unasked(build_engine: BuildEngine) -> None:
    ((proposal,),) = build_engine().translate([SENTENCES[3]], pair=FR_EN)

    assert list(proposal.links) == []


@pytest.mark.usefixtures("french_english")
def test_engine_links_the_parts_of_a_cut_segment(build_engine: BuildEngine) -> None:
    text = " ".join(SENTENCES[:6])

    ((proposal,),) = build_engine(max_input_tokens=40).translate([text], pair=FR_EN, links=True)

    assert "".join(one for one, _ in read_links(proposal, source=text)) == "".join(text.split())
    assert all(one == other for one, other in read_links(proposal, source=text))


def test_engine_links_through_english(build_engine: BuildEngine, models_dir: Path) -> None:
    tiny_packages.write_package(models_dir, "fr", "en", writes={"“": "”"})
    tiny_packages.write_package(models_dir, "en", "de", writes={".": "!"})

    ((proposal,),) = build_engine().translate(["ouvre “."], pair=FR_DE, links=True)

    assert read_links(proposal, source="ouvre “.")[-2:] == [("“", "”"), (".", "!")]


def test_engine_links_without_the_target_prefix(build_engine: BuildEngine, models_dir: Path) -> None:
    tiny_packages.write_package(models_dir, "fr", "en", target_prefix="<2en>")
    pieces = sentencepiece.SentencePieceProcessor(model_proto=tiny_packages.build_vocabulary())
    first, *_ = pieces.encode("la gare ouvre.", out_type=str)

    ((proposal,),) = build_engine().translate(["la gare ouvre."], pair=FR_EN, links=True)

    assert proposal.text == "la gare ouvre."[len(first) - 1 :].strip()
    assert read_links(proposal, source="la gare ouvre.")[1:] == [(word, word) for word in ("gare", "ouvre", ".")]


def test_engine_goes_through_english_by_the_best_hypothesis(build_engine: BuildEngine, models_dir: Path) -> None:
    tiny_packages.write_package(models_dir, "fr", "en", writes={"“": "”"})
    tiny_packages.write_package(models_dir, "en", "de", writes={".": "!"})
    engine = build_engine()

    ((proposal, other),) = engine.translate(["“ ouvre le pont."], pair=FR_DE, hypotheses=2)
    ((first,),) = engine.translate(["“ ouvre le pont."], pair=FR_EN)
    ((second, _),) = engine.translate([first.text], pair=EN_DE, hypotheses=2)

    assert (proposal.text, first.text) == ("” ouvre le pont!", "” ouvre le pont.")
    assert proposal.score == pytest.approx((first.score + second.score) / 2)
    assert other.text != proposal.text


def test_engine_forbids_weights_to_write_a_placeholder_twice(build_engine: BuildEngine, models_dir: Path) -> None:
    tiny_packages.write_package(models_dir, "fr", "en", writes={".": "⟦0⟧"})

    for links in (False, True):
        ranked = build_engine().translate(["⟦0⟧ ouvre le pont."], pair=FR_EN, hypotheses=2, links=links)[0]
        assert ranked[0].text.startswith("⟦0⟧ ouvre le pont")
        assert [each.text.count("⟦0⟧") for each in ranked] == [1, 1]


def test_engine_gives_the_target_prefix_and_takes_it_off_again(build_engine: BuildEngine, models_dir: Path) -> None:
    # These weights write the piece that has the same place in the source: the prefix takes the first one's.
    tiny_packages.write_package(models_dir, "fr", "en", target_prefix="<2en>")
    pieces = sentencepiece.SentencePieceProcessor(model_proto=tiny_packages.build_vocabulary())
    _, *others = pieces.encode("la gare ouvre.", out_type=str)

    assert best(build_engine().translate(["la gare ouvre."], pair=FR_EN)) == [pieces.decode(others)]


@pytest.mark.parametrize("pair", [LanguagePair("fr", "fr"), LanguagePair("en", "en"), LanguagePair("fr", "pt")])
def test_engine_refuses_pairs_that_no_package_serves(
    build_engine: BuildEngine, models_dir: Path, pair: LanguagePair
) -> None:
    for source, target in (("fr", "en"), ("en", "fr")):
        tiny_packages.write_package(models_dir, source, target)

    with pytest.raises(UnsupportedPairError):
        build_engine().translate(["oui"], pair=pair)
    with pytest.raises(UnsupportedPairError):
        build_engine().identify(pair)


@pytest.mark.usefixtures("french_english")
def test_engine_failure_carries_no_text_of_the_user(build_engine: BuildEngine) -> None:
    secret = "motsecret " * tiny_packages.POSITIONS

    with pytest.raises(EngineError) as caught:
        build_engine(max_input_tokens=100_000).translate([secret, "oui"], pair=FR_EN)

    assert str(caught.value) == "translate-fr_en 1.0: CTranslate2 failed on 2 segments"
    assert "motsecret" not in str(caught.value.__cause__)


def test_engine_names_languages_after_the_project_then_after_packages(
    build_engine: BuildEngine, models_dir: Path
) -> None:
    tiny_packages.write_package(models_dir, "fr", "de")
    tiny_packages.write_package(models_dir, "es", "fr")
    engine = build_engine()

    assert [engine.get_language_name(code) for code in ("fr", "de", "es", "xx")] == [
        "French",
        "Name of de",
        "Name of es",
        "xx",
    ]
