"""What is English, which the shipped reader was trained on, and what is not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from qa.language.english import is_english

ROOT = Path(__file__).parent.parent
LANGUAGES = ROOT / "tests" / "data" / "languages"


@pytest.mark.parametrize("file", sorted(LANGUAGES.glob("*.txt")), ids=lambda file: file.stem)
def test_articles_in_other_languages_are_not(file: Path) -> None:
    assert not is_english(file.read_text(encoding="utf-8"))


def test_questions_in_other_languages_are_not() -> None:
    lines = (LANGUAGES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [row for row in map(json.loads, lines) if is_english(row["question"])] == []


@pytest.mark.parametrize(
    "text",
    [
        "De brug blijft tot eind augustus dicht, zei de burgemeester. Het is niet bekend of de"
        " werken in de winter over zijn, maar we hopen het.",
        "Broen over elven er stengt til slutten av august. For mange har det vært vanskelig å"
        " komme på jobb, og det er ikke kjent om arbeidet blir over i vinter.",
        "Die brug oor die rivier is tot die einde van Augustus gesluit. My ma was in die stad en"
        " so het sy dit gesien.",
        "A ponte sobre o rio continua fechada até o fim de agosto, disse o prefeito. Do outro"
        " lado há filas.",
        "Most nad rzeką pozostanie zamknięty do końca sierpnia, a my czekamy na decyzję.",
        "A folyó feletti híd augusztus végéig zárva marad, és most is folynak a munkálatok.",
        "联合国儿童基金会（UNICEF）周二表示，COVID-19 疫苗已送达。",
        "Hallo Welt, wie geht es dir heute \ud800 und auch morgen?",  # half of a pair
        "כמה?",
        "多少？",
    ],
)
def test_words_that_languages_share_do_not_make_english(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "4,666",
        "Why?",
        "Who is Emmanuel Macron?",
        "bakery ovens number",
        "Xi Jinping visit Moscow",
        "What does Bundesverfassungsgericht mean?",
        "who wrote Les Misérables",
        "Who is 王志忠, the vice-minister?",
        "| Seat | Kowalczyk | Lefèvre | Müller | Nguyễn |\n| North | 4,120 | 3,905 | 2,207 |",
    ],
)
def test_what_is_too_short_or_too_odd_to_tell_counts_as_english(text: str) -> None:
    assert is_english(text)


def test_english_articles_are_and_load_nothing() -> None:
    """The library is loaded for what holds hardly a sentence."""
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from qa.language.english import is_english\n"
        "files = [*Path('corpus').glob('20*/*.md'), *Path('corpus').glob('20*/*.txt')]\n"
        "texts = [file.read_text(encoding='utf-8') for file in files]\n"
        "assert len(texts) > 9 and all(map(is_english, texts))\n"
        "assert not {'py3langid', 'numpy'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_english_questions_are() -> None:
    lines = (ROOT / "tests/data/corpus_questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    others = [each for each in questions if not is_english(each)]
    assert others == [each for each in questions if not each.isascii() and "系统" in each]
