"""What journalists write beside an answer: titles, comparisons, wholes and parts."""

import pytest

from tests.statements import ask, reasons, said, shown

TITLE = "The news"


@pytest.mark.parametrize("question", ["railco dividend", "Railco dividend"])
def test_a_name_that_opens_what_is_typed_is_one(question: str) -> None:
    own = said("On Monday Railco spoke. The dividend is 31 cents.", "31 cents", title=TITLE)
    other = said("Orbix pays a dividend of 4 crowns.", "4 crowns", title="Orbix pays")
    found = ask(question, own, other)
    assert (shown(found), reasons(found)) == (["31 cents"], ["does not name Railco"])
