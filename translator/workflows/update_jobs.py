"""Update articles later: what takes long is a job, so that nobody waits for it at an open connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from translator import storage
from translator.access import Caller
from translator.errors import FetchingOffError, NotFoundError, UnfetchedError
from translator.job import Job, JobKind, JobPart, JobState, PartResult
from translator.revision import Cause
from translator.translation import Severity, StoredArticle
from translator.workflows.articles import get_article
from translator.workflows.correct_segment import Signature, check_signature
from translator.workflows.keys import find_caller
from translator.workflows.refresh_article import refresh_article
from translator.workflows.services import Services
from translator.workflows.submit_job import PART_SIZE, JobOrder, Requester, submit_job
from translator.workflows.update_article import Updated, count_characters, update_article
from translator.workflows.update_plan import ArticleUpdate, check_version, plan_update

#: Characters to translate up to which an update is made while whoever wants it waits: a few seconds' work.
AT_ONCE = PART_SIZE

#: Jobs of an article that are looked at for those that have not ended.
_LATEST = 20


@dataclass(frozen=True, slots=True)
class UpdateOutcome:
    """What a job made of an article.

    Args:
        version: The version that the article has since.
        is_changed: Whether that is a new one.
        kept: How many translations are those of the version before.
        made: How many are not.
        flagged: How many of these stand where a person had written something for another source.
        removed: How many translations of the version before are gone.
        errors: How many issues of the article are errors.
    """

    version: int
    is_changed: bool
    kept: int
    made: int
    flagged: int
    removed: int
    errors: int


def order_update(services: Services, article_id: str, *, update: ArticleUpdate, signature: Signature) -> JobOrder:
    """Make an order of an update, checked as ``update_article`` checks it.

    Raises:
        NotFoundError: No article has the id.
        OutdatedError: Its version is not the one that whoever wants this has read.
        FieldError: A field is empty, too long, or holds what cannot be kept.
    """
    check_signature(signature)
    plan = plan_update(services, article_id, update=update)
    check_version(plan.former.stored, update.version)
    characters = count_characters(plan, keeps_machine=update.cause is not Cause.RETRANSLATED)
    fields = {name: value for name, value in (("title", update.title), ("text", update.text)) if value is not None}
    order = _make_order(article_id, cause=update.cause, version=update.version, signature=signature, fields=fields)
    return replace(order, characters=characters)


def order_refresh(
    services: Services, article_id: str, *, signature: Signature, version: int | None = None, key_id: str = ""
) -> JobOrder:
    """Make an order of bringing an article to what its page says by then.

    Args:
        services: The parts.
        article_id: The article.
        signature: Who wants this, and why.
        version: Number of the version that whoever wants this has read; None for the one that there is by then.
        key_id: Id of the key that characters are charged to when the page is there; empty to charge nobody.

    Raises:
        NotFoundError: No article has the id.
        OutdatedError: Its version is not the one that whoever wants this has read.
        SourceError: ``url``: it was not taken from the web, or the settings let nothing be fetched.
        FieldError: ``reason`` is too long, or holds what cannot be kept.
    """
    check_signature(signature)
    stored = get_article(services, article_id)
    check_version(stored, version)
    if services.settings.fetch == "off":
        raise FetchingOffError
    if not may_refresh(stored):
        raise UnfetchedError
    return _make_order(article_id, cause=Cause.FETCHED, version=version, signature=signature, fields={"key": key_id})


def may_refresh(stored: StoredArticle) -> bool:
    """Tell whether an article was taken from a page on the web."""
    return stored.origin is not None and bool(stored.origin.url)


def update_or_submit(
    services: Services, article_id: str, *, update: ArticleUpdate, person_id: str, reason: str = "", address: str
) -> Updated | Job:
    """Update an article for a person at a browser: at once where little is to be translated, else by a job.

    Args:
        services: The parts.
        article_id: The article.
        update: What it is to be.
        person_id: Who wants this.
        reason: Why.
        address: Network address that it came from.

    Raises:
        NotFoundError: No article has the id.
        OutdatedError: Its version is not the one that the person has read.
        FieldError: A field is empty, too long, or holds what cannot be kept; or the text is in the target's language.
        OpenJobsError: The person has too many jobs that have not ended.
    """
    signature = Signature(person_id, reason)
    order = order_update(services, article_id, update=update, signature=signature)
    if order.characters <= AT_ONCE:
        return update_article(services, article_id, update=update, signature=signature)
    return submit_for_person(services, order, person_id=person_id, address=address)


def submit_for_person(services: Services, order: JobOrder, *, person_id: str, address: str) -> Job:
    """Have a job done for a person, whose characters nobody counts.

    Raises:
        OpenJobsError: The person has too many jobs that have not ended.
    """
    requester = Requester(Caller(person_id, frozenset()), address)
    return submit_job(services, replace(order, characters=0), requester=requester)


def update_part(services: Services, job: Job, part: JobPart) -> PartResult:
    """Do the one part of a job that updates an article; its article may have changed or gone since it was asked for.

    Raises:
        NotFoundError: No article has the id any more.
        OutdatedError: It has another version by now.
        InputError: Its page cannot be had, or its text not be translated.
        QuotaError: The characters of this month of whoever asked for it do not suffice.
    """
    options, fields = job.options, part.fields
    version = int(options["version"]) if options["version"] else None
    cause = Cause(options["cause"])
    signature = Signature(fields["editor"], fields["reason"])
    before = get_article(services, job.subject).version
    if cause is Cause.FETCHED:
        # What a page holds was not known when the job was asked for, so its limits are held and its charge is made now.
        caller = find_caller(services, fields["key"])
        updated = refresh_article(services, job.subject, signature=signature, version=version, caller=caller)
    else:
        update = ArticleUpdate(fields.get("title"), fields.get("text"), cause, version)
        # Its limits were held, and its characters charged, when it was asked for.
        updated = update_article(services.without_limits(), job.subject, update=update, signature=signature)
    return PartResult(_describe(updated, before=version or before))


def list_open_updates(services: Services, article_id: str) -> list[Job]:
    """Return the jobs that are to update an article and have not ended, the newest first."""
    with services.database.session() as session:
        jobs = storage.jobs.list_subject_jobs(session, article_id, limit=_LATEST)
    return [job for job in jobs if job.is_open]


def get_update(services: Services, article_id: str, job_id: str) -> tuple[Job, UpdateOutcome | None]:
    """Return a job that updates an article, whoever asked for it, and what it has made if it is done.

    Raises:
        NotFoundError: There is none.
    """
    with services.database.session() as session:
        job = _get_update(session, article_id, job_id)
        results = list(storage.jobs.iterate_results(session, job.id)) if job.state is JobState.DONE else []
    return job, read_outcome(results[0].fields) if results else None


def read_outcome(fields: Mapping[str, str | int]) -> UpdateOutcome:
    """Read what a job made of an article from the result of its part."""
    counts = {name: int(fields[name]) for name in ("version", "kept", "made", "flagged", "removed", "errors")}
    return UpdateOutcome(is_changed=bool(fields["is_changed"]), **counts)


def cancel_update(services: Services, article_id: str, job_id: str) -> None:
    """Cancel a job that updates an article, whoever asked for it; harmless for one that has ended.

    Raises:
        NotFoundError: There is none.
    """
    with services.database.session(writing=True) as session:
        storage.jobs.cancel_job(session, _get_update(session, article_id, job_id).id, now=services.get_time())
        session.commit()


def get_unmade_text(services: Services, article_id: str, job_id: str) -> Mapping[str, str]:
    """Return the fields ``title``, ``text`` and ``reason``, as far as given, of an update that was not made.

    Raises:
        NotFoundError: There is no such job, or it brought no text.
    """
    with services.database.session() as session:
        job = _get_update(session, article_id, job_id)
        part = storage.jobs.find_part(session, job.id)
    if part is None or "text" not in part.fields:
        raise NotFoundError("job", job_id)
    return {name: part.fields[name] for name in ("title", "text", "reason") if name in part.fields}


def _get_update(session: storage.Session, article_id: str, job_id: str) -> Job:
    job = storage.jobs.get_job(session, job_id)
    if job.kind is not JobKind.UPDATE or job.subject != article_id:
        raise NotFoundError("job", job_id)
    return job


def _make_order(
    article_id: str,
    *,
    cause: Cause,
    version: int | None,
    signature: Signature,
    fields: Mapping[str, str] | None = None,
) -> JobOrder:
    options = {"article": article_id, "cause": cause.value, "version": str(version or "")}
    signed = {**(fields or {}), "editor": signature.editor, "reason": signature.reason}
    return JobOrder(JobKind.UPDATE, options, [JobPart(signed)], characters=0, subject=article_id)


def _describe(updated: Updated, *, before: int) -> dict[str, str | int]:
    translations = updated.stored.translated.translations
    merged = updated.merged
    return {
        "id": updated.stored.translated.article.id,
        "version": updated.stored.version,
        "is_changed": int(updated.stored.version != before),
        "kept": merged.kept if merged else len(translations),
        "made": merged.made if merged else 0,
        "flagged": merged.flagged if merged else 0,
        "removed": merged.removed if merged else 0,
        "errors": sum(issue.severity is Severity.ERROR for each in translations for issue in each.issues),
    }
