"""Fit how sure a sentence is that the reader finds by a question's words, where it is not English.

The questions of benchmarks/languages.py, those of one half of the languages. Prints the constants
for qa/readers/sentences.py; the benchmark says how they do on the other half.

    python -m training.fit_sentence_confidence
"""

import tempfile
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from benchmarks.languages import FITTED_ON, open_articles, read_questions
from qa.readers.sentences import SENTENCE_FEATURES, find_sentences


def main() -> None:
    features, right = [], []
    with tempfile.TemporaryDirectory() as scratch:
        searcher = open_articles(Path(scratch))
        for question in read_questions():
            if question.language not in FITTED_ON:
                continue
            for one in find_sentences(question.text, searcher.search(question.text).hits):
                article, (start, end) = one.hit.passage.article, one.sentence
                features.append(one.features)
                right.append(question.is_right(article.path, article.text[start:end]))
    model = LogisticRegression(C=30.0, max_iter=2000).fit(features, right)
    named = zip(SENTENCE_FEATURES, model.coef_[0], strict=True)
    print(f"{len(right)} sentences, {sum(right)} right")
    print("WEIGHTS =", {name: round(float(weight), 1) for name, weight in named})
    print(f"BIAS = {model.intercept_[0]:.1f}")


if __name__ == "__main__":
    main()
