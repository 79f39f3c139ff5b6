"""Articles as a library shows them: which are wanted, in what order, and what answers a search in them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from translator.errors import FieldError
from translator.languages import LanguagePair
from translator.translation import ArticleSummary, State

#: Longest search, in characters.
SEARCH_LENGTH = 500

#: Longest name of a site that is looked for, in characters.
SITE_LENGTH = 300

#: What a query names for articles that were taken from no named site, such as texts that were pasted here; a site that
#: is called so is among them.
NO_SITE = "-"


class Order(StrEnum):
    """In what order articles are listed: the newest first, or those first that answer the search best."""

    NEWEST = "newest"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list, from which it goes on: an article, and what put it there.

    Args:
        id: The article's id.
        value: What the list is ordered by: a time, in seconds, or a rank; None to look it up.
    """

    id: str
    value: float | None = None

    def __str__(self) -> str:
        return self.id if self.value is None else f"{self.value!r}~{self.id}"


def read_place(text: str, *, field: str) -> Place:
    """Read a place as ``str`` writes it, or an article's id alone.

    Raises:
        FieldError: It is neither.
    """
    value, mark, identifier = text.partition("~")
    if not mark:
        return Place(text)
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or abs(number) > 1e11:
        raise FieldError(field, "is no place in the list")
    return Place(identifier, number)


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """Which articles are wanted.

    Args:
        words: What they hold on either side, as a person types it; empty for anything.
        site: Name of the site they were first published on; empty for any, ``NO_SITE`` for those that have none.
        since: When they were added at the earliest, in UTC; None for any time.
        until: Before when they were added, in UTC; None for any time.
        pair: Their direction; None for any.
        state: How far people have come with them; None for any.
        has_issues: Whether only those with an issue of severity ``ERROR`` are wanted.
        order: In what order; without words it is always the newest first.
    """

    words: str = ""
    site: str = ""
    since: datetime | None = None
    until: datetime | None = None
    pair: LanguagePair | None = None
    state: State | None = None
    has_issues: bool = False
    order: Order = Order.RELEVANCE

    @property
    def has_filters(self) -> bool:
        """Whether anything but words narrows the list."""
        return any((self.site, self.since, self.until, self.pair, self.state, self.has_issues))

    @property
    def is_ranked(self) -> bool:
        """Whether the articles that answer the words best come first."""
        return bool(self.words.strip()) and self.order is Order.RELEVANCE


@dataclass(frozen=True, slots=True)
class Leaf:
    """Which page of the list is wanted.

    Args:
        limit: How many articles it has at most.
        before: Where the page before it ended: what is farther down the list follows.
        after: Where the page after it begins: what is farther up the list, next to that, is wanted.
    """

    limit: int
    before: Place | None = None
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text, which answers a search or does not."""

    text: str
    is_match: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the words that answer a search marked."""

    runs: tuple[Run, ...] = ()

    @property
    def has_match(self) -> bool:
        """Whether any word is marked."""
        return any(run.is_match for run in self.runs)

    @property
    def text(self) -> str:
        """The text without its marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The passage of an article that answers a search best.

    Args:
        segment_id: Its segment.
        source: Its source text, cut where it is long.
        target: Its target text, likewise.
    """

    segment_id: str
    source: Marked
    target: Marked


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article of the list.

    Args:
        summary: What any list shows of it.
        title: Headline in the source language.
        target_title: Headline in the target language.
        excerpt: What of its text answers the search; None where only a headline does, or nothing is searched for.
        site: Name of the site it was first published on; empty where that is not known.
        state: The state that all its translations have reached.
    """

    summary: ArticleSummary
    title: Marked
    target_title: Marked
    excerpt: Excerpt | None = None
    site: str = ""
    state: State = State.TRANSLATED


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """A page of the list.

    Args:
        articles: In the list's order.
        total: How many articles the whole list has.
        previous: What to ask for as ``after`` for the page before; None on the first.
        following: What to ask for as ``before`` for the next page; None on the last.
    """

    articles: tuple[FoundArticle, ...] = field(default=())
    total: int = 0
    previous: Place | None = None
    following: Place | None = None


@dataclass(frozen=True, slots=True)
class SiteCount:
    """A site, and how many articles come from it; the name is empty for those that come from no named one."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Concordance:
    """A past translation that holds what is searched for.

    Args:
        id: The memory entry's id.
        pair: Its direction.
        source: Its source, marked.
        target: Its target, marked.
        origin: Where it came from.
        used: How often it has served.
        created_at: When it was added, in UTC.
    """

    id: str
    pair: LanguagePair
    source: Marked
    target: Marked
    origin: str
    used: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ConcordancePage:
    """A page of what a search found in the memory, the best answer first.

    Args:
        entries: The past translations of this page.
        total: How many there are.
    """

    entries: tuple[Concordance, ...] = ()
    total: int = 0
