"""Who is credited with a statement, as words of the article."""

from qa.attribution.speaker import find_credited as find_credited
from qa.attribution.speaker import find_speaker as find_speaker
