"""Marks that tell whether an answer would be another today: of the texts, and of what made them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from flask import Response

from translator.translation import TranslatedArticle


def mark_provenance(response: Response, results: Iterable[TranslatedArticle]) -> None:
    """Give an answer an ``ETag`` that changes with its body, the weights, the glossary or the pipeline."""
    made = {
        (part.engine, part.package, part.package_sha256, part.glossary_revision, part.pipeline_version)
        for result in results
        for part in (translation.provenance for translation in result.translations)
    }
    digest = hashlib.sha256(response.get_data())
    digest.update(json.dumps(sorted(made)).encode())
    response.set_etag(digest.hexdigest()[:32])
