"""What a person types to start Gleaner: an installed command, or a file of this checkout."""

import sys
from pathlib import Path

FROM_A_CHECKOUT = {
    "gleaner": "python -m qa",
    "gleaner-page": "python ui.py",
    "gleaner-index": "python build_index.py",
}
_IS_CHECKOUT = (Path(__file__).parent.parent / "pyproject.toml").is_file()


def command(name: str) -> str:
    """The command of that name, as whoever started this program can type it."""
    is_installed = Path(sys.argv[0]).stem in FROM_A_CHECKOUT or not _IS_CHECKOUT
    return name if is_installed else FROM_A_CHECKOUT[name]
