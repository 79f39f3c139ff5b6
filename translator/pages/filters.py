"""What narrows the library's list: read from the address, written into other addresses, and named for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed

from translator.errors import FieldError
from translator.languages import SERVED_LANGUAGES, LanguagePair
from translator.library import NO_SITE, ArticleQuery, Leaf, Order, read_place
from translator.pages.interface import name_language_here, say_day
from translator.translation import State
from translator.workflows.library import STATES

#: Fields of the form, in the order in which addresses have them.
FIELDS = ("q", "site", "from", "to", "direction", "state", "issues", "order")

#: Directions that the list can be narrowed to.
DIRECTIONS = tuple(
    LanguagePair(source, target) for source in SERVED_LANGUAGES for target in SERVED_LANGUAGES if source != target
)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter in force.

    Args:
        label: What it is called.
        drop_url: The list without it.
    """

    label: str
    drop_url: str


@dataclass(frozen=True, slots=True)
class Filters:
    """The form's fields as the address has them.

    Args:
        values: Those that are filled in, by name.
    """

    values: Mapping[str, str]

    def build_query(self) -> ArticleQuery:
        """Return which articles are wanted.

        Raises:
            FieldError: A field cannot be read.
        """
        until = _read_day(self.values, "to")
        return ArticleQuery(
            words=self.values.get("q", ""),
            site=self.values.get("site", ""),
            since=_read_day(self.values, "from"),
            # The last day is wanted whole.
            until=until and until + timedelta(days=1),
            pair=_read_direction(self.values),
            state=_read_state(self.values),
            has_issues="issues" in self.values,
            order=Order.NEWEST if self.values.get("order") == Order.NEWEST else Order.RELEVANCE,
        )

    def build_url(self, **changes: str | None) -> str:
        """Return the address of the list with some fields changed, or dropped where they are None."""
        values = {**self.values, **{name.rstrip("_"): value for name, value in changes.items()}}
        wanted: dict[str, Any] = {name: value for name, value in values.items() if value}
        return url_for("library.show_library", **wanted)

    def list_active(self) -> list[Filter]:
        """Return the filters in force, named for people."""
        labels = {name: self._name(name, value) for name, value in self.values.items() if name not in ("q", "order")}
        return [Filter(label, self.build_url(**{f"{name}_": None})) for name, label in labels.items() if label]

    def _name(self, name: str, value: str) -> str:
        try:
            query = self.build_query()
        except FieldError:
            return value
        if name == "from" and query.since:
            return str(gettext("since %(day)s", day=say_day(query.since, "medium")))
        if name == "to" and query.until:
            return str(gettext("until %(day)s", day=say_day(query.until - timedelta(days=1), "medium")))
        if name == "direction" and query.pair:
            return name_direction(query.pair)
        if name == "state" and query.state:
            return name_state(query.state)
        if name == "site":
            return name_site(value)
        return str(gettext("with points to check")) if name == "issues" else value


def read_filters(fields: Mapping[str, str]) -> Filters:
    """Read the fields of the form that are filled in."""
    values = {name: fields.get(name, "").replace("\0", "").strip() for name in FIELDS}
    return Filters({name: value for name, value in values.items() if value})


def read_leaf(fields: Mapping[str, str], *, limit: int) -> Leaf:
    """Read which page of the list is wanted.

    Raises:
        FieldError: ``before`` or ``after`` is no place in a list.
    """
    before, after = (fields.get(name, "") for name in ("before", "after"))
    return Leaf(
        limit,
        before=read_place(before, field="before") if before else None,
        after=read_place(after, field="after") if after else None,
    )


def name_site(site: str) -> str:
    """Return what a site is called, and what stands for none."""
    return str(gettext("no named site")) if site == NO_SITE else site


def name_direction(pair: LanguagePair) -> str:
    """Return what a direction is called."""
    return f"{name_language_here(pair.source).capitalize()} → {name_language_here(pair.target)}"


def name_state(state: State) -> str:
    """Return what an article's state is called."""
    names = {State.REVIEWED: gettext("reviewed"), State.FINAL: gettext("final")}
    return str(names.get(state, gettext("translated by machine")))


def describe_problem(error: FieldError) -> str:
    """Say in the language in force what is wrong with a field of the form."""
    problems = {
        "q": gettext("This search is too long."),
        "from": gettext("Give the first day as year, month and day, such as 2026-03-31."),
        "to": gettext("Give the last day as year, month and day, such as 2026-03-31."),
        "until": gettext("The last day comes before the first."),
    }
    return str(problems.get(error.field, gettext("One of the filters cannot be used.")))


def _read_day(values: Mapping[str, str], name: str) -> datetime | None:
    if name not in values:
        return None
    try:
        return datetime.strptime(values[name], "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise FieldError(name, "must be a day such as 2026-03-31") from None


def _read_direction(values: Mapping[str, str]) -> LanguagePair | None:
    if "direction" not in values:
        return None
    found = next((pair for pair in DIRECTIONS if str(pair) == values["direction"]), None)
    if found is None:
        raise FieldError("direction", "must be one of %(names)s", names=", ".join(map(str, DIRECTIONS)))
    return found


def _read_state(values: Mapping[str, str]) -> State | None:
    if "state" not in values:
        return None
    if values["state"] not in STATES:
        raise FieldError("state", "must be one of %(names)s", names=", ".join(STATES))
    return State(values["state"])
