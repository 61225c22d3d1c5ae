"""Where what is shipped with the reader lies. Importing this loads nothing."""

from pathlib import Path

CALIBRATION_FILE = Path(__file__).with_name("weights") / "confidence.json"
# How often answers of each confidence were right (training/reliability.py).
RELIABILITY_FILE = CALIBRATION_FILE.with_name("reliability.json")
# What the first network alone gets wrong, where the second look is left out.
CERTAINTY_FIRST = CALIBRATION_FILE.with_name("certainty-first.json")
