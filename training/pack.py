"""A round's adapter as it is shipped: its thin matrices in int8, a scale for each row. And back.

python -m training.pack ROUND/reader.safetensors qa/readers/weights/second.safetensors
python -m training.pack --unpack ROUND/reader.safetensors   # what is shipped, to train on
"""

import argparse
import hashlib
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from qa.readers.adapter import SCALE, read_adapter

LARGEST = 127  # of int8, both ways


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--unpack", action="store_true")
    arguments = parser.parse_args()
    if arguments.unpack:
        save_file({name: each.half() for name, each in read_adapter().items()}, arguments.weights)
        return
    if not arguments.out:
        parser.error("name the file to write")
    save_file(pack(load_file(arguments.weights)), arguments.out)
    arguments.out.chmod(0o644)
    print("SHA-256", hashlib.sha256(arguments.out.read_bytes()).hexdigest())


def pack(tensors: dict[str, Any]) -> dict[str, Any]:
    """Its thin matrices in int8, beside each its scales, (rows, 1); the rest in float16."""
    packed = {}
    for name, tensor in tensors.items():
        if not name.endswith((".down", ".up")):
            packed[name] = tensor.half()
            continue
        scale = tensor.float().abs().amax(dim=1, keepdim=True).clamp_min(1e-9) / LARGEST
        packed[name] = (tensor.float() / scale).round().to(torch.int8)
        packed[name + SCALE] = scale
    return packed


if __name__ == "__main__":
    main()
