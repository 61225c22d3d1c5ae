"""MPNet with small matrices beside its own (LoRA, Hu et al. 2021, arXiv 2106.09685).

Only they, the layer norms and the heads are trained, so that what differs from the package of
MPNet's weights is a few megabytes.
"""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

from qa.readers.adapter import BESIDE
from training.teacher import TeacherModel


class Adapted(nn.Module):
    """A linear layer, kept as it is in bfloat16, and a trained product of two thin matrices."""

    own: Tensor
    bias: Tensor

    def __init__(self, own: nn.Linear, rank: int) -> None:
        super().__init__()
        self.register_buffer("own", own.weight.detach().to(torch.bfloat16), persistent=False)
        self.register_buffer("bias", own.bias.detach().to(torch.bfloat16), persistent=False)
        self.down = nn.Parameter(torch.randn(rank, own.in_features) / own.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(own.out_features, rank))

    def forward(self, hidden: Tensor) -> Tensor:
        """(…, in) to (…, out)."""
        kept = linear(hidden, self.own.to(hidden.dtype), self.bias.to(hidden.dtype))
        down, up = self.down.to(hidden.dtype), self.up.to(hidden.dtype)
        return kept + linear(linear(hidden, down), up) * BESIDE


def make_adapted(folder: Path, rank: int, dropout: float = 0.0) -> TeacherModel:
    """MPNet of that folder with fresh matrices of that rank."""
    network = TeacherModel(folder, dropout)
    for name, each in network.body.named_parameters():
        each.requires_grad = "encoder" in name and "LayerNorm" in name
    for layer in network.body.encoder.layer:
        own = layer.attention.attn
        for name in "qkvo":
            setattr(own, name, Adapted(getattr(own, name), rank))
        for part in (layer.intermediate, layer.output):
            part.dense = Adapted(part.dense, rank)
    return network
