"""What is told of a route: its contract, what it reads, and all that it may answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from translator.api.schemas.base import N_, Refusal
from translator.api.schemas.deepl.fields import Message

JSON = "application/json"
MULTIPART = "multipart/form-data"
FORMS = (JSON, "application/x-www-form-urlencoded", MULTIPART)

#: The attribute of a view that holds what is told of it.
ATTRIBUTE = "operation"

View = TypeVar("View", bound=Callable[..., object])

STATUSES: Mapping[int, str] = {
    200: N_("done"),
    201: N_("made"),
    202: N_("taken on"),
    204: N_("done, without a body"),
    304: N_("the answer is the one that is known"),
    400: N_("the request cannot be used; the answer names the field"),
    401: N_("a key is needed, or the key is not valid"),
    403: N_("the key does not allow this"),
    404: N_("there is no such record"),
    409: N_("it contradicts another record"),
    412: N_("the record was changed meanwhile"),
    413: N_("the body is too large"),
    415: N_("the body must be JSON"),
    429: N_("too many requests; Retry-After says how long to wait"),
    456: N_("the characters of the month are used up"),
    503: N_("the service cannot work now"),
}


@dataclass(frozen=True, slots=True)
class Contract:
    """Routes that share their way of refusing.

    Args:
        name: The contract's name.
        summary: What it is for.
        refusal: Model of a refusal.
        refusals: Statuses that any of its routes may refuse with.
    """

    name: str
    summary: str
    refusal: type[BaseModel] = Refusal
    refusals: Sequence[int] = (400, 413)


LIBRETRANSLATE = Contract(
    "LibreTranslate",
    N_("For whatever speaks to LibreTranslate: only the address changes."),
    refusals=(400, 403, 413, 429),
)
IMMERSIVE = Contract(
    "immersive-translate",
    N_("For the browser extension: the address of its custom service."),
    refusals=(400, 401, 403, 413, 429),
)
DEEPL = Contract(
    "DeepL",
    N_("For whatever speaks to DeepL: only the address and the key change."),
    refusal=Message,
    refusals=(400, 403, 413, 429, 456),
)
ARTICLES = Contract(N_("Articles"), N_("Articles that are kept, with both their sides."))
JOBS = Contract(
    N_("Jobs"), N_("Long texts, batches of articles and files, translated later."), refusals=(401, 403, 413, 429)
)
GLOSSARY = Contract(
    N_("Glossary"), N_("The entries of the house’s glossary, with their history."), refusals=(400, 401, 403, 413, 429)
)
SERVICE = Contract(N_("Service"), N_("Whether the service works, and what it offers."), refusals=())

#: All contracts, in the order in which they are told.
CONTRACTS = (LIBRETRANSLATE, IMMERSIVE, DEEPL, ARTICLES, JOBS, GLOSSARY, SERVICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What is told of a route.

    Args:
        contract: The contract that it belongs to.
        summary: What it does, in a few words.
        answer: Type of the answer in JSON; None without one.
        status: Status of an answer that refuses nothing.
        answer_types: Media types of that answer; all but JSON are told as plain strings.
        body: Type of the body; None without one.
        body_types: Media types of the body.
        form: Type of the body where it may be another as a form with a file.
        query: Model of the query string.
        headers: Model of the headers, their names as aliases.
        refusals: Statuses of refusals beside those of the contract.
        unusual: Models of other answers by status; None for one without a body.
        takes_key: Whether a key may be sent.
    """

    contract: Contract
    summary: str
    answer: Any = None
    status: int = 200
    answer_types: Sequence[str] = (JSON,)
    body: Any = None
    body_types: Sequence[str] = (JSON,)
    form: Any = None
    query: type[BaseModel] | None = None
    headers: type[BaseModel] | None = None
    refusals: Sequence[int] = ()
    unusual: Mapping[int, type[BaseModel] | None] = field(default_factory=dict)
    takes_key: bool = True

    def list_models(self) -> list[Any]:
        """Return all types that it speaks of."""
        refusal = self.contract.refusal
        listed = (self.answer, self.body, self.form, self.query, self.headers, refusal, *self.unusual.values())
        return [model for model in listed if model is not None]


def describe(contract: Contract, summary: str, **more: Any) -> Callable[[View], View]:
    """Attach to a view what is told of it.

    Args:
        contract: The contract that it belongs to.
        summary: What it does, marked for translation.
        more: The other arguments of :class:`Operation`.
    """

    def attach(view: View) -> View:
        setattr(view, ATTRIBUTE, Operation(contract=contract, summary=summary, **more))
        return view

    return attach
