from __future__ import annotations

import numpy as np
import pytest

from suzerain.core.errors import OutlookError
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.outlook.discover import what_drives

WIDE = Spread(low=0, high=1)


def test_the_input_that_decides_comes_first_with_its_sign_in_words():
    worlds = Worlds(count=2000)
    strong, weak = worlds.draw("strong", WIDE), worlds.draw("weak", WIDE)
    first, second = what_drives(weak - 3 * strong, worlds, name="loss")
    assert first.driver.id == "strong"
    assert first.sentence.startswith("loss falls with strong:")
    assert second.sentence.startswith("loss rises with weak:")


def test_only_as_many_as_wanted_are_told():
    worlds = Worlds(count=50)
    outcome = sum(worlds.draw(name, WIDE) for name in "abcdef")
    assert len(what_drives(outcome, worlds, 3)) == 3


def test_an_outcome_of_other_worlds_is_refused():
    with pytest.raises(OutlookError, match="3 worlds"):
        what_drives(np.zeros(4), Worlds(count=3))
