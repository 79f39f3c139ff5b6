"""The tags in a block of Markdown, as markdown-it-py finds them, with the text that writes each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from translator.document import MarkupRole
from translator.formats.elements import is_untranslatable, load_elements
from translator.formats.lexing import LexemeKind, cut_markup
from translator.formats.markdown_extensions import END, SHOWN, SILENT
from translator.formats.pieces import Unit, make_escape, make_kept, make_text, make_unit

_Rule = Callable[[StateInline, bool], bool]

#: Rules whose tokens do not hold all the text that they were made of.
_RULES: dict[str, _Rule] = {
    "newline": rules_inline.newline,
    "escape": rules_inline.escape,
    "backticks": rules_inline.backtick,
    "link": rules_inline.link,
    "image": rules_inline.image,
    "autolink": rules_inline.autolink,
    "entity": rules_inline.entity,
}
#: How a link ends that has no address or label of its own.
_SHORT_ENDS = frozenset({"]", "][]"})
_ROLES = {LexemeKind.START: MarkupRole.OPEN, LexemeKind.END: MarkupRole.CLOSE}


def record_ends(parser: MarkdownIt) -> None:
    """Make a parser note, in the last token that a rule makes, where in the block the rule stopped reading."""
    for name, rule in _RULES.items():
        parser.inline.ruler.at(name, _make_recording(rule))
    parser.core.ruler.disable("text_join")


def _make_recording(rule: _Rule) -> _Rule:
    def read(state: StateInline, silent: bool) -> bool:
        made = len(state.tokens)
        is_found = rule(state, silent)
        if is_found and not silent and len(state.tokens) > made:
            state.tokens[-1].meta[END] = state.pos
        return is_found

    return read


def cut_inline(block: Token) -> list[Unit] | None:
    """Return the units of a block's text, or None where they do not make it up.

    Args:
        block: An inline token, of a parser that records ends.
    """
    units = _keep_short_links(_keep_elements(list(_list_units(block.content, block.children or ()))))
    return units if "".join(unit.piece.raw for unit in units) == block.content else None


def _list_units(content: str, tokens: Sequence[Token]) -> Iterator[Unit]:
    position = 0
    autolink_text = ""
    is_autolink = False
    for token in tokens:
        if token.markup == "autolink":
            is_autolink = token.type == "link_open"
            if is_autolink:
                continue
            unit = make_kept(content[position : token.meta[END]], text=autolink_text)
        elif is_autolink:
            autolink_text = token.content
            continue
        else:
            raw = content[position : token.meta[END]] if END in token.meta else _choose_raw(token)
            unit = _make_unit(token, raw)
        position += len(unit.piece.raw)
        if unit.piece.raw:
            yield unit


def _choose_raw(token: Token) -> str:
    return "[" if token.type == "link_open" else token.content or token.markup


def _make_unit(token: Token, raw: str) -> Unit:
    if token.type == "text":
        return make_text(raw)
    if token.type == "text_special":
        return make_escape(raw, text=token.content)
    if token.type == SILENT:
        return make_unit(raw, role=MarkupRole.EMPTY)
    if token.type in ("code_inline", SHOWN):
        return make_kept(raw, text=token.content)
    if token.type == "softbreak":
        return make_escape(raw, text="\n")
    if token.type == "html_inline":
        lexeme = next(cut_markup(raw, void=load_elements().void))
        return make_unit(raw, role=_ROLES.get(lexeme.kind, MarkupRole.EMPTY), name=f"<{lexeme.name}>")
    if token.nesting:
        role = MarkupRole.OPEN if token.nesting > 0 else MarkupRole.CLOSE
        return make_unit(raw, role=role, name=token.tag)
    return make_unit(raw, role=MarkupRole.EMPTY, text="\n" if token.type == "hardbreak" else "")


def _keep_short_links(units: list[Unit]) -> list[Unit]:
    """Join each link whose text says where it leads, ``[page]`` or ``[page][]``, into one unit: its text is a name."""
    joined: list[Unit] = []
    begun = 0
    for unit in units:
        joined.append(unit)
        if unit.name != "a":
            continue
        if unit.piece.role is MarkupRole.OPEN:
            begun = len(joined) - 1
        elif unit.piece.raw in _SHORT_ENDS:
            link = [each.piece for each in joined[begun:]]
            joined[begun:] = [make_kept("".join(each.raw for each in link), text="".join(each.text for each in link))]
    return joined


def _keep_elements(units: list[Unit]) -> list[Unit]:
    """Join each HTML element that is not to be translated into one unit."""
    kept = {f"<{name}>" for name in load_elements().kept | load_elements().silent}
    joined: list[Unit] = []
    position = 0
    while position < len(units):
        end = position + 1
        unit = units[position]
        is_kept = unit.name.startswith("<") and (unit.name in kept or is_untranslatable(unit.piece.raw))
        if is_kept and unit.piece.role is MarkupRole.OPEN:
            closing = (
                at
                for at in range(end, len(units))
                if units[at].name == unit.name and units[at].piece.role is MarkupRole.CLOSE
            )
            end = next(closing, position) + 1
            element = [each.piece for each in units[position:end]]
            unit = make_kept("".join(each.raw for each in element), text="".join(each.text for each in element))
        joined.append(unit)
        position = end
    return joined
