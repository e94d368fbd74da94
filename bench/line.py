"""A line of a table of promises, and the table as it is printed."""

import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `kept` is None where nothing is promised."""

    what: str
    measured: str
    promise: str = ""
    kept: bool | None = None

    def __str__(self) -> str:
        said = {True: "kept", False: "BROKEN", None: ""}[self.kept]
        return f"| {self.what} | {self.measured} | {self.promise} | {said} |"


def told(lines: list[Line], of: str = "") -> bool:
    """Prints the table. Whether a promise is broken."""
    header = ", ".join(filter(None, (f"{os.cpu_count()} cores", f"Python {sys.version.split()[0]}", of)))
    table = [header, "", "| what | measured | promise | |", "|---|---|---|---|", *map(str, lines)]
    sys.stdout.write("\n".join(table) + "\n")
    return any(line.kept is False for line in lines)
