"""Put the tags of a segment into its target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from translator.formats.projection import Projector
from translator.formats.tag_tree import TagNode

_START_TAG = re.compile(r"<(?P<name>[^\s/>]+)")
_END_TAG = re.compile(r"</(?P<name>[^\s/>]+)\s*>")


@dataclass(frozen=True, slots=True)
class Insertion:
    """What is written in the place of a stretch of the target, which may be empty.

    Args:
        start: Where the stretch begins.
        end: Where it ends.
        raw: What is written.
        lone: The tag without a partner that it is.
    """

    start: int
    end: int
    raw: str
    lone: TagNode | None = field(default=None, compare=False)


def place_tags(tree: TagNode, *, projector: Projector, kept: Sequence[tuple[int, int]]) -> list[Insertion]:
    """Return where each tag is written, in order; pairs hold what answers the text that they hold, and never cross.

    Of two tags that cross others in the source, the end stays behind its start.

    Args:
        tree: The tags of the segment.
        projector: Knows what answers what.
        kept: Stretches of the target inside which no tag can stand, in order.
    """
    placed = list(_Placer(projector, kept).place(tree, start=0, end=len(projector.target)))
    return _turn_crossing(placed, lone=list(_list_lone(tree)))


def _list_lone(node: TagNode) -> Iterator[TagNode]:
    """Yield the tags without a partner that a node holds, in the order of the source."""
    for child in node.children:
        if child.is_lone:
            yield child
        yield from _list_lone(child)


def _turn_crossing(placed: list[Insertion], *, lone: Sequence[TagNode]) -> list[Insertion]:
    """Put each end tag without a partner behind the last start tag of its name that came before it in the source."""
    for number, node in enumerate(lone):
        end_tag = _END_TAG.fullmatch(node.opening or "")
        if end_tag is None:
            continue
        start = next((each for each in reversed(lone[:number]) if _is_start_of(each, name=end_tag["name"])), None)
        at_start, at_end = _find(placed, start), _find(placed, node)
        if at_end < at_start:
            place = placed[at_start].end
            placed.insert(at_start + 1, replace(placed[at_end], start=place, end=place))
            del placed[at_end]
    return placed


def _find(placed: Sequence[Insertion], node: TagNode | None) -> int:
    """Return which insertion is a lone tag's; -1 where there is none."""
    return next((at for at, each in enumerate(placed) if node is not None and each.lone is node), -1)


def _is_start_of(node: TagNode, *, name: str) -> bool:
    start_tag = _START_TAG.match(node.opening or "")
    return start_tag is not None and start_tag["name"].lower() == name.lower()


@dataclass(frozen=True, slots=True)
class _Placer:
    projector: Projector
    kept: Sequence[tuple[int, int]]

    def place(self, holder: TagNode, *, start: int, end: int) -> Iterator[Insertion]:
        """Yield what is inserted between two offsets for what a node holds."""
        inner: list[tuple[int, int, TagNode]] = []
        unclosed: list[tuple[int, TagNode]] = []
        for node in holder.children:
            first, last = self._locate(node, start=start, end=end)
            if node.opening is None:
                yield from self._write(node, start=start, end=last)
                start = last
            elif node.closing is None and not node.is_lone:
                unclosed.append((first, node))
            else:
                inner.append((first, last, node))
        border = max(start, unclosed[0][0]) if unclosed else end
        position = start
        for first, last, node in sorted(inner, key=lambda each: each[:2]):
            first = min(max(first, position), border)
            position = min(max(last, first), border)
            yield from self._write(node, start=first, end=position)
        for _, node in unclosed:
            yield from self._write(node, start=border, end=end)

    def _write(self, node: TagNode, *, start: int, end: int) -> Iterator[Insertion]:
        if node.opening is not None:
            raw = self._keep_apart(node, node.opening, at=start)
            yield Insertion(start, start, raw, lone=node if node.is_lone else None)
        yield from self.place(node, start=start, end=end)
        if node.closing is not None:
            yield Insertion(end, end, node.closing)

    def _keep_apart(self, node: TagNode, raw: str, *, at: int) -> str:
        """Return a tag that holds nothing with the spaces on both sides that part it from words in the source."""
        source, target = self.projector.source, self.projector.target
        is_apart = source[node.start - 1 : node.start].isspace() and source[node.start : node.start + 1].isspace()
        if not node.is_lone or not is_apart or not 0 < at < len(target):
            return raw
        before = "" if target[at - 1].isspace() else " "
        after = "" if target[at].isspace() else " "
        return f"{before}{raw}{after}"

    def _locate(self, node: TagNode, *, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the target that a node holds, within its holder's."""
        text = self.projector.source[node.start : node.end]
        if text.strip():
            begin = node.start + len(text) - len(text.lstrip())
            first, last = self.projector.project(begin, node.start + len(text.rstrip()))
        else:
            first = last = self.projector.project_point(node.start)
        for kept_start, kept_end in self.kept:
            first = kept_start if kept_start < first < kept_end else first
            last = kept_end if kept_start < last < kept_end and not node.is_lone else last
        first = min(max(first, start), end)
        return first, first if node.is_lone else min(max(last, first), end)
