from __future__ import annotations

import hashlib
import itertools
import threading
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.engines import tiny_packages
from tests.engines.conftest import BuildEngine, SpyingWeights
from translator.engines.archives import hash_file
from translator.errors import PackageError, UnsupportedPairError
from translator.languages import LanguagePair
from translator.translation import EngineIdentity, Hypothesis

FR_EN, FR_DE = LanguagePair("fr", "en"), LanguagePair("fr", "de")
SENTENCES = tiny_packages.list_sentences()


def best(proposals: list[tuple[Hypothesis, ...]]) -> list[str]:
    return [each[0].text for each in proposals]


def test_engine_identifies_an_archive_by_its_digest(build_engine: BuildEngine, french_english: Path) -> None:
    assert build_engine().identify(FR_EN) == EngineIdentity(
        engine=f"ctranslate2 {version('ctranslate2')}",
        package="translate-fr_en 1.0",
        package_sha256=hash_file(french_english),
    )


def test_engine_identifies_two_packages_by_the_digest_of_their_digests(
    build_engine: BuildEngine, french_english: Path, argos_dir: Path
) -> None:
    folder = tiny_packages.write_unpacked(argos_dir, "en", "de", package_version="1.9")
    digests = hash_file(french_english) + hash_file(folder / "model" / "model.bin")

    identity = build_engine(argos_dir).identify(FR_DE)

    assert (identity.package, identity.package_sha256) == (
        "translate-fr_en 1.0 + translate-en_de 1.9",
        hashlib.sha256(digests.encode()).hexdigest(),
    )


def test_engine_translates_with_unpacked_packages(build_engine: BuildEngine, argos_dir: Path, cache_dir: Path) -> None:
    tiny_packages.write_unpacked(argos_dir, "fr", "en")

    assert best(build_engine(argos_dir).translate(["la gare."], pair=FR_EN)) == ["la gare."]
    assert not cache_dir.exists()


def test_engine_refuses_weights_unlike_the_manifest(
    build_engine: BuildEngine, models_dir: Path, french_english: Path
) -> None:
    tiny_packages.write_manifest(models_dir, french_english, sha256="0" * 64)
    engine = build_engine()
    message = f"{french_english}: its SHA-256 is {hash_file(french_english)}, but manifest.toml states {'0' * 64}"

    for ask in (lambda: engine.translate(["oui"], pair=FR_EN), lambda: engine.identify(FR_EN)):
        with pytest.raises(PackageError) as caught:
            ask()
        assert str(caught.value) == message


@pytest.mark.parametrize("member", ["model/model.bin", "model/config.json", "sentencepiece.model"])
def test_engine_refuses_weights_that_cannot_be_loaded(build_engine: BuildEngine, models_dir: Path, member: str) -> None:
    members = {**tiny_packages.build_members("fr", "en"), member: b"?"}
    tiny_packages.write_archive(models_dir / "bad.argosmodel", members)

    with pytest.raises(PackageError):
        build_engine().translate(["oui"], pair=FR_EN)


@pytest.mark.usefixtures("french_english")
def test_engine_loads_a_package_once_for_many_first_requests(
    build_engine: BuildEngine, spy: type[SpyingWeights]
) -> None:
    engine = build_engine()
    together = threading.Barrier(8)
    answers: dict[int, list[str]] = {}

    def work(number: int) -> None:
        together.wait()
        answers[number] = best(engine.translate(SENTENCES[number : number + 5], pair=FR_EN))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == {number: SENTENCES[number : number + 5] for number in range(8)}
    assert spy.loads == 1


@pytest.mark.usefixtures("french_english")
def test_engine_loads_nothing_before_the_first_translation(
    build_engine: BuildEngine, cache_dir: Path, spy: type[SpyingWeights]
) -> None:
    engine = build_engine()
    engine.list_pairs()
    engine.identify(FR_EN)

    assert (spy.loads, cache_dir.exists()) == (0, False)


@pytest.mark.usefixtures("french_english")
def test_engine_uses_a_package_that_replaces_another(build_engine: BuildEngine, models_dir: Path) -> None:
    engine = build_engine()
    answers = best(engine.translate(["oui."], pair=FR_EN))

    tiny_packages.write_package(models_dir, "fr", "en", package_version="1.1", writes={".": "!"})
    answers += best(engine.translate(["oui."], pair=FR_EN))

    assert answers == ["oui.", "oui!"]


def test_engine_no_longer_serves_a_package_that_was_removed(build_engine: BuildEngine, french_english: Path) -> None:
    engine = build_engine()
    engine.translate(["oui."], pair=FR_EN)

    french_english.unlink()

    with pytest.raises(UnsupportedPairError):
        engine.translate(["oui."], pair=FR_EN)


def test_engine_ends_a_request_with_the_package_it_began_with(
    build_engine: BuildEngine, models_dir: Path, french_english: Path, spy: type[SpyingWeights]
) -> None:
    engine = build_engine()
    replacing = itertools.chain([True], itertools.repeat(False))

    def replace_package() -> None:
        if next(replacing):
            french_english.unlink()
            tiny_packages.write_package(models_dir, "fr", "en", package_version="1.1", writes={".": "!"})
            assert best(engine.translate(["oui."], pair=FR_EN)) == ["oui!"]

    spy.before_batch = staticmethod(replace_package)  # type: ignore[method-assign]

    assert best(engine.translate(["oui."], pair=FR_EN)) == ["oui."]
