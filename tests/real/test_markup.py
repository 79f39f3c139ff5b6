from __future__ import annotations

import re

import pytest

from translator.workflows.services import Services
from translator.workflows.translate_text import TextRequest, translate_texts

pytestmark = pytest.mark.packages


def translate(services: Services, text: str, *, source: str, target: str, name: str = "html") -> str:
    request = TextRequest(texts=(text,), source=source, target=target, format=name)
    return translate_texts(services, request)[0].text


def test_each_tag_and_attribute_is_kept_around_what_it_was_around(services: Services) -> None:
    text = '<p>Je vis à <b>Paris</b> depuis <a href="/a?b=1&amp;c=2" title="x">2010</a>.</p>'
    target = translate(services, text, source="fr", target="en")
    assert "<b>Paris</b>" in target
    assert '<a href="/a?b=1&amp;c=2" title="x">2010</a>' in target
    assert re.findall("<[^>]*>", target) == re.findall("<[^>]*>", text)


def test_a_sentence_with_tags_reads_as_without(services: Services) -> None:
    bare = translate(services, "<p>Le président de la République</p>", source="fr", target="en")
    tagged = translate(services, "<p>Le <b>président</b> de la <a>République</a></p>", source="fr", target="en")
    assert re.sub("</?[ab]>", "", tagged) == bare
    assert re.search(r"(?i)<b>president</b>", tagged)


def test_tags_follow_words_that_change_places(services: Services) -> None:
    target = translate(services, "<p>The <b>red car</b> was sold.</p>", source="en", target="fr")
    assert "<b>voiture rouge</b>" in target


def test_a_kept_passage_arrives_in_both_directions(services: Services) -> None:
    french = translate(services, "<p>Lancez <code>a &amp;&amp; b</code> avant midi.</p>", source="fr", target="en")
    english = translate(services, "Run `a && b` before noon.", source="en", target="fr", name="markdown")
    assert "<code>a &amp;&amp; b</code>" in french
    assert "`a && b`" in english
