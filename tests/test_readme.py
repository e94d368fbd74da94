"""What the README says is what the code does."""

import re
from pathlib import Path

from docs.life_cycle import drawing

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_drawing_of_the_life_cycle_is_the_table_in_the_code() -> None:
    drawn = re.search(r"```mermaid\n(.*?)\n```", README, re.DOTALL)
    assert drawn
    assert drawn[1] == drawing()


def test_every_file_and_picture_that_the_documents_point_to_is_there() -> None:
    documents = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "local_tenant/README.md"]
    missing = [
        f"{document.name}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8"))
        if not (document.parent / target).exists()
    ]
    assert missing == []


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    commands = re.findall(r"^make (\w+)$", README, re.MULTILINE)
    assert commands == ["demo", "test"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in commands)
