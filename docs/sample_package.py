"""`python -m docs.sample_package FOLDER`: Bakkeby's Teams package, unpacked, for `make package-check`."""

import io
import sys
from pathlib import Path
from zipfile import ZipFile

from local_tenant.people import APP_ID, TENANT_ID
from teams_app.commands.package import package

BAKKEBY = {
    "TEKNOLOGIKORT_APP_ID": APP_ID,
    "TEKNOLOGIKORT_TEAMS_APP_ID": TENANT_ID,
    "TEKNOLOGIKORT_DOMAIN": "teknologikort.bakkeby.dk",
    "TEKNOLOGIKORT_MUNICIPALITY": "Bakkeby Kommune",
    "TEKNOLOGIKORT_WEBSITE": "https://www.bakkeby.dk",
    "TEKNOLOGIKORT_PRIVACY_PAGE": "https://www.bakkeby.dk/privatliv",
    "TEKNOLOGIKORT_TERMS_PAGE": "https://www.bakkeby.dk/vilkaar",
}


def main(folder: Path) -> None:
    """Writes the files of the package into the folder."""
    with ZipFile(io.BytesIO(package(BAKKEBY))) as packed:
        packed.extractall(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
