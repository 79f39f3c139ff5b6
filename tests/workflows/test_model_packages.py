from __future__ import annotations

import functools
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines import tiny_packages
from translator.engines.archives import hash_file
from translator.errors import FieldError, NotFoundError, PackageError
from translator.languages import LanguagePair
from translator.workflows.model_packages import (
    ModelPackage,
    install_package,
    list_packages,
    remove_package,
    verify_package,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


@pytest.fixture
def cache_dir(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def download(tmp_path: Path) -> Path:
    return tiny_packages.write_package(tmp_path, "fr", "en", package_version="1.2")


def test_packages_are_listed_with_origin_size_and_which_one_serves(models_dir: Path, tmp_path: Path) -> None:
    shipped = tiny_packages.write_package(models_dir, "fr", "en")
    tiny_packages.write_manifest(models_dir, shipped)
    unlisted = tiny_packages.write_package(models_dir, "fr", "en", package_version="1.1")
    argos = tiny_packages.write_unpacked(tmp_path / "argos", "fr", "en", package_version="0.9")
    weights = argos / "model" / "model.bin"
    pair = LanguagePair("fr", "en")

    assert list_packages(models_dir=models_dir, argos_folders=[tmp_path / "argos"]) == [
        ModelPackage(shipped.name, shipped, pair, "1.0", "shipped", shipped.stat().st_size),
        ModelPackage(unlisted.name, unlisted, pair, "1.1", "unlisted", unlisted.stat().st_size, is_served=True),
        ModelPackage(argos.name, argos, pair, "0.9", "argos", weights.stat().st_size),
    ]


def test_packages_that_cannot_be_used_are_listed_with_the_reason(models_dir: Path) -> None:
    path = models_dir / "bad.argosmodel"
    path.write_bytes(b"?")

    assert list_packages(models_dir=models_dir, argos_folders=[]) == [
        ModelPackage(path.name, path, problem=f"{path}: damaged archive: File is not a zip file")
    ]


def test_package_installed_from_a_file_is_listed_verified_and_removed(
    models_dir: Path, cache_dir: Path, download: Path
) -> None:
    installed = install_package(str(download), models_dir=models_dir, cache_dir=cache_dir)
    rows = list_packages(models_dir=models_dir, argos_folders=[])
    verified = verify_package("fr-en", models_dir=models_dir, cache_dir=cache_dir, argos_folders=[])
    removed = remove_package(installed.package.name, models_dir=models_dir, cache_dir=cache_dir)

    assert rows == [installed.package] == [verified.package] == [removed]
    assert (installed.package.origin, installed.package.is_served) == ("installed", True)
    assert installed.sha256 == verified.sha256 == hash_file(download)
    assert (verified.has_expected_digest, verified.sample, verified.target) == (True, "Bonjour", "Bonjour")
    assert list_packages(models_dir=models_dir, argos_folders=[]) == []


def test_package_installed_that_was_damaged_since_can_be_removed(
    models_dir: Path, cache_dir: Path, download: Path
) -> None:
    path = install_package(str(download), models_dir=models_dir, cache_dir=cache_dir).package.path
    path.write_bytes(b"?")

    assert remove_package(path.name, models_dir=models_dir, cache_dir=cache_dir).problem
    assert not path.exists()


def test_package_shipped_is_not_removed(models_dir: Path, cache_dir: Path) -> None:
    shipped = tiny_packages.write_package(models_dir, "fr", "en")
    tiny_packages.write_manifest(models_dir, shipped)

    with pytest.raises(PackageError):
        remove_package("fr-en", models_dir=models_dir, cache_dir=cache_dir)

    assert shipped.exists()


def test_package_unlisted_is_verified_without_a_digest_to_compare(models_dir: Path, cache_dir: Path) -> None:
    path = tiny_packages.write_package(models_dir, "fr", "en")

    verified = verify_package(path.name, models_dir=models_dir, cache_dir=cache_dir, argos_folders=[])

    assert (verified.has_expected_digest, verified.sha256) == (False, hash_file(path))


def test_package_that_cannot_be_read_fails_its_verification(models_dir: Path, cache_dir: Path) -> None:
    path = models_dir / "bad.argosmodel"
    path.write_bytes(b"?")

    with pytest.raises(PackageError) as caught:
        verify_package(path.name, models_dir=models_dir, cache_dir=cache_dir, argos_folders=[])

    assert str(caught.value) == f"{path}: damaged archive: File is not a zip file"


def test_package_that_is_not_there_is_not_found(models_dir: Path, cache_dir: Path) -> None:
    for ask in (functools.partial(verify_package, argos_folders=[]), remove_package):
        with pytest.raises(NotFoundError) as caught:
            ask("fr-en", models_dir=models_dir, cache_dir=cache_dir)
        assert str(caught.value) == "no package has the id fr-en"


@pytest.mark.parametrize("source", ["french", "fr_en", "fr-", ""])
def test_package_to_install_must_be_a_file_or_a_pair(models_dir: Path, cache_dir: Path, source: str) -> None:
    with pytest.raises(FieldError) as caught:
        install_package(source, models_dir=models_dir, cache_dir=cache_dir)

    assert str(caught.value) == "package must be an .argosmodel file or a pair such as fr-en"


class SilentHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Serve the folder `site` as an index of packages."""
    handler = functools.partial(SilentHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def write_index(site: Path, address: str, *rows: tuple[str, str, str, list[str]]) -> None:
    index = [
        {
            **tiny_packages.describe_package(source, target, package_version=version),
            "links": [f"{address}{link}" for link in links],
        }
        for source, target, version, links in rows
    ]
    (site / "index.json").write_text(json.dumps(index))


def install_from_index(pair: str, *, home: Path, address: str) -> list[str]:
    """Install in a process of its own, for Argos Translate keeps the folders and the index of its first import."""
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from translator.errors import PackageError\n"
        "from translator.workflows.model_packages import install_package\n"
        "seen = []\n"
        "models, cache = Path(sys.argv[2]), Path(sys.argv[3])\n"
        "try:\n"
        "    installed = install_package(sys.argv[1], models_dir=models, cache_dir=cache,\n"
        "                                progress=lambda *step: seen.append(step))\n"
        "    print(installed.package.name, installed.package.origin, installed.sha256, *seen[-1])\n"
        "except PackageError as error:\n"
        "    print(error)\n"
        "print(sorted(path.name for path in models.iterdir()))\n"
        "print('argostranslate.translate' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, pair, str(home / "models"), str(home / "cache")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        timeout=60,
        env={"HOME": str(home), "PATH": os.environ["PATH"], "ARGOS_PACKAGE_INDEX": address},
    )
    return done.stdout.splitlines()


@pytest.mark.usefixtures("models_dir")
def test_package_of_a_pair_is_the_newest_of_the_index_by_the_first_link_that_works(
    tmp_path: Path, site: Path, address: str
) -> None:
    package = tiny_packages.write_package(site, "fr", "en", package_version="1.10")
    write_index(site, address, ("fr", "en", "1.9", ["old"]), ("fr", "en", "1.10", ["gone", package.name]))
    size = package.stat().st_size

    assert install_from_index("fr-en", home=tmp_path, address=address) == [
        f"{package.name} installed {hash_file(package)} {size} {size}",
        f"['{package.name}', '{package.name}.sha256']",
        "False",
    ]


@pytest.mark.usefixtures("models_dir")
def test_package_of_a_pair_that_the_index_lacks_is_an_error(tmp_path: Path, site: Path, address: str) -> None:
    write_index(site, address, ("fr", "en", "1.9", ["old"]))

    assert install_from_index("fr-de", home=tmp_path, address=address) == [
        "the Argos index lists no package that translates fr into de",
        "[]",
        "False",
    ]


@pytest.mark.usefixtures("models_dir")
def test_package_whose_links_all_fail_is_an_error_that_names_each(tmp_path: Path, site: Path, address: str) -> None:
    write_index(site, address, ("fr", "en", "1.9", ["one", "two"]))

    assert install_from_index("fr-en", home=tmp_path, address=address) == [
        f"{address}one: cannot be downloaded: File not found; {address}two: cannot be downloaded: File not found",
        "[]",
        "False",
    ]


@pytest.mark.usefixtures("models_dir")
def test_package_index_that_is_no_index_is_an_error(tmp_path: Path, site: Path, address: str) -> None:
    (site / "index.json").write_text("<html>")

    assert install_from_index("fr-en", home=tmp_path, address=address)[0] == (
        f"{address}index.json: not an index of packages"
    )


@pytest.mark.usefixtures("models_dir")
def test_package_of_a_pair_without_a_network_is_an_error(tmp_path: Path) -> None:
    # Nothing listens on port 9 of this machine.
    (problem, *_) = install_from_index("fr-en", home=tmp_path, address="http://127.0.0.1:9/")

    assert problem == "http://127.0.0.1:9/index.json: cannot be downloaded: Connection refused"
