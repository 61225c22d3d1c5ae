"""What says of the places found for a claim that they were wrong."""

from collections.abc import Sequence
from dataclasses import replace

from index.records import Hit, Passage
from qa.draft.records import Checked, Match
from qa.reconcile.corrections import Corrections
from qa.reconcile.figures import values_of
from qa.records import Answer, Correction, Statement


def with_corrections(checked: Checked, hits: Sequence[Hit]) -> Checked:
    """A checked claim whose places have what corrects them among the articles of the hits."""
    if not (checked.matches or checked.others):
        return checked
    articles = {hit.passage.article.path: hit.passage.article for hit in hits}
    corrections = Corrections(list(articles.values()))

    def noted(matches: Sequence[Match]) -> tuple[Match, ...]:
        return tuple(replace(one, correction=_correction(one, corrections)) for one in matches)

    return replace(checked, matches=noted(checked.matches), others=noted(checked.others))


def _correction(match: Match, corrections: Corrections) -> Correction | None:
    """What corrects the words or a figure of a place, rather what names it."""
    notes = [corrections.of(one) for one in _statements(match)]
    found = [note for note in notes if note]
    return next((note for note in found if note.denies), found[0] if found else None)


def _statements(match: Match) -> list[Statement]:
    """A place as what its article states: its figures, and its words as they are."""
    hit = Hit(Passage(match.article, (match.sentence,)), 0.0, 0.0)
    low = match.sentence[0]
    stated = [Statement(Answer(match.start, match.end, match.sentence, 1.0, hit), None)]
    for value in values_of(match.sentence_text, match.article.date):
        start, end = low + value.start, low + value.end
        if start < match.end and match.start < end:
            counted = None if value.counted_start is None else low + value.counted_start
            moved = replace(value, start=start, end=end, counted_start=counted)
            stated.append(Statement(Answer(start, end, match.sentence, 1.0, hit), moved))
    return stated
