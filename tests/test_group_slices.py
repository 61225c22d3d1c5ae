"""Every text of a group, of what corrects it and of a refusal is a slice, where it says it is."""

import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.records import Article, Hit
from index.splitting.passages import split_article
from qa.group_rows import reconciled_fields
from qa.records import Answer
from tests.statements import ask, said
from tests.texts import any_text, texts

HANDED = "How many suspects were handed over from Myanmar?"
ENDS = ("", "\n\nRetraction: this article is retracted.", "\n\n“It was 7,” Ann Lee said.")


def every_answer(article: Article) -> list[Answer]:
    return [
        Answer(start, end, (start, end), 0.9, Hit(passage, 0.5, 0.5))
        for passage in split_article(article)
        for start, end in passage.sentences
    ]


@settings(
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(texts, any_text, st.sampled_from(ENDS))
def test_all_that_is_shown_is_a_slice(text: str, question: str, end: str) -> None:
    text += end
    article = Article("a.txt", text, date=datetime.date(2023, 11, 2))
    row = reconciled_fields(ask(question, *every_answer(article)))
    for group in row["groups"]:
        first = group["places"][0]
        assert text[first["start"] : first["end"]] == group["answer"]
        for place in group["places"]:
            assert text[place["start"] : place["end"]] in place["sentence"]
            assert text[place["sentence_start"] : place["sentence_end"]] == place["sentence"]
            if place["said_by"] is not None:
                assert text[place["said_by_start"] : place["said_by_end"]] == place["said_by"]
            note = place["correction"]
            assert note is None or text[note["start"] : note["end"]] == note["text"]
    for refused in row["refused"]:
        assert text[refused["start"] : refused["end"]] == refused["answer"]


def test_what_is_shown_of_a_correction_and_a_speaker_is_a_slice() -> None:
    note = "[Editor's note: Several figures in this article were wrong by a factor of ten.]"
    wrong = f"{note}\n\nSome 410,000 suspects were handed over from Myanmar."
    credited = 'The minister, Ann Lee, said that "706 suspects came from Myanmar" that day.'
    answers = said(wrong, "410,000", 0.9), said(credited, "706", 0.6)
    row = reconciled_fields(ask(HANDED, *answers))
    right, corrected = [group["places"][0] for group in row["groups"]]
    assert "Ann Lee" in right["said_by"]
    assert credited[right["said_by_start"] : right["said_by_end"]] == right["said_by"]
    assert credited[right["sentence_start"] : right["sentence_end"]] == right["sentence"]
    assert corrected["correction"]["text"] == note
    assert wrong[corrected["sentence_start"] : corrected["sentence_end"]] == corrected["sentence"]
    start, end = corrected["correction"]["start"], corrected["correction"]["end"]
    assert wrong[start:end] == note
