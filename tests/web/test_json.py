"""Answers as JSON: what a program reads from one is what was said."""

import json

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.web import Json

_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner),
)
_APP = Flask(__name__)


@given(_VALUES)
def test_whatever_is_answered_is_read_back_as_it_was(value):
    with _APP.test_request_context():
        answered = Json(_APP).response(value)
    assert answered.mimetype == "application/json"
    assert json.loads(answered.data) == value


def test_chinese_stands_as_it_is_in_one_line_with_nothing_between_and_the_keys_in_their_order():
    with _APP.test_request_context():
        answered = Json(_APP).response({"title": "大同：新能源<装机>增长", "authors": ("张三", None), "count": 3})
    assert answered.data.decode() == '{"title":"大同：新能源<装机>增长","authors":["张三",null],"count":3}\n'
