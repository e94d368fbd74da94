"""Draws the life cycle of a proposal for the README: `python -m docs.life_cycle`."""

import sys
from collections import defaultdict

from technology_map.council.life_cycle import ENDED, Mover, Status, moves
from technology_map.people.people import Language
from technology_map.texts import texts

WHO = {Mover.SUBMITTER: "submitter", Mover.SECRETARY: "secretary", Mover.COUNCIL: "council"}


def drawing() -> str:
    """The Mermaid text: a state for each status by its Danish word, an arrow for each move."""
    word = texts(Language.DANISH)
    lines = ["stateDiagram-v2"]
    lines += [f"    {status.value}: {word('status.' + status.value)}" for status in Status]
    lines.append(f"    [*] --> {Status.SUBMITTED.value}: submitter")
    arrows: defaultdict[tuple[Status, Status], list[str]] = defaultdict(list)
    for move in moves():
        arrows[move.start, move.end].append(WHO[move.mover])
    lines += [f"    {a.value} --> {b.value}: {', '.join(who)}" for (a, b), who in arrows.items()]
    lines += [f"    {status.value} --> [*]" for status in Status if status in ENDED]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(drawing() + "\n")
