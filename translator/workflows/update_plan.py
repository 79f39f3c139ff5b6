"""What an update of an article would do, before anything is translated."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from translator import formats, storage
from translator.document import Article, ArticleOrigin, ParagraphKind, Segment
from translator.errors import OutdatedError
from translator.languages import Locale, parse_locale
from translator.pipeline import SourceText, TranslationOrder, prepare_article
from translator.revision import Cause, RevisedArticle, is_by_person
from translator.translation import StoredArticle
from translator.workflows.articles import check_article
from translator.workflows.headlines import split_headline
from translator.workflows.merging import align_articles
from translator.workflows.services import Services
from translator.workflows.translate_text import build_stages


@dataclass(frozen=True, slots=True)
class ArticleUpdate:
    """What an article is to be.

    Args:
        title: Headline; None for the one that it has. Empty where the text begins with it, or has none.
        text: The text below the headline; None for the one that it has.
        cause: Why.
        version: Number of the version that whoever wants this has read; None to change whatever there is.
        origin: Where it was first published, where that is to change.
        kinds: What part each paragraph of the text plays, where that is known of what the text was taken from.
    """

    title: str | None = None
    text: str | None = None
    cause: Cause = Cause.EDITED
    version: int | None = None
    origin: ArticleOrigin | None = None
    kinds: tuple[ParagraphKind, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence of a new text that is not as it was.

    Args:
        before: Its source before; empty where it is new.
        after: Its source since; empty where it is gone.
        is_by_person: Whether a person answers for its translation before.
    """

    before: str
    after: str
    is_by_person: bool


@dataclass(frozen=True, slots=True)
class UpdatePreview:
    """What an update would do.

    Args:
        kept: How many sentences keep their translation.
        kept_by_person: How many of these have a person's.
        moved: How many of these stand at another place.
        changes: Sentences that are not as they were, in the order of the new text, then those that are gone.
        is_same: Whether the text is the one that the article has.
    """

    kept: int
    kept_by_person: int
    moved: int
    changes: tuple[SentenceChange, ...]
    is_same: bool


@dataclass(frozen=True, slots=True)
class UpdatePlan:
    """An update before its translation."""

    former: RevisedArticle
    source: SourceText
    order: TranslationOrder
    prepared: Article

    @property
    def segments(self) -> list[Segment]:
        """The segments of the new text."""
        return [segment for _, segment in self.prepared.iterate_segments()]

    @property
    def is_same(self) -> bool:
        """Whether the text is the one that the article has."""
        return self.prepared.text == self.former.stored.translated.article.text


def preview_update(services: Services, article_id: str, *, update: ArticleUpdate) -> UpdatePreview:
    """Tell what an update of the text would do, and translate nothing.

    Raises:
        NotFoundError: No article has the id.
        OutdatedError: Its version is not the one that whoever wants this has read.
        FieldError: A field is empty, too long, or holds what cannot be kept.
    """
    plan = plan_update(services, article_id, update=update)
    check_version(plan.former.stored, update.version)
    translated = plan.former.stored.translated
    known = [segment.source for _, segment in translated.article.iterate_segments()]
    is_ours = [is_by_person(translation) for translation in translated.translations]
    aligned = align_articles(plan.former, plan.segments)
    equal = [each for each in aligned if each is not None and each.quality == 100]
    changes = [
        SentenceChange(
            before="" if each is None else known[each.former],
            after=segment.source,
            is_by_person=each is not None and is_ours[each.former],
        )
        for segment, each in zip(plan.segments, aligned, strict=True)
        if each is None or each.quality < 100
    ]
    taken = {each.former for each in aligned if each is not None}
    gone = [SentenceChange(known[at], "", is_ours[at]) for at in range(len(known)) if at not in taken]
    return UpdatePreview(
        kept=len(equal),
        kept_by_person=sum(is_ours[each.former] for each in equal),
        moved=sum(each.is_moved for each in equal),
        changes=(*changes, *gone),
        is_same=plan.is_same,
    )


def plan_update(services: Services, article_id: str, *, update: ArticleUpdate) -> UpdatePlan:
    """Read an article's new text and refuse what could not be kept.

    Raises:
        NotFoundError: No article has the id.
        FieldError: A field is empty, too long, or holds what cannot be kept.
    """
    with services.database.session() as session:
        former = storage.revisions.get_revised(session, article_id)
    translated = former.stored.translated
    title, text = split_headline(translated.article)
    title = title if update.title is None else " ".join(update.title.split())
    text = text if update.text is None else update.text
    source = None if translated.detection is not None else translated.article.source_language
    locale = _check(services, title=title, text=text, source=source, target=translated.target_locale)
    order = TranslationOrder(
        source=source,
        locale=locale,
        format=translated.article.format,
        quotations=former.stored.quotations or services.settings.quotations,
    )
    kinds = update.kinds or _carry_kinds(translated.article, title=title, text=text)
    given = SourceText(text, id=article_id, title=title, is_page=True, kinds=kinds)
    return UpdatePlan(former, given, order, prepare_article(given, order=order, stages=build_stages(services)))


def _check(services: Services, *, title: str, text: str, source: str | None, target: str) -> Locale:
    """Refuse a text that a new article could not have; the locale is the one that the article has."""
    check_article(services, title=title, text=text, source=source, target=target)
    return parse_locale(target)


def _carry_kinds(former: Article, *, title: str, text: str) -> tuple[ParagraphKind, ...]:
    """Return what part each paragraph of a new text plays: what it played before, where it was there before.

    A paragraph that takes the place of another plays its part; one that is put between two of a kind joins them. What
    is known of no other is told by its words and its place, as for an article that is new.
    """
    whole = f"{title}\n\n{text}" if title else text
    fresh = formats.mark_boilerplate(formats.read_text(whole, format=former.format)).paragraphs
    kinds = [paragraph.kind for paragraph in fresh]
    before = former.paragraphs
    matcher = SequenceMatcher(None, [each.text for each in before], [each.text for each in fresh], autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        around = {paragraph.kind for paragraph in (*before[max(0, start - 1) : start], *before[end : end + 1])}
        if tag == "insert" and around == {ParagraphKind.ITEM}:
            kinds[first:last] = [ParagraphKind.ITEM] * (last - first)
        elif end - start == last - first:
            for place, paragraph in zip(range(first, last), before[start:end], strict=True):
                # What takes the place of clutter need be none.
                is_carried = tag == "equal" or paragraph.kind is not ParagraphKind.BOILERPLATE
                kinds[place] = paragraph.kind if is_carried else kinds[place]
    return tuple(kinds[1:] if title else kinds)


def check_version(stored: StoredArticle, version: int | None) -> None:
    """Refuse to change another version than the one that was read.

    Raises:
        OutdatedError: The article has another by now.
    """
    if version not in (None, stored.version):
        raise OutdatedError(stored.version)
