"""Whether times are compared: `make times` does, on a machine with nothing else to do.

`make test` runs the same work and says nothing of how long it took; what never ends, ends it.
"""

import os

ARE_COMPARED = bool(os.environ.get("GLEANER_TIMES"))
