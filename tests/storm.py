"""Articles that agree, differ, copy and correct one another, for tests of what the page shows."""

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from tests.served import Served, start

REPORT = (
    "Storm Edda damaged 140 houses in Norway, the fire service said on Monday. Roofs lay in the "
    "streets of Norvik, and the school stayed closed. The ferry Solveig brought 640 passengers to "
    "safety before the harbour was shut. Power came back to the old town towards noon, and the "
    "first lorries with tiles left the depot in the evening.\n"
)
STORM = {
    "first.md": "---\ntitle: Storm Edda strips the roofs of Norvik\nsource: Fjord Courier\n"
    f"date: 2024-09-02\n---\n{REPORT}",
    "copied.md": "---\ntitle: Roofs gone after the storm\nsource: Valley Post\n"
    f"date: 2024-09-03\n---\n{REPORT}",
    "second.md": "---\ntitle: The count of the mayor\nsource: Harbour Gazette\n"
    "date: 2024-09-05\n---\n"
    "Storm Edda damaged 312 houses in Norway, the mayor told reporters at the town hall. She had "
    "walked every street herself with two clerks and a list, and she expects that insurers will "
    "see it in another way. The Solveig, she recalled, brought 640 passengers to safety.\n",
    "third.md": "---\ntitle: Insurers add up the storm\nsource: Coast & Capital\n"
    "date: 2024-09-09\n---\n"
    "Storm Edda damaged 2,980 houses in Norway, the insurers' association says. Claims are to be "
    "settled by the end of the year, and no premium will rise before then, it promises.\n",
    "putting-right.md": "---\n"
    "title: 'Correction: the storm damaged 298 houses in Norway, not 2,980'\n"
    "source: Coast & Capital\ndate: 2024-09-12\n---\n"
    "Correction: the storm damaged 298 houses in Norway, not 2,980\n\n"
    'In an article of September 9, "Insurers add up the storm", we said that storm Edda damaged '
    "2,980 houses in Norway. The insurers' association had said 298. We apologize.\n",
    "fishing.md": "---\ntitle: The cod is late\nsource: Northern Net\ndate: 2024-10-01\n---\n"
    "[Editor's note, 2 October 2024: An earlier version of this article misspelled the name of the "
    "harbour master.]\n\n"
    "The cod is late this year, and 27 boats are waiting in the harbour of Norvik.\n",
}
DAMAGED = "How many houses did storm Edda damage in Norway?"
RESCUED = "How many passengers did the ferry Solveig bring to safety?"
ELSEWHERE = "How many houses did the storm destroy in Denmark?"
BOATS = "How many boats are waiting in the harbour of Norvik?"


@functools.cache
def storm_site() -> Served:
    """A page over these articles, indexed, that tests share."""
    folder = Path(tempfile.mkdtemp(prefix="gleaner-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    served = start(folder, STORM)
    served.call("reindex")
    served.call("ask", question="Who?")  # loads the reader, so that no test waits for it
    return served
