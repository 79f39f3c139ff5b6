from __future__ import annotations

import os
import stat
import threading
import zipfile
from pathlib import Path

import pytest

from tests.engines import tiny_packages
from translator.engines import archives
from translator.engines.archives import (
    hash_file,
    is_unpacked_intact,
    open_archive,
    read_archive_metadata,
    unpack_archive,
)
from translator.errors import PackageError
from translator.languages import LanguagePair


def write_zip(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return path


def write_with_member(path: Path, member: zipfile.ZipInfo) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("p/metadata.json", "{}")
        archive.writestr(member, "x")
    return path


def open_problem(path: Path) -> str:
    with pytest.raises(PackageError) as caught, open_archive(path):
        pass
    return str(caught.value)


def unpack(path: Path, cache_dir: Path) -> Path:
    with open_archive(path, with_digest=True) as archive:
        return unpack_archive(archive, cache_dir=cache_dir)


def list_files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_archive_shows_its_metadata_and_digest(french_english: Path) -> None:
    with open_archive(french_english, with_digest=True) as archive:
        assert read_archive_metadata(archive).pair == LanguagePair("fr", "en")
        assert archive.sha256 == hash_file(french_english)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("/etc/p", "is not a plain relative path"),
        ("p/../../x", "leads out of its folder"),
        ("../x", "leads out of its folder"),
        ("p//x", "leads out of its folder"),
        ("p/./x", "leads out of its folder"),
        ("p\\..\\x", "is not a plain relative path"),
        ("C:/x", "is not a plain relative path"),
        ("p/a\nb", "is not a plain relative path"),
    ],
)
def test_archive_with_an_unsafe_path_is_refused(tmp_path: Path, name: str, problem: str) -> None:
    path = write_zip(tmp_path / "bad.argosmodel", name)

    assert open_problem(path) == f"{path}: {name!r} {problem}"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_archive_with_a_link_or_a_device_is_refused(tmp_path: Path, kind: int) -> None:
    member = zipfile.ZipInfo("p/model")
    member.external_attr = (kind | 0o777) << 16
    path = write_with_member(tmp_path / "bad.argosmodel", member)

    assert open_problem(path) == f"{path}: 'p/model' is a link or a special file"


def test_archive_compressed_in_an_uncommon_way_is_refused(tmp_path: Path) -> None:
    member = zipfile.ZipInfo("p/model")
    member.compress_type = zipfile.ZIP_LZMA
    path = write_with_member(tmp_path / "bad.argosmodel", member)

    assert open_problem(path) == f"{path}: 'p/model' is compressed in an unsupported way"


def test_archive_with_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "bad.argosmodel", "p/x")
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    assert open_problem(path) == f"{path}: 'p/x' is encrypted"


@pytest.mark.parametrize(("names", "tops"), [(("p/x", "q/x"), 2), (("p/x", "x"), 2), ((), 0)])
def test_archive_without_exactly_one_top_folder_is_refused(tmp_path: Path, names: tuple[str, ...], tops: int) -> None:
    path = write_zip(tmp_path / "bad.argosmodel", *names)

    assert open_problem(path) == f"{path}: must hold one top folder; it holds {tops}"


def test_archive_with_a_file_twice_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "bad.argosmodel", "p/model/a.bin", "p/model/A.bin")

    assert open_problem(path) == f"{path}: 'model/A.bin' occurs twice"


def test_archive_with_too_many_files_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "bad.argosmodel", *(f"p/{number}" for number in range(1_001)))

    assert open_problem(path) == f"{path}: holds 1001 files; at most 1000 are allowed"


def test_archive_too_large_when_unpacked_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 5)
    path = write_zip(tmp_path / "bad.argosmodel", *(f"p/{number}" for number in range(6)))

    assert open_problem(path) == f"{path}: would unpack to 6 bytes; at most 5 are allowed"


def test_archive_compressed_beyond_belief_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("p/model/model.bin", bytes(8 * 1024**2))

    assert open_problem(path) == f"{path}: is compressed more than 100 times"


def test_archive_that_is_no_zip_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.argosmodel"
    path.write_bytes(b"not a zip file")

    assert open_problem(path) == f"{path}: damaged archive: File is not a zip file"


