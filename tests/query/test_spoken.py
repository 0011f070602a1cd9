"""Figures are understood as people say them in words, where what is measured and a limit are said."""

import pytest

from searchsvc.query.echo import echo
from searchsvc.query.spoken import spoken


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("投资大于10亿元", "投资>10亿元"),
        ("投资额超１０亿元的项目", "投资额>10亿元"),
        ("總投資5億元以上的項目有哪些", "总投资>=5亿元"),
        ("增速高于7%", "增速>7%"),
        ("面积不足500亩", "面积<500亩"),
        ("项目数不超过40个", "项目数<=40个"),
        ("装机超过100MW", "装机>100MW"),
    ],
)
def test_a_limit_in_words_is_a_sign(said, asked):
    found = spoken(said)
    assert found is not None
    assert echo(found) == asked


@pytest.mark.parametrize(
    "said", ["投资10亿元", "大同超10亿元", "增速超10亿元", "投资超亿元", "投资超10亿元以上", "投资超", ""]
)
def test_without_a_name_a_limit_or_a_fitting_amount_nothing_is_asked(said):
    assert spoken(said) is None
