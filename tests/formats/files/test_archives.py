from __future__ import annotations

import warnings
import zipfile
from io import BytesIO

import pytest

from tests.formats.files.samples import pack, unpack
from translator.errors import FieldError
from translator.formats.files import archives
from translator.formats.files.archives import read_members, write_members


def read(content: bytes) -> dict[str, bytes]:
    return read_members(content, kind="book")


def test_members_come_back_in_order_with_the_changed_ones() -> None:
    content = pack({"mimetype": "book", "b": "1", "a": "2"})
    changed = write_members(content, changed={"b": b"3"})
    assert unpack(changed) == {"mimetype": "book", "b": "3", "a": "2"}
    with zipfile.ZipFile(BytesIO(changed)) as archive:
        assert [info.compress_type for info in archive.infolist()] == [zipfile.ZIP_STORED, *[zipfile.ZIP_DEFLATED] * 2]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(FieldError, match="is packed far more tightly than a document ever is"):
        read(pack({"a": b"\0" * 5_000_000}))


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "UNPACKED_LIMIT", 5)
    with pytest.raises(FieldError, match="holds 6 bytes when unpacked; at most 5 are allowed"):
        read(pack({"a": "abc", "b": "abc"}))


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MEMBER_LIMIT", 1)
    with pytest.raises(FieldError, match="holds 2 members; at most 1 are allowed"):
        read(pack({"a": "", "b": ""}))


def test_two_members_of_one_name_are_refused() -> None:
    output = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(output, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("a", "1")
        archive.writestr("a", "2")
    with pytest.raises(FieldError, match="holds two members of one name"):
        read(output.getvalue())


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "C:/a", "..\\a", "a\\..\\b", "\\a", "a/.."])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(FieldError, match="holds a member whose name leads out of it"):
        read(pack({name: "a"}))


@pytest.mark.parametrize("name", ["a/b..c", "...", "a/.b/..c", "ab:c"])
def test_dots_alone_lead_nowhere(name: str) -> None:
    assert read(pack({name: "a"})) == {name: b"a"}


def test_an_old_or_encrypted_document_of_office_is_told() -> None:
    with pytest.raises(FieldError, match="or it is protected by a password or of a program of before 2007"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_a_password_is_told() -> None:
    content = bytearray(pack({"a": "abc"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FieldError, match="is protected by a password"):
        read(bytes(content))


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    content = pack({"a": b"abc" * 1000})
    lying = content.replace((3000).to_bytes(4, "little"), (30).to_bytes(4, "little"))
    with pytest.raises(FieldError, match="is no book, or it is damaged"):
        read(lying)
