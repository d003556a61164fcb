"""Where the tests find the real communities: `../shared/data` beside the checkout, or $GRAVITY_DATA."""

import os
from pathlib import Path

import pytest

_FOLDER = Path(os.environ.get("GRAVITY_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
DATA = _FOLDER if (_FOLDER / "docusign" / "events.csv.gz").exists() else None

needs_data = pytest.mark.skipif(DATA is None, reason="the real communities (../shared/data) are not here")
