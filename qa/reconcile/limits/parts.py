"""Parts, where a question asks who plays one."""

from qa.language.parts import asks_who_plays, is_part
from qa.records import Statement


class Parts:
    """Whether a question asks who plays a part."""

    def __init__(self, question: str) -> None:
        self._asks = asks_who_plays(question)

    def reason_against(self, statement: Statement) -> str | None:
        """Of what somebody plays: "Nora Vey", played by Anna Kim."""
        answer = statement.answer
        low = answer.sentence[0]
        if self._asks and is_part(answer.sentence_text, answer.start - low, answer.end - low):
            return "is a part, not who plays it"
        return None
