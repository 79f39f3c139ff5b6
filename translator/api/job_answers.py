"""How a job, and what it has made, is told."""

from __future__ import annotations

import io
import mimetypes
from collections import Counter
from collections.abc import Mapping, Sequence

from flask import Response, jsonify, send_file, url_for

from translator.job import Job, JobKind, JobState, PartResult
from translator.workflows.update_jobs import read_outcome


def describe_job(job: Job) -> dict[str, object]:
    """Tell how far a job is."""
    address = url_for("jobs.show_job", job_id=job.id)
    return {
        "id": job.id,
        "kind": job.kind.value,
        "state": job.state.value,
        "article": job.subject or None,
        "progress": {
            "done": job.done,
            "total": job.total,
            "sentences_done": job.sentences_done,
            "sentences": job.sentences,
        },
        "characters": job.characters,
        "attempts": job.attempts,
        "error": job.error or None,
        "created_at": job.created_at.isoformat(),
        "started_at": job.started_at.isoformat() if job.started_at else None,
        "finished_at": job.finished_at.isoformat() if job.finished_at else None,
        "url": address,
        "result_url": f"{address}/result" if job.state is JobState.DONE else None,
    }


def _answer_text(job: Job, results: Sequence[PartResult]) -> Response:
    found = Counter(language for result in results if (language := result.fields["detected"]))
    return jsonify(
        translated_text="".join(str(result.fields["text"]) for result in results),
        source=job.options["source"] or (found.most_common(1)[0][0] if found else None),
        target=job.options["target"],
        errors=sum(int(result.fields["errors"]) for result in results),
    )


def _answer_articles(_job: Job, results: Sequence[PartResult]) -> Response:
    return jsonify(articles=[_describe_article(result.fields) for result in results])


def _describe_article(fields: Mapping[str, str | int]) -> dict[str, object]:
    if "error" in fields:
        return {"error": fields["error"]}
    address = url_for("pages.show_article", article_id=fields["id"])
    return {"id": fields["id"], "url": address, "errors": fields["errors"]}


def _answer_update(_job: Job, results: Sequence[PartResult]) -> Response:
    (result,) = results
    outcome = read_outcome(result.fields)
    return jsonify(
        id=result.fields["id"],
        url=url_for("pages.show_article", article_id=result.fields["id"]),
        version=outcome.version,
        changed=outcome.is_changed,
        kept=outcome.kept,
        made=outcome.made,
        flagged=outcome.flagged,
        removed=outcome.removed,
        errors=outcome.errors,
    )


def _answer_file(job: Job, results: Sequence[PartResult]) -> Response:
    name = job.options["name"]
    (result,) = results
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return send_file(io.BytesIO(result.content), mimetype=media_type, as_attachment=True, download_name=name)


#: How the result of a kind is told.
_RESULTS = {
    JobKind.TEXT: _answer_text,
    JobKind.ARTICLES: _answer_articles,
    JobKind.DOCUMENT: _answer_file,
    JobKind.RETRANSLATION: _answer_articles,
    JobKind.UPDATE: _answer_update,
}


def answer_result(job: Job, results: Sequence[PartResult]) -> Response:
    """Write what a job has made: JSON, or the file."""
    return _RESULTS[job.kind](job, results)
