"""A map to begin with, for another's CSV file: what is recognised is filled in, the rest is asked."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence

from technology_map.imports.cell_words import wild
from technology_map.imports.import_map import Fields, folded
from technology_map.sheets.columns import SOLUTION_COLUMNS, Column, Kind
from technology_map.sheets.csv_reading import csv_lines, saved_as
from technology_map.sheets.headings import SEARCHED, Headings, find_headings, read_headings
from technology_map.texts import Texts
from technology_map.validation.refusals import Refused
from technology_map.words.value_lists import choices_of, codes_of

MAP_ENCODINGS = ("utf-8", "cp1252")
VALUES = 200
"""Different values of a column that are written into a map; a column with more is no choice."""
_BETWEEN = re.compile(r"[,;\n]")


def suggested_map(content: bytes, name: str, t: Texts) -> str:
    """The TOML text of a map for the file called `name`, in the municipality's words.

    Raises Refused as `csv_lines`, also `sheet_encoding` where no map can name the file's encoding, and
    `import_no_rows` where nothing stands under the headings.
    """
    saved = saved_as(content)
    if saved.encoding not in MAP_ENCODINGS:
        raise Refused("sheet_encoding")
    lines = [cells for _, cells in csv_lines(content)]
    at = find_headings(lines)
    if at + saved.first_line > SEARCHED or len(lines) <= at + 1:
        raise Refused("import_no_rows")
    head, rows = read_headings(lines[at]), lines[at + 1 :]
    parts = [
        _said(t("suggest.head", name=name)),
        f"source = {_quoted(_source(name))}",
        f"encoding = {_quoted(saved.encoding)}",
        f"delimiter = {_quoted(saved.delimiter)}",
        f"headings_line = {at + saved.first_line}",
        *_strange(t, head),
        *(part for column in SOLUTION_COLUMNS for part in _field(t, column, head, rows)),
    ]
    return "\n".join(parts) + "\n"


def _source(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.rpartition(".")[0].casefold().replace("æ", "ae"))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("ø", "oe").encode("ascii", "ignore").decode()).strip("-")
    return slug[:60] if len(slug) > 2 else f"fil-{slug}".strip("-")


def _strange(t: Texts, head: Headings) -> list[str]:
    unread = [called for field, called in head.called.items() if field not in Fields.model_fields]
    named = [*head.strange, *unread]
    return [_said(t("suggest.unread", columns=", ".join(named)))] if named else []


def _field(t: Texts, column: Column, head: Headings, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rule of one field; nothing where the file has no column for it and needs none."""
    place = head.places.get(column.field)
    if column.field not in Fields.model_fields or (place is None and not column.needed):
        return
    yield f"\n[fields.{column.field}]"
    if place is None:
        yield _said(t("suggest.choose", field=t(f"sheet.{column.field}"), columns=", ".join(head.strange)))
        yield "columns = []"
        return
    yield f"columns = [{_quoted(' '.join(head.called[column.field].split()))}]"
    if column.kind is Kind.CHOICE:
        yield from _choice(t, column, [row[place] for row in rows if place < len(row)])
    elif column.kind is Kind.CHOICES:
        yield from _choices(t, column, [row[place] for row in rows if place < len(row)])
    elif column.kind is Kind.DATE:
        yield 'formats = ["%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y"]'


def _choice(t: Texts, column: Column, cells: Sequence[str]) -> Iterator[str]:
    """Each value with its code; one that nobody knows waits in a comment with the codes there are."""
    known = _by_value(t, column, _different(cells))
    if all(known.values()):
        yield 'unknown = "refuse"'
    else:
        yield _said(t("suggest.codes", codes=_codes(t, column)))
        yield 'unknown = "note"'
    yield f"[fields.{column.field}.translate]"
    for value, code in known.items():
        yield f"{_quoted(value)} = {_quoted(code)}" if code else f"# {_quoted(value)} = "


def _choices(t: Texts, column: Column, cells: Sequence[str]) -> Iterator[str]:
    known = _by_value(t, column, _different(one for cell in cells for one in _BETWEEN.split(cell)))
    by_code: dict[str, list[str]] = {}
    for value, code in known.items():
        if code:
            by_code.setdefault(code, []).append(value)
    unknown = [value for value, code in known.items() if not code]
    if unknown:
        yield _said(t("suggest.words", words=", ".join(unknown), codes=_codes(t, column)))
    yield f"[fields.{column.field}.words]"
    for code, values in by_code.items():
        yield f"{code} = [{', '.join(map(_quoted, values))}]"


def _different(cells: Iterator[str] | Sequence[str]) -> list[str]:
    found: dict[str, str] = {}
    for cell in cells:
        plain = " ".join(cell.split())
        if plain and len(found) < VALUES:
            found.setdefault(folded(plain), plain)
    return list(found.values())


def _by_value(t: Texts, column: Column, values: Sequence[str]) -> dict[str, str]:
    assert column.words is not None  # noqa: S101 - only choices are asked about
    codes = set(codes_of(t, column.words))
    found: dict[str, str] = {}
    for value in values:
        said = wild(column, value, t.vocabulary)
        code = next(iter(said), "") if isinstance(said, tuple) else said
        found[value] = code if code in codes else ""
    return found


def _codes(t: Texts, column: Column) -> str:
    assert column.words is not None  # noqa: S101 - only choices are asked about
    return ", ".join(f"{code} ({word})" for code, word in choices_of(t, column.words))


def _said(sentence: str) -> str:
    """A comment, whatever stands in the sentence."""
    return "# " + "".join(sign if sign.isprintable() else " " for sign in sentence)


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's, but for the one sign that JSON leaves bare."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
