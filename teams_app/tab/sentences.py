"""Words for values and refusals: the tab's one translator from codes to sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from technology_map.texts import Texts
from technology_map.validation.refusals import Refusal


def refusal_sentence(t: Texts, refusal: Refusal) -> str:
    """The sentence that says why something was not done, and what to do."""
    blanks = {name: value for name, value in refusal.data.items() if isinstance(value, str)}
    return t(f"refusal.{refusal.code}", **blanks)


def word(t: Texts, family: str, value: StrEnum | None) -> str:
    """The word for a code of a value list (`area`, `purpose`, …); empty for None."""
    return t(f"{family}.{value.value}") if value else ""


def words(t: Texts, family: str, values: Iterable[StrEnum]) -> str:
    """The words for several codes, with commas."""
    return ", ".join(word(t, family, value) for value in values)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a `<select>`."""

    value: str
    label: str
    chosen: bool = False


def options(t: Texts, family: str, kind: type[StrEnum], chosen: str | None) -> list[Option]:
    """Every value of a list, in the order of its words."""
    found = [Option(one.value, t(f"{family}.{one.value}"), one.value == chosen) for one in kind]
    return found if family in ("status", "purpose") else sorted(found, key=lambda one: one.label)


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
