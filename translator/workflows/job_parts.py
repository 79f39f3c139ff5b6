"""What is done for one part of a job of each kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from translator.access import ANYBODY
from translator.errors import InputError, QuotaError
from translator.job import Job, JobKind, JobPart, PartResult
from translator.translation import QuotationPolicy, Severity, TranslatedArticle
from translator.workflows.add_article import Submission, add_article
from translator.workflows.keys import find_caller
from translator.workflows.retranslations import retranslate_part
from translator.workflows.services import Services
from translator.workflows.translate_file import translate_file
from translator.workflows.translate_text import TextRequest, translate_texts
from translator.workflows.update_jobs import update_part


def do_part(services: Services, job: Job, part: JobPart) -> PartResult:
    """Do one part of a job; its limits were held and its characters charged when it was asked for.

    Raises:
        TranslatorError: What is asked for cannot be done.
    """
    return _DO[job.kind](services, job, part)


def _translate_text(services: Services, job: Job, part: JobPart) -> PartResult:
    options = job.options
    request = TextRequest(
        texts=(part.fields["text"],),
        source=options["source"] or None,
        target=options["target"],
        format=options["format"],
        quotations=_read_quotations(job),
    )
    (translated,) = translate_texts(services.without_limits(), request)
    detected = translated.detection.language if translated.detection else ""
    return PartResult({"text": translated.text, "errors": _count_errors(translated), "detected": detected})


def _create_article(services: Services, job: Job, part: JobPart) -> PartResult:
    fields = part.fields
    submission = Submission(fields["title"], fields["text"], fields.get("html", ""), fields.get("url", ""))
    # What a page holds was not known when the job was asked for, so its limits are held and its charge is made now.
    is_new = bool(submission.url)
    try:
        stored = add_article(
            services if is_new else services.without_limits(),
            submission,
            source=fields["source"] or None,
            target=fields["target"],
            caller=find_caller(services, job.owner) if is_new else ANYBODY,
            identifier=fields["id"],
        )
    except (InputError, QuotaError) as error:
        # The other articles of the batch can do without this one.
        return PartResult({"error": str(error)})
    return PartResult({"id": fields["id"], "errors": _count_errors(stored.translated)})


def _translate_file(services: Services, job: Job, part: JobPart) -> PartResult:
    options = job.options
    content = translate_file(
        services.without_limits(),
        name=options["name"],
        content=part.content,
        source=options["source"] or None,
        target=options["target"],
        quotations=_read_quotations(job),
        terms=tuple((term, rendering) for term, rendering in json.loads(part.fields["terms"])),
    )
    return PartResult({}, content)


def _read_quotations(job: Job) -> QuotationPolicy | None:
    name = job.options["quotations"]
    return QuotationPolicy(name) if name else None


def _count_errors(translated: TranslatedArticle) -> int:
    issues = (issue for translation in translated.translations for issue in translation.issues)
    return sum(issue.severity is Severity.ERROR for issue in issues)


#: What is done for a part of each kind of job.
_DO: Mapping[JobKind, Callable[[Services, Job, JobPart], PartResult]] = {
    JobKind.TEXT: _translate_text,
    JobKind.ARTICLES: _create_article,
    JobKind.DOCUMENT: _translate_file,
    JobKind.RETRANSLATION: retranslate_part,
    JobKind.UPDATE: update_part,
}
