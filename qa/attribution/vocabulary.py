"""The words by which reports credit somebody: verbs in all their forms, and the small words."""

from dataclasses import dataclass
from typing import Literal

Form = Literal["base", "s", "past", "participle", "ing"]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form of a reporting verb: "says" is the third person of "say"."""

    verb: str
    form: Form


def word_set(text: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(text.split())


# ---- Reporting verbs, by what they take ---------------------------------------------------------

SPEECH = word_set(  # what is said may stand without "that", before or after the verb
    "say add reply respond remark recall note explain observe tweet write post argue claim"
    " insist believe think suggest estimate reckon conclude contend maintain assert state stress"
    " emphasise emphasize predict forecast announce reveal disclose admit acknowledge concede"
    " allege declare report hint indicate mention complain fear hope promise pledge vow swear"
    " testify caution counter boast joke quip lament agree feel calculate guess speculate confirm"
    " reiterate confess muse theorise theorize hypothesise hypothesize underline underscore opine"
    " retort exclaim fume gush enthuse continue whisper mutter shout protest proclaim deny"
    " understand wonder repeat specify clarify elaborate reason summarise summarize accept"
)
HEARER = word_set("tell warn remind inform assure advise notify urge ask brief")
DOCUMENT = word_set("show find document demonstrate read")  # a report, or people who looked for it
THAT_ONLY = word_set(  # nothing but "that", a question or a quotation shows that they report
    "determine discover learn propose recommend demand rule point signal imply know see hear"
    " warrant assume doubt anticipate dispute stipulate posit judge realise realize concur"
    " attest affirm certify tell ask warn teach prove require comment question"
)
OBJECT = word_set(  # what is credited may be a thing named: "forecast growth of 1.8 percent"
    "report announce estimate forecast predict expect project anticipate reveal disclose confirm"
    " allege deny pledge promise vow propose claim reckon blame cite suggest recommend"
    " count put accuse criticise criticize condemn hail dismiss"
)
INFINITIVE = word_set("expect hope promise pledge vow threaten claim propose swear demand")
NAMING = word_set(  # "named the dead as …"
    "name identify view regard portray characterise characterize describe"
)
_ALL = (
    NAMING
    | SPEECH
    | HEARER
    | DOCUMENT
    | THAT_ONLY
    | OBJECT
    | INFINITIVE
    | word_set("call label brand dub")
)
SECRETIVE = word_set(  # "did not say how many" credits nobody
    "say tell disclose reveal specify announce explain comment deny confirm give mention report"
    " elaborate claim indicate clarify state add ask accuse blame describe name identify"
)
WITH_CLAUSE = word_set(  # "wrote a book" and "agreed a deal" say nothing
    "write post recall agree accept declare maintain understand guess feel observe"
)
CRIES = word_set("add continue begin repeat reason")  # report only beside what is said
SAYING_TO = word_set(  # "said to reporters", where "the thief believed to have fled" is no report
    "tell say write complain admit confirm explain announce suggest reveal"
)
NO_ADVERBS = word_set(  # that end as adverbs do
    "family assembly ally monopoly supply reply rally bully italy july anomaly belly fly jelly"
    " daily weekly monthly yearly"
)
REPORTABLE = word_set(  # "named by police as …", "it was reported by …"
    "name describe report reveal announce identify quote estimate put list cite forecast predict"
    " project expect tell calculate record count confirm state claim allege call consider see"
    " regard blame accuse disclose note suggest mention criticise criticize warn declare"
)
AS_NOUNS = word_set(  # forms that are as often nouns
    "report reports claim claims estimate estimates forecast forecasts show shows note notes state"
    " states demand demands answer comment comments order hope hopes fear fears rule rules count"
    " counts project projects list promise promises pledge pledges document documents request"
    " remark remarks post posts tweet tweets protest protests reason reasons guess pledge ask"
    " point points signal signals proposal doubt doubts want plan plans"
    " judge judges names views regards"
    " call calls label labels brand brands"
)
_IRREGULAR = {
    "say": "said said", "tell": "told told", "write": "wrote written", "think": "thought thought",
    "find": "found found", "show": "showed shown", "forecast": "forecast forecast",
    "swear": "swore sworn", "feel": "felt felt", "see": "saw seen", "know": "knew known",
    "hear": "heard heard", "put": "put put", "learn": "learned learnt",
    "teach": "taught taught", "understand": "understood understood", "read": "read read",
    "quote": "quoted quoted",
}  # fmt: skip
_DOUBLED = word_set("admit quip plan brag rebut commit")


def _forms(verb: str) -> dict[str, VerbForm]:
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeo":
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    else:
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
        past = stem + (verb[-1] if verb in _DOUBLED else "") + "ed"
    ing = stem + (verb[-1] if verb in _DOUBLED | {"put"} else "") + "ing"
    past, participle = _IRREGULAR.get(verb, f"{past} {past}").split()
    if verb == "see":
        ing = "seeing"
    forms = {participle: VerbForm(verb, "participle"), past: VerbForm(verb, "past")}
    return forms | {
        verb: VerbForm(verb, "base"), third: VerbForm(verb, "s"), ing: VerbForm(verb, "ing"),
    }  # fmt: skip


VERBS: dict[str, VerbForm] = {
    form: entry for verb in sorted(_ALL | REPORTABLE) for form, entry in _forms(verb).items()
}
for _form in ("put", "forecast", "read"):  # as often past as not
    VERBS[_form] = VerbForm(_form, "past")
VERBS["learnt"] = VerbForm("learn", "past")
VERBS["forecasted"] = VerbForm("forecast", "past")
REPORTING = _ALL

# ---- What tells one from another ----------------------------------------------------------------

BE = word_set("is are was were be been being am 're 'm isn't aren't wasn't weren't gets got get")
HAVE = word_set("has have had hasn't haven't hadn't having 've")
DO = word_set("do does did don't doesn't didn't")
WILL = word_set("will would won't wouldn't 'll 'd")
MAY = word_set("can could may might must should shall cannot can't couldn't shouldn't")
AUXILIARY = BE | HAVE | DO | WILL | MAY
NOT = word_set(
    "not never neither nor nobody don't doesn't didn't won't wouldn't hasn't haven't hadn't isn't"
    " wasn't cannot can't"
)
PAST = word_set(
    "went came took made gave left kept brought began stood lost paid met ran sat spoke led grew"
    " fell sent built drew broke spent rose won bought wore chose sought caught fought sold became"
    " struck threw flew drove hid rode sang sank swam slept stole stuck swept tore woke withdrew"
    " dealt ate drank forgot froze hung lent meant overcame shook shrank slid sprang underwent"
    " undertook upheld wept fled died blew bore lay"
)
ADVERBS = word_set(
    "also later then still again now further already initially previously repeatedly recently"
    " earlier once always often even just only since reportedly afterwards afterward"
    " simply clearly publicly privately openly finally first yesterday today tonight too itself"
    " himself herself themselves both all each subsequently separately nevertheless therefore"
    " consequently additionally however meanwhile instead similarly ever usually generally"
    " long widely immediately soon eventually"
)
DETERMINERS = word_set(
    "the a an this that these those his her its their our my your some any no each every another"
    " both all many several most few one two three four five six seven eight nine ten dozens"
    " hundreds thousands half either such certain other"
)
ARTICLES = word_set("the a an his her its their our my your this these those")
PRONOUNS = word_set("he she they it i we you")
RELATIVES = word_set("who which whose that whom")
SUBORDINATORS = word_set(
    "while although though because if whether when where unless as after before until since whereas"
    " once than amid despite why how what so"
)
CONJUNCTIONS = word_set("and but or yet nor")
PREPOSITIONS = word_set(
    "of in on at by for from to with within without into onto over under about against between"
    " among during through throughout across near behind beyond above below along around via per"
    " upon toward towards outside inside off out up down following amid including concerning"
    " regarding according like unlike besides alongside ahead because despite"
)
PLURALS = word_set(
    "police people media men women data authorities they we i you who some many others both most"
    " few several all two three researchers children staff troops critics and crew figures sources"
    " doj faa"
)
_CALENDAR = """monday tuesday wednesday thursday friday saturday sunday january february march april
may june july august september october november december jan jan. feb feb. mar mar. apr apr. jun
jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec. today yesterday tonight
tomorrow"""
CALENDAR = word_set(_CALENDAR)
TIMES = CALENDAR | word_set(
    "last late early earlier later this next here afterwards afterward then recently again shortly"
    " week month year morning afternoon evening night weekend spring summer autumn winter ago"
    " midday noon monday's"
)
OCCASIONS = word_set(  # "in a statement", "at a news conference", "on Twitter"
    "statement report interview note letter filing email e-mail speech tweet post blog paper call"
    " message column press news conference briefing meeting telephone phone twitter facebook x"
    " television tv radio telegram website site court parliament affidavit release article book"
    " testimony forum memo video podcast hearing text text-message response reply announcement"
    " address instagram remarks comments investors clients shareholders documents complaint"
    " reporters journalists"
)
DOCUMENTS = word_set(
    "data figures statistics records document documents report reports study studies survey surveys"
    " poll polls results research numbers estimates analysis analyses tests test review footage"
    " images image video photographs photos census index filing filings accounts papers tapes map"
    " maps evidence findings experiment experiments trial trials inquiry investigation audit paper"
    " review article count tally scans investigators researchers scientists researcher scientist"
    " team economists inspectors auditors regulator court jury inquest panel commission watchdog"
    " experts historians poll paperwork letters emails letter survey analysts tribunal"
    " psychologists"
    " committee model models indicator indicators recording recordings log logs sign analysis"
    " ruling lawsuit indictment complaint biography book story law system estimations"
)
CLAIMS = word_set(  # nouns: "the ministry's claim that …", "an estimate of 5 percent by …"
    "claim claims estimate estimates forecast forecasts warning warnings statement statements"
    " assertion assertions prediction predictions allegation allegations suggestion suggestions"
    " insistence belief view opinion words account reckoning count tally calculation calculations"
    " projection projections promise promises pledge vow announcement contention argument theory"
    " description admission fear fears hope hopes accusation accusations conclusion testimony"
    " report reports confirmation denial complaint acknowledgement observation remark remarks"
    " decision ruling finding findings"
)
STANCES = word_set(  # "is convinced that …", "expressed concern that …"
    "convinced confident adamant certain sure worried concerned optimistic hopeful afraid aware"
    " sceptical skeptical clear insistent doubtful concern concerns doubt doubts confidence"
    " assurance assurances case point alarm worry worries scepticism skepticism optimism dismay"
)
EXPRESSING = word_set(
    "expressed expresses voiced voices made makes issued raised offered gave repeated took shared"
    " remains remained stated felt feels"
)
ROLES = word_set(
    "director head chief deputy secretary spokesman spokeswoman spokesperson official governor"
    " minister president chairman chairwoman chair professor leader author co-author lead senior"
    " former acting assistant vice chief-executive founder co-founder owner manager captain coach"
    " general commander judge mayor editor executive analyst economist researcher executive"
    " managing principal ambassador commissioner superintendent inspector detective author"
    " co-director dean president-elect vice-president vice-minister now then himself herself"
)
