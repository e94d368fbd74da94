"""A proposal's page: all fields, where it stands and why, its history, and what one may do there."""

from datetime import UTC, datetime, timedelta

from teams_app.tab.council.history_view import changed_outside, entry, log_warnings
from technology_map.council.decisions import Decision, sealed
from technology_map.council.life_cycle import Mover, Status
from technology_map.people.people import Language
from technology_map.texts import texts
from tests.teams_app.tab.council.test_board import overview_with
from tests.teams_app.tab.council.test_moving import moves
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town

NASTY = """<img src=x onerror=alert(1)>"'><script>alert(2)</script>{{7*7}}{% raw %}&lt;b&gt;
javascript:alert(3) <svg/onload=alert(4)> \u202etsil"""


async def test_the_page_tells_everything_in_the_methods_order(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert page.words("h1") == ["Sensorer på natteronden"]
    assert page.words("h2") == [
        "Hvor står forslaget?",
        "Problemet",
        "Løsningen",
        "Gevinsterne",
        "Hvad er der sket?",
        "Rettelser i teksten",
        "Ansvarlig",
        "Hvor udfyldt er forslaget?",
    ]
    facts = dict(zip(page.words("dt"), page.words("dd"), strict=True))
    assert facts["Indsendt af"] == "Mette Holm"
    assert facts["Fagområde"] == "Sundhed"
    assert facts["Formål"] == "Højere niveau af borgerservice"
    assert page.words("p", class_="happened")[0].endswith("indsendte Mette Holm forslaget.")


async def test_the_history_is_told_in_plain_sentences_newest_first(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    await moves(bakkeby, "hanne", 1, "clarification", reason="Hvem passer sensorerne?")
    await moves(bakkeby, "mette", 1, "submitted", reason="Det gør aftenvagten.")
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    told = page.words("p", class_="happened")
    assert "svarede forslagsstilleren på rådets spørgsmål." in told[0]
    assert "flyttede rådssekretæren forslaget fra Indsendt til Afklaring." in told[1]
    assert page.words("p", class_="history-reason") == ["Det gør aftenvagten.", "Hvem passer sensorerne?"]
    assert page.words("blockquote") == ["Det gør aftenvagten."]


async def test_an_employee_reads_and_can_only_back_and_follow(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert page.words("button", class_="button") == [
        "Bak op",
        "Følg",
        "Kopiér link",
        "Se, om den er rettet i SharePoint",
    ]
    assert not page.all("a", id="edit")


async def test_the_submitter_may_edit_and_withdraw(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    page = read((await bakkeby.reads("mette", "proposals/1")).text)
    assert page.words("a", id="edit") == ["Ret"]
    assert "Træk forslaget tilbage …" in page.words("button")
    assert "Følg" not in page.words("button")


async def test_whose_turn_it_is_reads_so_and_finds_it_first(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    page = read((await bakkeby.reads("hanne", "proposals/1")).text)
    assert page.words("button", class_="button primary") == ["Send til vurdering …"]
    await moves(bakkeby, "hanne", 1, "clarification", reason="Hvem passer sensorerne?")
    page = read((await bakkeby.reads("mette", "proposals/1")).text)
    assert "Rådet venter på dit svar. Tryk på Svar rådet." in page.words("p")
    assert page.words("button", class_="button primary") == ["Svar rådet …"]
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert "Rådet mangler et svar fra den, der har indsendt forslaget." in page.words("p")


async def test_the_status_is_said_once(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert page.words("span", class_="pill tone-new") == ["Indsendt"]


async def test_the_link_opens_the_same_page_from_a_chat(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    page = read((await bakkeby.reads("jonas", "named/F-0001")).text)
    link = next(one.attributes["data-copy"] for one in page.all("button") if "data-copy" in one.attributes)
    assert link.startswith("https://teams.microsoft.com/l/entity/")
    assert link.endswith("context=%7B%22subEntityId%22%3A%22F-0001%22%7D")
    assert (await bakkeby.reads("jonas", "named/F-0099")).status_code == 404
    assert (await bakkeby.reads("jonas", "proposals/99999999999999999999")).status_code == 404


async def test_user_text_is_words_wherever_it_is_shown(bakkeby: Town) -> None:
    nasty = proposal(title=NASTY[:60], problem=NASTY, solution=NASTY, expected_benefits=NASTY)
    await bakkeby.sends("mette", "proposals", nasty)
    await moves(bakkeby, "hanne", 1, "clarification", reason=NASTY)
    await bakkeby.sends("jonas", "proposals", proposal(submission_key="another-key-000001"))
    for part in ("board", "proposals/1", "proposals/1/edit", "mine", "proposals/1/moves/withdrawn"):
        page = read((await bakkeby.reads("mette", part)).text)
        assert not page.all("script")
        assert not page.all("img")
        assert not [e for e in page.elements if any(a.startswith("on") for a in e.attributes)]
        assert "49" not in "".join(page.words("h1"))
    shown = read((await bakkeby.reads("jonas", "proposals/1")).text).words("p", class_="user-text")
    assert "<script>alert(2)</script>{{7*7}}{% raw %}&lt;b&gt;" in shown[0]


def made(seq: int, start: Status, end: Status) -> Decision:
    moment = datetime(2026, 11, 3, 9, 0, tzinfo=UTC) + timedelta(days=seq)
    return Decision(1, 0, start, end, "Fordi.", moment, Mover.SECRETARY, f"action-key-{seq:09d}", row=seq)


def test_a_status_changed_outside_the_log_is_pointed_out() -> None:
    t, overview = texts(Language.DANISH), overview_with("Sensorer", status=Status.PILOT)
    one = overview.proposals.get(1)
    assert one is not None
    assert changed_outside(overview, one)
    assert log_warnings(t, overview, one) == [
        "Status er sat til Pilot uden en beslutning i beslutningsloggen."
    ]


def test_a_row_that_is_gone_from_the_log_is_pointed_out_and_a_log_ahead_is_not() -> None:
    t, overview = texts(Language.DANISH), overview_with("Sensorer")
    first = sealed(made(1, Status.SUBMITTED, Status.ASSESSMENT), [])
    second = sealed(made(2, Status.ASSESSMENT, Status.READY), [first])
    overview.put_decision(first)
    one = overview.proposals.get(1)
    assert one is not None
    assert log_warnings(t, overview, one) == []
    overview.drop_decision(first.row)
    overview.put_decision(second)
    assert any("mangler" in sentence for sentence in log_warnings(t, overview, one))


def test_a_decision_is_told_in_both_languages() -> None:
    row = sealed(made(1, Status.SUBMITTED, Status.ASSESSMENT), [])
    assert entry(texts(Language.DANISH), row).sentence == (
        "4. november 2026 flyttede rådssekretæren forslaget fra Indsendt til Under vurdering."
    )
    assert "the council secretary moved" in entry(texts(Language.ENGLISH), row).sentence


async def test_a_number_that_is_nothings_is_named_and_the_nearest_are_offered(bakkeby: Town) -> None:
    for key in ("key-0000000000000001", "key-0000000000000002"):
        await bakkeby.sends("mette", "proposals", {**proposal(), "submission_key": key})
    for address in ("proposals/999", "named/f-999", "proposals/999/edit"):
        answer = await bakkeby.reads("jonas", address)
        page = read(answer.text)
        assert answer.status_code == 404
        assert page.words("h1") == ["Vi finder ikke F-0999"]
        near = [one.attributes["href"] for one in page.all("a")]
        assert near == ["#proposals/2", "#proposals/1", "#board"]
    card = read((await bakkeby.reads("jonas", "solutions/2")).text)
    assert card.words("h1") == ["Vi finder ikke L-0002"]
    assert card.all("a")[0].attributes["href"] == "#proposals/2"


async def test_a_name_that_is_nothings_finds_what_has_its_words(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    page = read((await bakkeby.reads("jonas", "named/sensorer")).text)
    assert page.words("h1") == ["Vi finder det ikke"]
    assert page.all("a")[0].attributes["href"] == "#proposals/1"
    empty = read((await bakkeby.reads("jonas", "proposals/1/steps/nowhere")).text)
    assert empty.words("h1") == ["Det kan ikke lade sig gøre"]
