"""How far a name can be told to be that of an outlet: a paper, a broadcaster, a news agency.

The names and words here are evidence, no register: an outlet that nobody lists is known by the
words that outlets' names are made of, and by where it stands (index/reading/source_lines.py).
"""

import re
from enum import IntEnum

MAX_NAME = 60  # characters
MAX_WORDS = 6


class Outlet(IntEnum):
    """How sure it is that a name is an outlet's. What is enough depends on where it stands."""

    NO = 0  # a person, a place, a section, a sentence
    PERHAPS = 1  # nothing but its place speaks for it
    LIKELY = 2  # "Evening Star": beside a date or a byline
    PROBABLE = 3  # "Harbour Post", "Ledger & Main": also right beneath a headline
    SURE = 4  # "Meridian Wire": wherever an outlet may stand
    KNOWN = 5  # "Reuters"


def _names(text: str) -> frozenset[str]:
    lines = (line.strip() for line in text.splitlines())
    return frozenset(name for line in lines for name in line.split(", ") if name)


# Whose reports other outlets print, by the names that they go by there.
AGENCIES = _names("""
    reuters, thomson reuters, associated press, agence france-presse, europa press, ria novosti
    interfax, ukrinform, kazinform, anadolu, anadolu agency, xinhua, kyodo, yonhap, bernama
    antara, press trust of india, pa media, press association, canadian press, prensa latina
    télam, agência brasil, agencia brasil, bloomberg, dow jones, globe newswire, globenewswire
    newsfile, business wire, businesswire, pr newswire, prnewswire, accesswire
    新华社, 中新社, 路透社
    法新社, 美联社, тасс, интерфакс
""")
_OTHERS = _names("""
    al jazeera, al arabiya, france 24, deutsche welle, radio free europe, voice of america
    euronews, channel 4 news, the guardian, the economist, the hindu, the age, the australian
    the atlantic, the conversation, the intercept, the verge, the new yorker, the telegraph
    the onion, politico, axios, techcrunch, ars technica, propublica, newsweek, forbes, buzzfeed
    huffpost, the hill, bellingcat, le monde, le figaro, libération, le soir, le temps
    mediapart, les echos, l'équipe, el país, el mundo, la vanguardia, clarín, la nación
    la repubblica, la stampa, il sole 24 ore, der spiegel, die zeit, die welt, der standard
    der tagesspiegel, handelsblatt, de volkskrant, wall street journal, público, o globo
    folha de s.paulo, rappler, haaretz, kommersant, meduza, novaya gazeta, kyiv independent
    nikkei asia, hankyoreh, caixin, al-ahram, mail & guardian, globe and mail
    新华网, 人民网, 朝日新聞
    連合ニュース
""")
# Written so, letter by letter: an app or a map is no agency.
_AGENCY_ACRONYMS = _names("AP, AFP, UPI, dpa, DPA, ANSA, EFE, TASS, PTI, ANI, IANS, AAP, KCNA")
_ACRONYMS = _AGENCY_ACRONYMS | _names("""
    BBC, CNN, NPR, PBS, CBS, NBC, MSNBC, CNBC, ITV, RFI, DW, RFE/RL, VOA, NHK, CGTN, CCTV, NDTV
    RTÉ, CBC, CTV, RNZ, SBS, SCMP, NZZ, NRC, taz, WSJ, NYT
""")

