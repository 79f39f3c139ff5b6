"""A document with each kind of content comes back whole, with all that is read in it translated."""

from __future__ import annotations

import re

from lxml import etree

from tests.formats.files.samples import unpack
from tests.formats.files.word_samples import CHANGES, TEXTS, check_package, make_whole_docx
from translator.formats.files import read_file
from translator.languages import parse_locale

SOURCE = make_whole_docx()


def shout(text: str) -> str:
    """Translate each word between tags into capitals."""
    return re.sub(r">[^<]+<", lambda match: re.sub(r"(?<![&\w])\w+", lambda word: word[0].upper(), match[0]), text)


def translate(content: bytes = SOURCE) -> bytes:
    file = read_file("a.docx", content=content)
    return file.write([shout(text.text) for text in file.texts], parse_locale("fr"))


def read_words(content: bytes) -> str:
    return " ".join(unpack(content).values())


def test_the_package_is_whole_after_translation() -> None:
    check_package(SOURCE, translate())


def test_all_that_is_read_is_translated() -> None:
    before, after = read_words(SOURCE), read_words(translate())
    assert [text for text in TEXTS if text not in before] == []
    assert [text for text in TEXTS if text in after or text.upper() not in after] == []


def test_a_document_that_did_not_change_says_the_same() -> None:
    file = read_file("a.docx", content=SOURCE)
    after = unpack(file.write([text.text for text in file.texts], parse_locale("en-GB")))
    for name, content in unpack(SOURCE).items():
        assert etree.canonicalize(after[name]) == etree.canonicalize(content), name


def test_both_forms_of_a_text_box_say_the_same() -> None:
    boxes = re.findall("<w:txbxContent>.*?</w:txbxContent>", unpack(translate())["word/document.xml"])
    assert len(boxes) == 2
    assert len(set(boxes)) == 1
    assert ">A BOX OF <" in boxes[0]


def test_deleted_words_stay_and_inserted_ones_are_translated() -> None:
    body = unpack(translate())["word/document.xml"]
    inserted, deleted = (CHANGES[: CHANGES.index("<w:del ")], CHANGES[CHANGES.index("<w:del ") :])
    assert deleted in body
    assert re.search(r'<w:ins w:id="90"[^>]*><w:r><w:t xml:space="preserve">NEW WORDS</w:t></w:r></w:ins>', body)
    assert inserted not in body


def test_marks_of_ranges_stay_around_their_words() -> None:
    body = unpack(translate())["word/document.xml"]
    assert re.search(r'<w:bookmarkStart w:id="1"[^>]*/><w:r><w:t[^>]*>THE PLACE</w:t></w:r><w:bookmarkEnd', body)
    assert re.search(r'<w:commentRangeStart w:id="0"/><w:r><w:t[^>]*>REMARK</w:t></w:r><w:commentRangeEnd', body)


def test_computed_fields_numbers_names_and_file_names_stay() -> None:
    after = read_words(translate())
    for kept in (">7<", ">9<", "<c:v>4.3</c:v>", 'title="c.png"', 'name="Text Box 1"', "Jane Roe", "S!$B$1"):
        assert kept in after, kept
    assert "<dc:language>fr</dc:language>" in after


def test_text_drawn_in_a_chart_keeps_its_looks_and_its_order() -> None:
    chart = unpack(translate())["word/charts/chart1.xml"]
    assert (
        '<a:pPr><a:defRPr/></a:pPr><a:r><a:t>RAIN </a:t></a:r><a:r><a:rPr b="1"/><a:t>DRAWN</a:t></a:r>'
        '<a:endParaRPr lang="en-GB"/></a:p>'
    ) in chart
