"""The passages that were found, as a person reads them in a terminal."""

from collections.abc import Iterable, Sequence

from index.records import Article, Hit, SearchResult, Span
from index.splitting.runs import Run
from qa.terminal import BOLD, DIM, marked_line, one_line, styled
from qa.words.excerpt import places_in, shown_runs
from qa.words.records import Facets, WordHeadline, WordHit, WordResult

_SHOWN = 6  # sources and years


def describe_words(result: WordResult, colour: bool) -> str:
    """How many passages hold it, of which sources and years, and each in its sentences."""
    lines = [styled(heading(result), BOLD, colour)]
    if facets := _facets(result.facets):
        lines.append(styled(facets, DIM, colour))
    for hit in result.hits:
        lines += ["", *_hit(hit, colour)]
    shown = result.offset + len(result.hits)
    if result.hits and shown < result.passages:
        more = f"{result.passages - shown:,} more: --offset {shown}"
        lines += ["", styled(more, DIM, colour)]
    if result.headlines:
        lines += ["", "Headlines that hold it:"]
        for headline in result.headlines:
            lines += ["", *_headline(headline, colour)]
    if result.nearest:
        lines += ["", "Nearest in meaning:", *_nearest(result.nearest, colour)]
    return "\n".join(lines)


def describe_hits(found: SearchResult, colour: bool) -> str:
    """The passages nearest to a question."""
    return "\n".join(["Nearest in meaning and words:", *_nearest(found.hits, colour)])


def heading(result: WordResult) -> str:
    """ "13 passages in 9 articles: “handed over”, Myanmar" """
    quoted = [f"“{one_line(phrase)}”" for phrase in result.sought.phrases]
    what = ", ".join([*quoted, *map(one_line, result.sought.words)])
    if not result.passages:
        return f"No passage holds {what}."
    least = "" if result.is_all else "At least "
    passages = _count(result.passages, "passage")
    return f"{least}{passages} in {_count(result.articles, 'article')}: {what}"


def _facets(facets: Facets) -> str:
    sources = [(name or "no source", number) for name, number in facets.sources]
    years = [(str(year or "no date"), number) for year, number in facets.years]
    return " · ".join(
        part for each in (sources, years) if len(each) > 1 and (part := _counted(each))
    )


def _counted(counts: Sequence[tuple[str, int]]) -> str:
    shown = [f"{one_line(name)} {number:,}" for name, number in counts[:_SHOWN]]
    more = len(counts) - _SHOWN
    return ", ".join([*shown, *([f"{more:,} more"] if more > 0 else [])])


def _hit(hit: WordHit, colour: bool) -> list[str]:
    article = hit.passage.article
    places = places_in(hit.excerpt, hit.places)
    runs = shown_runs(article, hit.excerpt, places)
    text = marked_line(article.text, hit.excerpt, places, runs, colour)
    return [f"  {text}", *_origin(article, places[0], colour)]


def _headline(headline: WordHeadline, colour: bool) -> list[str]:
    article = headline.article
    title, places = article.title or "", headline.places
    marked = marked_line(title, (0, len(title)), places, [Run(0, len(title))], colour)
    date = article.date.isoformat() if article.date else None
    parts = [one_line(part) for part in (article.source, date, article.path) if part]
    return [f"  {marked}", "  " + styled(" · ".join(parts), DIM, colour)]


def _nearest(hits: Iterable[Hit], colour: bool) -> list[str]:
    lines = []
    for hit in hits:
        passage = hit.passage
        place = (passage.start, passage.end)
        lines += ["", f"  {one_line(passage.text)}", *_origin(passage.article, place, colour)]
    return lines


def _origin(article: Article, place: Span, colour: bool) -> list[str]:
    date = article.date.isoformat() if article.date else None
    about = " · ".join(one_line(part) for part in (article.title, article.source, date) if part)
    where = f"{one_line(article.path)}:{place[0]}-{place[1]}"
    return [f"  {styled(line, DIM, colour)}" for line in (about, where) if line]


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
