"""What Gleaner is made of, written down from its lock files and what is installed.

    python -m tests.supply

Writes docs/licences.md, every package with its version and licence, and docs/packages.cdx.json, the
same in CycloneDX's form: what pip-audit prints, and programs that look for known holes read.
"""

import json
import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from qa.readers import mpnet

ROOT = Path(__file__).parent.parent
LOCKS = (
    *(ROOT / f"requirements{extra}.lock" for extra in ("", "-mcp", "-milvus")),
    ROOT / "requirements-second.txt",
)
LICENCES = ROOT / "docs" / "licences.md"
PACKAGES = ROOT / "docs" / "packages.cdx.json"
# What packages call their licences, in the words of SPDX.
_SPDX = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "BSD License": "BSD",  # with which clauses, it does not say
    "The BSD 2-Clause License": "BSD-2-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# What is in packages that say nothing of it: MPNet's weights, as their archive says.
_INSIDE = dict.fromkeys(mpnet.PACKAGES, "Apache-2.0")
# Of what is installed on other systems or with other Pythons alone, as their packages say.
_ELSEWHERE = {
    "audioop-lts": "PSF-2.0",
    "colorama": "BSD-3-Clause",
    "httpx2-jsfetch": "BSD-3-Clause",
    "pywin32": "PSF-2.0",
}
_HEAD = """# Licences

Every package that `requirements.lock` names, and behind them what the extras `mcp` and `milvus`
bring beside (`requirements-mcp.lock`, `requirements-milvus.lock`) and the second look's weights
(`requirements-second.txt`), with its licence as it says it itself, of the last as their archive
says. Gleaner's own is MIT ([LICENSE](../LICENSE)). Written by `python -m tests.supply`, which a
test compares with this file; for programs, the same is in [packages.cdx.json](packages.cdx.json).

| package | version | licence | only where |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Package:
    """A row of a lock file."""

    name: str
    version: str
    where: str  # on which systems or Pythons, as a marker; "" on all


def packages() -> list[Package]:
    """What the lock files name, in their order."""
    text = "".join(lock.read_text(encoding="utf-8") for lock in LOCKS)
    rows = re.findall(r"^([\w.-]+)==([^\s;]+)(?: ; ([^\\\n]+))?", text, re.MULTILINE)
    return [Package(name, version, where.strip()) for name, version, where in rows]


def licence(name: str) -> str | None:
    """A package's licence, of the one that is installed; None where none is."""
    if name in _INSIDE:
        return _INSIDE[name]
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return _ELSEWHERE.get(name)
    if said["License-Expression"]:
        return said["License-Expression"]
    named = (said["License"] or "").strip().splitlines()
    field = named[0] if named else ""
    if re.fullmatch(r"(MIT|BSD|Apache|MPL)(-[\w.]+)*( AND [\w.-]+)*", field) and field != "BSD":
        return field
    kinds = [each for each in said.get_all("Classifier", []) if each.startswith("License ::")]
    word = kinds[0].rpartition("::")[2].strip() if kinds else field
    if word == "BSD License" and field in _SPDX:
        word = field
    return _SPDX.get(word, word)


def licences() -> str:
    """docs/licences.md as it is to be."""
    rows = [
        f"| {each.name} | {each.version} | {licence(each.name)} | {_code(each.where)} |\n"
        for each in packages()
    ]
    return _HEAD + "".join(rows)


def _code(marker: str) -> str:
    return f"`{marker}`" if marker else ""


def bill() -> dict[str, Any]:
    """The packages as a bill of materials: CycloneDX 1.4."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.4",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "gleaner"}},
        "components": [
            {
                "type": "library",
                "bom-ref": f"pkg:pypi/{each.name}@{each.version}",
                "name": each.name,
                "version": each.version,
                "purl": f"pkg:pypi/{each.name}@{each.version}",
                "licenses": [{"license": {"name": licence(each.name)}}],
            }
            for each in {(one.name, one.version): one for one in packages()}.values()
        ],
    }


if __name__ == "__main__":
    LICENCES.write_text(licences(), encoding="utf-8")
    PACKAGES.write_text(json.dumps(bill(), indent=1) + "\n", encoding="utf-8")
