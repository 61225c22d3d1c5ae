"""The reader's network made ready for training: the encoder's weights, and dropout."""

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import AutoConfig

from index.runtime import has_bfloat16
from qa.readers.span_model import SpanModel


class SharedDropout(nn.Module):
    """Dropout with one mask for all tokens of a sequence (Gal and Ghahramani 2016): cheap."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, hidden: Tensor) -> Tensor:
        """Return (rows, tokens, units) with some units of each row at zero, in training."""
        if not self.training or not self.rate:
            return hidden
        shape = (hidden.shape[0], 1, hidden.shape[2])
        keep = torch.rand(shape, device=hidden.device) >= self.rate
        return hidden * (keep / (1 - self.rate)).to(hidden.dtype)


def make_network(encoder: Path, config: dict[str, Any]) -> SpanModel:
    """The encoder in that folder with fresh heads; its word embeddings stay as they are."""
    network = SpanModel(AutoConfig.from_pretrained(encoder))
    weights = load_file(encoder / "model.safetensors")
    wanted = network.bert.state_dict().keys()  # not the pooler, nor what sentences need
    network.bert.load_state_dict({name: weights[name] for name in wanted})
    network.bert.embeddings.word_embeddings.weight.requires_grad = False
    dropout = config["dropout"]
    network.bert.embeddings.dropout = SharedDropout(dropout)
    for layer in network.bert.encoder.layer:
        # On a CPU, dropout of attention costs as much as all of the forward pass.
        layer.attention.self.dropout = nn.Dropout(config.get("attention_dropout", 0.0))
        layer.attention.output.dropout = SharedDropout(dropout)
        layer.output.dropout = SharedDropout(dropout)
    return network


def quickest(device: str) -> torch.autocast:
    """bfloat16 where that device multiplies it, float32 on a processor that only emulates it."""
    return torch.autocast(device, torch.bfloat16, enabled=device != "cpu" or has_bfloat16())


def attend(network: SpanModel, device: str) -> None:
    """The quickest attention there: torch's own but for a CPU's bfloat16."""
    if device != "cpu" or not has_bfloat16():
        network.bert.set_attn_implementation("sdpa")


def read_weights(network: nn.Module, file: Path) -> None:
    """Put a round's weights into a network of their kind."""
    stored = {name: tensor.float() for name, tensor in load_file(file).items()}
    found = network.load_state_dict(stored, strict=False)  # without the word embeddings
    if found.unexpected_keys:
        raise ValueError(f"{file} is of another network: it has {found.unexpected_keys[0]}")
