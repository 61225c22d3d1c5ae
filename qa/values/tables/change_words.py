"""Words that say which way a figure moved, as plain lists."""

from qa.values.tables.word_sets import word_set

UP = word_set(
    "rise rises rose risen rising climb climbs climbed climbing gain gains gained gaining increase"
    " increases increased increasing grow grows grew grown growing jump jumps jumped jumping surge"
    " surges surged surging soar soars soared soaring advance advances advanced advancing up"
    " expand expands expanded expanding add adds added adding growth hike hikes hiked raise"
    " raises raised raising improve improves improved improving swell swelled rally rallied"
    " accelerate accelerated strengthen strengthened boost boosts boosted higher rebound rebounded"
    " widen widens widened widening recover recovered recovers skyrocketed rocketed ballooned"
    " mounted spike spiked leap leaps leapt appreciated upped"
)
DOWN = word_set(
    "fall falls fell fallen falling drop drops dropped dropping decline declines declined"
    " declining decrease decreases decreased decreasing lose loses lost losing shrink shrinks"
    " shrank shrunk shrinking slide slides slid sliding plunge plunges plunged plunging tumble"
    " tumbles tumbled tumbling down cut cuts cutting reduce reduces reduced reducing slip slips"
    " slipped slipping sink sank sunk sinking dip dips dipped dipping shed sheds shedding"
    " contracted contracting contraction reduction slump slumped slumps slash"
    " slashed lower lowers lowered lowering ease eased easing weaken weakened trim trimmed retreat"
    " retreated loss narrow narrows narrowed narrowing plummet plummets plummeted plummeting"
    " collapsed crashed dwindled receded slowed depreciated off fewer"
) - {"off"}  # fmt: skip
UP_AFTER = word_set(
    "more higher up increase rise gain growth jump surge hike raise improvement advance increases"
    " gains larger bigger"
)
DOWN_AFTER = word_set(
    "less fewer lower down decrease fall drop decline cut reduction loss slump plunge dip"
    " contraction decreases declines cuts smaller"
)  # fmt: skip
# Between such a word and its figure: "an increase of roughly", "fell by another".
LINKS = word_set("by of an a another further average as much some roughly about")
# Where figures joined by a hyphen are a score or a vote.
SCORING = word_set(
    "win wins won lose loses lost losing beat beats beaten defeat defeated score scored led lead"
    " leads leading victory draw drew drawn voted vote votes passed thrashed edged draw triumph"
    " margin set sets final game match ahead behind"
)
# Verbs that "up" or "down" goes with without telling of a change.
PARTICLE_VERBS = word_set(
    "shot broke broken shut set gave give took take made make put picked pick held turned laid"
    " tracked hunted struck called ended rounded signed backed bought opened built caught blew"
    " snapped racked stepped gunned mowed hold of"
)
