"""What an article is to be made of, as a request says it."""

from __future__ import annotations

from translator.api.schemas.articles import NewArticle
from translator.workflows.add_article import Submission


def make_submission(fields: NewArticle) -> Submission:
    """Return what an article is to be made of."""
    return Submission(fields.title, fields.text or "", fields.html or "", fields.url or "")
