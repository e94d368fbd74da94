"""What the installation was told and found out, in a file so that it can go on. No secret is in it."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from teams_app.settings import Guid, Host, Page, Site, municipality_name

NAME = "installation.json"
_ASKED: dict[str, Any] = {
    "council_team_id": Guid,
    "domain": Host,
    "identity_principal_id": Guid,
    "municipality": Annotated[str, AfterValidator(municipality_name), Field(max_length=32)],
    "website": Page,
    "privacy_page": Page,
    "terms_page": Page,
}
"""What may have to be asked for, and what a right answer is."""


class Unreadable(Exception):  # noqa: N818 - names the file
    """The file is not one that we wrote."""


class Answers(BaseModel):
    """Ids and names; `said` are steps that nobody can see from here, and that were said to be done.

    Nothing of it is believed of the tenant: each step looks there.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    tenant_id: str = ""
    host: str = ""
    open_path: str = "/sites/teknologikort"
    closed_path: str = "/sites/teknologikort-raad"
    council_team_id: str = ""
    app_id: str = ""
    teams_app_id: str = ""
    domain: str = ""
    identity_principal_id: str = ""
    registry: str = ""
    municipality: str = ""
    website: str = ""
    privacy_page: str = ""
    terms_page: str = ""
    said: list[str] = []

    @property
    def open_site(self) -> Site:
        """Such as kommune.sharepoint.com:/sites/teknologikort."""
        return f"{self.host}:{self.open_path}"

    @property
    def closed_site(self) -> Site:
        """Such as kommune.sharepoint.com:/sites/teknologikort-raad."""
        return f"{self.host}:{self.closed_path}"

    def take(self, name: str, value: str) -> bool:
        """Keep an answer, if it is one that can be right; whether it was."""
        try:
            checked = TypeAdapter(_ASKED[name]).validate_python(value.strip())
        except ValidationError:
            return False
        setattr(self, name, checked)
        return True


def read_answers(folder: Path) -> Answers:
    """What the folder holds; nothing, in a new one. Raises Unreadable."""
    file = folder / NAME
    try:
        return Answers.model_validate_json(file.read_bytes()) if file.exists() else Answers()
    except (OSError, ValidationError) as failure:
        raise Unreadable(str(file)) from failure


def keep_answers(folder: Path, answers: Answers) -> None:
    """Write them whole or not at all. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{NAME}.new"
    draft.write_text(answers.model_dump_json(indent=2) + "\n", encoding="utf-8")
    draft.replace(folder / NAME)
