"""Marks within a line: left out where they are markup, kept where they may be a sign."""

import pytest

from tests.splitting.drawn import only, seen, styled


def test_marks_are_left_out_and_say_how_words_are_drawn() -> None:
    assert styled("A **bold *and* so** on, _this_, `x*y*z` and ~~not~~ that.") == [
        ("A ", ""),
        ("bold ", "strong"),
        ("and", "strong emphasis"),
        (" so", "strong"),
        (" on, ", ""),
        ("this", "emphasis"),
        (", ", ""),
        ("x*y*z", "code"),
        (" and ", ""),
        ("not", "deleted"),
        (" that.", ""),
    ]
    assert styled("***Both***, **中文**粗体, (**$5**) “*Ja*”") == [
        ("Both", "strong emphasis"),
        (", ", ""),
        ("中文", "strong"),
        ("粗体, (", ""),
        ("$5", "strong"),
        (") “", ""),
        ("Ja", "emphasis"),
        ("”", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4 is 24 and 2*3*4 too, as is 2**3**4.",
        "The snake_case_name, __init__ and _ are names.",
        "#1 priority, C# , F# and #StopScams.",
        "Prices* are old.** *Without tax.",
        "A lone * or ** or ~ stays, and so do f**k and s**t, ****.",
        "*.txt, *.md and /*comment*/ are files, char **argv, *p; too.",
        'The signs "*" and "*" and (*) and "**"; "._" and "._x" and "=.*" too.',
        "He said `hello' and `bye' and ``so''.",
        "An array[1](x) and [a] (b), [1] and a](b.c).",
        "**: Cyber Security Bureau, Ministry of Public Security",
        "* a footnote, all alone",
        "> 50 percent of it",
        ">>> print(1)",
        "a | b",
        "– No, he said.",
        "one two | three",
        "a\tb\tc",
        "<b>bold</b> & <script>",
        "![",
        "--",
    ],
)
def test_what_may_be_a_sign_of_the_text_stays(text: str) -> None:
    assert "".join(text[run.start : run.end] for run in only(text).runs) == text
    assert {run.style for run in only(text).runs} == {""}


def test_an_escaped_mark_is_a_letter() -> None:
    assert seen(r"2 \* 3 \* 4, \_so\_ and \[1\] and \`") == ["2 * 3 * 4, _so_ and [1] and `"]


def test_links_are_their_words_and_know_their_address() -> None:
    text = (
        'See [the **count**](https://a.example/b_(c) "Title"), ![a photo](x.png), '
        "[a page](page.html), [![logo](l.png)](http://d.example) and <https://e.example>."
    )
    assert seen(text) == ["See the count, a photo, a page, logo and https://e.example."]
    links = {
        text[run.start : run.end]: text[slice(*run.link)] for run in only(text).runs if run.link
    }
    assert links == {
        "the ": "https://a.example/b_(c)",
        "count": "https://a.example/b_(c)",
        "logo": "http://d.example",
        "https://e.example": "https://e.example",
    }
