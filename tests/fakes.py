"""Stand-ins for the parts that the pipeline is handed; several misbehave on purpose."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from translator.errors import EngineError, UnsupportedPairError
from translator.languages import LanguagePair, name_language
from translator.translation import EngineIdentity, GlossaryEntry, Hypothesis, Link, Match

FRENCH_ENGLISH = LanguagePair("fr", "en")
ENGLISH_FRENCH = LanguagePair("en", "fr")
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

_PLACEHOLDER = re.compile(r"⟦\d⟧")
_ANY_WORD = re.compile(r"⟦\d+⟧|[\w’'-]+|[^\w\s]")
_LOWER_WORD = re.compile(r"\b[a-zàâäçéèêëîïôöùûüœæ]{2,}\b")


def get_noon() -> datetime:
    """A clock that stands still."""
    return NOON


def reverse_words(text: str) -> str:
    """Reverse the letters of each lower-case word: a reversible translation that keeps names, numbers and marks."""
    return _LOWER_WORD.sub(lambda match: match[0][::-1], text)


def link_words(source: str, *, target: str) -> tuple[Link, ...]:
    """Link each word of a target to the first free word of the source that has its letters, in either direction."""
    free = list(_ANY_WORD.finditer(source))
    links = []
    for word in _ANY_WORD.finditer(target):
        origin = next((each for each in free if each[0] in (word[0], word[0][::-1])), None)
        if origin is not None:
            free.remove(origin)
            links.append(Link(*origin.span(), *word.span(), weight=0.9))
    return tuple(links)


def link_proposals(proposals: Sequence[Hypothesis], *, source: str) -> tuple[Hypothesis, ...]:
    return tuple(replace(each, links=link_words(source, target=each.text)) for each in proposals)


@dataclass
class FakeEngine:
    """An engine whose translation is ``render``; it remembers each batch it was given."""

    render: Callable[[str], str] = reverse_words
    weights: str = "0"
    pairs: tuple[LanguagePair, ...] = (ENGLISH_FRENCH, FRENCH_ENGLISH)
    calls: list[tuple[LanguagePair, tuple[str, ...]]] = field(default_factory=list, repr=False)

    def list_pairs(self) -> tuple[LanguagePair, ...]:
        return self.pairs

    def get_language_name(self, code: str) -> str:
        return name_language(code)

    def identify(self, pair: LanguagePair) -> EngineIdentity:
        if pair not in self.pairs:
            raise UnsupportedPairError(pair.source, pair.target)
        return EngineIdentity(engine="fake 1", package=f"fake-{pair} 1.0", package_sha256=self.weights * 64)

    def translate(
        self, texts: Sequence[str], *, pair: LanguagePair, hypotheses: int = 1, links: bool = False
    ) -> list[tuple[Hypothesis, ...]]:
        self.identify(pair)
        self.calls.append((pair, tuple(texts)))
        proposals = [self.propose(text, hypotheses=hypotheses) for text in texts]
        return [
            link_proposals(ranked, source=text) if links else ranked
            for text, ranked in zip(texts, proposals, strict=True)
        ]

    def propose(self, text: str, *, hypotheses: int) -> tuple[Hypothesis, ...]:
        del hypotheses
        return (Hypothesis(self.render(text), -0.5),)


def drop_placeholders(text: str) -> str:
    return reverse_words(" ".join(_PLACEHOLDER.sub("", text).split()))


def double_placeholders(text: str) -> str:
    return reverse_words(_PLACEHOLDER.sub(lambda match: f"{match[0]} {match[0]}", text))


def invent_placeholders(text: str) -> str:
    return reverse_words(f"{text} ⟦9⟧")


def space_placeholders(text: str) -> str:
    return reverse_words(_PLACEHOLDER.sub(lambda match: f"⟦ {match[0][1]} ⟧", text))


def swap_placeholders(text: str) -> str:
    tokens = _PLACEHOLDER.findall(text)
    return reverse_words(_PLACEHOLDER.sub(lambda _: tokens.pop(), text))


def drop_names(text: str) -> str:
    """Lose every capitalised word and every number, but copy placeholders."""
    return reverse_words(" ".join(re.sub(r"\b[A-ZÉ]\w+|\d[\d.,]*(?!⟧)\b", "", text).split()) or "ok")


def loop_words(text: str) -> str:
    return " ".join(["that"] * max(12, len(text.split())))


def echo_text(text: str) -> str:
    return text


def say_nothing(text: str) -> str:
    del text
    return ""


def remove_quotation_marks(text: str) -> str:
    return reverse_words(re.sub("[“”‘’]", "", text)) or "ok"


def double_quotation_marks(text: str) -> str:
    return reverse_words(re.sub("[“”]", lambda match: match[0] * 2, text))


def lose_closing_marks(text: str) -> str:
    return reverse_words(text.replace("”", "")) or "ok"


def invent_quotations(text: str) -> str:
    return f"“ok” {reverse_words(text)}"


#: Each way of going wrong that the pipeline must survive.
MISBEHAVIOURS: Mapping[str, Callable[[str], str]] = {
    "drops": drop_placeholders,
    "doubles": double_placeholders,
    "invents": invent_placeholders,
    "spaces": space_placeholders,
    "swaps": swap_placeholders,
    "loses names": drop_names,
    "loops": loop_words,
    "echoes": echo_text,
    "is silent": say_nothing,
    "loses marks": remove_quotation_marks,
    "doubles marks": double_quotation_marks,
    "loses closing marks": lose_closing_marks,
    "invents quotations": invent_quotations,
}


@dataclass
class FailingEngine(FakeEngine):
    """An engine whose weights fail."""

    def translate(
        self, texts: Sequence[str], *, pair: LanguagePair, hypotheses: int = 1, links: bool = False
    ) -> list[tuple[Hypothesis, ...]]:
        del texts, pair, hypotheses, links
        raise EngineError("the engine failed")


@dataclass
class RankingEngine(FakeEngine):
    """An engine that proposes each of its renderings in turn."""

    renderings: tuple[Callable[[str], str], ...] = (drop_names, reverse_words)

    def propose(self, text: str, *, hypotheses: int) -> tuple[Hypothesis, ...]:
        chosen = self.renderings[:hypotheses]
        return tuple(Hypothesis(render(text), -0.5 - rank) for rank, render in enumerate(chosen))


def link_in_order(source: str, *, target: str) -> tuple[Link, ...]:
    """Link the words of two texts one by one, marks aside."""
    words = [[match for match in _ANY_WORD.finditer(text) if match[0][0].isalnum()] for text in (source, target)]
    return tuple(Link(*one.span(), *other.span(), weight=0.9) for one, other in zip(*words, strict=False))


@dataclass
class AligningEngine(FakeEngine):
    """An engine that changes words without moving them, and says so."""

    def translate(
        self, texts: Sequence[str], *, pair: LanguagePair, hypotheses: int = 1, links: bool = False
    ) -> list[tuple[Hypothesis, ...]]:
        proposals = super().translate(texts, pair=pair, hypotheses=hypotheses)
        return [
            tuple(replace(each, links=link_in_order(text, target=each.text) if links else ()) for each in ranked)
            for text, ranked in zip(texts, proposals, strict=True)
        ]


@dataclass
class FakeMemory:
    """A memory of given pairs of source and target."""

    targets: Mapping[str, str] = field(default_factory=dict)

    def find_exact(self, sources: Sequence[str], *, pair: LanguagePair) -> dict[str, Match]:
        del pair
        return {
            source: Match(source=source, target=self.targets[source], quality=100, origin="person")
            for source in sources
            if source in self.targets
        }


@dataclass
class FakeGlossary:
    """A glossary of given entries."""

    entries: tuple[GlossaryEntry, ...] = ()

    def get_revision(self) -> str:
        return str(len(self.entries))

    def list_entries(self, *, pair: LanguagePair) -> Sequence[GlossaryEntry]:
        return [entry for entry in self.entries if entry.pair == pair]

    def freeze(self) -> FakeGlossary:
        return self
