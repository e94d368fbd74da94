"""In the chat: back a proposal, follow it and be told, and hand in together; nobody is told twice."""

from local_tenant.faults import Fault
from local_tenant.people import person
from local_tenant.teams import Message, Outcome
from technology_map.council.life_cycle import Status
from tests.bot.chatting import (
    Card,
    asks_for,
    hears,
    known,
    moves,
    proposal,
    proposes,
    shares,
    typed,
    verbs,
    words,
)
from tests.town import Town

WHY = "Vi mangler at vide, hvor mange senge det handler om."


def object_id(who: str) -> str:
    return person(who).object_id


async def presses(town: Town, who: str, name: str, verb: str, **typed_in: str) -> Card:
    """Somebody asks for a thing and presses a button of its card: the card that takes its place."""
    message = await asks_for(town, who, name)
    outcome = await town.tenant.teams.presses(who, message.id, verb, typed_in)
    assert outcome.card, outcome.failure
    return outcome.card


async def adds(town: Town, *colleagues: str, who: str = "mette") -> tuple[Message, Outcome]:
    """The submitter opens Medindsendere and adds colleagues: the message, and what came of it."""
    message = await asks_for(town, who, "F-0001")
    opened = await town.tenant.teams.presses(who, message.id, "co_submitters")
    assert opened.card
    ids = ",".join(map(object_id, colleagues))
    outcome = await town.tenant.teams.presses(who, message.id, "add_co_submitters", {"ids": ids})
    assert outcome.card, outcome.failure
    return message, outcome


def news(town: Town, who: str, text: str = "Der er nyt om") -> list[Message]:
    """What somebody was told."""
    return [one for one in town.tenant.teams.messages(who) if any(text in words(card) for card in one.cards)]


async def test_jonas_backs_it_everybody_sees_the_count_and_he_takes_it_back(bakkeby: Town) -> None:
    await proposes(bakkeby)
    assert "bakker op" not in words(await hears(bakkeby, "amina", "F-0001"))
    card = await presses(bakkeby, "jonas", "F-0001", "support")
    assert "Du bakker nu op om F-0001." in words(card)
    assert "1 bakker op" in words(card)
    assert "unsupport" in verbs(card)
    assert "support" not in verbs(card)
    await presses(bakkeby, "karen", "F-0001", "support")
    seen = await hears(bakkeby, "amina", "F-0001")
    assert "2 bakker op" in words(seen)
    assert "Jonas" not in words(seen)
    card = await presses(bakkeby, "jonas", "F-0001", "unsupport")
    assert "1 bakker op" in words(card)
    assert [
        row["SupporterName"] for row in bakkeby.tenant.sharepoint.true_rows("teknologikort", "Supports")
    ] == ["Karen Friis"]


async def test_nobody_backs_an_own_proposal_or_one_that_has_ended(bakkeby: Town) -> None:
    await proposes(bakkeby)
    own = await hears(bakkeby, "mette", "F-0001")
    assert "support" not in verbs(own)
    message = await asks_for(bakkeby, "jonas", "F-0001")
    await moves(bakkeby, "hanne", 1, Status.REJECTED, "Det findes allerede.")
    late = await bakkeby.tenant.teams.presses("jonas", message.id, "support")
    assert "F-0001 er afsluttet" in words(late.card or {})
    assert "support" not in verbs(late.card or {})
    assert bakkeby.tenant.sharepoint.true_rows("teknologikort", "Supports") == []