# The last word of an outlet's name. "The New Times" is one, "Hard Times" is not: see _PLAIN.
_SURE_WORDS = _names("""
    news, times, herald, tribune, gazette, chronicle, wire, newswire, newswires, daily, weekly
    newspaper, newsroom, zeitung, rundschau, kurier, nachrichten, anzeiger, tageblatt, tagblatt
    gazeta, gazetta, gazzetta, corriere, giornale, notizie, noticias, notícias, diario, diário
    jornal, periódico, prensa, courrier, dépêche, shimbun, shinbun, ilbo, pravda, novosti, izvestia
    dagblad, dagbladet, tidning, tidende, sanomat, nieuws, courant, ribao, wanbao, новости, правда
    известия, газета
""")
_PROBABLE_WORDS = _names("""
    post, journal, observer, examiner, courier, sentinel, telegraph, inquirer, enquirer, bulletin
    advertiser, argus, mercury, guardian, express, dispatch, monitor, magazine, presse
""")
_LIKELY_WORDS = _names("""
    press, mail, star, sun, mirror, globe, standard, record, register, nation, citizen, leader, echo
    voice, independent, review, report, digest, today, monthly, advocate, banner, beacon, ledger
    reader, insider, radio, tv, television, broadcasting, media, messenger, crier, spectator
""")
_OFFICES = _names("""
    ministry, department, institute, college, university, bureau, committee, association, council
    court, order, house, act, co, ltd, inc, gmbh, sons, plc, llc, corp, corporation, company
""")
_OF = frozenset(("times", "voice", "corriere", "diário", "diario", "jornal", "gazeta", "radio"))
_ADDRESS = re.compile(  # which stands for the outlet
    r"(?:www\.)?[a-z\d-]{2,40}\.(?:com|org|net|info|news|tv|example|[a-z]{2}|com?\.[a-z]{2})|"
    r"[A-Z\d-]{2,40}\.(?:COM|ORG|NET|COM?\.[A-Z]{2})"
)
_COMPOUNDS = re.compile(r".{3,}(?:zeitung|blatt|bladet|blad|posten|avisen|tidende|newswire)")
_WIDE_ENDS = re.compile(
    r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3]{1,10}"
    r"(?:[日晚早时時周新][报報]|新闻|新聞|新闻网|通讯社|通訊社|通信|周刊|週刊|日报网|일보|신문|뉴스|통신)"
)

# Sections, kinds of article, and what else stands at the head in a form like a name's. With these
# alone before it, a word above makes no outlet: "World News", "Match Report", "Hard Times".
_PLAIN = _names("""
    world, business, finance, financial markets, markets, money, economy, politics, opinion
    sport, sports, culture, arts, art, science, health, technology, tech, local, national
    nation, international, regional, home, top, latest, breaking, good, bad, fake, live, big
    long, great, special, weather, match, news, press, analysis, feature, features, life
    lifestyle, style, food, travel, education, environment, climate, energy, europe, asia
    africa, americas, america, uk, us, u.s., usa, eu, video, photo, photos, audio, podcast
    editorial, comment, letters, obituary, obituaries, interview, release, statement, media
    social, mass, book, books, film, films, movie, music, theatre, theater, restaurant, album
    game, games, product, annual, peer, year, crime, law, justice, courts, society, people
    religion, history, property, jobs, work, family, women, men, entertainment, celebrity
    fashion, beauty, garden, safety, security, defence, defense, war, other, more, hard, modern
    difficult, troubled, end, old, recent, blog, guest, job, trading, barbed, high, trip, status
    research, medical
    progress, police, incident, final, full, first, exclusive, investigation, investigations
    trade, industry, banking, leisure, design, transport, transportation, city, community
    community news, county, state, government, election, elections, campaign, gold, double
    terms, conditions, questions, answers, profit, loss, supply, demand, development, briefing
    report, review, wildlife, nature, agriculture, farming, fisheries, events, guide, tips
    court, digest, update, updates, today, week, quick, rising, world cup, midnight, party
    voice, wellness, fitness, school, schools, university, student, faith, mind, body, soul
    love, hate, punishment, rock, pop, wine, drink, kids, parents, parenting, pets, cars
    motoring, auto
""")
# No name has these: a title in capitals does.
_STOP = _names("""
    why, how, what, who, whom, when, where, i, my, me, we, our, us, you, your, his, her, their
    its, it, he, she, they, inside, from, to, in, on, at, with, without, by, for, is, are, was
    were, be, will, would, can, could, may, must, should, not, no, never, says, say, said, left
    after, before, against, as, than, that, this, these, those, if, but, or, has, have, had, do
    does, did, creates, letter, dear, page, staff, writer, reporter, correspondent, editor, desk
""")
_SMALL = _names("""
    of, and, the, de, da, do, dos, del, della, delle, di, du, des, la, le, les, el, al, der, die
    das, den, van, von, y, e, &
""")


