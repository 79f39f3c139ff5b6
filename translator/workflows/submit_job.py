"""Take on work that is done later: check it, charge for it, keep it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from translator import formats, storage
from translator.access import Caller
from translator.errors import ConflictError, FieldError, OpenJobsError
from translator.job import Job, JobKind, JobPart, Repetition, Webhook
from translator.terminology import Terms
from translator.translation import QuotationPolicy
from translator.workflows.add_article import Submission, check_submission
from translator.workflows.keys import charge_within, name_caller
from translator.workflows.services import Services
from translator.workflows.translate_file import count_characters, open_file
from translator.workflows.translate_text import check_languages

#: Characters after which a part of a long text ends with its paragraph: a few seconds' work, so that little is lost
#: when a runner stops, and requests do not wait long for the engine.
PART_SIZE = 8_000

#: Random bytes in a job's id, which is all that a caller without a key needs to read its result.
ID_BYTES = 16

#: The one format whose texts can be cut.
_PLAIN = "text"


@dataclass(frozen=True, slots=True)
class JobOrder:
    """Work that was found right.

    Args:
        kind: What is to be made.
        options: What holds for all parts.
        parts: At least one.
        characters: Characters to be charged.
        subject: Id of the article that it changes; empty where it changes none, or many.
    """

    kind: JobKind
    options: Mapping[str, str]
    parts: Sequence[JobPart]
    characters: int
    subject: str = ""


@dataclass(frozen=True, slots=True)
class ArticleOrder:
    """An article of a batch.

    Args:
        submission: What it is made of; no file.
        source: ISO 639 code, or None to detect it.
        target: ISO 639 code or locale tag.
    """

    submission: Submission
    source: str | None
    target: str


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asks for a job, and how often the same is meant.

    Args:
        caller: Whose job it is, and whose key is charged.
        address: Network address that it came from, which stands for a caller without a key.
        repetition_key: What the caller calls the request, so that sending it again makes no second job.
    """

    caller: Caller
    address: str
    repetition_key: str | None = None


def order_text(
    services: Services,
    *,
    text: str,
    source: str | None,
    target: str,
    format: str = _PLAIN,  # noqa: A002  the word every contract uses
    quotations: QuotationPolicy | None = None,
) -> JobOrder:
    """Make an order of a text, cut by its paragraphs where its format allows.

    Raises:
        FieldError: The text is empty or over the limit of a job.
        UnsupportedLanguageError: The source or target has no package.
        UnsupportedPairError: The direction has no package.
        UnsupportedFormatError: The format cannot be read.
    """
    if not text.strip():
        raise FieldError("text", "must not be empty")
    _check_length(services, "text", len(text))
    check_languages(services, source=source, target=services.settings.choose_locale(target).language)
    article = formats.read_text(text, format=format)
    parts = formats.cut_text(article, size=PART_SIZE) if format == _PLAIN else [text]
    options = {
        "source": source or "",
        "target": target,
        "format": format,
        "quotations": quotations.value if quotations else "",
    }
    return JobOrder(JobKind.TEXT, options, [JobPart({"text": part}) for part in parts], len(text))


def order_articles(services: Services, articles: Sequence[ArticleOrder]) -> JobOrder:
    """Make an order of articles, each of which is kept and gets a page.

    Raises:
        FieldError: There is none, there are too many, or one of them is wrong; the field says which.
        UnsupportedLanguageError: A source or target has no package.
        UnsupportedPairError: A direction has no package.
    """
    limit = services.settings.batch_limit
    if not articles or (services.settings.has_limits and len(articles) > limit):
        raise FieldError(
            "articles", "holds %(size)s articles; from 1 to %(limit)s are allowed", size=len(articles), limit=limit
        )
    characters = 0
    for number, article in enumerate(articles):
        try:
            characters += check_submission(services, article.submission, source=article.source, target=article.target)
        except FieldError as error:
            raise error.move(f"articles[{number}].{error.field}") from None
    _check_length(services, "articles", characters)
    return JobOrder(JobKind.ARTICLES, {}, [_write_part(article) for article in articles], characters)


