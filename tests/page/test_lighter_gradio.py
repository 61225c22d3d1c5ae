"""What Gradio does for others than us is left out, and it works without."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CODE = """
import contextlib, sys
from qa.page.lighter_gradio import lighten
lighten()
lighten()
import gradio
from gradio import component_meta, utils
assert component_meta.create_or_modify_pyi.__module__ == "qa.page.lighter_gradio"
assert utils.MatplotlibBackendMananger is contextlib.nullcontext
assert utils.get_package_version() == gradio.__version__ != ""
assert gradio.Textbox().get_config()["name"] == "textbox"
assert sum(type(each).__module__ == "qa.page.lighter_gradio" for each in sys.meta_path) == 1
assert "matplotlib" not in sys.modules
"""
AS_IT_IS = """
from gradio import component_meta, utils
assert component_meta.create_or_modify_pyi.__module__ == "gradio.component_meta"
assert utils.MatplotlibBackendMananger.__module__ == "gradio.utils"
"""


def test_gradio_writes_no_stubs_and_draws_no_plots() -> None:
    subprocess.run([sys.executable, "-c", CODE], check=True, cwd=ROOT)


def test_what_is_left_out_is_still_there_under_these_names() -> None:
    """Else it would be left out no more, and nobody would know."""
    subprocess.run([sys.executable, "-c", AS_IT_IS], check=True, cwd=ROOT)
