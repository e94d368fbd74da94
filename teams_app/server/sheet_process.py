"""The process that reads one uploaded spreadsheet, with little memory and little time, and then ends.

Its arguments: seconds of processor time and, where one was chosen, the sheet. Standard input: the file.
Standard output: a line of JSON for each line of the sheet, `[number, [cells]]`, and a last one,
`{"refused": code or null, "data": {…}}`.
Nothing of a file that is refused is told: whoever listens would have to hold it.
"""

import json
import os
import sys
from contextlib import suppress
from typing import Any

from technology_map.sheets.reading import read_lines
from technology_map.validation.refusals import Refused

MEMORY = 512 * 1024 * 1024


def _limit(seconds: int) -> None:
    """Where the system can: so much memory and processor time, and behind everybody else."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(AttributeError, OSError):
        os.nice(10)


def main() -> None:
    """Read, tell, end."""
    _limit(int(sys.argv[1]))
    out = sys.stdout.buffer
    end: dict[str, Any] = {"refused": None, "data": {}}
    try:
        lines = [json.dumps(line).encode() for line in read_lines(sys.stdin.buffer.read(), *sys.argv[2:3])]
        out.writelines(line + b"\n" for line in lines)
    except Refused as refused:
        end = {"refused": refused.refusal.code, "data": dict(refused.refusal.data)}
    except (MemoryError, RecursionError):
        end["refused"] = "sheet_swollen"
    except Exception:  # noqa: BLE001 - the last resort: whatever a parser throws at a file that is none
        end["refused"] = "sheet_broken"
    out.write(json.dumps(end).encode() + b"\n")


if __name__ == "__main__":
    main()
