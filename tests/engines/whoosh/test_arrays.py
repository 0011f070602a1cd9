"""Arrays come out of their file as they went in, whether they were written as they are or as steps."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from searchsvc.engines.whoosh import arrays

KINDS = st.sampled_from(["u1", "<u2", "<u4", "<i4", "<i8", "<u8", "<f8"])
ANY = KINDS.flatmap(
    lambda kind: arrays_of.arrays(kind, st.integers(0, 60), elements={"allow_nan": False} if kind == "<f8" else None)
)
RISING = st.lists(st.integers(0, 300) | st.integers(0, 2**31), max_size=60).map(
    lambda steps: np.cumsum(np.array(steps, np.uint32), dtype=np.uint32)
)


@given(one=ANY, other=RISING)
def test_arrays_are_read_as_they_were_written(tmp_path_factory, one, other):
    path = tmp_path_factory.mktemp("arrays") / "some.arrays"
    found = arrays.read(path, arrays.write(path, {"one": one, "other": other}))
    assert {name: (array.dtype, array.tolist()) for name, array in found.items()} == {
        "one": (one.dtype, one.tolist()),
        "other": (other.dtype, other.tolist()),
    }


def test_what_mostly_rises_takes_a_byte_a_number(tmp_path):
    numbers = np.arange(0, 100_000, 7, dtype=np.uint32)
    numbers[5_000:] -= np.uint32(30_000)  # it falls once
    path = tmp_path / "some.arrays"
    found = arrays.read(path, arrays.write(path, {"numbers": numbers}))
    assert np.array_equal(found["numbers"], numbers)
    assert path.stat().st_size < 1.1 * len(numbers)