def order_file(
    services: Services,
    *,
    name: str,
    content: bytes,
    source: str | None,
    target: str,
    quotations: QuotationPolicy | None = None,
    terms: Terms = (),
) -> JobOrder:
    """Make an order of a file; its kind is told by the ending of its name.

    Args:
        services: The parts.
        name: The file's name.
        content: Its bytes.
        source: ISO 639 code of its language, or None to detect it.
        target: ISO 639 code or locale tag.
        quotations: What becomes of quotations; None for the site's default.
        terms: Terms that win over the house's glossary, as they are now.

    Raises:
        FieldError: ``file``: no reader knows its kind, it is damaged or unsafe, or it is over its limit.
        UnsupportedLanguageError: The source or target has no package.
        UnsupportedPairError: The direction has no package.
    """
    if services.settings.files == "off":
        raise FieldError("file", "is not taken here: the translation of files is off")
    file = open_file(services, name=name, content=content, source=source, target=target)
    options = {
        "name": name,
        "source": source or "",
        "target": target,
        "quotations": quotations.value if quotations else "",
    }
    return JobOrder(JobKind.DOCUMENT, options, [JobPart({"terms": json.dumps(terms)}, content)], count_characters(file))


def submit_job(services: Services, order: JobOrder, *, requester: Requester, webhook: Webhook | None = None) -> Job:
    """Keep an order as a job, charge for it, and tell whoever runs jobs.

    Args:
        services: The parts.
        order: What is to be done.
        requester: Who asks.
        webhook: Where to tell that it has ended, if anywhere.

    Returns:
        The new job; the former one where the requester sends the same again under the same key.

    Raises:
        ConflictError: The requester sent something else under the same key.
        OpenJobsError: The requester has too many jobs that have not ended.
        QuotaError: The caller's characters of this month do not suffice.
    """
    repetition = Repetition(_name_requester(services, requester), requester.repetition_key, _digest(order))
    now = services.get_time()
    job = Job(
        id=storage.make_identifier(ID_BYTES),
        kind=order.kind,
        owner=requester.caller.key_id,
        options=order.options,
        characters=order.characters,
        total=len(order.parts),
        created_at=now,
        due_at=now,
        subject=order.subject,
    )
    with services.database.session(writing=True) as session:
        if not storage.jobs.add_job(session, job, parts=order.parts, repetition=repetition):
            return _find_former(session, repetition)
        if webhook is not None:
            storage.job_notices.add_notice(session, job.id, webhook=webhook, due_at=now)
        limit = services.settings.open_jobs_limit
        # The new one is counted too.
        is_over = storage.jobs.count_open_jobs(session, requester=repetition.requester) > limit
        if is_over and services.settings.has_limits:
            raise OpenJobsError(limit)
        charge_within(session, services, requester.caller, characters=order.characters)
        session.commit()
    services.announce_job(job.id)
    return job


def _find_former(session: storage.Session, repetition: Repetition) -> Job:
    found = storage.jobs.find_repeated(session, repetition)
    if found is None or found[1] != repetition.digest:
        raise ConflictError("another job was asked for under this Idempotency-Key")
    return found[0]


def _name_requester(services: Services, requester: Requester) -> str:
    """Return what a requester's jobs are counted under; a network address is not kept, only a keyed digest of it."""
    if requester.caller.key_id:
        return requester.caller.key_id
    name = name_caller(requester.caller, address=requester.address)
    return hmac.new(services.settings.read_secret_key().encode(), name.encode(), hashlib.sha256).hexdigest()


def _digest(order: JobOrder) -> str:
    digest = hashlib.sha256(json.dumps([order.kind, dict(order.options)], sort_keys=True).encode())
    for part in order.parts:
        # What was drawn for this order alone says nothing about what was asked for.
        fields = {name: value for name, value in part.fields.items() if name != "id"}
        digest.update(json.dumps(fields, sort_keys=True).encode())
        digest.update(part.content)
    return digest.hexdigest()


def _check_length(services: Services, field: str, characters: int) -> None:
    limit = services.settings.job_limit
    if services.settings.has_limits and characters > limit:
        raise FieldError(
            field, "has %(size)s characters; at most %(limit)s are allowed in a job", size=characters, limit=limit
        )


def _write_part(article: ArticleOrder) -> JobPart:
    # Drawn now, so that an article that was stored by a runner that then broke off is known again.
    identifier = storage.make_identifier()
    given = article.submission
    fields = {
        "title": given.title,
        "text": given.text,
        "html": given.html,
        "url": given.url,
        "source": article.source or "",
        "target": article.target,
    }
    return JobPart({**fields, "id": identifier})
