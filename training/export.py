"""Write the shipped reader's first network as a model folder in the usual Hugging Face form.

    python -m training.export FOLDER

AutoModelForQuestionAnswering loads it, and so does Gleaner's own --reader FOLDER, with the
answerability head and the calibration that other programs pass over; without the second look.
"""

import argparse
import json
import shutil
from pathlib import Path

from safetensors.torch import save_file
from transformers import AutoConfig, AutoTokenizer

from index.encoder import default_folder
from qa.readers.certainty import certainty_file
from qa.readers.library import read_tensors
from qa.readers.network import read_weights
from qa.readers.shipped import CALIBRATION_FILE, CERTAINTY_FIRST


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
    calibration = folder / CALIBRATION_FILE.name
    constants = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    alone = {part: each for part, each in constants.items() if not part.startswith("second_")}
    calibration.write_text(json.dumps(alone, indent=2) + "\n", encoding="utf-8")
    shutil.copyfile(CERTAINTY_FIRST, certainty_file(calibration))


if __name__ == "__main__":
    main()
