"""Opening a file of the corpus, whatever was put in its place since it was listed."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

# A pipe that somebody put in the file's place is opened without waiting for who writes to it.
_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)


def open_regular(location: Path) -> BinaryIO:
    """A regular file, open for reading; no link is followed. Raises OSError at anything else."""
    stream = os.fdopen(os.open(location, _FLAGS), "rb")
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise OSError(errno.EINVAL, "not a regular file")
    return stream
