"""The adapter of the second look put into MPNet's weights, and the whole made ready to run.

What is trained are two thin matrices beside each of a layer's own (LoRA, Hu et al. 2021, arXiv
2106.09685), the layer norms and the heads: a few megabytes beside the package of MPNet's weights.
"""

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import first_line
from index.runtime import convert, keep, note_failed
from index.runtime.convert import round_to_int8, write_model
from index.sentence_model import quiet_and_offline
from qa.readers.mpnet import read_installed
from qa.readers.second_network import (
    ADAPTER,
    ADAPTER_SHA256,
    KEPT_AS,
    run_in_int8,
    second_tokens,
)

BESIDE = 2.0  # how much a product of two thin matrices counts beside the layer's own
SCALE = ".scale"  # behind the name of a tensor that is kept in int8: of each of its rows
_COMPARED = ("What is sold?", ("Bread.", "The bakery sells rye bread, 4,666 loaves a day. " * 9))
_LEAST_ALIKE = 0.98  # correlation of logits in int8 with those in float32; 0.998 with AVX-512
_FARTHEST = 1.0  # how far the logit that a text answers may be from that in float32


def convert_second() -> Path | None:
    """Convert the network and keep it; None where that cannot be done, which is told."""
    quiet_and_offline()
    try:
        model = _model()
    except Exception as error:  # not noted: what is missing or damaged may be installed again
        _tell(error)
        return None
    try:
        return keep(KEPT_AS, lambda folder: _write(model, folder))
    except Exception as error:  # whatever torch and OpenVINO raise at what they cannot convert
        _tell(error)
        note_failed(KEPT_AS, error)
        return None


def _tell(error: Exception) -> None:
    print(f"The second look's network cannot be converted: {first_line(error)}.", file=sys.stderr)


def _write(network: Any, folder: Path) -> None:
    """Into that folder. Raises ValueError where what is converted gives other scores."""
    import torch

    from qa.readers.span_model import ExactHeads

    model, tokens = ExactHeads(network), second_tokens()
    question, texts = _COMPARED
    batch = tokens.pad(tokens.encode([(question, text) for text in texts]))
    inputs = tuple(torch.from_numpy(each) for each in (batch.ids, batch.mask, batch.kinds))
    with torch.inference_mode():
        wanted = [part.numpy() for part in model(*inputs)]
    # Of one row, so that it must hold for another number of rows and of tokens.
    converted = convert(model, tuple(each[:1, :32] for each in inputs))
    if not round_to_int8(converted):
        raise ValueError("none of its matrices could be rounded to int8")
    write_model(converted, folder)
    found = next(run_in_int8(folder).run([batch]))
    inside = batch.mask == 1
    alike = [
        np.corrcoef(one[inside], other[inside])[0, 1]
        for one, other in zip(found[:2], wanted[:2], strict=True)
    ]
    if not (min(alike) >= _LEAST_ALIKE and np.abs(found[2] - wanted[2]).max() < _FARTHEST):
        raise ValueError("the converted network gives other scores")


def _model() -> Any:
    """MPNet with the adapter put into its weights, in torch, in float32."""
    import torch
    from safetensors.torch import load
    from transformers import MPNetConfig

    from qa.readers.mpnet_model import MPNetSpanModel

    config, own = read_installed()
    tensors = {f"body.{name}": tensor.float() for name, tensor in load(own).items()}
    del own  # 438 MB
    with torch.device("meta"):  # nothing to fill at random first
        model = MPNetSpanModel(MPNetConfig.from_dict(config))
    merged = _merged(tensors, read_adapter())
    wanted = {name: merged[name] for name in model.state_dict()}
    model.load_state_dict(wanted, assign=True)
    return model.eval()


def _merged(own: Mapping[str, Any], adapter: Mapping[str, Any]) -> dict[str, Any]:
    """MPNet's tensors with what was trained beside them and in place of them."""
    merged = {**own, **adapter}
    for name, down in adapter.items():
        if name.endswith(".down"):
            layer = name.removesuffix(".down")
            merged[f"{layer}.weight"] = own[f"{layer}.weight"] + BESIDE * (
                adapter[f"{layer}.up"] @ down
            )
    return merged


def read_adapter() -> dict[str, Any]:
    """The shipped adapter's tensors in float32. Raises ValueError where it is not the expected."""
    from safetensors.torch import load

    data = ADAPTER.read_bytes()
    if hashlib.sha256(data).hexdigest() != ADAPTER_SHA256:
        raise ValueError(f"{ADAPTER} is not the expected file. Install Gleaner again")
    stored = {name: tensor.float() for name, tensor in load(data).items()}
    return {
        name: tensor * stored[name + SCALE] if name + SCALE in stored else tensor
        for name, tensor in stored.items()
        if not name.endswith(SCALE)
    }
