"""Who is credited with a statement, as words of the article."""

from qa.attribution.pronouns import resolve as resolve
from qa.attribution.speaker import find_named_speaker as find_named_speaker
from qa.attribution.speaker import find_speaker as find_speaker
