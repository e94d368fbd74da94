"""The plain text of a message: nothing of its markup, nobody's name, and at most what a field takes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.message_text import message_text, problem_of

TODAY = date(2026, 11, 3)
REPLY = (
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1">'
    '<strong itemprop="mri" itemid="8:orgid:1">Jonas Lind</strong><p itemprop="preview">Før</p></blockquote>'
)


def html(content: str) -> dict[str, Any]:
    """A payload as Teams sends it."""
    return {"body": {"contentType": "html", "content": content}}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>Hej <strong>du</strong></p><p>og&nbsp;du &lt;3</p>", "Hej du\nog du <3"),
        ("<div>en<br>to</div><ul><li>tre</li><li>fire</li></ul>", "en\nto\ntre\nfire"),
        (f"{REPLY}<p>Efter</p>", "Efter"),
        ('<p>Fint <emoji alt="👍"></emoji></p>', "Fint 👍"),
        ('<attachment id="1">x</attachment><p>Se her</p>', "Se her"),
        ("<style>p {color: red}</style><script>alert(1)</script>tekst", "tekst"),
        ("<p>åben <b>og &amp; ødelagt", "åben og & ødelagt"),
        ("<!-- skjult -->vist", "vist"),
        ("<p>\n  samme\n  linje </p>", "samme linje"),
        (
            "<table><tr><th>Dag</th><th>Antal</th></tr><tr><td>Mandag</td><td>3</td><td></td></tr></table>",
            "Dag | Antal\nMandag | 3",
        ),
        ("", ""),
    ],
)
def test_a_message_says_what_its_reader_sees(content: str, text: str) -> None:
    assert message_text(html(content)) == text


@pytest.mark.parametrize(
    "payload", [{}, {"body": "x"}, {"body": {"content": 7}}, {"body": {}}, {"body": None}]
)
def test_what_is_no_message_says_nothing(payload: dict[str, Any]) -> None:
    assert message_text(payload) == ""


def test_plain_text_is_taken_as_it_is() -> None:
    assert message_text({"body": {"contentType": "text", "content": "1 <2\n&amp;"}}) == "1 <2\n&amp;"


@given(st.text(alphabet="<>/&;!-ap bscripttyle=\"'x\n", max_size=400))
def test_no_markup_can_break_the_reader(content: str) -> None:
    found = message_text(html(content))
    assert found == "\n".join(line for line in found.split("\n") if line.strip())


@given(st.text(max_size=3_000))
def test_the_text_fits_the_field_as_javascript_counts(text: str) -> None:
    payload = {"body": {"contentType": "text", "content": text}}
    problem = problem_of(payload, TODAY, "[fjernet]")
    assert len(problem.text.encode("utf-16-le")) // 2 <= 1_400


@given(st.text(alphabet="ab \n", max_size=1_500), st.text(alphabet="ab \n", max_size=1_500))
def test_no_cpr_number_and_no_half_of_one_is_left(before: str, after: str) -> None:
    payload = {"body": {"contentType": "text", "content": f"{before} 010190-1234 {after}"}}
    problem = problem_of(payload, TODAY, "[fjernet]")
    assert problem.without_cpr
    assert not any(sign.isdigit() for sign in problem.text)
