"""A PyTorch model to OpenVINO's form, by tracing it. Only what converts imports torch."""

import warnings
from pathlib import Path
from typing import Any

from index.runtime.compiled import MODEL, openvino


def convert(module: Any, inputs: tuple[Any, ...]) -> Any:
    """Return OpenVINO's model of a torch module that takes such int64 (rows, tokens) inputs.

    Rows and tokens may be any number. Raises whatever torch and OpenVINO raise where a module
    cannot be traced; and a trace may hold only for inputs like these: compare before use.
    """
    import torch

    trace: Any = torch.jit.trace
    manager = openvino().frontend.FrontEndManager()
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    with torch.inference_mode(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what tracing warns of is compared before use
        traced = trace(module, inputs, check_trace=False)
        frontend = manager.load_by_framework("pytorch")
        decoder = TorchScriptPythonDecoder(traced)  # OpenVINO does not keep it alive itself
        return frontend.convert(frontend.load(decoder))


def write_model(model: Any, folder: Path) -> None:
    """Write it into a folder, its weights in float16."""
    openvino().save_model(model, str(folder / MODEL), compress_to_fp16=True)