def clean_name(text: str) -> str:
    """A name without the marks around it, and without the town after it: "The Post (Oslo)"."""
    text = " ".join(text.strip(" \t\xa0*_\"“”'‘’|·•,;:–—-").split())
    return re.sub(r"\s*\([^()]{2,30}\)$", "", text).strip()


def is_plain(text: str) -> bool:
    """Whether a line, or a part of one, is a section or a kind of article: "Arts & Culture"."""
    words = [word for word in re.findall(r"[\w.'-]+", text.casefold()) if word not in _SMALL]
    return 0 < len(words) <= 5 and all(word in _PLAIN for word in words)


def is_agency(name: str) -> bool:
    """Whether other outlets print what it writes: beside one of those, it is not who published."""
    return name in _AGENCY_ACRONYMS or name.casefold().removeprefix("the ") in AGENCIES


def outlet(name: str) -> Outlet:
    """How sure it is that this is an outlet's name."""
    if not 2 <= len(name) <= MAX_NAME:
        return Outlet.NO
    if "/" in name.strip("/") and all(map(is_agency, name.split("/"))):
        return Outlet.KNOWN  # "Reuters/AFP"
    key = name.casefold()
    without_the = key.removeprefix("the ")
    if {key, without_the} & _OTHERS or without_the in AGENCIES or name in _ACRONYMS:
        return Outlet.KNOWN
    if _WIDE_ENDS.fullmatch(name) or re.fullmatch(r"[A-Z]{3,4}-(?:TV|FM|AM|DT)", name):
        return Outlet.SURE
    if _ADDRESS.fullmatch(name):
        return Outlet.LIKELY
    words = key.split()
    if len(words) > MAX_WORDS or not _is_name(name.split()):
        return Outlet.NO
    first, _, rest = name.partition(" ")
    if (first in _ACRONYMS or words[0] in AGENCIES) and is_plain(rest):
        return Outlet.KNOWN  # "BBC Sport"
    return _by_words([word for word in words if word != "the"], article=words[0] == "the")


def may_be_outlet(name: str) -> bool:
    """Whether nothing in a name speaks against its being an outlet's."""
    words = name.split()
    return 0 < len(words) <= 3 and _is_name(words) and not is_plain(name) and len(name) > 2


def _by_words(words: list[str], article: bool) -> Outlet:
    """How sure it is by the words of a name alone."""
    evidence = _SURE_WORDS | _PROBABLE_WORDS | _LIKELY_WORDS
    others = [word for word in words if word not in evidence | _SMALL | {"daily"}]
    if any(word in _OFFICES for word in words):
        return Outlet.NO
    if not words or (all(word in _PLAIN for word in others) and (others or len(words) == 1)):
        # "World News", "News"; but "The Times"
        return Outlet.PROBABLE if article and not others and words else Outlet.NO
    last = words[-1]
    if words[-2:-1] in (["news"], ["press"]) and last in ("agency", "service", "network"):
        return Outlet.SURE
    if last in _SURE_WORDS or (words[0] in _OF and len(words) > 2 and words[1] in _SMALL):
        return Outlet.SURE
    if len(words) == 1 and _COMPOUNDS.fullmatch(last):
        return Outlet.SURE
    joined = len(words) == 3 and words[1] == "&" and not any(word in _PLAIN for word in words)
    if last in _PROBABLE_WORDS or joined:
        return Outlet.PROBABLE
    numbered = "news" in words and re.fullmatch(r"\d+\w*", last)  # "News 24"
    begun = words[0] in ("daily", "radio") and len(words) > 1 and last not in _PLAIN
    return Outlet.LIKELY if last in _LIKELY_WORDS or numbered or begun else Outlet.NO


def _is_name(words: list[str]) -> bool:
    """Whether words are written as a name's: in capitals, but for the small ones between them."""
    for number, word in enumerate(words):
        if word.casefold() in _STOP:
            return False
        small = word in _SMALL and (number or word not in ("of", "and", "&"))
        begins = word[0].isupper() or (number and word[0].isdigit())
        if not (small or begins) or re.search(r"[,:;!?…()\[\]|/\\<>=@#]|\.$", word):
            return False
    # "the" stands at the beginning or after "of"
    return all(
        words[number - 1].casefold() in ("of", "and")
        for number, word in enumerate(words)
        if number and word.casefold() == "the"
    )
