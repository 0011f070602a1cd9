"""Figures are read out as a reporter would tabulate them: what is measured, how much, bounded how, at which stage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich.figures import figures
from searchsvc.enrich.figures.amounts import amounts
from searchsvc.enrich.reading import reading


def read(text, title=None):
    return figures(reading(Article(title=title, paragraphs=(Paragraph(text, (3, 5)),)))).values


def told(text):
    """Return (metric, label, value, unit, amount, amount_max, bound, stage) of each figure."""
    return [
        (item.metric, item.label, item.value, item.unit, item.amount, item.amount_max, item.bound, item.stage)
        for item in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("项目总投资 48.51 亿元。", ("investment", "总投资", 48.51, "亿元", 4851000000, None, "exact", None)),
        ("总投資４８．５１億元。", ("investment", "总投资", 48.51, "億元", 4851000000, None, "exact", None)),
        ("去年产值1,100.9亿元。", ("output", "产值", 1100.9, "亿元", 110090000000, None, "exact", None)),
        ("工业总产值突破6000亿元。", ("output", "工业总产值", 6000, "亿元", 6e11, None, "above", None)),
        ("营收500多亿元。", ("output", "营收", 500, "亿元", 5e10, None, "above", None)),
        ("税收近 3 亿元。", ("finance", "税收", 3, "亿元", 3e8, None, "below", None)),
        ("地区生产总值2000亿元以上。", ("output", "地区生产总值", 2000, "亿元", 2e11, None, "at_least", None)),
        ("贷款不超过500万元。", ("finance", "贷款", 500, "万元", 5e6, None, "at_most", None)),
        ("进出口总值约7.5亿美元。", ("trade", "进出口总值", 7.5, "亿美元", 7.5e8, None, "about", None)),
        ("签约投资 5 亿元至 10 亿元。", ("investment", "签约投资", 5, "亿元", 5e8, 1e9, "exact", "签约")),
        ("引进20至30家企业。", ("projects", "企业", 20, "家", 20, 30, "exact", None)),
        ("推进年度 73 个建设项目。", ("projects", "项目", 73, "个", 73, None, "exact", None)),
        ("“开工一批”项目 15 个。", ("projects", "项目", 15, "个", 15, None, "exact", "开工")),
        ("新建 100 万平米标准厂房。", ("area", "标准厂房", 100, "万平米", 1000000, None, "exact", None)),
        ("占地 3 公顷。", ("area", "占地", 3, "公顷", 30000, None, "exact", None)),
        ("年产 8 万吨阀门。", ("capacity", "年产", 8, "万吨", 80000, None, "exact", None)),
        ("建设2×100万千瓦机组。", ("capacity", "机组", 100, "万千瓦", 1000000, None, "exact", None)),
        ("工业增加值增长 7.5%。", ("growth", "增长", 7.5, "%", 0.075, None, "exact", None)),
        ("进口下降3.2%。", ("growth", "下降", 3.2, "%", -0.032, None, "exact", None)),
        ("废水回用率提高到78%。", ("other", None, 78, "%", 0.78, None, "exact", None)),
        ("增速提高到7%。", ("growth", "增速", 7, "%", 0.07, None, "exact", None)),
        ("物价涨幅回落至1.8%。", ("growth", "涨幅", 1.8, "%", 0.018, None, "exact", None)),
        ("该项目3月开工，预计明年投产，总投资7亿元。", ("investment", "总投资", 7, "亿元", 7e8, None, "exact", "开工")),
        ("该项目预计明年投产，总投资7亿元。", ("investment", "总投资", 7, "亿元", 7e8, None, "exact", "投产")),
        ("产业做到500亿元规模。", ("output", None, 500, "亿元", 5e10, None, "exact", None)),
        ("每小时可灌装3.6万瓶。", ("capacity", None, 3.6, "万瓶", 36000, None, "exact", None)),
        ("开工率 92.9%。", ("other", "开工率", 92.9, "%", 0.929, None, "exact", None)),
    ],
)
def test_one_figure_is_read_whole(text, figure):
    assert told(text) == [figure]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("建设150MW 光伏和 100MW/200MWh 储能。", [("光伏", 150, "MW"), ("储能", 100, "MW"), ("储能", 200, "MWh")]),
        (
            "建成50万千瓦风电、30万千瓦光伏和10万千瓦储能。",
            [("风电", 50, "万千瓦"), ("光伏", 30, "万千瓦"), ("储能", 10, "万千瓦")],
        ),
        (
            "风电50万千瓦、光伏30万千瓦和储能10万千瓦。",
            [("风电", 50, "万千瓦"), ("光伏", 30, "万千瓦"), ("储能", 10, "万千瓦")],
        ),
        ("装机50万千瓦/100万千瓦时储能。", [("装机", 50, "万千瓦"), ("装机", 100, "万千瓦时")]),
        ("引进3000万元贷款和2000万元投资。", [("贷款", 3000, "万元"), ("投资", 2000, "万元")]),
        ("总投资5亿元，其中一期2亿元。", [("总投资", 5, "亿元"), ("总投资", 2, "亿元")]),
        ("储能100MW／ 200MWh并网。", [("储能", 100, "MW"), ("储能", 200, "MWh")]),
        ("年产工业机器人8000台、减速器5万套。", [("年产", 8000, "台"), ("年产", 5, "万套")]),
        ("生产3000万吨原煤和500万吨焦炭。", [("生产", 3000, "万吨"), ("生产", 500, "万吨")]),
        ("年产阀门8万吨、铺设管道60公里。", [("年产", 8, "万吨")]),
        ("建成20万亩高标准农田和15万亩玉米。", [("高标准农田", 20, "万亩"), (None, 15, "万亩")]),
    ],
)
def test_of_things_in_a_row_each_amount_has_the_name_beside_it(text, figures):
    assert [(label, value, unit) for _, label, value, unit, *_ in told(text)] == figures


@pytest.mark.parametrize(
    "text",
    [
        "2025 年，晋城经开区将坚决落实要求。",
        "三个项目、近百亿元。",
        "一辆货车满载 23 吨薯条。",
        "5000万元以上项目稳步推进。",
        "安装了 42 处交通标志牌。",
        "企业数相较上年增长了176家。",
        "大同经开区迎来首批 24 个电池舱。",
        "",
    ],
)
def test_what_a_reporter_would_not_tabulate_is_no_figure(text):
    assert told(text) == []


def test_each_amount_has_its_own_label_and_stage():
    text = (
        "“签约一批”项目共 13 个，签约投资 16.69 亿元，预计年产值 11.9 亿元；“投产一批”项目 14 个，总投资 15.69 亿元。"
    )
    assert [(item.metric, item.value, item.stage) for item in read(text)] == [
        ("projects", 13, "签约"),
        ("investment", 16.69, "签约"),
        ("output", 11.9, "签约"),
        ("projects", 14, "投产"),
        ("investment", 15.69, "投产"),
    ]


def test_a_kind_of_what_the_sentence_before_counted_is_counted_too():
    text = "今年开工重大项目133个。其中，工程机械类28个、新能源类35个。"
    assert [(metric, value) for metric, _, value, *_ in told(text)] == [
        ("projects", 133),
        ("projects", 28),
        ("projects", 35),
    ]


def test_a_headline_parts_its_figures_by_a_space():
    found = read("", title="临汾：项目总数 54 个 总投资 203.96 亿元")
    assert [(one.label, one.value) for one in found] == [("项目总数", 54), ("总投资", 203.96)]


def test_two_units_joined_by_a_slash_are_two_figures():
    assert [(item.value, item.unit, item.amount) for item in read("建设 400MW/800MWh 储能项目。")] == [
        (400, "MW", 400000),
        (800, "MWh", 800000),
    ]


def test_what_is_reached_belongs_to_the_last_thing_named():
    assert [item.metric for item in read("产值从7亿元，增至约45亿元。")] == ["output", "output"]


def test_a_conversion_in_brackets_is_told_once():
    assert [item.unit for item in read("盘活用地3000平方米（4.5亩）。")] == ["平方米"]


def test_the_quote_is_the_sentence_and_the_place_is_in_it():
    [figure] = read("会议召开。 全年计划投资 40 亿元的项目加快推进。")
    assert figure.quote == "全年计划投资 40 亿元的项目加快推进。"
    assert figure.quote[figure.start : figure.end] == "40 亿元"
    assert figure.lines == (3, 5)


def test_the_headline_and_the_body_tell_one_figure_and_two_stages_are_two():
    text = "此次共征集项目 15 个。其中，开工项目 15 个；投产项目 15 个。"
    assert [(item.value, item.stage, item.lines) for item in read(text, title="晋城：项目总数 15 个")] == [
        (15, None, (3, 5)),
        (15, "开工", (3, 5)),
        (15, "投产", (3, 5)),
    ]


def test_a_figure_belongs_to_the_city_and_zone_named_last_before_it():
    text = "大同经开区总投资 5 亿元，晋城市总投资 3 亿元。全市完成投资 9 亿元。"
    article = Article(paragraphs=(Paragraph(text),), city=("大同", "晋城"), zone=("大同经济技术开发区",))
    assert [(item.value, item.city, item.zone) for item in figures(reading(article)).values] == [
        (5, "大同", "大同经济技术开发区"),
        (3, "晋城", None),
        (9, "晋城", None),
    ]


def test_in_an_article_about_one_city_every_figure_is_its_own():
    article = Article(paragraphs=(Paragraph("全市完成投资 9 亿元。"),), city=("晋城",))
    assert [(item.value, item.city, item.zone) for item in figures(reading(article)).values] == [(9, "晋城", None)]


@given(st.text(alphabet="总投资产值超近约余多以上0123456789.,，亿万千元吨%个项目（）至—～ \u3000億畝", max_size=60))
def test_every_amount_stands_where_it_says(text):
    for amount in amounts(text):
        assert 0 <= amount.start < amount.unit[0] < amount.unit[1] <= amount.end <= len(text)
        assert text[amount.start].isdigit()
        assert amount.amount >= 0


def test_a_number_of_hundreds_of_digits_is_no_figure():
    assert read(f"大同总投资{'9' * 400}亿元。") == ()


def test_what_a_rate_fell_to_is_no_change():
    told = read("失业率下降0.2个百分点至5.1%。")
    assert [(item.metric, item.amount) for item in told] == [("growth", -0.002), ("other", 0.051)]


def test_families_are_no_firms_but_those_of_a_trade_are():
    told = read("带动1.3万户增收，入驻商户210户，引进企业12家。")
    assert [(item.metric, item.label, item.value) for item in told] == [
        ("projects", "商户", 210),
        ("projects", "企业", 12),
    ]
