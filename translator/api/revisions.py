"""What happens to kept articles: corrections of their segments, and the history of each."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import UnsupportedMediaType

from translator.access import Caller, Scope
from translator.api.access import let_in
from translator.api.body import limit_body
from translator.api.errors import answer, answer_errors
from translator.api.openapi.operations import ARTICLES, describe
from translator.api.reading import Model, read_body, read_headers
from translator.api.schemas import revisions as schemas
from translator.api.schemas.base import N_
from translator.api.services import get_services
from translator.api.wording import describe_error
from translator.errors import MissingKeyError, SegmentOutdatedError
from translator.revision import ArticleVersion, Correction, VersionSummary
from translator.translation import Issue, State
from translator.workflows.article_versions import get_version, list_versions
from translator.workflows.correct_segment import Signature, correct_segment, revert_segment
from translator.workflows.keys import check_scope
from translator.workflows.segments import OpenSegment, check_target, open_segment

blueprint = Blueprint("revisions", __name__, url_prefix="/api/articles/<article_id>")
blueprint.before_request(limit_body)
answer_errors(blueprint)


@blueprint.get("/segments/<segment_id>")
@describe(ARTICLES, N_("Read a segment of an article"), answer=schemas.Segment, refusals=(404,), takes_key=False)
def show_segment(article_id: str, segment_id: str) -> Response:
    """Give a segment as it stands, with the tag that a correction of it needs."""
    return _answer_segment(open_segment(get_services(), article_id, segment_id))


@blueprint.patch("/segments/<segment_id>")
@describe(
    ARTICLES,
    N_("Correct the translation of a segment"),
    body=schemas.SegmentChange,
    answer=schemas.Segment,
    headers=schemas.SegmentTagHeader,
    refusals=(401, 403, 404, 415, 429),
    unusual={412: schemas.SegmentConflict},
)
def edit_segment(article_id: str, segment_id: str) -> Response:
    """Give the translation of a segment another text or state."""
    fields, caller = read_change(schemas.SegmentChange)
    if fields.state is State.FINAL:
        check_scope(caller, Scope.ADMIN)
    signature = _make_signature(fields, caller)
    corrected = correct_segment(
        get_services(), article_id, segment_id, target=fields.target, state=fields.state, signature=signature
    )
    return _answer_segment(corrected)


@blueprint.post("/segments/<segment_id>/check")
@describe(
    ARTICLES,
    N_("Check a translation of a segment, and keep nothing"),
    body=schemas.Candidate,
    answer=schemas.Checked,
    refusals=(401, 403, 404, 415, 429),
)
def check_segment(article_id: str, segment_id: str) -> Response:
    """Tell what a translation would be like."""
    fields, _ = read_change(schemas.Candidate)
    review = check_target(get_services(), article_id, segment_id, target=fields.target)
    return jsonify(target=review.target, issues=[_describe_issue(issue) for issue in review.issues])


@blueprint.get("/segments/<segment_id>/history")
@describe(
    ARTICLES,
    N_("List the corrections of a segment"),
    answer=schemas.SegmentHistory,
    refusals=(404,),
    takes_key=False,
)
def show_history(article_id: str, segment_id: str) -> Response:
    """List the corrections of a segment, the oldest first."""
    opened = open_segment(get_services(), article_id, segment_id)
    return jsonify(corrections=[_describe_correction(correction) for correction in opened.corrections])


@blueprint.post("/segments/<segment_id>/revert")
@describe(
    ARTICLES,
    N_("Make the translation of a segment again what it was in a version"),
    body=schemas.SegmentReversion,
    answer=schemas.Segment,
    headers=schemas.SegmentTagHeader,
    refusals=(401, 403, 404, 415, 429),
    unusual={412: schemas.SegmentConflict},
)
def restore_segment(article_id: str, segment_id: str) -> Response:
    """Make the translation of a segment again what it was in a version."""
    fields, caller = read_change(schemas.SegmentReversion)
    signature = _make_signature(fields, caller)
    restored = revert_segment(get_services(), article_id, segment_id, version=fields.version, signature=signature)
    return _answer_segment(restored)


@blueprint.get("/versions")
@describe(ARTICLES, N_("List the versions of an article"), answer=schemas.VersionList, refusals=(404,), takes_key=False)
def show_versions(article_id: str) -> Response:
    """List the versions of an article, the newest first."""
    listed = list_versions(get_services(), article_id)
    return jsonify(versions=[_describe_summary(summary) for summary in listed])


@blueprint.get("/versions/<number>")
@describe(
    ARTICLES,
    N_("Read a version of an article with both its sides"),
    answer=schemas.WholeVersion,
    refusals=(404,),
    takes_key=False,
)
def show_version(article_id: str, number: str) -> Response:
    """Give a version of an article: the present one as it stands, a former one as it stood at last."""
    return jsonify(_describe_version(get_version(get_services(), article_id, number=_read_number(number))))


@blueprint.errorhandler(SegmentOutdatedError)
def _answer_conflict(error: SegmentOutdatedError) -> Response:
    text = describe_error(error)
    response = answer(412, text)
    response.set_data(jsonify(error=text, target=error.target, editor=error.editor).get_data())
    response.set_etag(error.tag)
    return response


def read_change(model: type[Model]) -> tuple[Model, Caller]:
    """Return the body of a request that changes an article, and whose key it came with.

    Raises:
        MissingKeyError: No key was sent: also where anybody may add articles, changing them is not for everybody.
    """
    if not request.is_json:
        # Other sites' forms cannot send JSON.
        raise UnsupportedMediaType
    caller = let_in(Scope.ARTICLES)
    if not caller.key_id:
        raise MissingKeyError
    return read_body(model), caller


def _make_signature(fields: schemas.Reason, caller: Caller) -> Signature:
    tag = read_headers(schemas.SegmentTagHeader).if_match
    return Signature(editor=caller.key_id, reason=fields.reason, tag=tag)


def _read_number(value: str) -> int:
    """Return the number of a version; 0, which none has, for what is no number."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 0


