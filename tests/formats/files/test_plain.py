from __future__ import annotations

from tests.formats.files.replacing import list_texts, replace_in

PAGE = '<!doctype html><html lang=en class="a"><meta charset="iso-8859-1"><p>caf\xe9</p></html>'


def test_a_page_says_its_new_language_and_keeps_its_declared_encoding() -> None:
    target = replace_in("a.html", PAGE.encode("latin-1"), ("café", "cœur"))
    assert target == PAGE.replace("lang=en", 'lang="fr"').encode("latin-1").replace(b"caf\xe9", b"c&#339;ur")


def test_a_part_of_a_page_stays_a_part() -> None:
    assert replace_in("a.htm", b"<p lang='en'>a</p>", ("a<", "b<")) == b"<p lang='en'>b</p>"


def test_markdown_is_one_text() -> None:
    assert list_texts("a.md", b"# Head\n\ntext\n") == ["# Head\n\ntext\n"]
