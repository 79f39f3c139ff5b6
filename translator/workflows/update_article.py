"""Give an article another text, or translate it again: only what has changed is translated, and corrections stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator import storage
from translator.access import ANYBODY, Caller
from translator.errors import FieldError, OutdatedError
from translator.pipeline import translate_articles
from translator.revision import Cause, RevisedArticle, VersionSummary, is_by_person
from translator.translation import StoredArticle, TranslatedArticle
from translator.workflows.article_versions import describe_version
from translator.workflows.correct_segment import Signature, check_signature
from translator.workflows.headlines import NamedArticle, name_article
from translator.workflows.keys import charge
from translator.workflows.merging import FormerMemory, Merged, align_articles, merge_versions
from translator.workflows.segments import make_reviewer
from translator.workflows.services import Services
from translator.workflows.translate_text import build_stages
from translator.workflows.update_plan import ArticleUpdate, UpdatePlan, check_version, plan_update

#: How often an update that names no version is begun: each time another came before it, it goes on from that one.
ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of an update.

    Args:
        stored: The article as it stands now.
        merged: What was kept and what was made; None where nothing was to change.
    """

    stored: StoredArticle
    merged: Merged | None = None


def update_article(
    services: Services, article_id: str, *, update: ArticleUpdate, signature: Signature, caller: Caller = ANYBODY
) -> Updated:
    """Give an article another text, or translate it again with what translates today.

    Sentences are aligned with those of the present version. Equal ones keep their translation, a person's also where
    they moved; the rest is translated. The present version is kept. An update that changes nothing makes no version,
    so that running one again is harmless.

    Args:
        services: The parts.
        article_id: The article.
        update: What it is to be; ``RETRANSLATED`` has everything translated that no person answers for.
        signature: Who wants this, and why; its tag does not count.
        caller: Whose key the characters of changed sentences are counted for.

    Raises:
        NotFoundError: No article has the id.
        OutdatedError: Its version is not the one that whoever wants this has read, or others changed it all the time.
        FieldError: A field is empty, too long, or holds what cannot be kept; or the text is in the target's language.
        QuotaError: The caller's characters of this month do not suffice.
    """
    check_signature(signature)
    keeps_machine = update.cause is not Cause.RETRANSLATED
    version = 0
    for attempt in range(ATTEMPTS):
        plan = plan_update(services, article_id, update=update)
        if plan.is_same and keeps_machine:
            return Updated(_note_origin(services, plan.former.stored, update=update))
        version = plan.former.stored.version
        check_version(plan.former.stored, update.version)
        if attempt == 0:
            charge(services, caller, characters=count_characters(plan, keeps_machine=keeps_machine))
        fresh = _translate(services, plan, keeps_machine=keeps_machine)
        updated = _keep(services, fresh, plan=plan, update=update, signature=signature)
        if updated is not None:
            return updated
    raise OutdatedError(version)


def _note_origin(services: Services, stored: StoredArticle, *, update: ArticleUpdate) -> StoredArticle:
    """Keep what the page of an article whose text is the same tells of itself by now."""
    if update.origin is None or update.origin == stored.origin:
        return stored
    with services.database.session(writing=True) as session:
        present = storage.get_article(session, stored.translated.article.id)
        storage.set_origin(session, stored.translated.article.id, origin=update.origin)
        session.commit()
    return replace(present, origin=update.origin)


def _translate(services: Services, plan: UpdatePlan, *, keeps_machine: bool) -> TranslatedArticle:
    stages = build_stages(services)
    memory = FormerMemory(plan.former, beneath=stages.memory, has_machine=keeps_machine)
    (fresh,) = translate_articles([plan.source], order=plan.order, stages=replace(stages, memory=memory))
    if fresh.article.source_language == plan.order.locale.language:
        raise FieldError("text", "must not be in the language of the translation")
    services.count([fresh])
    return fresh


def retranslate_article(
    services: Services, article_id: str, *, signature: Signature, version: int | None = None, caller: Caller = ANYBODY
) -> Updated:
    """Translate an article again with what translates today; what people answer for stays.

    Raises:
        NotFoundError: No article has the id.
        OutdatedError: Its version is not the one that whoever wants this has read.
        QuotaError: The caller's characters of this month do not suffice.
    """
    update = ArticleUpdate(cause=Cause.RETRANSLATED, version=version)
    return update_article(services, article_id, update=update, signature=signature, caller=caller)


def count_characters(plan: UpdatePlan, *, keeps_machine: bool) -> int:
    """Count the characters of the sentences that an update has to have translated.

    Args:
        plan: The update.
        keeps_machine: Whether sentences that stay keep a translation that no person answers for.
    """
    translations = plan.former.stored.translated.translations
    aligned = align_articles(plan.former, plan.segments)
    return sum(
        len(segment.source)
        for segment, each in zip(plan.segments, aligned, strict=True)
        if each is None or each.quality < 100 or not (keeps_machine or is_by_person(translations[each.former]))
    )


def _keep(
    services: Services, fresh: TranslatedArticle, *, plan: UpdatePlan, update: ArticleUpdate, signature: Signature
) -> Updated | None:
    """Merge what was translated with the article as it is by now, and keep both versions.

    Returns:
        None where it has another version by now and none was named: what the update leaves as it is, its headline or
        its text, would become again what it was when the update began.
    """
    article_id = plan.source.id
    with services.database.session(writing=True) as session:
        former = storage.revisions.get_revised(session, article_id, is_changing=True)
        check_version(former.stored, update.version)
        if former.stored.version != plan.former.stored.version:
            return None
        candidate = replace(former.stored, translated=fresh)
        merged = merge_versions(
            former,
            fresh,
            reviewer=make_reviewer(services, candidate, is_annotated=True),
            keeps_machine=update.cause is not Cause.RETRANSLATED,
        )
        named = name_article(merged.translated)
        merged = replace(merged, translated=named.translated)
        if _is_same(former, merged):
            return Updated(former.stored)
        present = VersionSummary(
            number=former.stored.version + 1,
            cause=update.cause,
            made_at=services.get_time(),
            editor=signature.editor,
            reason=signature.reason,
        )
        storage.revisions.add_version(session, article_id, former=describe_version(session, former), present=present)
        _replace(session, named, merged=merged, version=present.number)
        if update.origin is not None:
            storage.set_origin(session, article_id, origin=update.origin)
        session.commit()
        return Updated(storage.get_article(session, article_id), merged)


def _replace(session: storage.Session, named: NamedArticle, *, merged: Merged, version: int) -> None:
    storage.revisions.replace_article(
        session, named.translated, records=merged.records, target_title=named.target_title, version=version
    )


def _is_same(former: RevisedArticle, merged: Merged) -> bool:
    """Tell whether a version would read as the one before."""
    before, after = former.stored.translated, merged.translated
    return before.article.text == after.article.text and _list_targets(before) == _list_targets(after)


def _list_targets(translated: TranslatedArticle) -> Sequence[tuple[str, str]]:
    return [(translation.segment_id, translation.target) for translation in translated.translations]
