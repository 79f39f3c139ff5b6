"""Notice a target in which the weights went round in circles.

Forbidding repetition outright would harm good translations: each digit is a token, so ``1 000 000`` repeats itself.
So only targets that loop are translated a second time, with repetition forbidden. Measured on 697 sentences of
FLORES with weights of BLEU 13 to 15: about 4 % looped; the second time none did, and their chrF rose by 1.6 to 1.9,
more than with groups of 2 or 3 tokens or with a repetition penalty of 1.2 taken over both directions. Of the
reference translations, 0 of 697 English and 3 of 697 French ones would be taken for loops.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Tokens in a group whose repetition is counted, and forbidden the second time.
LOOP_GROUP = 4
#: Repeated groups, beyond those of the source, from which on a target counts as a loop.
LOOP_LIMIT = 4


def count_repeats(tokens: Sequence[str]) -> int:
    """Count the groups of `LOOP_GROUP` tokens that have occurred before."""
    groups = list(zip(*(tokens[start:] for start in range(LOOP_GROUP)), strict=False))
    return len(groups) - len(set(groups))


def is_loop(target: Sequence[str], *, source: Sequence[str]) -> bool:
    """Tell whether a target repeats itself much more than its source does."""
    return count_repeats(target) - count_repeats(source) >= LOOP_LIMIT
