"""What the number of a confidence means, in plain words; every figure in them was measured."""

from qa.why.figures import Figures
from qa.why.records import Measured

_MEANS = {
    "answer": (
        "How likely this answer is right: of a hundred answers with the same number, about so "
        "many are."
    ),
    "statement": (
        "Several answers compete here, so the number is of this one alone: how likely its article "
        "answers the question so, whatever other articles say. Where the articles hardly bear on "
        "the question, it is too high."
    ),
    "sentence": (
        "How likely this sentence answers. The reader was trained on English; elsewhere it gives "
        "the sentence that shares most words with the question, and goes by these words alone. It "
        "says at most 95%."
    ),
    "rules": (
        "How likely this answer is right, by rules that were fitted on questions about "
        "encyclopedia articles. How often such answers are right is not kept beside them."
    ),
    "unknown": (
        "How likely this answer is right, as its reader has it. How often such answers are right "
        "is not kept beside them: the reader is not Gleaner’s own, or answers without its second "
        "look."
    ),
}
_ASKED = {
    "answer": "questions about encyclopedia articles that the number was not fitted on, "
    "{without:.0f} in a hundred of them without an answer",
    "statement": "passages of documents that differ, which the number was not fitted on",
    "sentence": "questions in six languages that the number was not fitted on",
}
FEW = 20  # answers, of which a share says little


def meaning(kind: str, figures: Figures | None, here: Measured | None) -> str:
    """What a confidence of that kind means, and what was measured of such as this one."""
    if figures is None:
        return _MEANS[kind]
    without = 100 * figures.without_answer / figures.questions
    asked = _ASKED[kind].format(without=without)
    return f"{_MEANS[kind]} Measured on {figures.questions:,} {asked}: {_found(here)}"


def _found(here: Measured | None) -> str:
    if here is None:
        return "none had such a number."
    low = round(100 * here.least)
    those = f"of the {here.questions:,} with a number from {low}% to {low + 9}%,"
    if here.questions < FEW:
        return f"{those} {round(here.right * here.questions)} were right, too few to say much."
    return f"{those} {100 * here.right:.0f} in a hundred were right."
