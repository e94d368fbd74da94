"""The verb table: everything a button can ask for, and the words that ask for the same."""

import re
from dataclasses import dataclass

from bot import handing_in, looking, own
from bot.desk import Verb

VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb("welcome", looking.welcome),
        Verb("help", looking.show_help),
        Verb("mine", looking.mine),
        Verb("more_mine", looking.more_mine),
        Verb("search", looking.look_for),
        Verb("anything", looking.look_for_anything),
        Verb("more_found", looking.more_found),
        Verb("open", looking.open_thing),
        Verb("status", looking.status),
        Verb("show", looking.show),
        Verb("put_back", looking.put_back),
        Verb("new_proposal", handing_in.new_proposal, writes=True),
        Verb("new_solution_card", handing_in.new_solution_card, writes=True),
        Verb("propose", handing_in.propose, writes=True),
        Verb("share", handing_in.share, writes=True),
        Verb("edit_proposal", own.edit_proposal, writes=True),
        Verb("save_proposal", own.save_proposal, writes=True),
        Verb("edit_solution_card", own.edit_solution_card, writes=True),
        Verb("save_solution_card", own.save_solution_card, writes=True),
        Verb("withdraw", own.withdraw, writes=True),
        Verb("confirm_withdraw", own.confirm_withdraw, writes=True),
        Verb("answer", own.answer, writes=True),
        Verb("send_answer", own.send_answer, writes=True),
    )
}


@dataclass(frozen=True, slots=True)
class Command:
    """Words that ask for a verb; the group `rest` of the pattern becomes the data called `rest`."""

    verb: str
    pattern: re.Pattern[str]
    rest: str = ""


def _command(verb: str, words: str, rest: str = "") -> Command:
    tail = r"(?:\s+(?P<rest>.+))?" if rest else ""
    return Command(verb, re.compile(rf"(?:{words}){tail}[.!?]*", re.IGNORECASE | re.DOTALL), rest)


COMMANDS: tuple[Command, ...] = (
    _command("help", r"hjælp|hjaelp|help|hj|\?|menu"),
    _command("welcome", r"hej|goddag|hello|hi|start"),
    _command("new_proposal", r"(?:nyt|nyt?t|opret|lav)\s+forslag|forslag|new\s+proposal|proposal|propose"),
    _command(
        "new_solution_card",
        r"(?:nyt|opret|del)\s+l(?:ø|oe|o)sningskort|l(?:ø|oe|o)sningskort|new\s+solution\s*card|solution\s*card",
    ),
    _command("mine", r"mine(?:\s+forslag)?|my(?:\s+(?:proposals|list))?|mit"),
    _command("status", r"status", "name"),
    _command("search", r"s(?:ø|oe|o)g(?:\s+efter)?|find|search(?:\s+for)?", "text"),
    Command("open", re.compile(r"(?P<rest>[FL]\s*-?\s*\d{1,9})[.!?]*", re.IGNORECASE), "name"),
)
_MENTION = re.compile(r"<at[^>]*>.*?</at>", re.IGNORECASE | re.DOTALL)


def understood(text: str) -> tuple[str, dict[str, str]]:
    """The verb and its data that a message asks for; `anything` where it is no command."""
    plain = " ".join(_MENTION.sub(" ", text).replace("\u00a0", " ").split())
    for command in COMMANDS:
        if found := command.pattern.fullmatch(plain):
            rest = found.groupdict().get("rest") or ""
            return command.verb, {command.rest: rest.strip()} if command.rest else {}
    return ("anything", {"text": plain}) if plain else ("help", {})
