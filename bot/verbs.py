"""The verb table: everything a button can ask for, and the words that ask for the same."""

import re
import unicodedata
from dataclasses import dataclass

from bot.backing import supporting
from bot.benefits import following_up
from bot.cards import confirming, editing, showing, steps, submitting
from bot.files import attaching
from bot.method import area, reusing, workshops
from bot.request_context import Verb
from bot.talk import answering
from bot.telling import choosing
from bot.words import glossary
from technology_map.validation.invisible import without_invisible
from technology_map.validation.typed_values import plain_dashes

VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb("welcome", showing.welcome),
        Verb("help", showing.show_help),
        Verb("mine", showing.mine),
        Verb("more_mine", showing.more_mine),
        Verb("search", showing.look_for),
        Verb("anything", showing.look_for_anything),
        Verb("more_found", showing.more_found),
        Verb("open", showing.open_thing),
        Verb("status", showing.status),
        Verb("show", showing.show),
        Verb("put_back", showing.put_back),
        Verb("explain", glossary.explain),
        Verb("ask_word", glossary.ask_word, writes=True),
        Verb("new_proposal", submitting.new_proposal, writes=True, form="bot.button.new_proposal"),
        Verb(
            "new_solution_card",
            submitting.new_solution_card,
            writes=True,
            form="bot.button.new_solution_card",
        ),
        Verb("files", attaching.files, writes=True),
        Verb("attach", attaching.attach, writes=True),
        Verb("remark", answering.remark, writes=True, form="talk.new"),
        Verb("send_remark", answering.send_remark, writes=True),
        Verb("answer_remark", answering.answer_remark, writes=True),
        Verb("propose", submitting.propose, writes=True),
        Verb("share", submitting.share, writes=True),
        Verb("edit_proposal", editing.edit_proposal, writes=True, form="bot.button.edit"),
        Verb("save_proposal", editing.save_proposal, writes=True),
        Verb("edit_solution_card", editing.edit_solution_card, writes=True, form="bot.button.edit"),
        Verb("save_solution_card", editing.save_solution_card, writes=True),
        Verb("step", steps.open_step, writes=True),
        Verb("save_step", steps.save_step, writes=True),
        Verb("withdraw", editing.withdraw, writes=True, form="bot.button.withdraw"),
        Verb("confirm_withdraw", editing.confirm_withdraw, writes=True),
        Verb("answer", editing.answer, writes=True, form="bot.button.answer"),
        Verb("send_answer", editing.send_answer, writes=True),
        Verb("support", supporting.support, writes=True),
        Verb("unsupport", supporting.unsupport, writes=True),
        Verb("follow", supporting.follow, writes=True),
        Verb("unfollow", supporting.unfollow, writes=True),
        Verb("co_submitters", supporting.co_submitters, writes=True, form="backing.together.button"),
        Verb("add_co_submitters", supporting.add_co_submitters, writes=True),
        Verb("remove_co_submitter", supporting.remove_co_submitter, writes=True),
        Verb("leave", supporting.leave, writes=True),
        Verb("workshops", workshops.workshops),
        Verb("my_area", area.my_area),
        Verb("reuse", reusing.reuse, writes=True, form="detail.reuses.add"),
        Verb("send_reuse", reusing.send_reuse, writes=True),
        Verb("ask_card", confirming.ask_card, writes=True, form="confirm.answer"),
        Verb("confirm_card", confirming.confirm_card, writes=True),
        Verb("retire_card", confirming.retire_card, writes=True),
        Verb("benefit", following_up.benefit, writes=True, form="benefits.chat.answer"),
        Verb("answer_benefit", following_up.answer_benefit, writes=True),
        Verb("preferences", choosing.preferences, writes=True, form="preferences.button"),
        Verb("keep_preferences", choosing.keep_preferences, writes=True),
    )
}

FORMS = frozenset(verb.name for verb in VERBS.values() if verb.form)
"""The verbs that draw a form: where Action.Execute is not to be had, their buttons open a dialog."""


@dataclass(frozen=True, slots=True)
class Command:
    """Words that ask for a verb; the group `rest` of the pattern becomes the data called `rest`."""

    verb: str
    pattern: re.Pattern[str]
    rest: str = ""


LONGEST_MESSAGE = 2_000
"""Characters of a message that are read: no command is as long."""

_MARKS = " .!?,:"


def _command(verb: str, words: str, rest: str = "") -> Command:
    tail = r"(?:[\s:]+(?P<rest>.+))?" if rest else ""
    return Command(verb, re.compile(rf"(?:{words}){tail}[.!?]*", re.IGNORECASE | re.DOTALL), rest)


_OE = "(?:ø|oe|o)"
COMMANDS: tuple[Command, ...] = (
    _command("help", r"hj(?:æ|ae|a)lp(?:\s+mig)?|help(?:\s+me)?|hj|\?+|menu"),
    _command("welcome", r"hej|goddag|hello|hi|start"),
    _command("new_proposal", r"(?:(?:et\s+)?nyt?t?|opret|lav|send)\s+forslag|forslag"),
    _command("new_proposal", r"(?:(?:a\s+)?new|make(?:\s+a)?)\s+proposal|proposal|propose"),
    _command("new_solution_card", rf"(?:(?:et\s+)?nyt?t?|opret|del)\s+l{_OE}snings?[\s-]*kort"),
    _command("new_solution_card", rf"l{_OE}snings?[\s-]*kort|del\s+(?:en\s+)?l{_OE}sning"),
    _command("new_solution_card", r"(?:(?:a\s+)?new\s+|share\s+(?:a\s+)?)?solution[\s-]*card"),
    _command("mine", r"(?:vis\s+)?mine(?:\s+(?:forslag|sager|kort))?|my(?:\s+(?:proposals|list))?|mit"),
    _command("status", r"status(?:\s+(?:på|for|of))?", "name"),
    _command("search", rf"s{_OE}g(?:\s+efter)?|find|search(?:\s+for)?", "text"),
    _command(
        "explain",
        r"hvad\s+(?:er|betyder)(?:\s+(?:en|et|ordet))?|forklar|ordbog|what(?:\s+is|'s|\s+does)(?:\s+an?)?|explain|glossary",
        "text",
    ),
    _command("workshops", r"workshops?"),
    _command("my_area", r"(?:vis\s+)?(?:mit\s+)?(?:fag)?område|(?:my\s+)?area"),
    _command("preferences", r"besked(?:er)?|notifikationer|notifications|preferences"),
    Command("open", re.compile(r"(?P<rest>[FL]\s*-?\s*\d{1,9})[.!?]*", re.IGNORECASE), "name"),
)
_MENTION = re.compile(r"<at[^<>]*>[^<>]*</at>", re.IGNORECASE)


def understood(text: str) -> tuple[str, dict[str, str]]:
    """The verb and its data that a message asks for; `anything` where it is no command."""
    said = unicodedata.normalize("NFC", plain_dashes(without_invisible(text[:LONGEST_MESSAGE])))
    plain = " ".join(_MENTION.sub(" ", said).split())
    for command in COMMANDS:
        if found := command.pattern.fullmatch(plain):
            rest = (found.groupdict().get("rest") or "").strip(_MARKS)
            return command.verb, {command.rest: rest} if command.rest else {}
    return ("anything", {"text": plain}) if plain else ("help", {})
