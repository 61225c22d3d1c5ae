"""Whether a passage holds what is sought, and where."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.records import Article, Passage, Span
from qa.draft.exact import Readings
from qa.language.words import forms_of
from qa.words.records import Sought


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that holds what is sought, without its text."""

    id: int
    path: str
    day: int  # of its article, counted from the year 1; 0 where that is not known
    source: str | None
    places: tuple[Span, ...]  # in order
    in_title: bool  # whether the title holds it, too
    together: int  # places where words stand as they were typed, one after the other


class Matcher:
    """Looks for what is sought in passages of one article after the other."""

    def __init__(self, sought: Sought) -> None:
        self._phrases = sought.phrases
        self._forms = [forms_of(word) for word in sought.words]
        several = len(sought.words) > 1 and not sought.phrases
        self._together = " ".join(sought.words) if several else ""

    def found(self, passages: Sequence[Passage]) -> list[Found]:
        """Which of these passages, all of one article and in order, hold it; none for nothing new.

        Passages overlap: one whose places are all among its neighbour's is left out.
        """
        article = passages[0].article
        of_phrases = self._phrases_in(Readings(article.text, caseless=True))
        if not all(of_phrases):
            return []
        held = [(passage, self._held(passage, of_phrases)) for passage in passages]
        kept: list[tuple[Passage, set[Span]]] = []
        for passage, places in held:
            if not places or (kept and places <= kept[-1][1]):
                continue
            if kept and kept[-1][1] <= places:
                kept.pop()
            kept.append((passage, places))
        if not kept:
            return []
        in_title = bool(self.places_in_title(article))
        return [self._record(passage, places, in_title) for passage, places in kept]

    def _phrases_in(self, readings: Readings) -> list[list[Span]]:
        return [readings.places(phrase) for phrase in self._phrases]

    def _held(self, passage: Passage, of_phrases: Sequence[Sequence[Span]]) -> set[Span]:
        """The places in a passage; none where it lacks anything."""
        places = [_within(each, passage.start, passage.end) for each in of_phrases]
        if not all(places):
            return set()
        if self._forms:
            places += self._words_in(Readings(passage.text), passage.start)
        return set().union(*places) if all(places) else set()

    def _words_in(self, readings: Readings, start: int = 0) -> Iterator[list[Span]]:
        """Where each of the words stands, in any of its forms."""
        for forms in self._forms:
            yield [(start + low, start + high) for low, high in readings.places_by(forms)]

    def places_in_title(self, article: Article) -> tuple[Span, ...]:
        """Where its title holds what is sought, in order; none where it lacks anything.

        Of places that overlap the first.
        """
        title = article.title or ""
        places = self._phrases_in(Readings(title, caseless=True))
        places += self._words_in(Readings(title))
        kept: list[Span] = []
        for start, end in sorted(set().union(*places)) if all(places) else ():
            if not kept or start >= kept[-1][1]:
                kept.append((start, end))
        return tuple(kept)

    def _record(self, passage: Passage, places: set[Span], in_title: bool) -> Found:
        article, id = passage.article, passage.id
        assert id is not None  # it comes from an index
        readings = Readings(passage.text, caseless=True)
        together = readings.places(self._together) if self._together else ()
        return Found(
            id,
            article.path,
            article.date.toordinal() if article.date else 0,
            article.source,
            tuple(sorted(places)),
            in_title,
            len(together),
        )


def _within(places: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those that touch a stretch, of places that do not overlap."""
    first = bisect_right(places, start, key=lambda place: place[1])
    return places[first : bisect_left(places, end, key=lambda place: place[0])]
