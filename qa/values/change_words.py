"""Words that say which way a figure moved, as plain lists."""

UP = frozenset(
    "rise rises rose risen rising climb climbs climbed climbing gain gains gained gaining increase"
    " increases increased increasing grow grows grew grown growing jump jumps jumped jumping surge"
    " surges surged surging soar soars soared soaring advance advances advanced advancing up"
    " expand expands expanded expanding add adds added adding growth hike hikes hiked raise"
    " raises raised raising improve improves improved improving swell swelled rally rallied"
    " accelerate accelerated strengthen strengthened boost boosts boosted higher rebound rebounded"
    " spike spiked leap leaps leapt appreciated upped".split()
)
DOWN = frozenset(
    "fall falls fell fallen falling drop drops dropped dropping decline declines declined"
    " declining decrease decreases decreased decreasing lose loses lost losing shrink shrinks"
    " shrank shrunk shrinking slide slides slid sliding plunge plunges plunged plunging tumble"
    " tumbles tumbled tumbling down cut cuts cutting reduce reduces reduced reducing slip slips"
    " slipped slipping sink sank sunk sinking dip dips dipped dipping shed sheds shedding"
    " contract contracts contracted contracting contraction reduction slump slumped slumps slash"
    " slashed lower lowers lowered lowering ease eased easing weaken weakened trim trimmed retreat"
    " retreated loss slowed depreciated off fewer".split()
) - {"off"}  # fmt: skip
UP_AFTER = frozenset(
    "more higher up increase rise gain growth jump surge hike above faster bigger larger longer"
    " taller heavier raise improvement advance stronger increases gains".split()
)
DOWN_AFTER = frozenset(
    "less fewer lower down decrease fall drop decline cut reduction loss slump below cheaper"
    " smaller slower shorter lighter plunge dip contraction discount decreases declines cuts"
    .split()
)  # fmt: skip
# Between such a word and its figure: "an increase of roughly", "fell by another".
LINKS = frozenset("by of an a another further average as much some roughly about".split())
# Where figures joined by a hyphen are a score or a vote.
SCORING = frozenset(
    "win wins won lose loses lost losing beat beats beaten defeat defeated score scored led lead"
    " leads leading victory draw drew drawn voted vote votes passed thrashed edged draw triumph"
    " margin set sets final game match ahead behind".split()
)
