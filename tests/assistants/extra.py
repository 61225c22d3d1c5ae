"""The package that speaks the protocol is an extra; where it is not, what needs it is skipped."""

import os

import pytest

from index.errors import UserError
from qa.assistants.installed import check_installed


def need_extra() -> None:
    """Skip the module that calls this where the package is missing; in CI that is a failure."""
    try:
        check_installed()
    except UserError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error), allow_module_level=True)
