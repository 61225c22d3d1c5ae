"""Texts for the tests of sentences and passages: of any kind, like articles, or endless."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

WORDS = str.split(
    'the police of a U.S. No. 3 Oct. 19 Dr. Inc. $51.6 1.95 billion 28.5% said he “we ” " (and )'
    " e.g. vs. J. K. fraud, suspects; cases. done! why? 警察说。 诈骗 الشرطة؟ पुलिस। ตำรวจ"
    " e\u0301tude 👩‍👩‍👧 🇲🇲 # - 1. | = === --- ``` ** İstanbul \ufeff \x00 \ud800",
    " ",
)
SEPARATORS = [" ", "  ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "\u00a0", "\u2028", "\x0c", ""]

any_text = st.text(max_size=300)
wordy_text = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([" "] * 8 + SEPARATORS)), max_size=400
).map(lambda pairs: "".join(word + separator for word, separator in pairs))
long_run = st.builds(
    lambda unit, count: unit * count,
    st.sampled_from(
        ["word ", "x", "中", "7", "a.", "e\u0301", "\u0301", "👍🏽", "สวัสดี", ". ", "“", "\n"]
    ),
    st.integers(1, 1500),
)
texts = st.one_of(any_text, wordy_text, st.lists(st.one_of(any_text, long_run)).map("".join))
quick = settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def prose(sentences: int, words: int = 20) -> str:
    return " ".join(
        f"Sentence {n} has" + " word" * (words - 4) + " here." for n in range(sentences)
    )