async def test_amina_follows_and_is_told_when_it_is_decided_and_when_it_is_realised(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await presses(bakkeby, "amina", "F-0001", "follow")
    await known(bakkeby, "amina")
    steps = (Status.ASSESSMENT, Status.READY, Status.ON_AGENDA, Status.PILOT, Status.IMPLEMENTATION)
    for end in (*steps, Status.IN_OPERATION):
        await moves(bakkeby, "hanne", 1, end, f"Nu er det {end}.")
    await bakkeby.server.messenger.settled()
    told = news(bakkeby, "amina")
    assert len(told) == 6
    last = told[-1].card
    for part in ("Du får beskeden, fordi du følger F-0001.", "I drift", "Nu er det in_operation."):
        assert part in words(last)
    assert "unfollow" in verbs(last)
    assert "fordi du følger" not in words(news(bakkeby, "mette")[-1].card)
    await bakkeby.tenant.teams.displays("amina", told[-1].id)
    again = bakkeby.tenant.teams.message("amina", told[-1].id).card
    assert "Du får beskeden, fordi du følger F-0001." in words(again)


async def test_who_stops_following_hears_no_more(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await presses(bakkeby, "amina", "F-0001", "follow")
    await known(bakkeby, "amina")
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    await bakkeby.server.messenger.settled()
    (told,) = news(bakkeby, "amina")
    stopped = await bakkeby.tenant.teams.presses("amina", told.id, "unfollow")
    assert "Du følger ikke længere F-0001." in words(stopped.card or {})
    before = len(bakkeby.tenant.teams.messages("amina"))
    await moves(bakkeby, "hanne", 1, Status.REJECTED, "Det findes allerede.")
    await bakkeby.server.messenger.settled()
    assert len(bakkeby.tenant.teams.messages("amina")) == before


async def test_who_hands_it_in_and_follows_it_is_told_once_and_never_of_an_own_move(bakkeby: Town) -> None:
    await proposes(bakkeby)
    for who in ("jonas", "hanne"):
        await presses(bakkeby, who, "F-0001", "follow")
        await known(bakkeby, who)
    await adds(bakkeby, "jonas")
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    await bakkeby.server.messenger.settled()
    assert [len(news(bakkeby, who)) for who in ("mette", "jonas", "hanne")] == [1, 1, 0]


async def test_mine_shows_what_one_follows_in_its_own_section(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await shares(bakkeby)
    for name in ("F-0001", "L-0001"):
        assert "Du følger nu" in words(await presses(bakkeby, "amina", name, "follow"))
    card = words(await hears(bakkeby, "amina", "mine"))
    assert "Det, du følger" in card
    assert "Sensorer på natteronden" in card
    assert "VR-briller i undervisningen" in card
    await presses(bakkeby, "jonas", "F-0001", "follow")
    await adds(bakkeby, "jonas")
    await bakkeby.server.messenger.settled()
    assert "Det, du følger" not in words(await hears(bakkeby, "jonas", "mine"))


async def test_whoever_hands_it_in_is_told_anyway_and_not_asked_to_follow(bakkeby: Town) -> None:
    await proposes(bakkeby)
    assert "follow" not in verbs(await hears(bakkeby, "mette", "F-0001"))
    assert "follow" in verbs(await hears(bakkeby, "jonas", "F-0001"))
    await presses(bakkeby, "jonas", "F-0001", "follow")
    await adds(bakkeby, "jonas")
    await bakkeby.server.messenger.settled()
    assert "unfollow" in verbs(await hears(bakkeby, "jonas", "F-0001"))


async def test_ones_own_solution_card_is_known_and_not_offered_for_following(bakkeby: Town) -> None:
    await shares(bakkeby)
    assert "follow" not in verbs(await hears(bakkeby, "jonas", "L-0001"))
    assert "follow" in verbs(await hears(bakkeby, "amina", "L-0001"))


async def test_who_follows_a_solution_card_hears_of_its_change_once_a_day(bakkeby: Town) -> None:
    await shares(bakkeby)
    await presses(bakkeby, "amina", "L-0001", "follow")
    await known(bakkeby, "amina")
    for text in ("Vi har nu tyve briller.", "Vi har nu tredive briller."):
        message = await asks_for(bakkeby, "jonas", "L-0001")
        opened = await bakkeby.tenant.teams.presses("jonas", message.id, "edit_solution_card")
        filled = {**typed(opened.card or {}), "background": text}
        await bakkeby.tenant.teams.presses("jonas", message.id, "save_solution_card", filled)
    await bakkeby.server.messenger.settled()
    (told,) = news(bakkeby, "amina", "L-0001 er rettet")
    assert "Du får beskeden, fordi du følger L-0001." in words(told.card)
    assert "unfollow" in verbs(told.card)


async def test_jonas_is_added_told_by_whom_edits_answers_and_leaves(bakkeby: Town) -> None:
    teams = bakkeby.tenant.teams
    await proposes(bakkeby)
    await teams.installs("jonas")
    await known(bakkeby, "jonas")
    _, added = await adds(bakkeby, "jonas")
    assert "Jonas Lind" in words(added.card or {})
    await bakkeby.server.messenger.settled()
    (told,) = news(bakkeby, "jonas", "Du er nu medindsender af F-0001")
    assert "Mette Holm har sat dig på forslaget" in words(told.card)
    assert {"edit_proposal", "leave"} <= set(verbs(told.card))
    assert not {"withdraw", "co_submitters", "support"} & set(verbs(told.card))
    assert "Sensorer på natteronden" in words(await hears(bakkeby, "jonas", "mine"))
    message = await asks_for(bakkeby, "jonas", "F-0001")
    opened = await teams.presses("jonas", message.id, "edit_proposal")
    filled = {**typed(opened.card or {}), "solution": "En måtte foran sengen."}
    await teams.presses("jonas", message.id, "save_proposal", filled)
    assert proposal(bakkeby).solution == "En måtte foran sengen."
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    message = await asks_for(bakkeby, "jonas", "F-0001")
    await teams.presses("jonas", message.id, "answer")
    await teams.presses("jonas", message.id, "send_answer", {"reason": "Det handler om 40 senge."})
    assert proposal(bakkeby).status is Status.SUBMITTED
    left = await presses(bakkeby, "jonas", "F-0001", "leave")
    assert "Du er ikke længere medindsender af F-0001." in words(left)
    assert proposal(bakkeby).co_submitter_ids == ()
    assert "edit_proposal" not in verbs(left)


async def test_a_colleague_nobody_has_met_gets_a_name_when_we_meet(bakkeby: Town) -> None:
    await proposes(bakkeby)
    message, added = await adds(bakkeby, "amina")
    assert "Kollega" in words(added.card or {})
    await asks_for(bakkeby, "amina", "hjælp")
    await known(bakkeby, "amina")
    assert "Indsendt sammen med Amina Yusuf" in words(await hears(bakkeby, "karen", "F-0001"))
    again = await bakkeby.tenant.teams.presses(
        "mette", message.id, "add_co_submitters", {"ids": f"{object_id('amina')},{object_id('jonas')}"}
    )
    assert again.card
    assert proposal(bakkeby).co_submitter_names[0] == "Amina Yusuf"
    off = await bakkeby.tenant.teams.presses("mette", message.id, "remove_co_submitter")
    assert "Amina" not in words(off.card or {})
    assert proposal(bakkeby).co_submitter_ids == (object_id("jonas"),)


async def test_ids_that_are_none_and_an_eleventh_colleague_are_refused(bakkeby: Town) -> None:
    await proposes(bakkeby)
    message, _ = await adds(bakkeby, "jonas")
    many = ",".join(f"22222222-0000-4000-8000-{n:012d}" for n in range(10))
    for ids, sentence in (
        ("mette; drop table", "En af dem kan vi ikke finde"),
        (many, "højst være 10"),
        (object_id("mette"), "Vælg mindst én kollega."),
    ):
        outcome = await bakkeby.tenant.teams.presses(
            "mette", message.id, "add_co_submitters", {"ids": ids}, checked=False
        )
        assert sentence in words(outcome.card or {})
    assert proposal(bakkeby).co_submitter_ids == (object_id("jonas"),)


async def test_teams_offers_colleagues_by_name(bakkeby: Town) -> None:
    await proposes(bakkeby)
    offered = await bakkeby.tenant.teams.looks_up("mette", "", "graph.microsoft.com/users", "jon")
    assert offered == [{"title": "Jonas Lind", "value": object_id("jonas")}]
    everybody = await bakkeby.tenant.teams.looks_up("mette", "", "graph.microsoft.com/users", "")
    assert not {"Gustav Gæst", "Frank Fremmed"} & {one["title"] for one in everybody}


async def test_where_sharepoint_is_away_it_says_so_and_nothing_is_counted(bakkeby: Town) -> None:
    await proposes(bakkeby)
    message = await asks_for(bakkeby, "jonas", "F-0001")
    bakkeby.tenant.faults.add(Fault("before", path="/v1.0/", times=None))
    outcome = await bakkeby.tenant.teams.presses("jonas", message.id, "support")
    assert "Vi ved ikke, om det blev gemt" in words(outcome.card or {})
    assert "support" in verbs(outcome.card or {})
    assert bakkeby.server.store.overview.supports.count("F-0001") == 0