def test_archive_that_is_missing_is_refused(tmp_path: Path) -> None:
    assert open_problem(tmp_path / "none") == f"{tmp_path / 'none'}: No such file or directory"


def test_archive_cut_off_at_its_end_is_refused(french_english: Path) -> None:
    french_english.write_bytes(french_english.read_bytes()[:-100])

    assert open_problem(french_english) == f"{french_english}: damaged archive: File is not a zip file"


def test_archive_without_metadata_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "bad.argosmodel", "p/x")

    with pytest.raises(PackageError) as caught, open_archive(path) as archive:
        read_archive_metadata(archive)

    assert str(caught.value) == f"{path}: metadata.json is missing"


def test_archive_with_huge_metadata_is_refused(tmp_path: Path) -> None:
    path = tiny_packages.write_archive(tmp_path / "bad.argosmodel", {"metadata.json": os.urandom(70_000)})

    with pytest.raises(PackageError) as caught, open_archive(path) as archive:
        read_archive_metadata(archive)

    assert str(caught.value) == f"{path}: metadata.json is over 65536 bytes"


def test_unpacking_leaves_what_the_engine_does_not_read(tmp_path: Path, cache_dir: Path) -> None:
    members = {"metadata.json": b"{}", "model/model.bin": b"w", "stanza/fr/x.pt": b"s", "model/deep/x": b"d"}
    path = tiny_packages.write_archive(tmp_path / "a.argosmodel", members)

    folder = unpack(path, cache_dir)

    assert folder == cache_dir / hash_file(path)
    assert list_files(folder) == ["metadata.json", "model/model.bin"]


def test_unpacking_with_a_damaged_file_leaves_nothing(french_english: Path, cache_dir: Path) -> None:
    content = bytearray(french_english.read_bytes())
    with open_archive(french_english) as archive:
        start = archive.members["model/model.bin"].header_offset
    content[start + 200 : start + 260] = bytes(60)
    french_english.write_bytes(content)

    with pytest.raises(PackageError, match="damaged archive"):
        unpack(french_english, cache_dir)

    assert list(cache_dir.iterdir()) == []


def test_unpacking_interrupted_half_way_can_be_done_again(
    french_english: Path, cache_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(archives, "_copy_exactly", stop)
        with pytest.raises(KeyboardInterrupt):
            unpack(french_english, cache_dir)

    with open_archive(french_english, with_digest=True) as archive:
        assert is_unpacked_intact(archive, folder=unpack_archive(archive, cache_dir=cache_dir))


def test_unpacking_by_many_at_once_gives_one_folder(french_english: Path, cache_dir: Path) -> None:
    together = threading.Barrier(6)
    folders = []

    def work() -> None:
        together.wait()
        folders.append(unpack(french_english, cache_dir))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert folders == [cache_dir / hash_file(french_english)] * 6
    assert list(cache_dir.iterdir()) == [folders[0]]


def test_unpacking_clears_away_drafts_of_killed_processes(french_english: Path, cache_dir: Path) -> None:
    old, young = cache_dir / ".unpacking-old", cache_dir / ".unpacking-young"
    for draft in (old, young):
        draft.mkdir(parents=True)
    os.utime(old, (0, 0))

    unpack(french_english, cache_dir)

    assert (old.exists(), young.exists()) == (False, True)


def test_unpacked_folder_can_be_read_by_other_users(french_english: Path, cache_dir: Path) -> None:
    assert stat.S_IMODE(unpack(french_english, cache_dir).stat().st_mode) == 0o755


@pytest.mark.parametrize("damage", ["changed", "shortened", "missing"])
def test_unpacked_folder_that_was_damaged_is_noticed(french_english: Path, cache_dir: Path, damage: str) -> None:
    weights = unpack(french_english, cache_dir) / "model" / "model.bin"
    content = weights.read_bytes()
    if damage == "missing":
        weights.unlink()
    else:
        weights.write_bytes(content[:-1] + (b"?" if damage == "changed" else b""))

    with open_archive(french_english, with_digest=True) as archive:
        assert not is_unpacked_intact(archive, folder=cache_dir / archive.sha256)
