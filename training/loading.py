"""The network that a round trained, of whichever kind, from its weights."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn

from index.encoder import default_folder
from index.runtime import has_bfloat16
from training.adapter import make_adapted
from training.network import attend, make_network, read_weights
from training.teacher import TeacherModel


def load_network(file: Path, large: Path | None = None) -> nn.Module:
    """The network that a round's weights are of; `large`: MPNet's folder, for such."""
    weights = load_file(file)
    if not any(name.startswith("body.") for name in weights):
        network = make_network(default_folder(), {"dropout": 0.0})
        read_weights(network, file)
        attend(network, "cpu")
        return network.eval()
    if large is None:
        raise ValueError(f"{file} is of a larger network: name its folder with --large.")
    ranks = [len(each) for name, each in weights.items() if name.endswith(".down")]
    teacher = make_adapted(large, ranks[0]) if ranks else TeacherModel(large)
    read_weights(teacher, file)
    for layer in teacher.body.encoder.modules() if has_bfloat16() else ():
        if isinstance(layer, nn.Linear):
            layer.to(torch.bfloat16)  # what autocast would make of it at every step
    return teacher.eval()
