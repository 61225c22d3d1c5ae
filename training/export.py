"""Write the shipped reader as a model folder in the usual Hugging Face form.

    python -m training.export FOLDER

AutoModelForQuestionAnswering loads it, and so does Gleaner's own --reader FOLDER, with the
answerability head and the calibration that other programs pass over.
"""

import argparse
import shutil
from pathlib import Path

from safetensors.torch import save_file
from transformers import AutoConfig, AutoTokenizer

from index.encoder import default_folder
from qa.readers.calibration import CALIBRATION_FILE
from qa.readers.certainty import certainty_file
from qa.readers.library import read_tensors
from qa.readers.network import read_weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    export(parser.parse_args().folder)


def export(folder: Path) -> None:
    """Write config.json, model.safetensors (float32), the tokenizer and its calibration."""
    encoder = default_folder()
    config = AutoConfig.from_pretrained(encoder)
    config.architectures = ["BertForQuestionAnswering"]
    tensors = {
        name.replace("span.", "qa_outputs."): tensor
        for name, tensor in read_tensors(read_weights()).items()
    }
    folder.mkdir(parents=True, exist_ok=True)
    config.save_pretrained(folder)
    AutoTokenizer.from_pretrained(encoder).save_pretrained(folder)
    save_file(tensors, folder / "model.safetensors", {"format": "pt"})
    for file in (CALIBRATION_FILE, certainty_file(CALIBRATION_FILE)):
        shutil.copyfile(file, folder / file.name)


if __name__ == "__main__":
    main()
