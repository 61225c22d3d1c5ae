"""A PyTorch model to OpenVINO's form, by tracing it. Only what converts imports torch."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np

from index.runtime.compiled import MODEL, openvino

_LARGE = 256  # rows and columns from which a matrix is worth rounding
_LARGEST = 127  # of int8, both ways


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


def round_to_int8(model: Any) -> int:
    """Round the weights of a model's large matrix products to int8, a scale for each output.

    Returns how many it rounded; what else is large is kept in float16. Run with
    `Compiled(..., in_int8=True)`, the processor multiplies them as they are. The model is changed
    in place.
    """
    opset = openvino().opset13
    rounded = 0
    for node in model.get_ordered_ops():
        for place in node.inputs():
            source = place.get_source_output().get_node()
            if not _is_large(source):
                continue
            weights = np.array(source.data, np.float32)
            if node.get_type_name() == "MatMul" and node.get_attributes()["transpose_b"]:
                scale = np.abs(weights).max(axis=1, keepdims=True) / _LARGEST  # (outputs, 1)
                scale[scale == 0] = 1.0
                whole = np.rint(weights / scale).astype(np.int8)
                kept = opset.convert(opset.constant(whole, np.int8), "f32")
                kept = opset.multiply(kept, opset.constant(scale.astype(np.float32)))
                rounded += 1
            else:
                kept = opset.convert(opset.constant(weights.astype(np.float16)), "f32")
            place.replace_source_output(kept.output(0))
    return rounded


def _is_large(node: Any) -> bool:
    """Whether it is a matrix of numbers that is worth rounding."""
    return (
        node.get_type_name() == "Constant"
        and node.get_element_type().is_real()
        and len(node.shape) == 2
        and min(node.shape) >= _LARGE
    )
