"""A converted model on this machine's processor, by OpenVINO."""

import os
import sys
import threading
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.runtime.kept import tell_slower
from index.runtime.tokens import Tokenized

_GROUP = 768  # hidden units with one scale; of fewer, the scales take longer than they gain
MODEL = "model.xml"  # beside it model.bin, its weights
_asking = threading.Lock()
Outputs = tuple[NDArray[Any], ...]


class Compiled:
    """A model ready to run, in bfloat16 where the processor has it.

    Safe to use from several threads: their batches take turns, each on all the cores.
    """

    def __init__(
        self, model: Path | Any, in_bfloat16: bool | None = None, in_int8: bool = False
    ) -> None:
        """`model`: the folder where it is kept, or what `convert` made.

        `in_bfloat16`: whether it runs so; if not said, where the processor has it.
        `in_int8`: whether what was rounded to int8 is multiplied so, hidden units rounded as well.
        """
        source = model / MODEL if isinstance(model, Path) else model
        wanted = has_bfloat16() if in_bfloat16 is None else in_bfloat16
        settings = {
            "INFERENCE_PRECISION_HINT": "bf16" if wanted else "f32",
            "PERFORMANCE_HINT": "LATENCY",  # one batch at a time on all the cores
            **({"DYNAMIC_QUANTIZATION_GROUP_SIZE": str(_GROUP)} if in_int8 else {}),
            **_threads(),
        }
        compiled = _core().compile_model(source, "CPU", settings)
        self._inputs = len(compiled.inputs)  # some models know no kinds of tokens
        self._request = compiled.create_infer_request()
        self._running = threading.Lock()

    def run(self, batches: Iterable[Tokenized]) -> Iterator[Outputs]:
        """Yield what the model makes of each batch; the next is made ready while one computes."""
        ahead = iter(batches)
        batch = next(ahead, None)
        while batch is not None:
            with self._running:
                inputs = (batch.ids, batch.mask, batch.kinds)[: self._inputs]
                self._request.start_async(list(inputs))
                try:
                    batch = next(ahead, None)
                finally:
                    self._request.wait()
                outputs = tuple(
                    np.array(self._request.get_output_tensor(at).data)
                    for at in range(len(self._request.model_outputs))
                )
            yield outputs


def has_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 itself; elsewhere it would only be slower."""
    return is_usable() and "BF16" in _core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def is_usable() -> bool:
    """Whether OpenVINO runs here. Where it does not, torch runs the models, which is told once."""
    with _asking:  # models are loaded side by side
        return _is_usable()


@cache
def _is_usable() -> bool:
    try:
        _core()
    except Exception as error:  # it is missing, or whatever one raises that cannot be loaded
        tell_slower("Encoder and reader are", error)
        return False
    return True


def openvino() -> Any:
    """OpenVINO, without the part that would tell its maker what it is used for."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino


@cache
def _core() -> Any:
    return openvino().Core()


def _threads() -> dict[str, str]:
    """As few as OMP_NUM_THREADS says, which the other libraries go by too."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    return {"INFERENCE_NUM_THREADS": wanted} if wanted.isdigit() and int(wanted) else {}
