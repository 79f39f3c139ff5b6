"""Whatever is sent as a file, the answer names the field and its limit, and nothing is kept or charged."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.conftest import MakeClient
from tests.formats.files.samples import make_docx, make_epub, make_odt, pack, unpack
from translator.formats.files import FILE_SUFFIXES

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4
FIRST = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body>{}</body></file></xliff>'
CATALOGUE = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "cat"\nmsgstr ""\n'

#: A good file of each kind.
GOOD = {
    ".txt": b"cat dog\n",
    ".md": b"# cat\n",
    ".html": b"<p>cat</p>",
    ".htm": b"<p>cat</p>",
    ".docx": make_docx("<w:p><w:r><w:t>cat dog</w:t></w:r></w:p>"),
    ".odt": make_odt("<text:p>cat dog</text:p>"),
    ".epub": make_epub({"a.xhtml": "<html><body><p>cat dog</p></body></html>"}),
    ".srt": b"1\n00:00:01,000 --> 00:00:02,000\ncat\n",
    ".vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\ncat\n",
    ".xliff": FIRST.format("<trans-unit><source>cat</source></trans-unit>").encode(),
    ".xlf": FIRST.format("<trans-unit><source>cat</source></trans-unit>").encode(),
    ".po": CATALOGUE.encode(),
}
ARCHIVES = {".docx": "word/document.xml", ".odt": "content.xml", ".epub": "OEBPS/content.opf"}
ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]><a>&c;</a>',
    '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>',
    '<!DOCTYPE a [<!ENTITY % a SYSTEM "http://127.0.0.1/a.dtd"> %a;]><a/>',
)


def list_abuses() -> Iterator[tuple[str, bytes, str]]:
    for suffix in GOOD:
        yield suffix, PICTURE, "is no |holds a text that is not well-formed XML|holds no subtitle"
        if suffix not in (".txt", ".md", ".html", ".htm"):
            yield suffix, b"", "is no |holds a text that is not well-formed XML|holds no subtitle"
    for suffix, member in ARCHIVES.items():
        content, members = GOOD[suffix], unpack(GOOD[suffix])
        yield suffix, content[: len(content) // 2], "or it is damaged"
        yield suffix, pack({**members, "../../evil": "a"}), "leads out of it"
        yield suffix, pack({**members, "bomb": b"\0" * 5_000_000}), "far more tightly"
        yield suffix, pack({**members, member: members[member][:-20]}), "not well-formed XML"
        yield suffix, pack({**members, member: f"<a>{'<b>' * 5_000}{'</b>' * 5_000}</a>"}), "not well-formed XML"
        for text in ENTITIES:
            yield suffix, pack({**members, member: text}), "declares entities, which is not allowed"
    for text in ENTITIES:
        yield ".xliff", text.encode(), "declares entities, which is not allowed"


ABUSES = list(list_abuses())


def send(client: FlaskClient, content: bytes, *, name: str) -> TestResponse:
    form = {"source": "en", "target": "fr", "file": (BytesIO(content), name)}
    return client.post("/translate_file", data=form, content_type="multipart/form-data")


def list_kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "sqlite" not in path.name]


@pytest.fixture
def client(make_client: MakeClient, tmp_path: Path) -> FlaskClient:
    return make_client(data_dir=tmp_path, file_limit=200_000, file_character_limit=20_000)


def test_there_is_a_good_file_of_each_kind(client: FlaskClient) -> None:
    assert set(GOOD) == set(FILE_SUFFIXES)
    assert {suffix: send(client, content, name=f"a{suffix}").status_code for suffix, content in GOOD.items()} == (
        dict.fromkeys(GOOD, 200)
    )


@pytest.mark.parametrize(
    ("suffix", "content", "problem"), ABUSES, ids=[f"{number}{suffix}" for number, (suffix, *_) in enumerate(ABUSES)]
)
def test_what_is_no_such_file_is_refused(
    client: FlaskClient, tmp_path: Path, suffix: str, content: bytes, problem: str
) -> None:
    response = send(client, content, name=f"a{suffix}")
    text = response.get_json()["error"]
    assert (response.status_code, text.startswith("Invalid request: file ")) == (400, True), text
    assert any(part in text for part in problem.split("|")), text
    assert list_kept(tmp_path) == []


@pytest.mark.parametrize("suffix", FILE_SUFFIXES)
def test_a_giant_file_is_refused_whatever_its_kind(client: FlaskClient, tmp_path: Path, suffix: str) -> None:
    giant = GOOD[suffix] + os.urandom(200_000)
    answer = send(client, giant, name=f"a{suffix}")
    assert answer.get_json() == {"error": f"Invalid request: file has {len(giant)} bytes; at most 200000 are allowed"}
    assert (answer.status_code, list_kept(tmp_path)) == (400, [])


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".txt", b"cat " * 6_000),
        (".docx", make_docx(f"<w:p><w:r><w:t>{'cat ' * 6_000}</w:t></w:r></w:p>")),
        (".po", CATALOGUE.replace("cat", "cat " * 6_000).encode()),
    ],
)
def test_more_text_than_is_allowed_is_refused(client: FlaskClient, tmp_path: Path, suffix: str, content: bytes) -> None:
    response = send(client, content, name=f"a{suffix}")
    assert response.status_code == 400
    assert "characters; at most 20000 are allowed" in response.get_json()["error"]
    assert list_kept(tmp_path) == []


NESTED = (
    (".po", CATALOGUE.replace("cat", "<b>" * 3_000 + "cat" + "</b>" * 3_000)),
    (".srt", "1\n00:00:01,000 --> 00:00:02,000\n" + "<i>" * 3_000 + "cat" + "</i>" * 3_000),
    (
        ".xliff",
        FIRST.format(f"<trans-unit><source>{'&lt;b&gt;' * 3_000}cat{'&lt;/b&gt;' * 3_000}</source></trans-unit>"),
    ),
    (".html", "<div>" * 3_000 + "cat" + "</div>" * 3_000),
)


@pytest.mark.parametrize(("suffix", "content"), NESTED, ids=[suffix for suffix, _ in NESTED])
def test_what_is_nested_without_end_is_read_all_the_same(
    make_client: MakeClient, tmp_path: Path, suffix: str, content: str
) -> None:
    client = make_client(data_dir=tmp_path)
    response = send(client, content.encode(), name=f"a{suffix}")
    assert response.status_code == 200, response.text
    target = client.get(response.get_json()["translatedFileUrl"].removeprefix("http://localhost")).text
    assert target.count("tac") == 1
    assert target.count("<b>") + target.count("<i>") in (0, 3_000, 6_000)
