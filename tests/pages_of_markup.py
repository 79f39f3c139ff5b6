"""Pages as the web has them: nested blocks, tables, tags in running text, comments, scripts, and mistakes."""

from __future__ import annotations

import random
from collections.abc import Sequence

_PHRASES = (
    "Le conseil a voté le budget",
    "la rivière est sortie de son lit",
    "Karim Benali a répondu « non »",
    "le pont coûtera 12 345,67 €",
    "les élèves &amp; leurs parents",
    "il faut 3 &lt; 5 pour cent",
    "rendez-vous&nbsp;: demain matin",
    "l&rsquo;&eacute;cole reste ouverte",
)
_INLINE = ("b", "i", "em", "strong", "span", "a", "u", "small", "mark")
_BLOCKS = ("p", "div", "section", "li", "blockquote", "h2", "td", "figcaption")
_EXTRAS = (
    '<!-- wp:paragraph {"a":1} -->',
    "<script>if (a < b && c > d) { document.write('<p>non</p>'); }</script>",
    "<pre>  un  deux <b>trois</b>\n</pre>",
    '<img src="a.png" alt="une photo du pont">',
    "<style>p > a { color: red }</style>",
    "<table><tr><td>Ville<td>Prix<tr><td>Brest<td>dix</table>",
    "<hr/>",
    "<p>jamais <b>ferm&eacute; <i>ni croisé</b> ici</i>",
    "</div></span>",
    "<a href='x?y=1&z=2' title=\"l'eau\">la suite</a>",
    "<svg viewBox='0 0 1 1'><title>icône</title><path d='M0 0'/></svg>",
    "<br><br/>",
)


def make_page(*, length: int, seed: int = 5) -> str:
    """Make a page of at least a length in characters, the same for the same seed."""
    choose = random.Random(seed)  # noqa: S311  a page, no secret
    parts = ["<!DOCTYPE html>\n<html lang=fr><head><meta charset=utf-8><title>Le pont</title></head><body>\n"]
    written = 0
    while written < length:
        parts.append(_make_block(choose, depth=0))
        written += len(parts[-1])
    return "".join((*parts, "</body></html>\n"))


def _make_block(choose: random.Random, *, depth: int) -> str:
    name = choose.choice(_BLOCKS)
    inner = [_make_line(choose) for _ in range(choose.randint(1, 3))]
    if depth < 5 and choose.random() < 0.5:
        inner.append(_make_block(choose, depth=depth + 1))
    if choose.random() < 0.3:
        inner.append(choose.choice(_EXTRAS))
    choose.shuffle(inner)
    return f'<{name} class="c{choose.randint(1, 99)}" data-x="a>b">\n{_indent(inner, depth=depth)}</{name}>\n'


def _indent(lines: Sequence[str], *, depth: int) -> str:
    return "".join(f"{'  ' * depth}{line}\n" for line in lines)


def _make_line(choose: random.Random) -> str:
    words = []
    for phrase in choose.sample(_PHRASES, choose.randint(1, 3)):
        name = choose.choice(_INLINE)
        words.append(f"<{name}>{phrase}</{name}>" if choose.random() < 0.5 else phrase)
    return f"{' '.join(words)} {choose.randint(1, 9999)}."
