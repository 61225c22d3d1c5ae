"""Words for people: of every sort, of some sort only, and of sorts that stand apart."""

from qa.language.fit import PEOPLE

# They count some of the people, so that "people" does not answer for them.
_SOME = """
child man woman soldier troop worker patient student migrant leader fugitive official officer
policeman passenger firefighter teacher doctor nurse judge minister journalist
"""
_MORE = """
employee staff voter inhabitant visitor user customer guest civilian tourist player employees
demonstrator protester protestor marcher refugee defendant pupil inmate prisoner detainee traveller
subscriber speaker spectator fan supporter attendee competitor runner climber hiker rider candidate
juror lawyer villager islander farmer fisherman miner sailor hostage captive survivor evacuee viewer
listener reader follower volunteer activist cyclist motorist commuter shopper mourner delegate
graduate parent girl boy teenager adult pensioner pilgrim worshipper believer life aboard
"""
SOME_PEOPLE = frozenset(_SOME.split())
ALL_PEOPLE = PEOPLE | SOME_PEOPLE | frozenset(_MORE.split())
# Who works for a body is none of those whom it serves.
_STAFF = frozenset(("employee", "employees", "staff", "worker"))
_SERVED_WORDS = """
customer user passenger subscriber guest visitor patient shopper viewer listener reader spectator
tourist client follower
"""
_SERVED = frozenset(_SERVED_WORDS.split())


def are_apart(one: str, other: str) -> bool:
    """Whether two words, in the singular, are of people apart: staff and customers."""
    return (one in _STAFF and other in _SERVED) or (one in _SERVED and other in _STAFF)
