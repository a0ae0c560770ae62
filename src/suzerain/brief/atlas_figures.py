"""Parts of 1 as the atlas shows them: to two digits, one byte each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint8]
UNSEEN = 255


def percent_codes(values: NDArray[Any]) -> Codes:
    """Turn parts of 1 into the bytes of the page.

    1 is below 0.005 %; 2 to 10 are 0.01 to 0.09 %; 11 to 109 are 0.1 to 9.9 %;
    110 to 200 are 10 to 100 %.

    Examples:
        >>> percent_codes(np.array([0.0, 1e-6, 2e-4, 0.034, 0.12])).tolist()
        [0, 1, 3, 44, 112]
    """
    percent = np.abs(np.asarray(values, dtype=np.float64)) * 100
    fine, middle, coarse = (np.rint(percent * scale) for scale in (100, 10, 1))
    codes = np.where(fine < 1, 1, 1 + fine)
    codes = np.where(fine > 9, 10 + middle, codes)
    codes = np.where(middle > 99, 100 + coarse, codes)
    codes = np.where(percent == 0, 0, codes)
    return np.asarray(np.where(np.isnan(percent), UNSEEN, codes), dtype=np.uint8)


def percent(value: float) -> str:
    """Write a part of 1 as a percentage, as the page does.

    Examples:
        >>> [percent(value) for value in (0.1249, 0.034, 0.0002, 1e-6, 0, -0.01)]
        ['12 %', '3.4 %', '0.02 %', '<0.01 %', '0 %', '-1.0 %']
    """
    code = int(percent_codes(np.array([value]))[0])
    if code <= 1:
        return ("0 %", "<0.01 %")[code]
    sign = "-" if value < 0 else ""
    if code <= 10:
        return f"{sign}0.0{code - 1} %"
    return f"{sign}{(code - 10) / 10:.1f} %" if code < 110 else f"{sign}{code - 100} %"


def percent_range(values: Sequence[float]) -> str:
    """Write low, median and high.

    Examples:
        >>> percent_range((0.023, 0.038, 0.063))
        '3.8 % [2.3-6.3 %]'
    """
    low, median, high = values
    return f"{percent(median)} [{percent(low).removesuffix(' %')}-{percent(high)}]"
