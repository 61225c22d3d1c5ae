"""Whether the packages that speak to Milvus are there: they are an extra, not everybody's."""

from importlib.metadata import PackageNotFoundError, version

from index.errors import UnavailableError

CLIENT, EMBEDDED = "pymilvus", "milvus-lite"
_NEEDED = {CLIENT: (3, 0), EMBEDDED: (3, 2, 2)}  # an earlier one's iterator left rows out


def check_installed(package: str) -> None:
    """Raise UserError, which says what to install, where that package is not there, or too old."""
    try:
        found: str | None = version(package)
    except PackageNotFoundError:
        found = None
    if problem := why_not(package, found):
        raise UnavailableError(problem)


def why_not(package: str, found: str | None) -> str | None:
    """What is wrong with the version that is installed, or with none; None where nothing is."""
    needed = _NEEDED[package]
    if found is not None and _numbers(found, len(needed)) >= needed:
        return None
    what = f"version {found} is installed" if found else "it is not installed"
    return (
        f"The engine milvus needs the package {package}, {'.'.join(map(str, needed))} or newer; "
        f"{what}. In a checkout: pip install -r requirements-milvus.txt. "
        "Installed: pipx install '.[milvus]'"
    )


def _numbers(text: str, count: int) -> tuple[int, ...]:
    parts = text.split(".")[:count]
    return tuple(int("".join(filter(str.isdigit, part)) or 0) for part in parts)
