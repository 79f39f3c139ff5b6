"""Malformed pages and whole documents through the shipped packages: nothing but words changes."""

from __future__ import annotations

import re

import pytest

from tests.formats.files.samples import unpack
from tests.formats.files.word_samples import check_package, make_whole_docx
from tests.test_markup import count_crossed, count_tags
from translator.workflows.services import Services
from translator.workflows.translate_file import translate_file
from translator.workflows.translate_text import TextRequest, translate_texts

pytestmark = pytest.mark.packages

MALFORMED = "<p>Le <b>maire <i>de Brest</b> a parlé</i> hier soir. <br>Il pleut</div> depuis <a href='x>lundi</p>"


def translate_page(services: Services, page: str) -> str:
    return translate_texts(services, TextRequest(texts=(page,), source="fr", target="en", format="html"))[0].text


def test_a_malformed_page_comes_back_no_worse(services: Services) -> None:
    target = translate_page(services, MALFORMED)
    assert count_tags(target) == count_tags(MALFORMED)
    assert count_crossed(target) <= count_crossed(MALFORMED)


def test_a_word_document_comes_back_whole_with_its_bold_in_place(services: Services) -> None:
    source = make_whole_docx()
    target = translate_file(services, name="a.docx", content=source, source="en", target="fr")
    check_package(source, target)
    body = unpack(target)["word/document.xml"]
    assert re.search(r"<w:rPr><w:b/></w:rPr><w:t[^>]*>[^<]*République</w:t>", body)
    boxes = re.findall("<w:txbxContent>.*?</w:txbxContent>", body)
    assert (len(boxes), len(set(boxes))) == (2, 1)
    assert "<w:delText>gone</w:delText>" in body
