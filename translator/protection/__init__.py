"""Find what must arrive, hide it from the engine, bring it back, and set the target's typography.

Quotations, names, numbers and addresses become spans; :func:`mask` puts placeholders in their place and
:func:`restore` the values; :func:`link_spans` shows which stretch of a target answers which span. Everything here is
a pure function of its arguments and of the rule files beside the code.
"""

from translator.protection.added_numbers import find_added_numbers
from translator.protection.addresses import find_addresses
from translator.protection.articles import fit_articles
from translator.protection.canonical import to_canonical
from translator.protection.customs import CUSTOMS, render_custom
from translator.protection.dates import read_dates, set_first_days
from translator.protection.dialogue import begins_with_dash, find_dialogue, remove_dash, set_dash
from translator.protection.exonyms import find_renderings, fold_name, render_name
from translator.protection.headlines import is_shouted, settle_case, shout
from translator.protection.insertions import count_halves, find_insertions, is_verbatim
from translator.protection.levels import set_levels
from translator.protection.linking import count_strays, find_added_quotations, link_spans
from translator.protection.masking import TOKENS, mask, restore, restore_with_spans
from translator.protection.names import find_names
from translator.protection.number_rendering import is_clock_time, is_part_of_whole, render_number, set_separators
from translator.protection.numbers import find_numbers, is_same_number
from translator.protection.open_names import find_changed_names
from translator.protection.originals import add_originals, list_originals
from translator.protection.passages import count_open, find_passages
from translator.protection.placing import place_marks
from translator.protection.quotations import direct_marks, find_quotations, find_unbalanced_marks, remove_marks
from translator.protection.respelling import respell_names
from translator.protection.spans import find_left_over, find_spans
from translator.protection.stops import place_stops
from translator.protection.typography import apply_typography, set_outer_marks

__all__ = [
    "CUSTOMS",
    "TOKENS",
    "add_originals",
    "apply_typography",
    "begins_with_dash",
    "count_halves",
    "count_open",
    "count_strays",
    "direct_marks",
    "find_added_numbers",
    "find_added_quotations",
    "find_addresses",
    "find_changed_names",
    "find_dialogue",
    "find_insertions",
    "find_left_over",
    "find_names",
    "find_numbers",
    "find_passages",
    "find_quotations",
    "find_renderings",
    "find_spans",
    "find_unbalanced_marks",
    "fit_articles",
    "fold_name",
    "is_clock_time",
    "is_part_of_whole",
    "is_same_number",
    "is_shouted",
    "is_verbatim",
    "link_spans",
    "list_originals",
    "mask",
    "place_marks",
    "place_stops",
    "read_dates",
    "remove_dash",
    "remove_marks",
    "render_custom",
    "render_name",
    "render_number",
    "respell_names",
    "restore",
    "restore_with_spans",
    "set_dash",
    "set_first_days",
    "set_levels",
    "set_outer_marks",
    "set_separators",
    "settle_case",
    "shout",
    "to_canonical",
]
