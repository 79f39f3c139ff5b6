from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pages.stored_articles import Block, build_stored
from translator.document import ParagraphKind
from translator.errors import NotFoundError
from translator.workflows.articles import create_article
from translator.workflows.export_article import EXPORT_FORMATS, export_article, write_export
from translator.workflows.services import Services


@pytest.fixture
def served(services: Services) -> Services:
    return replace(services, renderings={"html": lambda _: b"<p>", "json": lambda _: b"{}"})


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_kept_article_is_given_out_in_each_format(served: Services, name: str) -> None:
    kept = create_article(served, title="L’été", text="Il pleut.", source="fr", target="en")
    exported = export_article(served, kept.translated.article.id, format_name=name)
    assert exported.content
    assert exported.media_type == EXPORT_FORMATS[name].media_type
    assert exported.name.startswith("L’été")
    assert exported.name.endswith(f".fr-en-US.{EXPORT_FORMATS[name].suffix}")


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Un pont neuf", "A new bridge", "Un pont neuf – A new bridge.fr-en-US.md"),
        ("« L’été » : à Nîmes ?", "Summer/..\\in Nîmes\r\n", "« L’été » à Nîmes – Summer .. in Nîmes.fr-en-US.md"),
        ("../../etc/passwd", "CON", "etc passwd – CON.fr-en-US.md"),
        ("???", "\u202e\x00", "article.fr-en-US.md"),
        ("mot " * 50, "word " * 50, f"{'mot ' * 9}mot – {'word ' * 7}word.fr-en-US.md"),
    ],
)
def test_name_of_the_file_is_safe_and_tells_both_headlines(
    services: Services, source: str, target: str, expected: str
) -> None:
    stored = build_stored([Block([source], [target], kind=ParagraphKind.HEADING)])
    assert write_export(services, stored, format_name="markdown").name == expected


def test_unknown_format_or_article_is_not_found(services: Services) -> None:
    kept = create_article(services, title="", text="Il pleut.", source="fr", target="en")
    with pytest.raises(NotFoundError, match="no export format has the id pdf"):
        export_article(services, kept.translated.article.id, format_name="pdf")
    with pytest.raises(NotFoundError, match="no article has the id none"):
        export_article(services, "none", format_name="epub")
