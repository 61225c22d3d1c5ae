"""Whether the package that speaks the protocol is there: it is an extra, not everybody's."""

from importlib.metadata import PackageNotFoundError, version

from index.errors import UserError

PACKAGE = "mcp"
NEEDED = 2  # its first number: what version 1 offers is another


def check_installed() -> None:
    """Raise UserError, which says what to install, where the package is not there."""
    try:
        found: str | None = version(PACKAGE)
    except PackageNotFoundError:
        found = None
    if problem := why_not(found):
        raise UserError(problem)


def why_not(found: str | None) -> str | None:
    """What is wrong with the version that is installed, or with none; None where nothing is."""
    if found is not None and found.split(".")[0] == str(NEEDED):
        return None
    what = f"version {found} is installed" if found else "it is not installed"
    return (
        f"Assistants need the package {PACKAGE}, version {NEEDED}; {what}. "
        "In a checkout: pip install -r requirements-mcp.txt. Installed: pipx install '.[mcp]'"
    )
