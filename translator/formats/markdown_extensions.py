"""What writers of Markdown use beside CommonMark, as rules of markdown-it-py.

Footnotes and definitions hold running text; formulas, templates, fences of containers and boxes of tasks stay as
they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

#: Types of the tokens of what stays: with no text of its own, and read as a word.
SILENT = "kept_silent"
SHOWN = "kept_shown"
#: Where in a block's text a rule stopped reading.
END = "end"

#: What begins a block that goes on in the lines that are indented below: ``[^1]: Text``, ``: Definition``.
_HOLDER = re.compile(r"(?:\[\^[^\]\s]{1,80}\]:[ \t]*|:[ \t]+)(?=\S)")
#: A line of its own that opens or closes a container: ``:::note``.
_FENCE = re.compile(r":::+[^\n]*$")
_MATHEMATICS = "$$"

_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,80}\]")
_BOX = re.compile(r"\[[ xX]\](?=[ \t])")
#: Templates of Jinja, Liquid and Hugo; attributes of a heading or link.
_TEMPLATE = re.compile(r"\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}|\{[#.:][^{}\n]{1,200}\}")
#: As Pandoc has it, so that sums of money are none; with a sign that formulas have.
_FORMULA = re.compile(r"(?<![\w$])\$(?! )(?=[^$\n]{0,200}[\\^_={}])[^$\n]{1,200}(?<! )\$(?![\w$])")

_MOST_INDENTED = 4


def extend(parser: MarkdownIt) -> None:
    """Teach a parser of CommonMark what else is in use."""
    ending: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    parser.block.ruler.before("reference", "holder", _read_holder, ending)
    parser.block.ruler.before("fence", "container_fence", _read_fence, ending)
    parser.block.ruler.before("fence", "mathematics", _read_mathematics, ending)
    parser.inline.ruler.before("link", "footnote_mark", _make_rule(_FOOTNOTE_MARK, SILENT))
    parser.inline.ruler.before("link", "box", _make_rule(_BOX, SILENT, is_first=True))
    parser.inline.ruler.before("link", "template", _make_rule(_TEMPLATE, SHOWN))
    parser.inline.ruler.before("link", "formula", _make_rule(_FORMULA, SHOWN))


def _make_rule(pattern: re.Pattern[str], kind: str, *, is_first: bool = False) -> Callable[[StateInline, bool], bool]:
    def read(state: StateInline, silent: bool) -> bool:
        match = None if is_first and state.pos else pattern.match(state.src, state.pos)
        if match is None or match.end() > state.posMax:
            return False
        if not silent:
            token = state.push(kind, "", 0)
            token.content = match[0]
            token.meta[END] = match.end()
        state.pos = match.end()
        return True

    return read


def _find_start(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _read_holder(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    match = _HOLDER.match(state.src, _find_start(state, line), state.eMarks[line])
    if match is None or state.is_code_block(line):
        return False
    if silent:
        return True
    state.push("holder_open", "", 1).map = [line, last]
    kept = (state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent, state.parentType)
    state.blkIndent += _MOST_INDENTED
    state.bMarks[line], state.tShift[line], state.sCount[line] = match.end(), 0, state.blkIndent
    state.parentType = "holder"
    state.md.block.tokenize(state, line, last)
    state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent, state.parentType = kept
    state.push("holder_close", "", -1)
    return True


def _read_fence(state: StateBlock, line: int, _last: int, silent: bool) -> bool:
    if state.is_code_block(line) or not _FENCE.match(state.src, _find_start(state, line), state.eMarks[line]):
        return False
    if not silent:
        state.line = line + 1
    return True


def _read_mathematics(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    start = _find_start(state, line)
    if state.is_code_block(line) or not state.src.startswith(_MATHEMATICS, start):
        return False
    first = state.src[start + len(_MATHEMATICS) : state.eMarks[line]].rstrip()
    if first.endswith(_MATHEMATICS):
        end = line + 1
    else:
        lines = range(line + 1, last)
        closed = (at for at in lines if state.src[state.bMarks[at] : state.eMarks[at]].rstrip().endswith(_MATHEMATICS))
        end = next(closed, -1) + 1
    if end and not silent:
        state.line = end
    return bool(end)
