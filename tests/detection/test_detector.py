import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.detection import Detector
from translator.translation import Detection

CASES = Path(__file__).parent.parent / "cases" / "detection_sentences.tsv"
DETECTOR = Detector(["en", "fr"])


def read_cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [(code, text) for code, text in (line.split("\t") for line in lines if not line.startswith("#"))]


@pytest.mark.parametrize(("language", "text"), read_cases())
def test_detect_tells_the_language_of_each_case(language: str, text: str) -> None:
    assert DETECTOR.detect(text).language == language


@pytest.mark.parametrize(("language", "text"), [case for case in read_cases() if case[0] in {"en", "fr"}])
def test_detect_does_not_mind_capitals(language: str, text: str) -> None:
    if sum(map(str.isalpha, text)) > 20 and "@" not in text:
        assert DETECTOR.detect(text.upper()).language == language


@pytest.mark.parametrize(
    "text", ["", " \n", "12 345,67 €", "😆", "@le_monde", "a.b@exemple.fr", "https://exemple.fr/le"]
)
def test_detect_says_nothing_of_text_without_words(text: str) -> None:
    assert DETECTOR.rank(text) == (Detection("und", 0.0),)


@pytest.mark.parametrize("name", ["Emmanuel Macron", "Paris", "Olaf Scholz", "Ursula von der Leyen"])
def test_detect_is_not_sure_of_a_name(name: str) -> None:
    assert DETECTOR.detect(name).confidence < 80


@pytest.mark.parametrize("text", ["consumer", "nation", "un support", "quite rare"])
def test_detect_is_less_sure_of_a_word_than_of_a_sentence(text: str) -> None:
    assert DETECTOR.detect(text).confidence < DETECTOR.detect("Le conseil a voté la fermeture.").confidence


def test_detect_gives_the_same_answer_again() -> None:
    text = "Selon nation support"
    assert {DETECTOR.detect(text) for _ in range(20)} | {Detector(["en", "fr"]).detect(text)} == {DETECTOR.detect(text)}


def test_detect_does_not_depend_on_the_order_of_languages() -> None:
    assert Detector(["fr", "en"]).detect("La séance est levée.").language == "fr"


def test_detect_serves_threads_that_ask_at_once() -> None:
    detector = Detector(["en", "fr"])
    texts = ["La séance est levée.", "The meeting is over."] * 8
    barrier = threading.Barrier(len(texts))
    answers = [""] * len(texts)

    def ask(index: int) -> None:
        barrier.wait()
        answers[index] = detector.detect(texts[index]).language

    threads = [threading.Thread(target=ask, args=(index,)) for index in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["fr", "en"] * 8


def test_detector_leaves_the_global_factory_of_langdetect_alone() -> None:
    from langdetect import detector_factory

    DETECTOR.detect("La séance est levée.")
    assert detector_factory._factory is None


def test_detect_takes_a_language_that_is_served_from_the_neighbours() -> None:
    assert Detector(["en", "es"]).rank("La ministra se reunirá hoy con los sindicatos.")[0].language == "es"


def test_detect_with_a_language_without_profile_still_tells_the_others() -> None:
    assert Detector(["en", "fr", "ga"]).detect("La séance est levée.").language == "fr"


def test_detect_without_any_profile_says_nothing() -> None:
    assert Detector(["ga"]).detect("La la la.") == Detection("und", 0.0)


def test_detect_judges_a_long_text_by_all_its_parts() -> None:
    text = "Oui. " * 20 + "The council voted to close the swimming pool, and nobody was surprised. " * 2000
    assert DETECTOR.detect(text).language == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le ministre a dit : “We will never give in to this kind of pressure.”"),
        ("fr", "« We will never give in », a-t-il dit à la presse."),
        ("en", "He called it “la fin d’une époque pour tous les habitants de la ville”."),
        ("en", '"We will never give in," he said.'),
        ("fr", "« Nous ne céderons jamais. »"),
    ],
)
def test_detect_goes_by_the_words_around_a_quotation(language: str, text: str) -> None:
    assert DETECTOR.detect(text).language == language


def test_detect_marks_a_long_text_of_unknown_words_as_undetermined() -> None:
    assert DETECTOR.detect("Mashariki kilimo hewa nyota bahari samaki mlima jua mvua upepo").language == "und"


@given(st.text())
@settings(max_examples=150, deadline=None)
def test_rank_is_ordered_bounded_and_never_fails(text: str) -> None:
    ranked = DETECTOR.rank(text)
    confidences = [guess.confidence for guess in ranked]
    assert 1 <= len(ranked) <= 3
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 100 for confidence in confidences)
    assert sum(confidences) <= 100.2
    assert len({guess.language for guess in ranked}) == len(ranked)


@given(st.text(st.characters(categories=["Cs", "Ll"])))
@settings(max_examples=50, deadline=None)
def test_detect_takes_half_surrogates(text: str) -> None:
    assert 0 <= DETECTOR.detect(text).confidence <= 100


@pytest.mark.parametrize("expected", ["en", "fr", "de"])
def test_find_other_says_what_detect_is_sure_of(expected: str) -> None:
    for _, text in read_cases():
        for asked in (text, " ".join(text.split()[:4]), text.upper()):
            guess = DETECTOR.detect(asked)
            is_sure = guess.confidence >= 97 and guess.language not in (expected, "und")
            assert DETECTOR.find_other(asked, than=expected, least=97) == (guess.language if is_sure else "")


def test_find_other_tells_a_sentence_in_another_language() -> None:
    assert DETECTOR.find_other("The meeting is over, and nobody was there.", than="fr", least=97) == "en"
    assert DETECTOR.find_other("La séance est levée.", than="fr", least=97) == ""
