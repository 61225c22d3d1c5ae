"""Average the weights of two rounds, which answers better than either (Wortsman et al. 2022).

python -m training.average FIRST/reader.safetensors SECOND/reader.safetensors OUT
"""

import argparse
from pathlib import Path

from safetensors.torch import load_file, save_file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs=2)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    one, other = (load_file(file) for file in arguments.weights)
    save_file(
        {name: ((one[name].float() + other[name].float()) / 2).half() for name in one},
        arguments.out,
    )


if __name__ == "__main__":
    main()
