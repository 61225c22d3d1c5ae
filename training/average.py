"""Average the weights of several rounds, which answers better than each (Wortsman et al. 2022).

A file that is named twice counts twice.

    python -m training.average ONE/reader.safetensors OTHER/reader.safetensors … OUT
"""

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    rounds = [load_file(file) for file in arguments.weights]
    averaged = {
        name: torch.stack([one[name].float() for one in rounds]).mean(0).half()
        for name in rounds[0]
    }
    save_file(averaged, arguments.out)


if __name__ == "__main__":
    main()
