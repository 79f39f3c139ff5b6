"""What a job is to make, as a request says it: a JSON body, or a form with a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from translator.access import Scope
from translator.api.body import read_json_object
from translator.api.reading import read_fields
from translator.api.schemas import jobs as schemas
from translator.api.services import get_services
from translator.api.submissions import make_submission
from translator.errors import FieldError
from translator.job import JobKind, Webhook
from translator.workflows.notices import read_webhook
from translator.workflows.submit_job import ArticleOrder, JobOrder, order_articles, order_file, order_text

#: Characters of a file's name.
NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class AskedJob:
    """A request for a job, read but not yet let in.

    Args:
        fields: What the request says.
        scope: What its caller must be allowed to do.
        texts: How many texts it counts as.
    """

    fields: schemas.TextJob | schemas.ArticlesJob | schemas.FileJob
    scope: Scope = Scope.TRANSLATE
    texts: int = 1

    def make_order(self) -> JobOrder:
        """Return what is to be made.

        Raises:
            InputError: It cannot be made.
        """
        if isinstance(self.fields, schemas.TextJob):
            return _order_text(self.fields)
        return (
            _order_articles(self.fields) if isinstance(self.fields, schemas.ArticlesJob) else _order_file(self.fields)
        )

    def read_webhook(self) -> Webhook | None:
        """Return where the end of the job is to be told."""
        return read_webhook(get_services(), url=self.fields.webhook, secret=self.fields.webhook_secret)


def read_asked_job() -> AskedJob:
    """Return what the request asks for.

    Raises:
        InputError: It is not what one of the models says.
        UnsupportedMediaType: The body is neither JSON nor a form with a file.
    """
    if request.mimetype == "multipart/form-data":
        return _read_form()
    if not request.is_json:
        # Other sites' forms cannot send JSON, so this also keeps them from adding articles in a reader's name.
        raise UnsupportedMediaType
    fields = read_json_object()
    if read_fields(schemas.JobKindField, fields).kind is JobKind.TEXT:
        return AskedJob(read_fields(schemas.TextJob, fields))
    batch = read_fields(schemas.ArticlesJob, fields)
    return AskedJob(batch, Scope.ARTICLES, len(batch.articles))


def _read_form() -> AskedJob:
    # A form sends what its reader left empty.
    fields: Mapping[str, object] = {name: value for name, value in request.form.items() if value}
    if "file" in request.files:
        return AskedJob(read_fields(schemas.FileJob, {**fields, "file": b""}))
    read_fields(schemas.JobKindField, fields)
    return AskedJob(read_fields(schemas.TextJob, fields))


def _order_text(fields: schemas.TextJob) -> JobOrder:
    return order_text(
        get_services(),
        text=fields.text,
        source=fields.source or None,
        target=fields.target,
        format=fields.format,
        quotations=fields.quotations,
    )


def _order_articles(fields: schemas.ArticlesJob) -> JobOrder:
    orders = [
        ArticleOrder(make_submission(article), source=article.source or None, target=article.target)
        for article in fields.articles
    ]
    return order_articles(get_services(), orders)


def _order_file(fields: schemas.FileJob) -> JobOrder:
    file = request.files["file"]
    name = file.filename or ""
    if len(name) > NAME_LENGTH or not name.isprintable():
        raise FieldError("file", "must have a name of at most %(limit)s printable characters", limit=NAME_LENGTH)
    return order_file(
        get_services(),
        name=name,
        content=file.read(),
        source=fields.source or None,
        target=fields.target,
        quotations=fields.quotations,
    )
