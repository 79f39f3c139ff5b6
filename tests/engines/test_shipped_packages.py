from __future__ import annotations

import re
from pathlib import Path

import pytest

from translator.alignment import project_range
from translator.engines import ArgosEngine, EngineOptions, Package, PackageOrigin, find_packages, verify_package
from translator.engines.tokenizers import load_tokenizer
from translator.languages import LanguagePair

pytestmark = pytest.mark.packages

MODELS_DIR = Path(__file__).parents[2] / "models"
PAIRS = [LanguagePair("en", "fr"), LanguagePair("fr", "en")]
SENTENCES = {
    "fr": ["Le conseil a voté hier.", "Elle a dit : “Nous restons.”", "Le pont coûte 3,5 millions d'euros."],
    "en": ["The council voted yesterday.", "She said: “We are staying.”", "The bridge costs 3.5 million euros."],
}


@pytest.fixture(scope="module")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packages")


@pytest.fixture(scope="module")
def engine(cache_dir: Path) -> ArgosEngine:
    return ArgosEngine(MODELS_DIR, cache_dir=cache_dir, options=EngineOptions(intra_threads=1), argos_folders=())


def list_shipped() -> list[Package]:
    return [each for each in find_packages(MODELS_DIR).packages if each.origin is PackageOrigin.SHIPPED]


def test_shipped_packages_are_those_of_the_manifest_and_work(cache_dir: Path) -> None:
    shipped = list_shipped()

    seen = [verify_package(package, cache_dir=cache_dir) for package in shipped]

    assert [package.metadata.pair for package in shipped] == PAIRS
    assert [each.sha256 for each in seen] == [package.expected_sha256 for package in shipped]


def test_shipped_packages_stay_within_the_size_promised() -> None:
    assert [package.identifier for package in list_shipped() if package.size > 45_000_000] == []


@pytest.mark.parametrize("text", ["The hit song is “⟦7⟧” by ⟦4⟧.", "⟦2⟧ only bought the “good bank” of ⟦4⟧."])
def test_shipped_packages_write_each_placeholder_once_where_one_is_likely_to_be_doubled(
    engine: ArgosEngine, text: str
) -> None:
    ((first, *_),) = engine.translate([text], pair=PAIRS[0], hypotheses=4)

    assert sorted(re.findall("⟦.⟧", first.text)) == sorted(re.findall("⟦.⟧", text))


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_packages_translate_each_sentence_by_itself(engine: ArgosEngine, pair: LanguagePair) -> None:
    texts = SENTENCES[pair.source]

    proposals = engine.translate([*texts, texts[0]], pair=pair, hypotheses=3)

    assert proposals[0] == proposals[-1]
    for ranked in proposals:
        assert all(each.text == each.text.strip() != "" for each in ranked)
        assert [each.score for each in ranked] == sorted((each.score for each in ranked), reverse=True)
        assert max(each.score for each in ranked) < 0


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_vocabulary_keeps_marks_underscores_and_placeholders(
    engine: ArgosEngine, cache_dir: Path, pair: LanguagePair
) -> None:
    engine.translate(SENTENCES[pair.source][:1], pair=pair)
    tokenizer = load_tokenizer(cache_dir / engine.identify(pair).package_sha256, pair=pair)
    text = "“@jean_dupont, l'été ‘_ici_’ à 7 h” : ⟦0⟧ et ⟦9⟧ 😆 北京"

    assert tokenizer.decode(tokenizer.encode(text)) == text
    assert [piece for piece in tokenizer.encode(text) if "⟦" in piece] == ["⟦0⟧", "⟦9⟧"]


ALIGNED = {
    "fr": ("Le maire de Bristol a parlé mardi avec Anne Petit.", {"Bristol": "Bristol", "Anne Petit": "Anne Petit"}),
    "en": ("Anne Petit lives in Lyon with her husband.", {"Lyon": "Lyon", "Anne Petit": "Anne Petit"}),
}


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_shipped_packages_say_where_names_went(engine: ArgosEngine, pair: LanguagePair) -> None:
    text, names = ALIGNED[pair.source]

    ((proposal,),) = engine.translate([text], pair=pair, links=True)

    for name, wanted in names.items():
        start = text.index(name)
        place = project_range(proposal.links, start=start, end=start + len(name))
        assert place is not None
        assert proposal.text[slice(*place)] == wanted
