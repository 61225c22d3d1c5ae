"""Words that name nothing that is counted, as plain lists."""

from qa.values.tables.word_sets import word_set

_DETERMINERS = (
    "the a an this that these those its their his her our my your every each both all no some any"
)
_PREPOSITIONS = (
    "of in on at by for from to with without within into onto over under above below between among"
    " amid across against after before since until till through during about around than as per via"
    " off out up down near behind beyond despite toward towards upon along beside besides like"
    " unlike inside outside including excluding worth according"
)
_CONJUNCTIONS = (
    "and or but nor so yet if when while whereas because although though unless whether where which"
    " who whom whose what that how why once then only also too just even still already again not"
    " never ever more less fewer most least both either neither"
)
_PRONOUNS = (
    "i you he she it we they me him them us himself herself itself themselves one another others"
    " someone anyone everyone something anything everything nothing there here now today yesterday"
    " tomorrow ago later earlier"
)
_AUXILIARIES = (
    "is are was were be been being am has have had having do does did will would shall should can"
    " could may might must isn't aren't wasn't weren't hasn't haven't hadn't won't can't"
)
_VERBS = (
    "said says say saying told tells came come comes went goes go got get gets made makes make took"
    " takes take gave gives give put puts saw see sees kept keeps keep left leave leaves held hold"
    " holds stood stand stands ran run runs met meet meets won win wins lost lose loses led lead"
    " leads paid pay pays sold sell sells bought buy buys sent send sends spent spend spends built"
    " build builds found find finds felt feel feels became become becomes began begin begins broke"
    " break breaks brought bring brings cost costs caught died die dies killed kill kills hit hits"
    " hurt rose rise rises fell fall falls grew grow grows drew draw draws drove drive drives ate"
    " flew fly fled flee knew know knows fought fight wrote write writes chose choose set sets sat"
    " spoke speak speaks stole struck took threw wore remain remains remained include includes"
    " included need needs want wants say show shows showed shown reach reaches reached receive"
    " receives received expect expects live lives lived stay stays drink apply work works worked"
)
_PARTICIPLES = (
    "cast seen done taken given born shot known grown shown driven written spoken stolen fallen"
    " risen thrown worn chosen forgotten hidden frozen gone begun drunk sung sunk swum hung left"
)
_ADVERBS = (
    "nearly almost roughly approximately around barely hardly about well far much very quite"
    " rather ever always often usually currently recently previously initially eventually finally"
    " perhaps maybe instead however meanwhile together first"
)
FUNCTION_WORDS = frozenset(
    " ".join(
        (
            _DETERMINERS, _PREPOSITIONS, _CONJUNCTIONS, _PRONOUNS, _AUXILIARIES, _VERBS,
            _PARTICIPLES, _ADVERBS,
        )
    ).split()
)  # fmt: skip
OWNERS = word_set("the its their his her these those this our all a an")
# Between a number and the words for what it counts.
SKIPPED = word_set("more fewer less other additional extra further such")
# Plurals without an "s", and words for many.
PLURALS = word_set(
    "people men women children police crew staff sheep fish deer cattle teeth feet mice geese"
    " aircraft spacecraft series species vehicles media data criteria personnel firemen policemen"
    " policewomen businessmen fishermen servicemen troops poultry livestock percent offspring"
    " hertz bacteria salmon trout squid shrimp"
)
CLAUSE_WORDS = word_set("that while whereas but although though because as when if since which")
# What follows a figure and tells a state, not what is counted: "12 miles away", "2 percent lower".
STATES = word_set(
    "away tall long wide deep high thick old later earlier ago higher lower longer shorter faster"
    " slower larger smaller better worse northwest northeast southwest southeast north south east"
    " west together each apiece alone annually yearly daily monthly weekly total overall below"
    " above respectively worldwide nationwide abroad off downstream upstream offshore inland"
    " lost short homeless missing dead aside sterling full behind clear ahead down up live time"
    " times"
)
