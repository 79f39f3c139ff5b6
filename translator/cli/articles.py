"""Commands on the articles that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from translator.cli.context import CommandContext
from translator.cli.streams import write_text

if TYPE_CHECKING:
    from translator.library import FoundArticle

_LIMIT = click.option(
    "--limit", default=50, show_default=True, type=click.IntRange(1, 10_000), help="How many at most."
)
_STATE = click.option(
    "--state", type=click.Choice(["translated", "reviewed", "final"]), help="Those in one state only."
)
_SITE = click.option("--site", default="", help="Those first published on one site only; - for no named site.")
_ISSUES = click.option("--issues", is_flag=True, help="Those with an error only.")


@click.group()
def articles() -> None:
    """List, search and delete the articles that are kept."""


@articles.command("list")
@_LIMIT
@_STATE
@_SITE
@_ISSUES
@click.pass_obj
def list_newest(context: CommandContext, limit: int, state: str | None, site: str, issues: bool) -> None:
    """List articles, the newest first: id, direction, state, errors, time, headline."""
    _write(context, "", limit=limit, state=state, site=site, issues=issues)


@articles.command()
@click.argument("words", nargs=-1, required=True)
@_LIMIT
@_STATE
@_SITE
@_ISSUES
@click.pass_obj
def search(
    context: CommandContext, words: tuple[str, ...], limit: int, state: str | None, site: str, issues: bool
) -> None:
    """List articles that hold WORDS in either language, the best answers first.

    A phrase is written '"in quotation marks"', a beginning elect*, and -- -word leaves out what holds the word.
    """
    _write(context, " ".join(words), limit=limit, state=state, site=site, issues=issues)


@articles.command()
@click.argument("article_ids", nargs=-1, required=True, metavar="ARTICLE_ID...")
@click.option("--yes", is_flag=True, help="Do not ask back.")
@click.pass_obj
def delete(context: CommandContext, article_ids: tuple[str, ...], yes: bool) -> None:
    """Delete the articles with these ids, with all their versions."""
    from translator.workflows.library import delete_article

    if not yes:
        click.confirm(f"Delete {', '.join(article_ids)} for good?", abort=True, err=True)
    services = context.make_services()
    for article_id in article_ids:
        delete_article(services, article_id)


def _write(context: CommandContext, words: str, *, limit: int, state: str | None, site: str, issues: bool) -> None:
    from translator.library import ArticleQuery, Leaf
    from translator.translation import State
    from translator.workflows.library import find_articles

    query = ArticleQuery(words, site=site, state=State(state) if state else None, has_issues=issues)
    page = find_articles(context.make_services(), query, leaf=Leaf(limit))
    write_text("".join(map(_describe, page.articles)))


def _describe(article: FoundArticle) -> str:
    summary = article.summary
    moment = f"{summary.created_at:%Y-%m-%d %H:%M}"
    direction = f"{summary.source_language}-{summary.target_locale}"
    title = summary.title or summary.target_title
    return "\t".join((summary.id, direction, article.state.value, str(summary.issues), moment, title)) + "\n"
