"""The matching of a file as it is drawn: what each column is read as, and what an unknown word means."""

from collections.abc import Iterator
from dataclasses import dataclass

from technology_map.imports.matching import LEFT_EMPTY, MADE, ColumnMatch, Matched, WordMatch
from technology_map.imports.sheet_proposals import History
from technology_map.sheets.cells import heading
from technology_map.sheets.columns import Column
from technology_map.sheets.contents import COLUMNS, is_read
from technology_map.sheets.files import What
from technology_map.sheets.headings import NOT_READ
from technology_map.texts import Texts
from technology_map.words.value_lists import choices_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a field in which one is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a column or a word: `name` and `key` say which, `says` what stands in the file."""

    id: str
    name: str
    key: str
    label: str
    says: str
    open: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class MatchingPage:
    """Everything that can be chosen for a file. `open`: something is asked."""

    kinds: tuple[Choice, ...]
    sheet: str
    columns: tuple[Question, ...]
    others: tuple[Question, ...]
    words: tuple[Question, ...]
    open: bool


def matching_page(t: Texts, matched: Matched) -> MatchingPage:
    """The page's part; columns whose heading is our own stand apart."""
    columns = list(_columns(t, matched))
    return MatchingPage(
        kinds=tuple(Choice(one, _kind_words(t, one), one == matched.kind) for one in COLUMNS),
        sheet=matched.matching.sheet,
        columns=tuple(one for one in columns if one.open),
        others=tuple(one for one in columns if not one.open),
        words=tuple(_word(t, place, one) for place, one in enumerate(matched.words)),
        open=matched.asked,
    )


def _columns(t: Texts, matched: Matched) -> Iterator[Question]:
    """The system's own columns, such as the number of a card, are not asked about."""
    taken = [one for one in COLUMNS[matched.kind] if _is_taken(one, matched.kind)]
    known = {NOT_READ, "", *(one.field for one in taken)}
    columns = (one for one in matched.columns if one.field in known)
    for place, one in enumerate(columns):
        yield Question(
            id=f"match-column-{place}",
            name="",
            key=one.key,
            label=one.heading,
            says=t("tab.matching.samples", samples=" · ".join(one.samples)) if one.samples else "",
            open=one.asked,
            choices=tuple(_fields(t, one, taken)),
        )


def _kind_words(t: Texts, kind: str) -> str:
    if kind in (What.SOLUTIONS, What.PROPOSALS):
        return t(f"tab.matching.kind.{kind}")
    return t("tab.matching.kind.rows", heading=t(f"detail.{kind}.heading"))


def _is_taken(column: Column, kind: str) -> bool:
    of_history = kind == What.PROPOSALS and column.field in History.model_fields
    return of_history or is_read(column)


def _fields(t: Texts, match: ColumnMatch, columns: list[Column]) -> Iterator[Choice]:
    known = {one.field for one in columns}
    yield Choice(NOT_READ, t("tab.matching.not_read"), match.field not in known)
    for one in columns:
        yield Choice(one.field, heading(one, t), one.field == match.field)


def _word(t: Texts, place: int, match: WordMatch) -> Question:
    of = match.column.words
    assert of is not None  # noqa: S101 - only choices are asked about
    choices = [Choice("", t("tab.matching.choose"), not match.code)]
    choices += [Choice(code, word, code == match.code) for code, word in choices_of(t, of)]
    choices.append(Choice(LEFT_EMPTY, t("tab.matching.left_empty"), match.code == LEFT_EMPTY))
    if match.may_be_made:
        choices.append(Choice(MADE, t("tab.matching.make", word=match.word), match.code == MADE))
    return Question(
        id=f"match-word-{place}",
        name=match.column.field,
        key=match.key,
        label=match.word,
        says=t.many("tab.matching.rows", match.count, column=match.heading),
        open=not match.code,
        choices=tuple(choices),
    )