def _answer_segment(opened: OpenSegment) -> Response:
    translation = opened.translation
    response = jsonify(
        id=opened.segment.id,
        source=opened.segment.source,
        target=translation.target,
        state=translation.state.value,
        origin=translation.origin.value,
        version=opened.record.version,
        suggestion=opened.record.suggestion or None,
        issues=[_describe_issue(issue) for issue in translation.issues],
    )
    response.set_etag(opened.record.tag)
    return response


def _describe_issue(issue: Issue) -> dict[str, object]:
    return {"code": issue.code, "severity": issue.severity.value, "message": issue.text}


def _describe_correction(correction: Correction) -> dict[str, object]:
    return {
        "version": correction.version,
        "source": correction.source,
        "before": correction.before,
        "after": correction.after,
        "state_before": correction.state_before.value,
        "state": correction.state.value,
        "editor": correction.editor,
        "reason": correction.reason,
        "made_at": correction.made_at.isoformat(),
    }


def _describe_summary(summary: VersionSummary) -> dict[str, object]:
    return {
        "number": summary.number,
        "cause": summary.cause.value,
        "made_at": summary.made_at.isoformat(),
        "editor": summary.editor,
        "reason": summary.reason,
    }


def _describe_version(version: ArticleVersion) -> dict[str, object]:
    return {
        **_describe_summary(version.summary),
        "title": version.title,
        "target_title": version.target_title,
        "text": version.text,
        "paragraphs": [
            {
                "kind": paragraph.kind.value,
                "segments": [
                    {"source": segment.source, "target": segment.target, "by_person": segment.is_by_person}
                    for segment in paragraph.segments
                ],
            }
            for paragraph in version.paragraphs
        ],
    }
