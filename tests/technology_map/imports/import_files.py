"""Made-up CSV files and their maps, with every trouble that the real file has."""

import csv
import io
from collections.abc import Sequence

from technology_map.imports.import_map import ImportMap, read_map
from tests.words import WORDS

HEADINGS = ("Navn", "Styrelse", "Kontor", "Emne", "Formål", "Resultat", "Trin", "I brug", "Andet", "Andet")

MAP = """
source = "proeve"
encoding = "cp1252"
empty = ["N/A", "Ingen"]

[fields.title]
columns = ["Navn"]

[fields.challenges]
columns = ["Formål"]
otherwise = "Kilden siger ikke hvorfor."

[fields.background]
columns = ["Styrelse", "Andet (2)"]
headings = { "Styrelse" = "Fra", "Andet (2)" = "Mere" }
join = "\\n"

[fields.effect]
columns = ["Resultat"]

[fields.department]
columns = ["Styrelse", "Kontor"]
join = " / "

[fields.area]
columns = ["Emne"]
otherwise = "administration"
unknown = "note"
translate = { "Sundhed" = "health", "Vej og trafik" = "technical" }

[fields.phase]
columns = ["Trin"]
translate = { "I drift" = "in_operation", "Prøves" = "implementation" }

[fields.technologies]
always = ["ai"]
columns = ["Navn", "Formål"]
words = { chatbot = ["chatbot"], drone = ["drone", "UAS"] }

[fields.in_operation_since]
columns = ["I brug"]
formats = ["%d-%m-%Y", "%Y-%m-%d"]
"""

EXCEL_MAP = """
source = "regneark"
delimiter = ";"
key = ["Nr"]

[fields.title]
columns = ["Løsning"]

[fields.challenges]
columns = ["Udfordring"]

[fields.background]
columns = ["Baggrund"]
"""


def trouble_map(more: str = "") -> ImportMap:
    """The map for `trouble_file`; `more` goes before its first table."""
    return read_map(MAP.replace("\n[fields.title]", f"\n{more}\n[fields.title]", 1), WORDS)


def row(name: str = "Chatbot i hallen", **cells: str) -> list[str]:
    """One row as the columns of `HEADINGS` have it; the second Andet is `Mere`."""
    usual = {
        "Styrelse": "Vejstyrelsen",
        "Kontor": "Nord",
        "Emne": "Sundhed",
        "Formål": "Folk går forgæves hver dag.",
        "Resultat": "Færre går forgæves.",
        "Trin": "I drift",
        "I brug": "01-02-2024",
        "Andet": "",
        "Mere": "",
    }
    return [name, *(usual | {key.replace("_", " "): cell for key, cell in cells.items()}).values()]


def csv_bytes(
    rows: Sequence[Sequence[str]],
    headings: Sequence[str] = HEADINGS,
    encoding: str = "cp1252",
    delimiter: str = ",",
) -> bytes:
    """The rows as a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def trouble_rows(good: int = 44) -> list[list[str]]:
    """`good` rows that can be stored, and after them six that cannot.

    Among the good ones: a title that is too long, cells of many lines, the same title and department
    twice with other texts, dates nobody can read, an unknown topic, an empty purpose.
    """
    rows = [
        row(f"Løsning nummer {n} – “prøve” af det nye", Mere=f"linje 1\nlinje 2 æøå\n{n}")
        for n in range(good)
    ]
    rows[3][0] = "Sensorer i gulvet, " * 6 + "og så resten af en meget lang titel"
    rows[5], rows[6] = row("Samme navn"), row("Samme navn", Formål="Et helt andet formål.")
    rows[7] = row("Ulæselig dato", I_brug="24-Oct")
    rows[8] = row("Ukendt emne", Emne="Rumfart")
    rows[9] = row("Uden formål", Formål="N/A")
    rows[10] = row("=1+1 er også en titel", Formål="+45 er en landekode")
    refused = [
        row("Samme navn"),
        row("Samme  navn ", Kontor=" Nord"),
        row("Med nummer", Formål="Borgeren 010203-1234 ringer."),
        row("Med et tal", Resultat="Sag 0102031235 er lukket."),
        row("Et ukendt trin", Trin="Måske"),
        row("For kort")[:-1],
    ]
    return rows + refused
