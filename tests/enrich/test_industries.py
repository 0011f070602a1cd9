"""Which industries an article is filed under."""

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich import enrich


def article(body: str, title: str | None = None) -> Article:
    return Article(id="a1", title=title, paragraphs=tuple(map(Paragraph, body.split("\n"))))


@pytest.mark.parametrize(
    ("sentence", "industries"),
    [
        (
            "项目涵盖新材料、新能源、特色轻工、节能环保、现代服务业等领域。",
            {"新材料", "新能源", "轻工纺织", "节能环保", "商贸服务"},
        ),
        ("开发区聚焦精密铸造、新材料和食品加工3条产业链。", {"装备制造", "新材料", "食品饮料"}),
        ("瞄准电子信息、新能源、生物医药和高端装备制造等领域。", {"电子信息", "新能源", "生物医药", "装备制造"}),
        ("年产5万吨锂电负极材料项目投产。", {"储能电池"}),
        ("配水厂项目通过竣工验收，园区用上自来水。", {"公用设施"}),
        ("新能源汽车零部件产业园项目开工。", {"汽车"}),
        ("煤层气井日产量创新高，煤矿瓦斯抽采提速。", {"煤炭"}),
        ("中欧班列开行，铁路货运增长。", {"交通物流"}),
        ("人工智能大模型和数据中心项目签约。", {"数字经济"}),
        ("全市召开营商环境大会。", set()),
        ("全省一般公共预算收入增长5%。", set()),
    ],
)
def test_the_lead_a_project_line_and_a_list_of_focus_industries_count(sentence, industries):
    assert set(enrich(article(sentence)).industry) == industries


def test_a_product_mentioned_once_in_a_long_story_does_not_count():
    body = "\n".join(["景区接待游客十万人次，旅游收入增长。"] * 6 + ["路旁的商铺摆着陶瓷。"])
    assert enrich(article(body, title="假日旅游升温")).industry == ("文化旅游",)


def test_a_companys_name_tells_its_trade_and_not_the_news():
    assert enrich(article("某某新能源科技有限公司捐建了一条步道。")).industry == ()


def test_the_industry_of_the_headline_comes_first():
    assert enrich(article("养殖户收入增加。", title="光伏装机突破一亿千瓦")).industry[0] == "新能源"
