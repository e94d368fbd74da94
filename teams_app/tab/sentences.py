"""Words for values and refusals: the tab's one translator from codes to sentences."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from technology_map.texts import Texts
from technology_map.validation.refusals import Refusal
from technology_map.words.terms import TermList
from technology_map.words.value_lists import ValueList, code_word, codes_of


def refusal_sentence(t: Texts, refusal: Refusal) -> str:
    """The sentence that says why something was not done, and what to do."""
    blanks = {name: value for name, value in refusal.data.items() if isinstance(value, str | int)}
    return t(refusal.sentence, **blanks)


def word(t: Texts, of: ValueList, code: str | None) -> str:
    """The word for a code of a value list; of one that can be chosen no more it says so. Empty for None."""
    if not code:
        return ""
    said = code_word(t, of, code)
    retired = isinstance(of, TermList) and t.vocabulary.is_retired(of, code)
    return t("words.retired", word=said) if retired else said


def words(t: Texts, of: ValueList, codes: Iterable[str]) -> str:
    """The words for several codes, with commas."""
    return ", ".join(word(t, of, code) for code in codes)


COLOURS = 9
"""So many purposes have a colour of their own."""


def purpose_colour(t: Texts, code: str | None) -> str:
    """The number of a purpose's colour, by its place in the municipality's order; `none` without one."""
    offered = [one.code for one in t.vocabulary.offered(TermList.PURPOSE)]
    place = offered.index(code) if code in offered else COLOURS
    return str(place + 1) if place < COLOURS else "none"


def silent_areas(t: Texts, heard: Collection[str | None]) -> tuple[str, ...]:
    """The words of the areas that nothing has come from, in the municipality's order."""
    return tuple(
        word(t, TermList.AREA, one.code)
        for one in t.vocabulary.offered(TermList.AREA)
        if one.code not in heard
    )


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a `<select>`."""

    value: str
    label: str
    chosen: bool = False


def options(t: Texts, of: ValueList, chosen: str | None) -> list[Option]:
    """What can be chosen of a list in its order, and what is chosen though it is retired."""
    keep = (chosen,) if chosen else ()
    return [Option(code, word(t, of, code), code == chosen) for code in codes_of(t, of, keep)]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it is drawn: what stands in its fields, and what is wrong with them."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    doubtful: bool = False

    def value(self, name: str) -> str:
        """What stands in a field."""
        return self.values.get(name, "")

    def error(self, name: str) -> str:
        """The sentence beside a field, or nothing."""
        return self.errors.get(name, "")


def filled_again(t: Texts, typed: Mapping[str, object], refusal: Refusal) -> Filled:
    """The form as the person left it, with a sentence for each field that was refused."""
    texts = {name: ",".join(map(str, one)) if isinstance(one, list) else one for name, one in typed.items()}
    return Filled(
        values={name: value for name, value in texts.items() if isinstance(value, str)},
        errors={name: t(f"field.{code}") for name, code in refusal.fields.items()},
        message=refusal_sentence(t, refusal),
        doubtful=refusal.code == "cpr_doubtful" or bool(typed.get("not_cpr")),
    )
