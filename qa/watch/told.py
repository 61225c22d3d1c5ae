"""What a watch found, told on the terminal."""

import sys

from qa.rows import to_json
from qa.terminal import has_colour
from qa.watch.lines import describe, error_lines
from qa.watch.records import Report
from qa.watch.rows import to_row


def tell(report: Report, as_json: bool) -> bytes:
    """Print it, all of it before this returns; return it as a JSON object."""
    row = to_json(to_row(report))
    for line in error_lines(report):
        print(line, file=sys.stderr)
    said = row if as_json else describe(report, has_colour()).encode("utf-8", "replace")
    sys.stdout.buffer.write(said + b"\n")
    sys.stdout.flush()
    return row
