"""Translate articles again, later: those that hold a term whose entry was changed."""

from __future__ import annotations

from translator import storage
from translator.access import Caller
from translator.errors import FieldError, InputError, NotFoundError, OutdatedError
from translator.job import Job, JobKind, JobPart, PartResult
from translator.languages import LanguagePair
from translator.library import Leaf
from translator.translation import Severity
from translator.workflows.correct_segment import Signature
from translator.workflows.library import build_affected_query
from translator.workflows.services import Services
from translator.workflows.submit_job import JobOrder, Requester, submit_job
from translator.workflows.update_article import retranslate_article

#: Articles that one job translates again; the newest are taken where more hold the term.
RETRANSLATION_LIMIT = 1_000


def retranslate_affected(services: Services, term: str, *, pair: LanguagePair, editor: str, address: str) -> Job:
    """Have the articles that hold a term translated again by a job; what people answer for stays.

    Args:
        services: The parts.
        term: A term of the glossary.
        pair: Its direction.
        editor: Whose wish it is: an account's id.
        address: Network address that it came from.

    Raises:
        FieldError: ``source``: no article holds the term.
        OpenJobsError: The editor has too many jobs that have not ended.
    """
    query = build_affected_query(term, pair=pair)
    with services.database.session() as session:
        found = storage.library.find_articles(session, query, leaf=Leaf(RETRANSLATION_LIMIT)).articles
    if not found:
        raise FieldError("source", "stands in no article")
    parts = [JobPart({"id": article.summary.id, "editor": editor, "term": term}) for article in found]
    order = JobOrder(JobKind.RETRANSLATION, {}, parts, characters=0)
    return submit_job(services, order, requester=Requester(Caller(editor, frozenset()), address))


def retranslate_part(services: Services, _job: Job, part: JobPart) -> PartResult:
    """Translate one of the articles again; one that is gone, or cannot be translated any more, stops no other."""
    identifier = part.fields["id"]
    signature = Signature(editor=part.fields["editor"], reason=part.fields["term"])
    try:
        updated = retranslate_article(services, identifier, signature=signature)
    except (InputError, NotFoundError, OutdatedError) as error:
        return PartResult({"error": str(error)})
    translations = updated.stored.translated.translations
    errors = sum(issue.severity is Severity.ERROR for each in translations for issue in each.issues)
    return PartResult({"id": identifier, "errors": errors})
