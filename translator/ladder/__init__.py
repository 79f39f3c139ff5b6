"""What the pipeline does when a translation loses something: the ladder, from the first attempt to the last resort.

| rung | attempt | file |
|---|---|---|
| passed | the memory's match, checked like any other attempt | `climbing` |
| first, hypothesis | the segment as it is; the engine's other proposals | `passes` |
| repaired | what was lost is put where the word alignment says that its words went | `repairing` |
| masked | what was lost is masked and the segment translated again; then all that any attempt lost | `passes` |
| around | the text is translated in pieces around what was lost | `around` |
| repaired | what left no word stands in brackets beside its neighbour's words, with a warning | `repairing` |
| source | the source stands, with an issue | `climbing` |

Every attempt is restored, set in the target's typography, linked with the source and checked in the same way
(`task`). The one with the lightest issues is served, the earlier rung winning a tie.
"""

from translator.ladder.attempts import Attempt, Climb
from translator.ladder.climbing import climb
from translator.ladder.task import Task

__all__ = ["Attempt", "Climb", "Task", "climb"]
