"""The picture of a run has not changed unless somebody said so."""

import pytest

from tests.pin import SHARES, picture, pinned


def test_the_picture_of_a_run_is_the_pinned_one():
    old, new = pinned(), picture()
    assert {name: new[name] for name in new if name not in SHARES} == {name: old[name] for name in old if name not in SHARES}
    assert {name: new[name] for name in SHARES} == pytest.approx({name: old[name] for name in SHARES}, rel=1e-9)
